"""The vetted vocabularies of ``ontology/vocabularies``: entities and the labels they go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

import pyoxigraph as ox

from kamergraaf.errors import VocabularyError
from kamergraaf.models import Entity, EntityClass
from kamergraaf.namespaces import DCTERMS, ELI, KG, RDF, SCHEMA, SKOS, kebab
from kamergraaf.resources import ontology

NAMES = ("countries", "eu-acts", "dutch-acts", "treaties", "organisations", "groups", "policies")
"""Vocabularies whose entities are looked for in text; EuroVoc and the policy themes index whole papers."""

_TYPE = f"{RDF}type"
_CLASSES = {f"{KG}{cls}": cls for cls in EntityClass}
_DESCRIBING = {f"{KG}ambiguousLabel", f"{KG}checked", f"{KG}field", f"{KG}status"}
_OTHERS = {f"{SCHEMA}legislationType", f"{ELI}number"}
"""Properties of others that an entity takes along into the graph, as it does those of our own."""


@dataclass(frozen=True, slots=True)
class Label:
    """A form that an entity goes by; an ambiguous one needs context before it may be linked."""

    form: str
    entity: Entity
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Entities by class and identifier, their labels, and which act replaced which (by IRI)."""

    entities: dict[tuple[EntityClass, str], Entity]
    labels: tuple[Label, ...]
    replaced_by: dict[str, str]

    def get(self, cls: EntityClass, identifier: str) -> Entity | None:
        """Return the entity of ``cls`` with ``identifier``, if the vocabularies know it."""
        return self.entities.get((cls, identifier))

    def of(self, cls: EntityClass) -> Iterable[Label]:
        """Yield the labels of the entities of ``cls``."""
        return (label for label in self.labels if label.entity.cls is cls)


Facts = dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]
"""What a file says: subject IRI → predicate IRI → objects."""


def parse_vocabulary(files: Iterable[Traversable]) -> Vocabulary:
    """Read Turtle ``files`` into one vocabulary.

    Raises:
        VocabularyError: a file is no Turtle, or an entity lacks its identifier or Dutch label.
    """
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for file in files:
        _read_facts(file.name, file.read_bytes(), facts)
    entities: dict[tuple[EntityClass, str], Entity] = {}
    labels: list[Label] = []
    replaced_by: dict[str, str] = {}
    for iri, properties in facts.items():
        cls = next((_CLASSES[t.value] for t in properties[_TYPE] if t.value in _CLASSES), None)
        if cls is None:
            continue
        entity = _entity(iri, cls, properties)
        entities[cls, entity.identifier] = entity
        ambiguous = {o.value for o in properties[f"{KG}ambiguousLabel"]}
        labels.extend(Label(form, entity, form in ambiguous) for form in (entity.label, *entity.alt_labels))
        if successors := properties[f"{DCTERMS}isReplacedBy"]:
            replaced_by[iri] = successors[0].value
    return Vocabulary(entities, tuple(labels), replaced_by)


def _read_facts(name: str, data: bytes, facts: Facts) -> None:
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal | ox.NamedNode):
                facts[quad.subject.value][quad.predicate.value].append(quad.object)
    except SyntaxError as error:
        raise VocabularyError(f"{name}: no valid Turtle: {error}") from error


def _entity(iri: str, cls: EntityClass, properties: dict[str, list[ox.Literal | ox.NamedNode]]) -> Entity:
    identifiers = properties[f"{DCTERMS}identifier"]
    preferred = [o.value for o in properties[f"{SKOS}prefLabel"] if isinstance(o, ox.Literal) and o.language == "nl"]
    if len(identifiers) != 1 or len(preferred) != 1:
        raise VocabularyError(f"{iri}: needs one dcterms:identifier and one skos:prefLabel @nl")
    alternatives = dict.fromkeys(o.value for o in properties[f"{SKOS}altLabel"] if o.value != preferred[0])
    extra = tuple(
        (predicate.removeprefix(KG), o.value)
        for predicate, objects in properties.items()
        if predicate in _OTHERS or (predicate.startswith(KG) and predicate not in _DESCRIBING)
        for o in objects
    )
    return Entity(cls, identifiers[0].value, iri, preferred[0], tuple(alternatives), extra)


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped vocabularies, read once a process.

    Raises:
        VocabularyError: a shipped file cannot be read.
    """
    folder = ontology() / "vocabularies"
    return parse_vocabulary(folder / f"{name}.ttl" for name in NAMES)


def read_user_vocabulary(path: Path) -> tuple[Label, ...]:
    """Read the SKOS concepts in the Turtle file ``path`` as policies with their own IRIs.

    A concept is named by its skos:prefLabel in Dutch or without a language, and its skos:altLabels. Its key is its
    dcterms:identifier or skos:notation in kebab case, or else that of its name.

    Raises:
        VocabularyError: the file cannot be read, is no Turtle, holds no concepts, or gives two concepts one key.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise VocabularyError(f"{path}: {error.strerror}") from error
    facts: Facts = defaultdict(lambda: defaultdict(list))
    _read_facts(str(path), data, facts)
    concepts: dict[str, Entity] = {}
    for iri, properties in facts.items():
        if any(t.value in (f"{SKOS}Concept", f"{KG}{EntityClass.POLICY}") for t in properties[_TYPE]):
            entity = _user_concept(str(path), iri, properties)
            other = concepts.setdefault(entity.identifier, entity)
            if other is not entity:
                raise VocabularyError(f"{path}: {iri} and {other.iri} have the same key '{entity.identifier}'")
    if not concepts:
        raise VocabularyError(f"{path}: holds no concepts (skos:Concept)")
    return tuple(Label(form, entity, False) for entity in concepts.values() for form in _names(entity))


def _user_concept(file: str, iri: str, properties: dict[str, list[ox.Literal | ox.NamedNode]]) -> Entity:
    preferred = _dutch(properties[f"{SKOS}prefLabel"])
    if not preferred:
        raise VocabularyError(f"{file}: {iri} has no skos:prefLabel in Dutch (@nl) or without a language")
    keys = [*properties[f"{DCTERMS}identifier"], *properties[f"{SKOS}notation"]]
    key = next((kebab(k.value) for k in keys if kebab(k.value)), kebab(preferred[0])) or kebab(iri)
    others = dict.fromkeys((*preferred[1:], *_dutch(properties[f"{SKOS}altLabel"])))
    return Entity(EntityClass.POLICY, key, iri, preferred[0], tuple(o for o in others if o != preferred[0]))


def _dutch(terms: Iterable[ox.Literal | ox.NamedNode]) -> list[str]:
    """Return the labels in Dutch, and after them those without a language."""
    labels = [t for t in terms if isinstance(t, ox.Literal) and t.value.strip()]
    by_language = sorted((t for t in labels if t.language in ("nl", None)), key=lambda t: t.language is None)
    return [t.value.strip() for t in by_language]


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.label, *entity.alt_labels)
