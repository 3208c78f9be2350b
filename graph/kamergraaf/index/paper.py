"""What one paper's graph says, sorted out for the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kamergraaf.analyse.projection import prefixed
from kamergraaf.models import EntityClass
from kamergraaf.namespaces import DCTERMS, FOAF, KG, RDF, SCHEMA, SKOS

CLASSES = ("Document", "Question", "Answer", "Commitment", "Office", *EntityClass)
"""Classes of the things that the index holds; the first one that fits is a thing's class."""
UNITS = ("Question", "Answer")
_MARKS = {"Mention": "mention", "Reference": "reference", "Commitment": "commitment"}
_WORDS = {"Question": ("Vraag", "Question"), "Answer": ("Antwoord", "Answer")}
# Shown with a thing's name or text, or a link and not a fact.
_NO_FACTS = {"schema:text", "schema:position", "kg:start", "kg:end", "kg:quote", "kg:confidence", "kg:foundBy"}

_Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a unit's text where something is named, referred to or promised."""

    unit: str
    kind: str
    target: str | None
    start: int | None
    end: int | None
    quote: str
    confidence: float | None
    found_by: str
    footnote: str | None


class PaperFacts:
    """The things in one graph, with what the index asks of each."""

    def __init__(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        self.graph = graph
        self._said: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                self._said[quad.subject.value][quad.predicate.value].append(quad.object)
        self.classes = {iri: cls for iri in self._said if (cls := self._class(iri))}

    def _class(self, iri: str) -> str | None:
        types = {term.value.removeprefix(KG) for term in self._said[iri].get(f"{RDF}type", ())}
        return next((str(name) for name in CLASSES if name in types), None)

    def _values(self, iri: str, predicate: str) -> list[str]:
        return [term.value for term in self._said[iri].get(predicate, ())]

    def value(self, iri: str, predicate: str) -> str | None:
        """Return the first value of ``predicate`` (an IRI) that is said of ``iri``."""
        return next(iter(self._values(iri, predicate)), None)

    def text(self, iri: str) -> str:
        """Return the text of a unit, or the title of a document."""
        return self.value(iri, f"{SCHEMA}text") or self.value(iri, f"{DCTERMS}title") or ""

    def position(self, iri: str) -> int:
        """Return a unit's place in its document, counted from 1; 0 for a document."""
        return int(self.value(iri, f"{SCHEMA}position") or 0)

    def document(self, iri: str) -> str | None:
        """Return the document that ``iri`` is or is part of."""
        if self.classes.get(iri) == "Document":
            return iri
        return self.value(iri, f"{DCTERMS}isPartOf")

    def date(self, iri: str) -> str | None:
        """Return when a unit's or a document's paper was submitted, for an answer when it was answered."""
        document = self.document(iri)
        if document is None:
            return None
        asked, answered = (self.value(document, f"{KG}{name}") for name in ("submittedOn", "answeredOn"))
        return answered or asked if self.classes[iri] == "Answer" else asked or answered

    def label(self, iri: str) -> tuple[str, str | None]:
        """Return what a thing is called, in Dutch and, where that differs, in English."""
        cls = self.classes[iri]
        if cls in _WORDS:
            named = self._values(iri, f"{KG}answers") if cls == "Answer" else [iri]
            numbers = sorted({n for unit in named for n in self._values(unit, f"{KG}number")}, key=_by_number)
            places = ", ".join(numbers or self._values(iri, f"{SCHEMA}position"))
            dutch, english = _WORDS[cls]
            return f"{dutch} {places}", f"{english} {places}"
        # A document that another paper cites is called by its title here and by its number there.
        order = (f"{DCTERMS}title", f"{SKOS}prefLabel") if cls == "Document" else (f"{SKOS}prefLabel",)
        terms = [term for p in order for term in self._said[iri].get(p, ()) if isinstance(term, ox.Literal)]
        english_label = next((term.value for term in terms if term.language == "en"), None)
        found = [term.value for term in terms if term.language != "en"]
        rest = (self.text(iri), self.value(iri, f"{DCTERMS}identifier"), prefixed(iri))
        return next(label for label in (*found, english_label, *rest) if label), english_label

    def identifier(self, iri: str) -> str | None:
        return self.value(iri, f"{DCTERMS}identifier")

    def names(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield all that an entity is called, with the language, and its identifier."""
        for predicate in (f"{SKOS}prefLabel", f"{SKOS}altLabel"):
            for term in self._said[iri].get(predicate, ()):
                if isinstance(term, ox.Literal):
                    yield term.value, term.language or ""
        if identifier := self.identifier(iri):
            yield identifier, ""

    def facts(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield what else is said of a thing in words, numbers and dates: (prefixed property, value).

        A subject is said by its Dutch label: it is a concept of another scheme, and no thing of the index.
        """
        for predicate, terms in self._said[iri].items():
            name = prefixed(predicate)
            if predicate == f"{DCTERMS}subject":
                for term in terms:
                    yield name, self.value(term.value, f"{SKOS}prefLabel") or term.value
            ours = predicate.startswith((KG, FOAF)) or name in ("dcterms:date", "dcterms:type")
            if ours and name not in _NO_FACTS:
                for term in terms:
                    if term.value not in self.classes:
                        yield name, term.value

    def links(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield the links from a thing to others of the graph: (prefixed property, IRI)."""
        for predicate, terms in self._said[iri].items():
            for term in terms:
                if isinstance(term, ox.NamedNode) and term.value in self.classes and term.value != iri:
                    yield prefixed(predicate), term.value

    def parties(self, unit: str) -> set[str]:
        """Return the groups that ask a question, or whose questions an answer answers."""
        questions = self._values(unit, f"{KG}answers") if self.classes[unit] == "Answer" else [unit]
        asking = {asker for question in questions for asker in self._values(question, f"{KG}askedBy")}
        return {asker for asker in asking if self.classes.get(asker) == EntityClass.GROUP}

    def marks(self) -> Iterator[Mark]:
        """Yield the places in units' texts that something was found at."""
        for iri, said in self._said.items():
            types = {term.value.removeprefix(KG) for term in said.get(f"{RDF}type", ())}
            kind = next((name for cls, name in _MARKS.items() if cls in types), None)
            unit = self.value(iri, f"{KG}inUnit")
            if kind is None or unit is None:
                continue
            if kind == "mention":
                targets: list[str | None] = [*self._values(iri, f"{KG}refersTo")]
            elif kind == "reference":
                targets = [*self._values(iri, f"{KG}refersToAnswer")]
            else:
                targets = [iri]
            start, end = self.value(iri, f"{KG}start"), self.value(iri, f"{KG}end")
            confidence = self.value(iri, f"{KG}confidence")
            for target in targets or [None]:
                yield Mark(
                    unit,
                    kind,
                    target,
                    None if start is None else int(start),
                    None if end is None else int(end),
                    self.value(iri, f"{KG}quote") or "",
                    None if confidence is None else float(confidence),
                    self.value(iri, f"{KG}foundBy") or "",
                    self.value(iri, f"{KG}inFootnote"),
                )


def _by_number(number: str) -> tuple[int, str]:
    return len(number), number
