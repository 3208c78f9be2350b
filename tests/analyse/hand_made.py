"""Small graphs written by hand, of which the right answers can be worked out on paper."""

from __future__ import annotations

import io
from itertools import count

import pyoxigraph as ox

from kamergraaf.store import GraphStore, open_store

PROLOGUE = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
@prefix policy: <https://w3id.org/kamergraaf/id/policy/> .
"""
# Two policies of the shipped scheme, of the fields migratie and cultuur; the rest is made up.
ENTITIES = """
:land a kg:Country ; skos:prefLabel "Land"@nl ; dcterms:identifier "LND" .
policy:terugkeerhub a kg:Policy ; skos:prefLabel "hub"@nl .
policy:cultuursubsidie a kg:Policy ; skos:prefLabel "subsidie"@nl .
:vogelwet a kg:Legislation ; skos:prefLabel "Vogelwet"@nl .
:artikel a kg:Provision ; skos:prefLabel "artikel 3 Vogelwet"@nl ; kg:provisionOf :vogelwet .
:nestenwet a kg:Legislation ; skos:prefLabel "Nestenwet"@nl .
:bos a kg:ParliamentaryGroup ; skos:prefLabel "Bos"@nl ; dcterms:identifier "Bos" .
:veld a kg:ParliamentaryGroup ; skos:prefLabel "Veld"@nl ; dcterms:identifier "Veld" .
:merel a kg:Person ; skos:prefLabel "Merel"@nl .
"""
NAMES = {"hub": "policy:terugkeerhub", "subsidie": "policy:cultuursubsidie"}
_numbers = count(1)


def names(unit: str, things: str) -> str:
    """Return Turtle in which ``unit`` names each of ``things``, as often as it stands there."""
    lines = []
    for name in things.split():
        entity = NAMES.get(name, f":{name}")
        lines.append(f":m{next(_numbers)} a kg:Mention ; kg:inUnit :{unit} ; kg:refersTo {entity} .")
        lines.append(f":{unit} kg:mentions {entity} .")
    return "\n".join(lines)


TWO_PAPERS = f"""
{ENTITIES}
:p1 a kg:Document ; dcterms:identifier "p1" ; dcterms:type kg:aanhangsel ;
  kg:submittedOn "2098-01-10"^^xsd:date ; kg:answeredOn "2098-02-10"^^xsd:date .
:q1 a kg:Question ; dcterms:isPartOf :p1 ; kg:number "1" ; schema:position 1 ; kg:askedBy :bos .
:q2 a kg:Question ; dcterms:isPartOf :p1 ; kg:number "2" ; schema:position 2 ; kg:askedBy :bos , :uil .
:a1 a kg:Answer ; dcterms:isPartOf :p1 ; schema:position 3 ; kg:answers :q1 ; kg:answerKind kg:direct ;
  kg:givenBy :merel .
:a2 a kg:Answer ; dcterms:isPartOf :p1 ; schema:position 4 ; kg:answers :q2 ; kg:answerKind kg:reference ;
  kg:refersToAnswer :a1 ; kg:givenBy :merel .
:p2 a kg:Document ; dcterms:identifier "p2" ; dcterms:type kg:schriftelijk-overleg ;
  kg:answeredOn "2098-03-05"^^xsd:date .
:q3 a kg:Question ; dcterms:isPartOf :p2 ; schema:position 1 ; kg:askedBy :veld .
:q4 a kg:Question ; dcterms:isPartOf :p2 ; schema:position 2 ; kg:askedBy :veld , :bos .
:a3 a kg:Answer ; dcterms:isPartOf :p2 ; schema:position 3 ; kg:answers :q3 ; kg:answerKind kg:partial ;
  kg:refersToAnswer :a4 .
:a4 a kg:Answer ; dcterms:isPartOf :p2 ; schema:position 4 ; kg:answers :q4 ; kg:answerKind kg:reference .
{names("q1", "land land hub")}
{names("q2", "land")}
{names("a1", "hub artikel nestenwet")}
{names("q3", "land subsidie")}
{names("q4", "vogelwet nestenwet hub subsidie")}
"""


def stored(turtle: str) -> GraphStore:
    """Return a store in memory with ``turtle`` in one named graph."""
    store = open_store(None)
    graph = ox.NamedNode("https://example.org/graph")
    triples = ox.parse(io.BytesIO((PROLOGUE + turtle).encode()), ox.RdfFormat.TURTLE)
    store.replace(graph.value, [ox.Quad(q.subject, q.predicate, q.object, graph) for q in triples])
    return store


def questions(**naming: str) -> str:
    """Return Turtle with a question a name, each in a paper of its own, that names the things given."""
    things = sorted({thing for named in naming.values() for thing in named.split()})
    lines = [f':{thing} a kg:Organisation ; skos:prefLabel "{thing}"@nl .' for thing in things]
    for name, named in naming.items():
        lines.append(f':doc-{name} a kg:Document ; dcterms:identifier "doc-{name}" .')
        lines.append(f":{name} a kg:Question ; dcterms:isPartOf :doc-{name} ; schema:position 1 ;")
        lines.append(f'  schema:text "Vraag {name}?" .')
        lines.append(names(name, named))
    return "\n".join(lines)
