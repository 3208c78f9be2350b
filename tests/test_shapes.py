"""The SHACL shapes accept a good graph and refuse it when a single thing in it is broken.

Each case names the constraint that must complain and the SHACL component of it, so that a shape that fails
for another reason does not count; a last test sees to it that no constraint goes without a case.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

SHAPES = Path(__file__).parents[1] / "ontology" / "shapes.ttl"
KGS = "https://w3id.org/kamergraaf/shapes#"

BASE = "https://w3id.org/kamergraaf/id/"
PREFIXES = {
    "kg": "https://w3id.org/kamergraaf/ontology#",
    "pub": "https://zoek.officielebekendmakingen.nl/",
    "q": f"{BASE}kst-99317-12/question/",
    "sub": f"{BASE}kst-99317-12/question/1/sub/",
    "a": f"{BASE}kst-99317-12/answer/",
    "m": f"{BASE}kst-99317-12/mention/",
    "r": f"{BASE}kst-99317-12/reference/",
    "s": f"{BASE}kst-99317-12/subject/",
    "kgv": "https://w3id.org/kamergraaf/vocabulary/",
    "c": f"{BASE}kst-99317-12/commitment/",
    "eu": "http://publications.europa.eu/resource/authority/country/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# SPARQL's way of declaring prefixes is Turtle's too.
PROLOGUE = f"BASE <{BASE}>\n" + "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

# A paper that was never printed, with at least one thing of every class.
GOOD = (
    PROLOGUE
    + """
pub:kst-99317-12 a kg:Document ;
    dcterms:identifier "kst-99317-12" ; dcterms:title "Verslag over vogels en grenzen" ;
    dcterms:type kg:schriftelijk-overleg ;
    kg:submittedOn "2098-02-27"^^xsd:date ; kg:answeredOn "2098-03-01"^^xsd:date ;
    kg:addressedTo <office/minister-van-vogels> ; kg:respondent <person/van-merel> ; kg:dossier "99317" ;
    kg:cites pub:kst-99317-11 ; dcterms:subject <concept/vogels> , <concept/natuur> ;
    dcterms:source <urn:sha256:aa> ; prov:wasGeneratedBy <kst-99317-12/activity> .
<urn:sha256:aa> a prov:Entity ; schema:name "vogels.pdf" ;
    schema:sha256 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" .
<kst-99317-12/activity> a prov:Activity ; prov:used <urn:sha256:aa> ; prov:wasAssociatedWith <software> ;
    kg:settings "{}" .
<software> a prov:SoftwareAgent ; schema:name "kamergraaf" ; schema:softwareVersion "0.1.0" .

q:1 a kg:Question ; dcterms:isPartOf pub:kst-99317-12 ; schema:position 1 ; kg:number "1" ;
    schema:text "Kent u de Poolse vogelhub en artikel 3 lid 2 van de Vogelwet? Zo nee, waarom niet?" ;
    kg:askedBy <person/uil> , <group/bos> ;
    kg:mentions eu:POL , <policy/vogelhub> , <provision/vogelwet/art-3-lid-2> , <legislation/vogelwet> ,
        pub:kst-99317-11 ;
    kg:cites <provision/vogelwet/art-3-lid-2> , <legislation/vogelwet> , pub:kst-99317-11 .
sub:1 a kg:SubQuestion ; dcterms:isPartOf q:1 ;
    schema:text "Kent u de Poolse vogelhub en artikel 3 lid 2 van de Vogelwet?" .
sub:2 a kg:SubQuestion ; dcterms:isPartOf q:1 ; schema:text "Zo nee, waarom niet?" .
a:1 a kg:Answer ; dcterms:isPartOf pub:kst-99317-12 ; schema:position 2 ;
    schema:text
        "Ja. Ik zal de Kamer in 2099 over de motie-Uil, Het Nest en de uitspraak van de Vogelraad mailen." ;
    kg:answers q:1 ; kg:givenBy <person/van-merel> ; kg:answerKind kg:direct ;
    kg:mentions <motion/uil> , <organisation/het-nest> , <court-decision/vogelraad-2097-12-01> ,
        <provision/vogelwet/art-3-lid-2> , <legislation/vogelwet> , <legislation/nestenwet> ;
    kg:cites <motion/uil> , <court-decision/vogelraad-2097-12-01> , <provision/vogelwet/art-3-lid-2> ,
        <legislation/vogelwet> , <legislation/nestenwet> ;
    kg:makesCommitment c:1 .
q:2 a kg:Question ; dcterms:isPartOf pub:kst-99317-12 ; schema:position 3 ; kg:number "2" ;
    schema:text "Wat vindt de heer Merel daarvan?" ; kg:askedBy <group/veld> ;
    kg:mentions <person/van-merel> .
a:2 a kg:Answer ; dcterms:isPartOf pub:kst-99317-12 ; schema:position 4 ;
    schema:text "Zie het antwoord aan de Bos-fractie." ; kg:answers q:2 ; kg:answerKind kg:reference ;
    kg:mentions <group/bos> ; kg:refersToAnswer a:1 ; kg:refersToGroup <group/bos> .
q:3 a kg:Question ; dcterms:isPartOf pub:kst-99317-12 ; schema:position 5 ; kg:number "3" ;
    schema:text "En verder?" ; kg:askedBy <group/veld> .
a:3 a kg:Answer ; dcterms:isPartOf pub:kst-99317-12 ; schema:position 6 ;
    schema:text "Zie vraag 2." ; kg:answers q:3 ; kg:answerKind kg:reference ;
    kg:refersToAnswer a:2 .
