"""How much a paper's words speak for each term of an index.

The title says most; questions and answers count alike, and a term that is said again and again ever less.
A compound speaks for the known terms it is made of, somewhat less than the terms themselves would.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from kamergraaf.models import Paper
from kamergraaf.subjects.terms import Term, TermIndex
from kamergraaf.subjects.words import keys_of, parts, plain_keys

_TITLE = 2.0
_QUESTIONS = 1.0
_ANSWERS = 0.7
_PART = 0.6
"""Weights chosen by hand on one half of the indexed papers and measured on the other (``make subjects``)."""
_TITLE_TIMES = 1.5
_WORDS_KEPT = 100_000
"""So many words stay taken apart; a large corpus has no end of others."""


@dataclass(frozen=True, slots=True)
class PaperKeys:
    """A paper as keys of words, part by part."""

    title: tuple[str, ...]
    offices: tuple[tuple[str, ...], ...]
    """Whom the paper is addressed to, or who answers."""
    questions: tuple[str, ...]
    answers: tuple[str, ...]


def paper_keys(paper: Paper) -> PaperKeys:
    """Return ``paper`` as keys."""
    head = paper.head
    offices = head.addressees or tuple(respondent.title for respondent in head.respondents)
    return PaperKeys(
        keys_of(head.title),
        tuple(map(keys_of, offices)),
        keys_of("\n".join(question.text for question in paper.questions)),
        keys_of("\n".join(answer.text for answer in paper.answers)),
    )


class Weigher:
    """Weighs the terms of one index in papers; keeps how it took compounds apart, as words come back."""

    def __init__(self, index: TermIndex) -> None:
        self.index = index
        self._names = frozenset(key for key in index.words if (key,) != plain_keys((key,)))
        self._whole = frozenset(key for phrase in index.phrases for key in phrase) | (index.words.keys() - self._names)
        self._parts_of = lru_cache(maxsize=_WORDS_KEPT)(self._take_apart)

    def weigh(self, keys: PaperKeys) -> dict[Term, float]:
        """Return the weight of each term that the paper's words speak for."""
        weights: dict[Term, float] = defaultdict(float)
        for term, times in self._count(keys.title).items():
            weights[term] += _TITLE * min(times, _TITLE_TIMES)
        for part, weight in ((keys.questions, _QUESTIONS), (keys.answers, _ANSWERS)):
            for term, times in self._count(part).items():
                weights[term] += weight * math.log1p(times)
        return weights

    def _count(self, keys: tuple[str, ...]) -> dict[Term, float]:
        words, of_key, of_word = _counted(keys)
        counts: dict[Term, float] = defaultdict(float)
        for key in filter(self._names.__contains__, of_key):
            counts[key] += of_key[key]
        whole, parts_of = self._whole, self._parts_of
        for word, times in of_word.items():
            if word in whole:
                counts[word] += times
            else:
                for part in parts_of(word):
                    counts[part] += _PART * times
        lengths, phrases = self.index.lengths, self.index.phrases
        for at in [at for at, word in enumerate(words) if word in lengths]:
            for length in lengths[words[at]]:
                if (phrase := words[at : at + length]) in phrases:
                    counts[phrase] += 1
        return counts

    def _take_apart(self, word: str) -> tuple[str, ...]:
        return tuple(part for part in parts(word, self.index.words) if part)


@lru_cache(maxsize=4)
def _counted(keys: tuple[str, ...]) -> tuple[tuple[str, ...], Counter[str], Counter[str]]:
    """Return ``keys`` without marks of capitals, and both counted; kept for the next index that they are held to."""
    words = plain_keys(keys)
    return words, Counter(keys), Counter(words)
