"""The shape of Dutch personal names: prefixes, surnames, several in a row."""

from __future__ import annotations

import re

PREFIX = r"(?:[Vv]an\s+(?:der|den|de|het|’t|'t)|[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Vv]on\s+der|[Vv]on|[Vv]\.d\.|[Dd]i|[Dd]u|[Ee]l|[Aa]l|[Tt]e|[Ii]n\s+’t|[Oo]p\s+den|[Dd]a|[Dd]os|[Ll]a|[Ll]e)"
WORD = r"[A-ZÀ-ÞŞİŁŠŽČĆ][\w’']*[a-zà-ÿşığčćšžł](?:-(?:(?:van|de|der|den|het|ten|ter)(?:\s+(?:der|den|de))?\s+)?[A-ZÀ-Þ][\w’']+)*"
SURNAME = rf"(?:{PREFIX}\s+)*{WORD}"
FULL_NAME = rf"(?:(?:[A-Z]\.\s?)+|(?:{WORD}\s+){{0,2}}?){SURNAME}"
SEVERAL = rf"{SURNAME}(?:\s*(?:,|/|\ben\b|,\s*en\b|&)\s*{SURNAME})*"

_SEPARATOR = re.compile(r"\s*(?:,\s*en\b|,|/|\ben\b|&)\s*")
_STARTS_SURNAME = re.compile(rf"\b{PREFIX}\s+[A-ZÀ-Þ]")


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
