"""Words that a converter from PDF took whole from two lines, with the hyphen of the line's end still in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.read.hyphens import WordForms

_HYPHENED = re.compile(r"(?<![\w-])([^\W\d_]+)-([^\W\d_]+)(?![\w-])")

# What Dutch breaks off a word is a syllable: one or two consonants, a dull e and an ending. No word is spelled so
# that could be the second part of a compound, and no compound has a hyphen after the s that joins its parts.
_SYLLABLES = re.compile(r"(?:[bcdfgklmnprstvwz]|sch|ch|st|tr)(?:en|er|ers|eren|end|ende|ing|ingen|elijk|elijke)")
_JOINED_BY_S = re.compile(r".{2,}(?:ing|heid|teit)s")
_PARTS_OF_THEIR_OWN = frozenset({"niet", "non", "oud", "ex", "anti", "pro", "semi", "bijna", "quasi", "half"})


def without_torn_hyphens(texts: Sequence[str]) -> Sequence[str]:
    """``texts`` with such words made whole, if there are any: "stalsyste-men", where "stalsystemen" stands too."""
    words = WordForms(texts)
    broken: set[tuple[str, str]] = set()
    others: set[tuple[str, str]] = set()
    for left, right in _hyphened(texts):
        if not left[-1].islower() or not right[0].islower() or left.lower() in _PARTS_OF_THEIR_OWN:
            continue
        if words.count(left + right) and not words.count(left):
            broken.add((left, right))
        elif _SYLLABLES.fullmatch(right) or _JOINED_BY_S.fullmatch(left):
            others.add((left, right))
    if not broken:
        return texts
    broken |= others

    def mended(found: re.Match[str]) -> str:
        return "".join(found.groups()) if found.groups() in broken else found.group()

    return [_HYPHENED.sub(mended, text) for text in texts]


def _hyphened(texts: Sequence[str]) -> set[tuple[str, str]]:
    """The two parts of each word of ``texts`` with one hyphen in it."""
    words = {word for text in texts if "-" in text for word in text.split() if "-" in word}
    return {parts for word in words for parts in _HYPHENED.findall(word)}
