"""Measure how well the subjects of papers are found: ``make subjects``.

The yardstick is the indexing of ``../shared/scale``, by the indexers of the Belgian Chamber. Of its papers, those on
even lines were looked at while the terms were written and the few weights chosen; what is reported is measured on
those on odd lines. The learned model learns from the even lines alone.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import spacy

from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import LinkedPaper
from kamergraaf.read import read_text
from kamergraaf.subjects import find_subjects
from kamergraaf.subjects.evidence import paper_keys
from kamergraaf.subjects.learned import LearnedConcept, SubjectModel, learn
from kamergraaf.subjects.terms import EUROVOC, EUROVOC_SCHEME, eurovoc_terms
from kamergraaf.subjects.words import keys_of, plain_keys

SCALE = Path(__file__).parents[2] / "shared" / "scale" / "be-qrva.jsonl.gz"


@dataclass(frozen=True)
class Indexed:
    """A paper and the concepts (IRIs) that the indexers gave it."""

    text: str
    linked: LinkedPaper
    concepts: frozenset[str]


@dataclass(frozen=True)
class Score:
    """Means over papers, of at most five concepts a paper."""

    f1: float
    precision: float
    recall: float


def read_indexed(first: int) -> list[Indexed]:
    """Return the papers of the even (``first`` 0) or the odd (1) lines of the yardstick."""
    nlp = pipeline()
    papers = []
    with gzip.open(SCALE, "rt", encoding="utf-8") as lines:
        for line in islice(lines, first, None, 2):
            entry = json.loads(line)
            paper = extract_structure(read_text(entry["text"], entry["id"]))
            concepts = frozenset(f"{EUROVOC}{number}" for number in entry["eurovoc"])
            papers.append(Indexed(entry["text"], link_paper(paper, nlp), concepts))
    return papers


def score(papers: Sequence[Indexed], find: Callable[[Indexed], Sequence[str]]) -> Score:
    """Score what ``find`` gives for each of ``papers``, the first five of it."""
    totals = [0.0, 0.0, 0.0]
    for paper in papers:
        found = list(find(paper))[:5]
        right = len(paper.concepts.intersection(found))
        precision = right / len(found) if found else 0.0
        recall = right / len(paper.concepts) if paper.concepts else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        totals = [total + value for total, value in zip(totals, (f1, precision, recall), strict=True)]
    return Score(*(total / len(papers) for total in totals))


def by_terms(paper: Indexed, model: SubjectModel | None = None) -> list[str]:
    """Return the concepts of EuroVoc that the package finds."""
    return [subject.iri for subject in find_subjects(paper.linked, model) if subject.scheme == EUROVOC_SCHEME]


def learned(papers: Sequence[Indexed]) -> SubjectModel:
    """Return the model learned from ``papers``."""
    labels = eurovoc_terms().concepts
    return learn(
        (
            paper_keys(paper.linked.paper),
            [LearnedConcept(iri, labels[iri].label, EUROVOC_SCHEME) for iri in sorted(paper.concepts)],
        )
        for paper in papers
    )


class LabelMatching:
    """The baseline: preferred labels found in the text, ranked by tf-idf over ``papers``."""

    def __init__(self, papers: Sequence[Indexed]) -> None:
        self.labels = {_plain_keys(concept.label): iri for iri, concept in eurovoc_terms().concepts.items()}
        self.longest = max(map(len, self.labels))
        self.spread = Counter(iri for paper in papers for iri in set(self._found(paper)))
        self.papers = len(papers)

    def _found(self, paper: Indexed) -> list[str]:
        keys = _plain_keys(paper.text)
        spans = (keys[at : at + size] for at in range(len(keys)) for size in range(1, self.longest + 1))
        return [self.labels[span] for span in spans if span in self.labels]

    def __call__(self, paper: Indexed) -> list[str]:
        counts = Counter(self._found(paper))
        weights = {iri: times * math.log((self.papers + 1) / (self.spread[iri] + 1)) for iri, times in counts.items()}
        return sorted(weights, key=lambda iri: (-weights[iri], iri))


def _plain_keys(text: str) -> tuple[str, ...]:
    return plain_keys(keys_of(text))


def cost(papers: Sequence[Indexed], model: SubjectModel | None) -> float:
    """Return the time that finding the subjects takes, as a share of tokenising the same text with spaCy."""
    tokenise = spacy.blank("nl").tokenizer
    for paper in papers[:50]:  # Loads the terms and fills the caches of both.
        tokenise(paper.text)
        find_subjects(paper.linked, model)
    started = time.perf_counter()
    for paper in papers:
        tokenise(paper.text)
    tokenised = time.perf_counter()
    for paper in papers:
        find_subjects(paper.linked, model)
    return (time.perf_counter() - tokenised) / (tokenised - started)


def main() -> None:
    """Print the table."""
    if not SCALE.exists():
        sys.exit(f"skipped: {SCALE} is not there; it holds the indexed papers to measure against")
    seen, unseen = read_indexed(0), read_indexed(1)
    model = learned(seen)
    # One question is often put to all ministers; what was seen of one is then seen of the others.
    titles = {paper.linked.paper.head.title for paper in seen}
    fresh = [paper for paper in unseen if paper.linked.paper.head.title not in titles]
    rows = [
        ("preferred labels, tf-idf (baseline)", score(unseen, LabelMatching(seen)), None),
        ("shipped terms", score(unseen, by_terms), cost(unseen, None)),
        (f"learned from {len(seen)} papers", score(unseen, lambda p: by_terms(p, model)), cost(unseen, model)),
        (f"shipped terms, {len(fresh)} new titles", score(fresh, by_terms), None),
        (f"learned, {len(fresh)} new titles", score(fresh, lambda p: by_terms(p, model)), None),
    ]
    print(f"{len(unseen)} papers; at most 5 concepts a paper; means over papers\n")
    print(f"{'method':38}{'F1':>7}{'precision':>11}{'recall':>9}{'cost':>8}")
    for name, found, share in rows:
        told = f"{share:8.2f}" if share is not None else ""
        print(f"{name:38}{found.f1:7.3f}{found.precision:11.3f}{found.recall:9.3f}{told}")
    print("\ncost: time as a share of tokenising the same text with spacy.blank('nl'), both caches filled")


if __name__ == "__main__":
    main()
