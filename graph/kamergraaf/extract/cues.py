"""Where a pattern can match at all: beside words, which are found far faster than it is tried at every letter.

``re`` skips fast to where a pattern begins only if it begins with letters as they are: not with ``\\b``, alternatives,
or letters of either case. A finder says with what words its pattern begins, and gets the matches that
``pattern.finditer`` would give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD_START = re.compile(r"\b\w")
_TAKEN_FOR_OTHERS = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})
"""Letters that :data:`re.IGNORECASE` takes for others than ``str.lower`` makes of them."""


def folded(text: str) -> str:
    """Return ``text`` in lower case, letter for letter, so that places in it are places in ``text``."""
    if not text.isascii() and any(letter in text for letter in "İıſ"):
        text = text.translate(_TAKEN_FOR_OTHERS)
    return text.lower()


def places(text: str, *words: str) -> list[int]:
    """Return where ``words`` stand in ``text``, within longer words too, in order."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found) if len(words) > 1 else found


def word_starts(text: str, cues: Iterable[int], before: int = 0) -> list[int]:
    """Return where the words begin that hold one of ``cues``, and those at most ``before`` characters before them."""
    starts: set[int] = set()
    for cue in cues:
        start = cue
        while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        starts.add(start)
        if before:
            starts.update(match.start() for match in _WORD_START.finditer(text, max(0, start - before), start))
    return sorted(starts)


def matches(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` that begin at one of ``starts``, which are in order; none overlaps another."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()
