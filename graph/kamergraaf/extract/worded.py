"""Patterns that are looked for only in sentences that hold one of their words."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1024)
def words_of(sentence: str) -> frozenset[str]:
    """Return the words of ``sentence`` in lower case; what a hyphen joins are two.

    Those of the last sentences are kept, for several rules in turn look at the sentences of one answer.
    """
    return frozenset(_WORD.findall(sentence.lower()))


@dataclass(frozen=True, slots=True)
class Worded:
    """A pattern, and words of which all that it fits holds at least one.

    To look a word up in a set costs a hundredth of searching a sentence for the pattern, and few sentences hold one.
    """

    words: frozenset[str]
    pattern: re.Pattern[str]

    def search(self, sentence: str, words: AbstractSet[str]) -> re.Match[str] | None:
        """Search ``sentence``, whose words are ``words`` (:func:`words_of`), for the pattern."""
        return None if self.words.isdisjoint(words) else self.pattern.search(sentence)


def worded(words: str, pattern: str, flags: int = re.IGNORECASE) -> Worded:
    """Return ``pattern`` with its ``words``, which stand in one string with blanks between them."""
    return Worded(frozenset(words.split()), re.compile(pattern, flags))