q:4 a kg:Question ; dcterms:isPartOf pub:kst-99317-12 ; schema:position 7 ; kg:number "4" ;
    schema:text "Nog iets?" ; kg:askedBy <group/veld> .

m:1 a kg:Mention ; kg:inUnit q:1 ; kg:refersTo eu:POL ; kg:start 10 ; kg:end 16 ;
    kg:quote "Poolse" ; kg:confidence 0.99 ; kg:foundBy "country-name" .
m:2 a kg:Mention ; kg:inUnit q:1 ; kg:refersTo <policy/vogelhub> ; kg:start 17 ; kg:end 25 ;
    kg:quote "vogelhub" ; kg:confidence 0.8 ; kg:foundBy "policy-label" .
m:3 a kg:Mention ; kg:inUnit q:1 ; kg:refersTo <provision/vogelwet/art-3-lid-2> ; kg:start 29 ;
    kg:end 60 ; kg:quote "artikel 3 lid 2 van de Vogelwet" ; kg:confidence 0.9 ; kg:foundBy "provision" .
m:4 a kg:Mention ; kg:inUnit q:1 ; kg:refersTo <legislation/vogelwet> ; kg:start 52 ; kg:end 60 ;
    kg:quote "Vogelwet" ; kg:confidence 0.9 ; kg:foundBy "act-name" .
m:5 a kg:Mention ; kg:inUnit q:1 ; kg:refersTo pub:kst-99317-11 ; kg:inFootnote "1" ;
    kg:quote "Kamerstuk 99 317, nr. 11" ; kg:confidence 1.0 ; kg:foundBy "kamerstuk" .
m:6 a kg:Mention ; kg:inUnit a:1 ; kg:refersTo <motion/uil> ; kg:start 36 ; kg:end 45 ;
    kg:quote "motie-Uil" ; kg:confidence 0.9 ; kg:foundBy "motion" .
m:7 a kg:Mention ; kg:inUnit a:1 ; kg:refersTo <organisation/het-nest> ; kg:start 47 ; kg:end 55 ;
    kg:quote "Het Nest" ; kg:confidence 0.7 ; kg:foundBy "organisation-name" .
m:8 a kg:Mention ; kg:inUnit a:1 ; kg:refersTo <court-decision/vogelraad-2097-12-01> ;
    kg:start 62 ; kg:end 88 ; kg:quote "uitspraak van de Vogelraad" ; kg:confidence 0.6 ; kg:foundBy "court" .
m:9 a kg:Mention ; kg:inUnit a:1 ; kg:refersTo <provision/vogelwet/art-3-lid-2> ;
    kg:inFootnote "2" ; kg:quote "art. 3 lid 2 Vogelwet" ; kg:confidence 0.9 ; kg:foundBy "provision" .
m:10 a kg:Mention ; kg:inUnit a:1 ; kg:refersTo <legislation/vogelwet> ;
    kg:inFootnote "2" ; kg:quote "Vogelwet" ; kg:confidence 0.9 ; kg:foundBy "act-name" .
m:13 a kg:Mention ; kg:inUnit a:1 ; kg:refersTo <legislation/nestenwet> ;
    kg:inFootnote "2" ; kg:quote "Nestenwet" ; kg:confidence 0.9 ; kg:foundBy "act-name" .
m:11 a kg:Mention ; kg:inUnit q:2 ; kg:refersTo <person/van-merel> ; kg:start 18 ; kg:end 23 ;
    kg:quote "Merel" ; kg:confidence 0.7 ; kg:foundBy "person" .
m:12 a kg:Mention ; kg:inUnit a:2 ; kg:refersTo <group/bos> ; kg:start 24 ; kg:end 27 ;
    kg:quote "Bos" ; kg:confidence 0.9 ; kg:foundBy "group" .
r:1 a kg:Reference ; kg:inUnit a:2 ; kg:start 0 ; kg:end 35 ;
    kg:quote "Zie het antwoord aan de Bos-fractie" ; kg:confidence 0.8 ; kg:foundBy "answer-reference" ;
    kg:refersToAnswer a:1 ; kg:refersToGroup <group/bos> .
r:2 a kg:Reference ; kg:inUnit a:3 ; kg:start 0 ; kg:end 11 ; kg:quote "Zie vraag 2" ;
    kg:confidence 1.0 ; kg:foundBy "answer-reference" ; kg:refersToAnswer a:2 .
c:1 a kg:Commitment ; kg:inUnit a:1 ; kg:start 4 ; kg:end 27 ;
    skos:prefLabel "Ik zal de Kamer in 2099 …"@nl ;
    schema:text "Ik zal de Kamer in 2099" ; kg:quote "Ik zal de Kamer in 2099" ; kg:towards "Tweede Kamer" ;
    kg:dueBy "2099" ; kg:confidence 0.9 ; kg:foundBy "commitment" .

s:1 a kg:SubjectAssignment ; kg:assignedTo pub:kst-99317-12 ; kg:assigns <concept/vogels> ;
    kg:confidence 0.6 ; kg:foundBy "subject-terms" .
s:2 a kg:SubjectAssignment ; kg:assignedTo pub:kst-99317-12 ; kg:assigns <concept/natuur> ;
    kg:confidence 0.5 ; kg:foundBy "subject-theme" .
<concept/vogels> a skos:Concept ; skos:prefLabel "vogels"@nl ; skos:inScheme kgv:eurovoc .
<concept/natuur> a skos:Concept ; skos:prefLabel "natuur"@nl ; skos:inScheme kgv:taxonomie-beleidsagenda .

