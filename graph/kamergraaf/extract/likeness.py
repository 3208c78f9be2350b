"""How alike two stretches of text of one paper are: cosine of their tf-idf vectors."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.lang.nl.stop_words import STOP_WORDS

Vector = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMPOUND = 9
_FIRST_PART = 6
_ENDINGS = re.compile(r"(?:heden|ingen|ing|en|e|s|t)$")


def terms(text: str) -> Iterator[str]:
    """Yield the words of ``text`` of four letters and more, in lower case and without their Dutch endings.

    Words that stand in any text (spaCy's Dutch stop words) say nothing and are left out.
    Of a long word its beginning is a term too: "stikstofuitspraak" and "stikstofruimte" have something in common.
    """
    for word in _WORD.findall(text.lower()):
        if word in STOP_WORDS:
            continue
        stem = _ENDINGS.sub("", word)
        yield stem
        if len(stem) >= _COMPOUND:
            yield f"{stem[:_FIRST_PART]}-"


class Rarity:
    """How much each term says, by the number of texts it stands in (inverse document frequency)."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        found_in: Counter[str] = Counter()
        count = 0
        for text in texts:
            found_in.update(set(text))
            count += 1
        self._weights = {term: math.log((1 + count) / n) for term, n in found_in.items()}

    def vector(self, counts: Counter[str], share: float = 1.0) -> dict[str, float]:
        """Return the weights of a text's terms, each times ``share``."""
        return {t: (1 + math.log(n)) * self._weights.get(t, 0.0) * share for t, n in counts.items()}


def total(*vectors: Vector) -> dict[str, float]:
    """Return the sum of ``vectors``."""
    summed: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            summed[term] += weight
    return summed


def unit(vector: Vector) -> dict[str, float]:
    """Return ``vector`` with length one; an empty one stays empty."""
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of the angle between two vectors, 0 for unlike and 1 for alike."""
    shared: Sequence[str] = [term for term in a if term in b]
    product = sum(a[term] * b[term] for term in shared)
    norm = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return product / norm if norm else 0.0
