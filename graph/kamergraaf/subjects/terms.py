"""Terms that point at concepts, as an index over the keys of words; read from SKOS in Turtle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable

import pyoxigraph as ox

from kamergraaf.errors import VocabularyError
from kamergraaf.namespaces import KG, SKOS, VOCABULARY
from kamergraaf.resources import ontology
from kamergraaf.subjects.words import keys_of, plain_keys

Term = str | tuple[str, ...]
"""A word by its key, or a phrase by the keys of its words."""

EUROVOC = "http://eurovoc.europa.eu/"
THEME = "http://standaarden.overheid.nl/owms/terms/"
EUROVOC_SCHEME = f"{VOCABULARY}eurovoc"
THEME_SCHEME = f"{VOCABULARY}taxonomie-beleidsagenda"
_LABELS = frozenset((f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel"))


@dataclass(slots=True)
class Concept:
    """A concept to which terms point."""

    label: str = ""
    broader: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    """Concepts of EuroVoc that a theme covers, with what is narrower."""
    sections: list[str] = field(default_factory=list)
    """Numbers, four digits, of the microthesaurus that a concept stands in, or of those that a theme covers."""
    described: bool = False
    """Whether we wrote terms for it: it is one under which papers on policy are sought."""


@dataclass(slots=True)
class TermIndex:
    """Concepts by their terms: a term of one word by its key, one of several words by the tuple of their keys."""

    concepts: dict[str, Concept] = field(default_factory=lambda: defaultdict(Concept))
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    phrases: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    lengths: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """First key of a phrase → in how many keys the phrases that begin with it."""
    everyday: set[Term] = field(default_factory=set)
    """Terms that are used too widely to tell what a paper is about."""
    portfolios: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Keys of words in an office → concepts that the papers of that office are usually about."""

    def add(self, concept: str, label: str) -> None:
        """Let ``label`` point at ``concept``."""
        term = term_of(label)
        if isinstance(term, str):
            self.words[term].add(concept)
        elif term:
            self.phrases[term].add(concept)
            self.lengths[term[0]].add(len(term))

    def of(self, term: Term) -> Iterable[str]:
        """Return the concepts at which ``term`` points; an everyday term points at none."""
        if term in self.everyday:
            return ()
        return (self.words.get(term) if isinstance(term, str) else self.phrases.get(term)) or ()


def term_of(label: str) -> Term:
    """Return ``label`` as a term; what it has in brackets only tells it from other labels."""
    keys = keys_of(label.partition(" (")[0])
    return keys[0] if len(keys) == 1 else plain_keys(keys)


def parse_terms(files: Iterable[Traversable], namespace: str) -> TermIndex:
    """Read the concepts of ``namespace`` and their terms from Turtle ``files``.

    Raises:
        VocabularyError: a file is no Turtle.
    """
    index = TermIndex()
    for file in files:
        for subject, predicate, value in _statements(file):
            if not subject.startswith(namespace):
                continue
            concept = index.concepts[subject]
            if isinstance(value, ox.NamedNode):
                _link(concept, predicate, value.value)
            elif predicate == f"{KG}microthesaurus":
                concept.sections.append(value.value[:4])
            elif predicate == f"{KG}portfolio":
                index.portfolios[plain_keys(keys_of(value.value))].add(subject)
            elif predicate == f"{KG}ambiguousLabel":
                index.everyday.add(term_of(value.value))
            elif predicate in _LABELS and value.language == "nl":
                index.add(subject, value.value)
                if predicate == f"{SKOS}prefLabel":
                    concept.label = value.value
                else:
                    concept.described = True
    return index


def _statements(file: Traversable) -> Iterator[tuple[str, str, ox.NamedNode | ox.Literal]]:
    try:
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                yield quad.subject.value, quad.predicate.value, quad.object
    except SyntaxError as error:
        raise VocabularyError(f"{file.name}: no valid Turtle: {error}") from error


def _link(concept: Concept, predicate: str, target: str) -> None:
    if predicate == f"{SKOS}broader":
        concept.broader.append(target)
    elif predicate == f"{SKOS}relatedMatch":
        concept.related.append(target)


@cache
def eurovoc_terms() -> TermIndex:
    """Return the terms of EuroVoc, read once a process.

    Raises:
        VocabularyError: a shipped vocabulary cannot be read.
    """
    return _shipped(EUROVOC, "eurovoc", "eurovoc-terms")


@cache
def theme_terms() -> TermIndex:
    """Return the terms of the themes of the Taxonomie Beleidsagenda, read once a process.

    Raises:
        VocabularyError: a shipped vocabulary cannot be read.
    """
    return _shipped(THEME, "policy-themes", "policy-theme-terms")


def _shipped(namespace: str, *names: str) -> TermIndex:
    folder = ontology() / "vocabularies"
    return parse_terms((folder / f"{name}.ttl" for name in names), namespace)