eu:POL a kg:Country ; dcterms:identifier "POL" ; skos:prefLabel "Polen"@nl , "Poland"@en .
<policy/vogelhub> a kg:Policy ; dcterms:identifier "vogelhub" ; skos:prefLabel "vogelhub"@nl ; kg:status "proposed" .
<legislation/vogelwet> a kg:Legislation ; dcterms:identifier "vogelwet" ; skos:prefLabel "Vogelwet"@nl .
<legislation/nestenwet> a kg:Legislation ; dcterms:identifier "nestenwet" ; skos:prefLabel "Nestenwet"@nl .
<provision/vogelwet/art-3-lid-2> a kg:Provision ; dcterms:identifier "vogelwet#art=3&lid=2" ;
    skos:prefLabel "artikel 3 lid 2 Vogelwet"@nl ; kg:provisionOf <legislation/vogelwet> ;
    kg:article "3" ; kg:paragraph "2" ; kg:point "a" ; kg:chapter "1" ; kg:section "1" ;
    kg:jci "jci1.3:c:BWBR9999999&artikel=3&lid=2" .
pub:kst-99317-11 a kg:ParliamentaryDocument ; dcterms:identifier "kst-99317-11" ;
    skos:prefLabel "Kamerstuk 99 317, nr. 11"@nl .
<motion/uil> a kg:Motion ; dcterms:identifier "uil" ; skos:prefLabel "motie-Uil"@nl ;
    kg:movedBy <person/uil> ; kg:publishedAs pub:kst-99317-11 .
<court-decision/vogelraad-2097-12-01> a kg:CourtDecision ; dcterms:identifier "vogelraad-2097-12-01" ;
    skos:prefLabel "Vogelraad 1 december 2097"@nl ; kg:court <organisation/vogelraad> ;
    dcterms:date "2097-12-01"^^xsd:date .
<organisation/vogelraad> a kg:Organisation ; dcterms:identifier "vogelraad" ; skos:prefLabel "Vogelraad"@nl .
<organisation/het-nest> a kg:Organisation ; dcterms:identifier "het-nest" ; skos:prefLabel "Het Nest"@nl .
<person/uil> a kg:Person ; dcterms:identifier "uil" ; skos:prefLabel "Uil"@nl ; foaf:familyName "Uil" ;
    kg:memberOf <group/bos> .
<person/van-merel> a kg:Person ; dcterms:identifier "van-merel" ; skos:prefLabel "Van Merel"@nl ;
    foaf:familyName "Van Merel" ; kg:holdsOffice "Minister van Vogels" .
<office/minister-van-vogels> a kg:Office ; dcterms:identifier "minister-van-vogels" ;
    skos:prefLabel "Minister van Vogels"@nl .
