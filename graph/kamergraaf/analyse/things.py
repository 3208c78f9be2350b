"""What the nodes of a network are called: labels and classes of entities and units, read in one pass each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kamergraaf.analyse.scope import select
from kamergraaf.models import EntityClass
from kamergraaf.namespaces import KG
from kamergraaf.resources import ontology
from kamergraaf.store import GraphStore

_UNITS = """
SELECT ?unit ?class ?place ?identifier
WHERE {
  VALUES (?class ?type) { ("Vraag" kg:Question) ("Antwoord" kg:Answer) }
  ?unit a ?type ; dcterms:isPartOf ?document .
  ?document dcterms:identifier ?identifier .
  OPTIONAL { ?unit schema:position ?place }
}
"""
_NUMBERS = "SELECT ?unit ?number { { ?unit kg:number ?number } UNION { ?unit kg:answers/kg:number ?number } }"

_CLASSES = {"Vraag": "Question", "Antwoord": "Answer"}


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something with an IRI, and what people call it."""

    label: str
    iri: str
    cls: str = ""
    """Local name of its class."""

    def __str__(self) -> str:
        return self.label


def entities(store: GraphStore, classes: Iterable[EntityClass] = tuple(EntityClass)) -> dict[str, Thing]:
    """Return the entities of ``classes`` by IRI.

    Where papers call one entity by different names, the first of these in the alphabet is taken.
    """
    wanted = " ".join(f"kg:{cls}" for cls in classes)
    found: dict[str, Thing] = {}
    rows = select(
        store,
        f"SELECT ?thing ?class ?label {{ VALUES ?class {{ {wanted} }} ?thing a ?class ; skos:prefLabel ?label }}",
    )
    for iri, cls, label in rows:
        thing = Thing(label, iri, cls.removeprefix(KG))
        found[iri] = min(thing, found.get(iri, thing))
    return found


def units(store: GraphStore) -> dict[str, Thing]:
    """Return questions and answers by IRI, called by number, or else place, and the paper they stand in.

    An answer goes by the numbers of the questions it answers.
    """
    numbers: dict[str, set[str]] = defaultdict(set)
    for iri, number in select(store, _NUMBERS):
        numbers[iri].add(number)
    return {
        iri: Thing(f"{_name(cls, place, numbers[iri])}, {document}", iri, _CLASSES[cls])
        for iri, cls, place, document in select(store, _UNITS)
    }


def _name(cls: str, place: str, numbers: set[str]) -> str:
    if not numbers:
        return f"{cls} op plaats {place}"
    printed = ", ".join(sorted(numbers, key=lambda number: (len(number), number)))
    return f"{cls} {printed}" if cls == "Vraag" else f"{cls} op vraag {printed}"


@cache
def policy_fields() -> dict[str, str]:
    """Return the policy field of each concept of the shipped scheme of policies, by IRI."""
    source = (ontology() / "vocabularies" / "policies.ttl").read_bytes()
    return {
        quad.subject.value: quad.object.value
        for quad in ox.parse(source, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == f"{KG}field"
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
    }
