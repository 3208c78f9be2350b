"""The shape of names: of people, and of bodies and acts with capitals in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

SPACE = r"[^\S\n]+"
"""White space within a paragraph: no name runs over its end."""

PREFIX = (
    r"(?:[Vv]an\s+(?:der|den|de|het|’t|'t)|[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Vv]on\s+der|[Vv]on|[Vv]\.d\."
    r"|[Dd]i|[Dd]u|[Ee]l|[Aa]l|[Tt]e|[Ii]n\s+’t|[Oo]p\s+den|[Dd]a|[Dd]os|[Ll]a|[Ll]e)"
)
_SECOND_HALF = r"(?:-(?:(?:van|de|der|den|het|ten|ter)(?:[^\S\n]+(?:der|den|de))?[^\S\n]+)?[A-ZÀ-Þ][\w’']+)*"
WORD = rf"[A-ZÀ-ÞŞİŁŠŽČĆ][\w’']*[a-zà-ÿşığčćšžł]{_SECOND_HALF}"
SURNAME = rf"(?:{PREFIX}{SPACE})*{WORD}"
FULL_NAME = rf"(?:(?:[A-Z]\.\s?)+[^\S\n]?|(?:{WORD}{SPACE}){{0,2}}){SURNAME}"
SEVERAL = rf"{SURNAME}(?:\s*(?:,|/|\ben\b|,\s*en\b|&)\s*{SURNAME})*"

_CAPITAL = r"[A-ZÀ-Þ][\w’']*(?:[-&.][\w’']+)*"
_JOIN = (
    r"(?:(?:van|voor|of|for|on|tot|ter|op|aan|in|te|bij|tegen|inzake|over)"
    rf"(?:{SPACE}(?:de|het|der|den|the|een))?|en|and|&|’s)"
)
CAPITALISED = re.compile(rf"(?<![\w-]){_CAPITAL}(?:{SPACE}(?:{_JOIN}{SPACE})?{_CAPITAL})*")
"""Words with a capital in a row, with the small words that join them."""

_DETERMINER = re.compile(
    rf"^(?:De|Het|Een|Deze|Dit|Die|Dat|In|Op|Voor|Van|Bij|Met|Door|Ook|En|Is|Kan|Kunt|Bent|Heeft|Zijn|Wat|Welke|Hoe|Zo|Als|Uit|Naar|Aan|The){SPACE}"
)
_SEPARATOR = re.compile(r"\s*(?:,\s*en\b|,|/|\ben\b|&)\s*")
_STARTS_SURNAME = re.compile(rf"\b{PREFIX}\s+[A-ZÀ-Þ]")


def capitalised_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield (start, name) for each row of capitalised words, without the word that opens the sentence."""
    for match in CAPITALISED.finditer(text):
        start, name = match.start(), match.group()
        while determiner := _DETERMINER.match(name):
            start, name = start + determiner.end(), name[determiner.end() :]
        if name:
            yield start, name


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a row: "Boomsma, Rajkowski en Van Zanten" → three."""
    return tuple(part.strip() for part in _SEPARATOR.split(text) if part.strip())


def surname_of(name: str) -> str:
    """Return the surname of a full name, prefix included: "Ursula von der Leyen" → "von der Leyen".

    Without a prefix it is the last word.
    """
    prefixed = _STARTS_SURNAME.search(name)
    if prefixed:
        return name[prefixed.start() :]
    return name.split()[-1]