<group/bos> a kg:ParliamentaryGroup ; dcterms:identifier "Bos" ; skos:prefLabel "Bos"@nl .
<group/veld> a kg:ParliamentaryGroup ; dcterms:identifier "Veld" ; skos:prefLabel "Veld"@nl .
"""
)


def replaced(node: str, predicate: str, value: str) -> str:
    """Return the update that gives ``node`` one ``value`` of ``predicate`` in place of those it has."""
    old = f"{node} {predicate} ?o"
    return f"DELETE {{ {old} }} INSERT {{ {node} {predicate} {value} }} WHERE {{ {old} }}"


def added(triple: str) -> str:
    """Return the update that adds ``triple``."""
    return f"INSERT DATA {{ {triple} }}"


def renamed(node: str) -> str:
    """Return the update that makes ``node`` a blank node."""
    return f"""DELETE {{ {node} ?p ?o }} INSERT {{ _:b ?p ?o }} WHERE {{ {node} ?p ?o }} ;
        DELETE {{ ?s ?p {node} }} INSERT {{ ?s ?p [] }} WHERE {{ ?s ?p {node} }}"""


DOC = "pub:kst-99317-12"
Q1, Q2, A1, A2 = "q:1", "q:2", "a:1", "a:2"
SUB, MENTION, NOTE = "sub:1", "m:1", "m:5"
REFERENCE, COMMITMENT, UIL = "r:1", "c:1", "<person/uil>"
PROVISION, ACT = "<provision/vogelwet/art-3-lid-2>", "<legislation/vogelwet>"
NEST, GROUP = "<organisation/het-nest>", "<group/bos>"
DECISION, MOTION, PAPER = "<court-decision/vogelraad-2097-12-01>", "<motion/uil>", "pub:kst-99317-11"
FILE = "<urn:sha256:aa>"

# Constraint, component, update: what must complain, of what, after which change. That a value is missing or
# doubled is not here: those cases are made from the shapes themselves, below.
SUBJECT, BIRDS = "s:1", "<concept/vogels>"
CASES = [
    ("Document", "NodeKind", renamed(DOC)),
    ("Document-identifier", "Datatype", replaced(DOC, "dcterms:identifier", '"kst-99317-12"@nl')),
    ("Document-identifier", "Pattern", replaced(DOC, "dcterms:identifier", '"kst 99317"')),
    ("Document-title", "NodeKind", replaced(DOC, "dcterms:title", "<title>")),
    ("Document-title", "Pattern", replaced(DOC, "dcterms:title", '" "')),
    ("Document-type", "In", replaced(DOC, "dcterms:type", "kg:direct")),
    ("Document-submittedOn", "Datatype", replaced(DOC, "kg:submittedOn", '"27 februari 2098"')),
    ("Document-answeredOn", "Datatype", replaced(DOC, "kg:answeredOn", '"2098-03"^^xsd:gYearMonth')),
    ("Document-source", "Class", "DELETE WHERE { ?file a prov:Entity }"),
    ("Document-wasGeneratedBy", "Class", "DELETE WHERE { ?activity a prov:Activity }"),
    ("Document-sourceHash", "MinCount", f"DELETE WHERE {{ {FILE} schema:sha256 ?hash }}"),
    ("Document-sourceHash", "MaxCount", added(f'{FILE} schema:sha256 "{"b" * 64}"')),
    ("Document-sourceHash", "Datatype", replaced(FILE, "schema:sha256", f'"{"a" * 64}"@nl')),
    ("Document-sourceHash", "Pattern", replaced(FILE, "schema:sha256", f'"{"A" * 64}"')),
    ("Document-sourceName", "MinCount", f"DELETE WHERE {{ {FILE} schema:name ?name }}"),
    ("Document-sourceName", "NodeKind", replaced(FILE, "schema:name", "<file>")),
    ("Document-sourceName", "Pattern", replaced(FILE, "schema:name", '""')),
    ("Document-addressedTo", "Class", replaced(DOC, "kg:addressedTo", '"Minister van Vogels"')),
    ("Document-respondent", "Class", replaced(DOC, "kg:respondent", '"Van Merel"')),
    ("Document-dossier", "Datatype", replaced(DOC, "kg:dossier", PAPER)),
    ("Document-dossier", "Pattern", replaced(DOC, "kg:dossier", '"99 317"')),
    ("Document-units", "QualifiedMinCount", f"DELETE WHERE {{ ?unit dcterms:isPartOf {DOC} }}"),
    ("Document-positions", "SPARQL", replaced(A2, "schema:position", "40")),
    ("Document-positions", "SPARQL", replaced(A2, "schema:position", "3")),
    ("Document-quotes", "SPARQL", replaced(MENTION, "kg:start", "9")),
    ("Document-quotes", "SPARQL", replaced(MENTION, "kg:quote", '"Pools"')),
    ("Document-quotes", "SPARQL", replaced(REFERENCE, "kg:end", "34")),
    ("Document-quotes", "SPARQL", replaced(COMMITMENT, "kg:quote", '"Ik zal"')),
    ("Document-offsets", "SPARQL", replaced(MENTION, "kg:end", "1600")),
    ("Document-subQuestionText", "SPARQL", replaced(SUB, "schema:text", '"Kent u dat?"')),
    ("Document-citationsMentioned", "SPARQL", f"DELETE DATA {{ {Q1} kg:mentions {PAPER} }}"),
    ("Document-selfReference", "SPARQL", replaced(A2, "kg:refersToAnswer", A2)),
    ("Unit", "NodeKind", renamed(Q2)),
    ("Unit-isPartOf", "Class", f"DELETE DATA {{ {DOC} a kg:Document }}"),
    ("Unit-text", "Datatype", replaced(Q1, "schema:text", '"Kent u dat?"@nl')),
    ("Unit-text", "Pattern", replaced(Q1, "schema:text", '""')),
    ("Unit-position", "Datatype", replaced(Q1, "schema:position", '"1"')),
    ("Unit-position", "MinInclusive", replaced(Q1, "schema:position", "0")),
    ("Unit-mentions", "Equals", added(f"{Q1} kg:mentions <organisation/het-nest>")),
    ("Unit-mentions", "Equals", f"DELETE DATA {{ {Q1} kg:mentions eu:POL }}"),
    ("Question-number", "Datatype", replaced(Q1, "kg:number", "1")),
    ("Question-number", "Pattern", replaced(Q1, "kg:number", '" "')),
    ("Question-askedBy", "Or", replaced(Q2, "kg:askedBy", NEST)),
    ("SubQuestion", "NodeKind", renamed(SUB)),
    ("SubQuestion-isPartOf", "Class", replaced(SUB, "dcterms:isPartOf", A1)),
    ("SubQuestion-text", "Datatype", replaced(SUB, "schema:text", "1")),
    ("SubQuestion-text", "Pattern", replaced(SUB, "schema:text", '" "')),
    ("Answer-answers", "Class", replaced(A2, "kg:answers", A1)),
    ("Answer-sameDocument", "Equals", replaced(Q2, "dcterms:isPartOf", "pub:kst-99317-13")),
    ("Answer-answerKind", "In", replaced(A1, "kg:answerKind", '"direct"')),
    ("Answer-givenBy", "Class", replaced(A1, "kg:givenBy", "<group/bos>")),
    ("Answer-refersToAnswer", "Class", replaced(A2, "kg:refersToAnswer", Q1)),
    ("Answer-references", "Equals", f"DELETE WHERE {{ {REFERENCE} ?p ?o }}"),
    ("Answer-references", "Equals", f"DELETE DATA {{ {A2} kg:refersToAnswer {A1} }}"),
    ("Answer-refersToGroup", "Class", replaced(A2, "kg:refersToGroup", '"Bos"')),
    ("Answer-groupReferences", "Equals", replaced(REFERENCE, "kg:refersToGroup", "<group/veld>")),
    ("Answer-makesCommitment", "Class", f"DELETE DATA {{ {COMMITMENT} a kg:Commitment }}"),
    ("Document-subject", "MaxCount", added(" . ".join(f"{DOC} dcterms:subject <concept/{n}>" for n in "abcde"))),
    ("Document-subject", "Class", f"DELETE DATA {{ {BIRDS} a skos:Concept }}"),
    ("Document-theme", "QualifiedMaxCount", added(f"{BIRDS} skos:inScheme kgv:taxonomie-beleidsagenda")),
    ("Document-subjectsAssigned", "SPARQL", added(f"{DOC} dcterms:subject <concept/bomen>")),
    ("Document-subjectsAssigned", "SPARQL", f"DELETE DATA {{ {DOC} dcterms:subject {BIRDS} }}"),
    ("SubjectAssignment-assignedTo", "Class", replaced(SUBJECT, "kg:assignedTo", Q1)),
    ("SubjectAssignment-foundBy", "Datatype", replaced(SUBJECT, "kg:foundBy", "<rule>")),
    ("SubjectAssignment-foundBy", "Pattern", replaced(SUBJECT, "kg:foundBy", '""')),
    ("SubjectAssignment-confidence", "Datatype", replaced(SUBJECT, "kg:confidence", "6.0e-1")),
    ("SubjectAssignment-confidence", "MinInclusive", replaced(SUBJECT, "kg:confidence", '"-0.1"^^xsd:decimal')),
    ("SubjectAssignment-confidence", "MaxInclusive", replaced(SUBJECT, "kg:confidence", "1.1")),
    ("Subject-prefLabel", "QualifiedMinCount", f"DELETE WHERE {{ {BIRDS} skos:prefLabel ?label }}"),
    ("Subject-prefLabel", "QualifiedMaxCount", added(f'{BIRDS} skos:prefLabel "gevogelte"@nl')),
    ("Subject-inScheme", "QualifiedMinCount", f"DELETE WHERE {{ {BIRDS} skos:inScheme ?scheme }}"),
    ("Finding", "NodeKind", renamed(NOTE)),
    ("Finding-quote", "Datatype", replaced(NOTE, "kg:quote", '"Kamerstuk"@nl')),
    ("Finding-quote", "Pattern", replaced(NOTE, "kg:quote", '""')),
    ("Finding-foundBy", "Datatype", replaced(MENTION, "kg:foundBy", "<rule>")),
    ("Finding-foundBy", "Pattern", replaced(MENTION, "kg:foundBy", '""')),
    ("Finding-confidence", "Datatype", replaced(MENTION, "kg:confidence", "9.9e-1")),
    ("Finding-confidence", "MinInclusive", replaced(REFERENCE, "kg:confidence", '"-0.1"^^xsd:decimal')),
    ("Finding-confidence", "MaxInclusive", replaced(COMMITMENT, "kg:confidence", "1.1")),
    ("Finding-start", "Datatype", replaced(MENTION, "kg:start", '"10"')),
    ("Finding-start", "MinInclusive", replaced(MENTION, "kg:start", "-1")),
    ("Finding-start", "LessThan", replaced(MENTION, "kg:end", "10")),
    ("Finding-end", "Datatype", replaced(MENTION, "kg:end", "16.0")),
    ("Place", "Or", replaced(NOTE, "kg:inUnit", DOC)),
    ("Named", "Or", "DELETE WHERE { eu:POL a kg:Country }"),
    ("Mention-inFootnote", "Datatype", replaced(NOTE, "kg:inFootnote", "1")),
    ("Mention-inFootnote", "Pattern", replaced(NOTE, "kg:inFootnote", '""')),
    ("Mention-startOrFootnote", "MinCount", f"DELETE WHERE {{ {MENTION} kg:start ?start }}"),
    ("Mention-startOrFootnote", "MinCount", f"DELETE WHERE {{ {NOTE} kg:inFootnote ?label }}"),
    ("Mention-startOrFootnote", "MaxCount", added(f'{MENTION} kg:inFootnote "1"')),
    ("Mention-startOrFootnote", "MaxCount", added(f'{NOTE} kg:inFootnote "2"')),
    ("Mention-endOrFootnote", "MinCount", f"DELETE WHERE {{ {MENTION} kg:end ?end }}"),
    ("Mention-endOrFootnote", "MaxCount", added(f"{NOTE} kg:end 3")),
    ("AnswerPlace-inUnit", "Class", replaced(REFERENCE, "kg:inUnit", Q1)),
    ("Reference-refersToAnswer", "Class", replaced(REFERENCE, "kg:refersToAnswer", Q1)),
    ("Reference-refersToGroup", "Class", replaced(REFERENCE, "kg:refersToGroup", UIL)),
    ("Commitment-text", "Datatype", replaced(COMMITMENT, "schema:text", '"Ik zal"@nl')),
    ("Commitment-text", "Pattern", replaced(COMMITMENT, "schema:text", '""')),
    ("Commitment-towards", "Datatype", replaced(COMMITMENT, "kg:towards", "<tweede-kamer>")),
    ("Commitment-towards", "Pattern", replaced(COMMITMENT, "kg:towards", '""')),
    ("Commitment-dueBy", "Datatype", replaced(COMMITMENT, "kg:dueBy", '"2099"^^xsd:gYear')),
    ("Commitment-dueBy", "Pattern", replaced(COMMITMENT, "kg:dueBy", '"voorjaar 2099"')),
    ("Commitment-madeIn", "Equals", f"DELETE WHERE {{ {A1} kg:makesCommitment ?commitment }}"),
    ("Commitment-prefLabel", "QualifiedMinCount", f"DELETE WHERE {{ {COMMITMENT} skos:prefLabel ?label }}"),
    ("Commitment-prefLabel", "QualifiedMaxCount", added(f'{COMMITMENT} skos:prefLabel "toezegging"@nl')),
    ("Activity-softwareVersion", "MinCount", "DELETE WHERE { ?agent schema:softwareVersion ?version }"),
    ("Activity-softwareVersion", "MaxCount", added('<software> schema:softwareVersion "0.0.9"')),
    ("Activity-settings", "Datatype", replaced("<kst-99317-12/activity>", "kg:settings", "1")),
    ("Entity", "NodeKind", renamed(ACT)),
    ("Entity-identifier", "Datatype", replaced(UIL, "dcterms:identifier", '"uil"@nl')),
    ("Entity-identifier", "Pattern", replaced(PROVISION, "dcterms:identifier", '""')),
    ("Entity-prefLabel", "QualifiedMinCount", replaced("eu:POL", "skos:prefLabel", '"Poland"@en')),
    ("Entity-prefLabel", "QualifiedMaxCount", added('eu:POL skos:prefLabel "Republiek Polen"@nl')),
    ("Cited", "Or", added(f"{Q1} kg:cites eu:POL")),
    ("Country-identifier", "Pattern", replaced("eu:POL", "dcterms:identifier", '"PL"')),
    ("CountryIRI", "Pattern", added("<pol> a kg:Country")),
    ("Legislation-identifier", "Pattern", replaced(ACT, "dcterms:identifier", '"Vogelwet"')),
    ("QuestionAsker", "Or", f"DELETE WHERE {{ {Q1} kg:askedBy ?asker }}"),
    ("LegislationIRI", "Pattern", added("<http://data.europa.eu/eli/dir/2008/115> a kg:Legislation")),
    ("Provision-provisionOf", "Class", replaced(PROVISION, "kg:provisionOf", NEST)),
    ("Provision-article", "Datatype", replaced(PROVISION, "kg:article", "3")),
    ("Provision-article", "Pattern", replaced(PROVISION, "kg:article", '""')),
    ("Provision-paragraph", "Datatype", replaced(PROVISION, "kg:paragraph", "2")),
    ("Provision-paragraph", "Pattern", replaced(PROVISION, "kg:paragraph", '"tweede"')),
    ("Provision-point", "Datatype", replaced(PROVISION, "kg:point", '"a"@nl')),
    ("Provision-point", "Pattern", replaced(PROVISION, "kg:point", '""')),
    ("Provision-chapter", "Datatype", replaced(PROVISION, "kg:chapter", "1")),
    ("Provision-chapter", "Pattern", replaced(PROVISION, "kg:chapter", '""')),
    ("Provision-section", "Datatype", replaced(PROVISION, "kg:section", "1")),
    ("Provision-section", "Pattern", replaced(PROVISION, "kg:section", '""')),
    ("Provision-jci", "Datatype", replaced(PROVISION, "kg:jci", "<jci>")),
    ("Provision-jci", "Pattern", replaced(PROVISION, "kg:jci", '"BWBR9999999&artikel=3"')),
    ("ProvisionPlace", "Or", f"DELETE WHERE {{ {PROVISION} kg:article ?a ; kg:section ?s ; kg:chapter ?c }}"),
    ("ParliamentaryDocument-identifier", "Pattern", replaced(PAPER, "dcterms:identifier", '"99317-11"')),
    ("ParliamentaryDocumentIRI", "Pattern", added("<kst-99317-11> a kg:ParliamentaryDocument")),
    ("Motion-identifier", "Pattern", replaced(MOTION, "dcterms:identifier", '"Uil c.s."')),
    ("Motion-movedBy", "Class", replaced(MOTION, "kg:movedBy", '"Uil"')),
    ("Motion-publishedAs", "Class", replaced(MOTION, "kg:publishedAs", '"kst-99317-11"')),
    ("MotionKnownBy", "Or", f"DELETE WHERE {{ {MOTION} kg:movedBy ?mover ; kg:publishedAs ?paper }}"),
    ("CourtDecision-identifier", "Pattern", replaced(DECISION, "dcterms:identifier", '"vogelraad"')),
    ("CourtDecision-court", "Class", replaced(DECISION, "kg:court", '"Vogelraad"')),
    ("CourtDecision-date", "Or", replaced(DECISION, "dcterms:date", '"1 december 2097"')),
    ("CourtDecisionIRI", "Pattern", added("<https://rechtspraak.example/1234> a kg:CourtDecision")),
    ("Organisation-identifier", "Pattern", replaced(NEST, "dcterms:identifier", '"Het Nest"')),
    ("Person-identifier", "Pattern", replaced("<person/van-merel>", "dcterms:identifier", '"Van Merel"')),
    ("Person-familyName", "NodeKind", replaced(UIL, "foaf:familyName", "<uil>")),
    ("Person-familyName", "Pattern", replaced(UIL, "foaf:familyName", '""')),
    ("Person-memberOf", "Class", replaced(UIL, "kg:memberOf", '"Bos"')),
    ("Person-holdsOffice", "NodeKind", added(f"{UIL} kg:holdsOffice <minister>")),
    ("Person-holdsOffice", "Pattern", added(f'{UIL} kg:holdsOffice ""')),
    ("ParliamentaryGroup-identifier", "Pattern", replaced(GROUP, "dcterms:identifier", '"Bos  "')),
    ("ParliamentaryGroup-identifier", "MaxLength", replaced(GROUP, "dcterms:identifier", f'"{"b" * 61}"')),
    ("Office-identifier", "Pattern", replaced("<office/minister-van-vogels>", "dcterms:identifier", '"MvV"')),
    ("Policy-status", "In", replaced("<policy/vogelhub>", "kg:status", '"state"')),
    ("Policy-identifier", "Pattern", replaced("<policy/vogelhub>", "dcterms:identifier", '"Vogelhub"')),
]

IDENTIFIERS = {
    "Country": (["POL", "XKX"], ["PL", "pol", "POLEN"]),
    "Legislation": (
        ["32008L0115", "12012P/TXT", "12016E078", "32013L0033(01)", "52024DC0570", "BWBR0005537", "evrm"],
        ["Awb", "BWBR123", "wet  raad", "-wet", "wet-"],
    ),
    "ParliamentaryDocument": (
        [
            *("kst-32317-927", "kst-36600-VI-102", "kst-21501-02-2498", "kst-36410-B", "kst-32317"),
            *("ah-tk-20232024-2147", "ah-ek-20232024-5", "h-tk-20232024-45-7", "kv-tk-2024Z08908"),
            *("blg-1134567", "2022D22285"),
        ],
        ["32317-927", "kst-", "kst-32317-", "kst 32317", "ah-20232024-2147", "Kamerstuk 32317", "2022D2"],
    ),
    "Motion": (["boomsma+rajkowski", "van-der-plas", "kst-25424-691"], ["Boomsma", "boomsma+", "a en b"]),
    "CourtDecision": (
        ["ECLI:NL:HR:2019:2006", "ECLI:EU:C:2011:865", "raad-van-state-2024-05-06", "ehrm-2025"],
        ["raad-van-state", "ECLI:NL:HR", "Raad van State 2024-05-06"],
    ),
    "Organisation": (["frontex", "immigratie-en-naturalisatiedienst"], ["IND", "frontex-", "het nest"]),
    "Person": (["von-der-leyen", "brunner"], ["Brunner", "von der leyen"]),
    "ParliamentaryGroup": (["GroenLinks-PvdA", "50PLUS", "Krol/Van Kooten-Arissen"], ["", " VVD", "VVD "]),
    "Office": (["minister-van-vogels"], ["Minister van Vogels"]),
    "Policy": (["terugkeerhub", "1f-uitsluiting"], ["Terugkeerhub", "terugkeer hub"]),
}
DUE = (
    ["2099", "2099-06", "2099-06-30", "2099-21", "2099-33", "209X", "2099?", "../2099-06", "2099-01/2099-03"],
    ["voorjaar", "2099/2100/2101", "99", "30-06-2099", "", "2099-6"],
)


@cache
def shapes() -> Graph:
    """Return the shapes graph, read once."""
    return Graph().parse(SHAPES)


def good() -> Graph:
    """Return a fresh copy of the good graph."""
    return Graph().parse(data=GOOD, format="turtle")


def local(node: object) -> str:
    """Return the name of a shape within the shapes' namespace."""
    return str(node).removeprefix(KGS)


