"""Subjects by the papers most like this one, out of those that a user has indexed.

A paper is a row of word keys weighed by tf-idf, and each of its nearest neighbours (by cosine) votes for its own
concepts. For EuroVoc, the shipped terms have a vote too: they know the concepts that no neighbour has.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kamergraaf.models import Subject
from kamergraaf.subjects.choice import choose, confidence
from kamergraaf.subjects.evidence import PaperKeys
from kamergraaf.subjects.terms import EUROVOC, EUROVOC_SCHEME, eurovoc_terms
from kamergraaf.subjects.words import plain_keys

_NEIGHBOURS = 15
_SHARPNESS = 2
"""A neighbour twice as like has four times the vote."""
_TERMS_VOTE = 0.9
_LEAST_SHARE = 0.35
_TITLE = 2.0
_ANSWERS = 0.6
_LEAST_PAPERS = 2
"""In so many papers a word must stand to tell which papers are alike."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LearnedConcept:
    """A concept as the graph shows it."""

    iri: str
    label: str
    scheme: str


@dataclass(frozen=True)
class SubjectModel:
    """Indexed papers as numbers; made by :func:`learn`, kept in a file by :mod:`kamergraaf.subjects.model_file`."""

    words: tuple[str, ...]
    idf: Floats
    papers: sparse.csr_array
    """Papers by words, each row of length 1."""
    assigned: sparse.csr_array
    """Papers by concepts, 1 where the paper has the concept."""
    concepts: tuple[LearnedConcept, ...]

    @cached_property
    def fingerprint(self) -> str:
        """A hash of what was learned, by which a graph tells models apart."""
        digest = sha256("\n".join((*self.words, *(concept.iri for concept in self.concepts))).encode())
        for numbers in (self.papers.data, self.papers.indices, self.assigned.indices, self.assigned.indptr):
            digest.update(np.ascontiguousarray(numbers).tobytes())
        return digest.hexdigest()[:8]

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {word: column for column, word in enumerate(self.words)}

    @cached_property
    def _concepts(self) -> dict[str, LearnedConcept]:
        return {concept.iri: concept for concept in self.concepts}

    @cached_property
    def _of_eurovoc(self) -> bool:
        return any(iri.startswith(EUROVOC) for iri in self._concepts)

    def subjects(self, keys: PaperKeys, by_terms: Mapping[str, float]) -> tuple[Subject, ...]:
        """Return at most five concepts for the paper of ``keys``, the surest first.

        ``by_terms`` are the weights of EuroVoc concepts by the shipped terms.
        """
        support = self._votes(keys)
        if self._of_eurovoc:
            for iri, weight in by_terms.items():
                support[iri] += _TERMS_VOTE * confidence(weight)
        # As likelihoods both votes are sure enough to be added up: of those above 0.9, more than nine in ten are right.
        return tuple(self._subject(iri, min(weight, 1.0)) for iri, weight in choose(support, _LEAST_SHARE))

    def _votes(self, keys: PaperKeys) -> defaultdict[str, float]:
        # A full row: the product with a sparse one takes far longer.
        row = np.zeros(len(self.words))
        columns, values = _weighed(_counts(keys), self._columns, self.idf)
        row[columns] = values
        likeness = self.papers @ row
        nearest = np.argsort(-likeness, kind="stable")[:_NEIGHBOURS]
        votes = likeness[nearest] ** _SHARPNESS
        support: defaultdict[str, float] = defaultdict(float)
        if not votes.any():
            return support
        starts, places = self.assigned.indptr, self.assigned.indices
        for paper, share in zip(nearest, votes / votes.sum(), strict=True):
            for place in places[starts[paper] : starts[paper + 1]]:
                support[self.concepts[place].iri] += float(share)
        return support

    def _subject(self, iri: str, sureness: float) -> Subject:
        rule = f"subject-learned-{self.fingerprint}"
        if known := self._concepts.get(iri):
            return Subject(iri, known.label, known.scheme, round(sureness, 2), rule)
        return Subject(iri, eurovoc_terms().concepts[iri].label, EUROVOC_SCHEME, round(sureness, 2), rule)


def learn(papers: Iterable[tuple[PaperKeys, Sequence[LearnedConcept]]]) -> SubjectModel:
    """Learn from papers and the concepts that an indexer gave each; the same papers give the same model.

    Raises:
        ValueError: there is no paper, or the papers have no word in common.
    """
    indexed = list(papers)
    counts = [_counts(keys) for keys, _ in indexed]
    spread = Counter(word for count in counts for word in count)
    words = tuple(sorted(word for word, times in spread.items() if times >= _LEAST_PAPERS))
    if not words:
        raise ValueError("no two papers have a word in common")
    idf = np.array([0.1 + math.log(len(indexed) / spread[word]) for word in words])
    concepts = tuple(sorted({concept for _, given in indexed for concept in given}, key=lambda concept: concept.iri))
    column = {concept.iri: at for at, concept in enumerate(concepts)}
    places = sorted({(row, column[concept.iri]) for row, (_, given) in enumerate(indexed) for concept in given})
    rows, columns = zip(*places, strict=True) if places else ((), ())
    assigned = sparse.csr_array((np.ones(len(places)), (rows, columns)), shape=(len(indexed), len(concepts)))
    return SubjectModel(words, idf, _rows(counts, {word: at for at, word in enumerate(words)}, idf), assigned, concepts)


def _counts(keys: PaperKeys) -> dict[str, float]:
    """How often each word is said, the title's and the offices' counted more, the answers' less."""
    counts: dict[str, float] = {}
    offices = tuple(key for office in keys.offices for key in office)
    for part, weight in ((keys.title + offices, _TITLE), (keys.questions, 1.0), (keys.answers, _ANSWERS)):
        for key, times in Counter(plain_keys(part)).items():
            counts[key] = counts.get(key, 0.0) + weight * times
    return counts


def _rows(papers: Sequence[Mapping[str, float]], columns: Mapping[str, int], idf: Floats) -> sparse.csr_array:
    """Papers by words, each row of length 1."""
    weighed = [_weighed(counts, columns, idf) for counts in papers]
    starts = np.cumsum([0, *(len(places) for places, _ in weighed)])
    places = np.concatenate([places for places, _ in weighed])
    values = np.concatenate([values for _, values in weighed])
    return sparse.csr_array((values, places, starts), shape=(len(papers), len(columns)))


def _weighed(counts: Mapping[str, float], columns: Mapping[str, int], idf: Floats) -> tuple[NDArray[np.int32], Floats]:
    """The columns of a paper's words, in order, and their tf-idf, of length 1; words without a column are left out."""
    known = [word for word in counts if word in columns]
    places = np.array([columns[word] for word in known], dtype=np.int32)
    order = np.argsort(places)
    times = np.array([counts[word] for word in known], dtype=np.float64)[order]
    values = np.where(times >= 1, 1 + np.log(np.maximum(times, 1)), times) * idf[places[order]]
    length = math.sqrt(values @ values)
    return places[order], values / length if length else values
