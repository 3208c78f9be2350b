"""Nouns that policy terms end in, and the terms that are built on them: compounds, and an adjective before a noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kamergraaf.extract.inflection import inflected, plurals, uninflected
from kamergraaf.name_forms import forms

_WORD = re.compile(r"(?<![\w-])(?:[A-Z0-9][\w’'-]*-)?[a-zà-ÿ][a-zà-ÿ’'-]{3,}(?![\w-])")
# An adjective that tells the kind of thing ("biometrisch", "collectief", "verlaagd"), not what one thinks of it.
_ADJECTIVE = re.compile(
    r"(?<![\w-])(?P<word>[a-zà-ÿ][a-zà-ÿ-]{2,}(?:isch|[ai]al|eel|ief|air|lijk|baar|ig|loos|vrij|arm)"
    r"|[a-zà-ÿ-]{3,}(?:isch|al|el|iev|air|lijk|bar|ig|loz|vri?j|arm|end|rd|gd|ld|kt|pt|st|cht)e|groene|vrije|gesloten|gratis|lokale)\s$"
)
_LEAST_STEM = 3
"""Letters before the ending of a compound."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that policy terms end in: its singular, its gender, and whether it is a compound or stands bare."""

    singular: str
    neuter: bool
    compound: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a text, with its customary form and other forms it goes by."""

    start: int
    end: int
    name: str
    others: tuple[str, ...]
    adjective: bool


@cache
def _endings() -> tuple[dict[str, tuple[str, bool]], tuple[int, ...]]:
    """Each ending, singular or plural, with its singular and gender; and their lengths, the longest first."""
    known = forms("policy-endings")
    endings: dict[str, tuple[str, bool]] = {}
    for label in known.words:
        singular = known.plurals.get(label, label).lstrip("-")
        word = label.lstrip("-")
        endings[word] = (singular, f"-{singular}" in known.neuter)
    for singular, neuter in list(endings.values()):
        for plural in plurals(singular):
            endings.setdefault(plural, (singular, neuter))
    return endings, tuple(sorted({len(ending) for ending in endings}, reverse=True))


@lru_cache(maxsize=1 << 16)
def noun(word: str) -> Noun | None:
    """Return ``word`` as a noun that policy terms end in; ``None`` for any other word, and for plain ones."""
    endings, lengths = _endings()
    for length in lengths:
        stem = len(word) - length
        if (stem >= _LEAST_STEM or stem == 0) and (ending := endings.get(word[stem:])):
            singular = word[:stem] + ending[0]
            if word in _plain() or singular in _plain():
                return None
            return Noun(singular, ending[1], stem > 0)
    return None


@cache
def _plain() -> frozenset[str]:
    return forms("plain-terms").words


def terms(text: str) -> Iterator[Term]:
    """Yield the compounds in ``text``, and nouns with an adjective that tells their kind before them."""
    for match in _WORD.finditer(text):
        found = noun(match.group())
        if found is None:
            continue
        before = _ADJECTIVE.search(text, max(0, match.start() - 40), match.start())
        if before and inflected(before["word"]) not in forms("plain-adjectives").words:
            base = uninflected(before["word"])
            usual = base if found.neuter else inflected(before["word"])
            yield Term(
                before.start(),
                match.end(),
                f"{usual} {found.singular}",
                (f"{inflected(base) if found.neuter else base} {found.singular}",),
                True,
            )
        elif found.compound:
            yield Term(match.start(), match.end(), found.singular, (), False)