def owner(constraint: URIRef) -> URIRef:
    """Return the node shape that ``constraint`` stands in, which may be itself."""
    return next(shapes().subjects(SH.property | SH.sparql, constraint), constraint)


def complaints(data: Graph, constraint: URIRef) -> list[tuple[str, set[str]]]:
    """Return what ``constraint`` says of ``data``: the SHACL component and its messages, a result each."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inplace=True)
    found = {*report.subjects(SH.sourceShape, constraint), *report.subjects(SH.sourceConstraint, constraint)}
    return [
        (
            local(report.value(result, SH.sourceConstraintComponent)).rsplit("#", 1)[-1],
            {str(message) for message in report.objects(result, SH.resultMessage)},
        )
        for result in found
    ]


def messages(constraint: URIRef) -> dict[str, str]:
    """Return the messages of ``constraint`` by language."""
    found = [m for m in shapes().objects(constraint, SH.message) if isinstance(m, Literal)]
    return {message.language or "": str(message) for message in found}


def assert_refused(data: Graph, name: str, component: str) -> None:
    """Assert that ``component`` of constraint ``name`` refuses ``data``, and says why in each language."""
    constraint = URIRef(KGS + name)
    said = [m for c, m in complaints(data, constraint) if c == f"{component}ConstraintComponent"]
    assert said, f"{name} did not complain"
    for message in messages(constraint).values():
        # A message of a SPARQL constraint has its {?value} filled in.
        pattern = re.escape(message).replace(re.escape("{?value}"), ".+")
        assert any(re.fullmatch(pattern, text) for text in said[0]), f"{name} did not say: {message}"


def counted(parameter: URIRef) -> list[URIRef]:
    """Return the shapes with one property as path and one as ``parameter`` (a minimum or maximum)."""
    return sorted(
        shape
        for shape in shapes().subjects(parameter, Literal(1))
        if isinstance(shape, URIRef) and isinstance(shapes().value(shape, SH.path), URIRef)
    )


def test_good_graph_is_accepted() -> None:
    conforms, _, text = pyshacl.validate(good(), shacl_graph=shapes(), inplace=True)
    assert conforms, text


def test_shapes_are_valid_shacl() -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize(("name", "component", "update"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_broken_graph_is_refused(name: str, component: str, update: str) -> None:
    data = good()
    before = set(data)
    data.update(PROLOGUE + update)
    changed = set(data) != before
    assert changed, "the update changed nothing"
    assert_refused(data, name, component)


@pytest.mark.parametrize("shape", counted(SH.minCount), ids=local)
def test_missing_value_is_refused(shape: URIRef) -> None:
    data = good()
    path = shapes().value(shape, SH.path)
    for cls in shapes().objects(owner(shape), SH.targetClass):
        for node in data.subjects(RDF.type, cls):
            data.remove((node, path, None))
    assert_refused(data, local(shape), "MinCount")


@pytest.mark.parametrize("shape", counted(SH.maxCount), ids=local)
def test_second_value_is_refused(shape: URIRef) -> None:
    data = good()
    path = shapes().value(shape, SH.path)
    node, value = next(
        (node, value)
        for cls in sorted(shapes().objects(owner(shape), SH.targetClass))
        for node in sorted(data.subjects(RDF.type, cls))
        for value in data.objects(node, path)
    )
    is_literal = isinstance(value, Literal)
    data.add((node, path, Literal("1900", datatype=value.datatype) if is_literal else URIRef("urn:other")))
    assert_refused(data, local(shape), "MaxCount")


def test_a_question_of_a_list_needs_no_asker() -> None:
    data = good()
    data.update(PROLOGUE + replaced(DOC, "dcterms:type", "kg:lijst-van-vragen-en-antwoorden"))
    data.update(PROLOGUE + "DELETE WHERE { ?question kg:askedBy ?asker }")
    assert complaints(data, URIRef(f"{KGS}QuestionAsker")) == []


IRIS = {
    "Legislation": (
        [
            "http://data.europa.eu/eli/dir/2008/115/oj",
            "http://data.europa.eu/eli/treaty/teu_2016/oj",
            "http://publications.europa.eu/resource/celex/52024DC0570",
            "https://wetten.overheid.nl/BWBR0005537",
            "https://wetten.overheid.nl/BWBV0001000",
            f"{BASE}legislation/wet-regionaal-nachtvervoer",
        ],
        ["http://data.europa.eu/eli/dir/2008/115", "https://wetten.overheid.nl/BWB5537", f"{BASE}legislation/Vogelwet"],
    ),
    "ParliamentaryDocument": (
        ["https://zoek.officielebekendmakingen.nl/kst-36600-VI-102"],
        ["https://zoek.officielebekendmakingen.nl/", "http://zoek.officielebekendmakingen.nl/kst-1", f"{BASE}kst-1"],
    ),
    "CourtDecision": (
        [
            "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:2006",
            f"{BASE}court-decision/raad-van-state-2024-05-06",
        ],
        ["https://deeplink.rechtspraak.nl/uitspraak?id=1", f"{BASE}court-decision/"],
    ),
    "Country": (
        ["http://publications.europa.eu/resource/authority/country/POL"],
        ["http://publications.europa.eu/resource/authority/country/Polen", f"{BASE}country/POL"],
    ),
}


@pytest.mark.parametrize("cls", IRIS)
def test_iri_pattern(cls: str) -> None:
    valid, invalid = IRIS[cls]
    pattern = re.compile(str(shapes().value(URIRef(f"{KGS}{cls}IRI"), SH.pattern)))
    assert [iri for iri in valid if not pattern.search(iri)] == []
    assert [iri for iri in invalid if pattern.search(iri)] == []


@pytest.mark.parametrize("cls", IDENTIFIERS)
def test_identifier_pattern(cls: str) -> None:
    valid, invalid = IDENTIFIERS[cls]
    pattern = re.compile(str(shapes().value(URIRef(f"{KGS}{cls}-identifier"), SH.pattern)))
    assert [identifier for identifier in valid if not pattern.search(identifier)] == []
    assert [identifier for identifier in invalid if pattern.search(identifier)] == []


@pytest.mark.parametrize("cls", ["Country", "Legislation", "Organisation", "ParliamentaryGroup", "Policy"])
def test_identifiers_of_the_vocabularies_fit(cls: str) -> None:
    store = ox.Store()
    for path in (SHAPES.parent / "vocabularies").glob("*.ttl"):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    found = store.query(
        f"{PROLOGUE} SELECT ?thing ?identifier {{ ?thing a kg:{cls} ; dcterms:identifier ?identifier }}"
    )
    pattern = re.compile(str(shapes().value(URIRef(f"{KGS}{cls}-identifier"), SH.pattern)))
    identifiers = [row["identifier"].value for row in found]
    assert identifiers
    assert [identifier for identifier in identifiers if not pattern.search(identifier)] == []


def test_due_date_pattern() -> None:
    valid, invalid = DUE
    pattern = re.compile(str(shapes().value(URIRef(f"{KGS}Commitment-dueBy"), SH.pattern)))
    assert [due for due in valid if not pattern.search(due)] == []
    assert [due for due in invalid if pattern.search(due)] == []


def test_every_constraint_has_a_case_and_messages() -> None:
    parameters = {
        SH.minCount: "MinCount",
        SH.maxCount: "MaxCount",
        SH.qualifiedMinCount: "QualifiedMinCount",
        SH.qualifiedMaxCount: "QualifiedMaxCount",
        SH.datatype: "Datatype",
        SH.pattern: "Pattern",
        SH.maxLength: "MaxLength",
        SH["in"]: "In",
        SH["class"]: "Class",
        SH.nodeKind: "NodeKind",
        SH["or"]: "Or",
        SH.equals: "Equals",
        SH.lessThan: "LessThan",
        SH.minInclusive: "MinInclusive",
        SH.maxInclusive: "MaxInclusive",
        SH.select: "SPARQL",
    }
    no_constraint = {SH.path, SH.property, SH.sparql, SH.message, SH.prefixes, SH.declare}
    no_constraint |= {SH.targetClass, SH.targetObjectsOf, SH.qualifiedValueShape}
    stated = {
        (local(shape), parameters[parameter])
        for shape, parameter in shapes().subject_predicates()
        if isinstance(shape, URIRef) and parameter in SH and parameter not in no_constraint
    }
    tested = {(name, component) for name, component, _ in CASES}
    tested |= {(local(shape), "MinCount") for shape in counted(SH.minCount)}
    tested |= {(local(shape), "MaxCount") for shape in counted(SH.maxCount)}
    assert stated - tested == set()
    # A node kind that a node shape asks for needs no words of ours.
    talking = {name for name, component in stated if "-" in name or component != "NodeKind"}
    assert {name for name in talking if set(messages(URIRef(KGS + name))) != {"en", "nl"}} == set()


def test_no_constraint_hangs_in_the_air() -> None:
    graph = shapes()
    declared = {*graph.subjects(RDF.type, SH.PropertyShape), *graph.subjects(RDF.type, SH.SPARQLConstraint)}
    used = {shape for shape in graph.objects(None, SH.property | SH.sparql) if isinstance(shape, URIRef)}
    assert declared == used
