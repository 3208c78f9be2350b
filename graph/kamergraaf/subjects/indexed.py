"""Papers that a user has indexed, in JSON Lines, as what a model is learned from.

A line is an object with the paper, as ``text`` or as ``path`` (counted from the folder of the file), and its
concepts as a list of IRIs or of EuroVoc's numbers.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kamergraaf.errors import PaperError, SubjectModelError, UnknownLayoutError
from kamergraaf.extract.structure import extract_structure
from kamergraaf.models import SourcePaper
from kamergraaf.namespaces import SKOS
from kamergraaf.read import read_paper, read_text
from kamergraaf.subjects.evidence import PaperKeys, paper_keys
from kamergraaf.subjects.learned import LearnedConcept
from kamergraaf.subjects.terms import EUROVOC, EUROVOC_SCHEME, eurovoc_terms
from kamergraaf.subjects.words import keys_of


@dataclass(frozen=True, slots=True)
class IndexedPapers:
    """A JSON Lines file of indexed papers."""

    path: Path
    field: str
    """Name of the field that holds a paper's concepts."""
    scheme: dict[str, LearnedConcept]
    """Concepts of the user's own scheme, by IRI."""

    def read(self, unread: Callable[[str], None]) -> Iterator[tuple[PaperKeys, list[LearnedConcept]]]:
        """Yield each paper with its concepts; a paper that cannot be read is told to ``unread`` and passed over.

        Raises:
            SubjectModelError: a line is no such object, or names a concept that no scheme has.
            OSError: the file cannot be opened.
        """
        with gzip.open(self.path, "rt", encoding="utf-8") if self.path.suffix == ".gz" else self.path.open() as lines:
            try:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        place = f"{self.path}, line {number}"
                        entry = _entry(line, place)
                        concepts = self._concepts(entry, place)
                        try:
                            yield _keys(self._source(entry, place)), concepts
                        except PaperError as error:
                            unread(f"{place}: {error.reason}")
            except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
                raise SubjectModelError(f"{self.path}: no text in UTF-8: {error}") from error

    def _source(self, entry: dict[str, Any], place: str) -> SourcePaper:
        text, path = entry.get("text"), entry.get("path")
        if isinstance(text, str):
            return read_text(text, place)
        if isinstance(path, str):
            return read_paper(self.path.parent / path)
        raise SubjectModelError(f"{place}: has neither a text nor a path")

    def _concepts(self, entry: dict[str, Any], place: str) -> list[LearnedConcept]:
        given = entry.get(self.field)
        if not isinstance(given, list) or not all(isinstance(one, str | int) for one in given):
            raise SubjectModelError(f"{place}: field '{self.field}' is no list of concepts (--field names another)")
        return [self._concept(str(one), place) for one in given]

    def _concept(self, name: str, place: str) -> LearnedConcept:
        iri = name if ":" in name else f"{EUROVOC}{name}"
        if iri in self.scheme:
            return self.scheme[iri]
        known = eurovoc_terms().concepts.get(iri)
        if known is None:
            raise SubjectModelError(f"{place}: no scheme has a concept {name} (give your own scheme with --scheme)")
        return LearnedConcept(iri, known.label, EUROVOC_SCHEME)


def _entry(line: str, place: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise SubjectModelError(f"{place}: no valid JSON: {error}") from error
    if not isinstance(entry, dict):
        raise SubjectModelError(f"{place}: no JSON object")
    return entry


def _keys(source: SourcePaper) -> PaperKeys:
    try:
        return paper_keys(extract_structure(source))
    except UnknownLayoutError:
        # An indexed text need not be one with questions and answers to tell what its concepts are about.
        return PaperKeys((), (), keys_of("\n".join(block.text for block in source.blocks)), ())


def read_scheme(path: Path) -> dict[str, LearnedConcept]:
    """Read the concepts of a SKOS scheme in Turtle, by IRI; the Dutch label counts, else any.

    Raises:
        SubjectModelError: the file is no Turtle, or has no concepts with a label and a scheme.
        OSError: the file cannot be opened.
    """
    labels: dict[str, str] = {}
    schemes: dict[str, str] = {}
    try:
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            iri, value = quad.subject.value, quad.object
            if quad.predicate.value == f"{SKOS}prefLabel" and isinstance(value, ox.Literal):
                if value.language == "nl" or iri not in labels:
                    labels[iri] = value.value
            elif quad.predicate.value == f"{SKOS}inScheme" and isinstance(value, ox.NamedNode):
                schemes.setdefault(iri, value.value)
    except SyntaxError as error:
        raise SubjectModelError(f"{path}: no valid Turtle: {error}") from error
    concepts = {iri: LearnedConcept(iri, label, schemes[iri]) for iri, label in labels.items() if iri in schemes}
    if not concepts:
        raise SubjectModelError(f"{path}: has no concept with a skos:prefLabel and a skos:inScheme")
    return concepts
