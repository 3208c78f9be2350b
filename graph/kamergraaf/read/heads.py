"""Lines that head a numbered question or answer, in the form the Handelingen print them."""

from __future__ import annotations

import re

HEAD_LEVEL = 2
"""Heading level given to a numbered head in formats that print none."""

_NUMBERS = r"\d{1,3}[a-z]?(?:\s*(?:,|en|t/m|tot en met|–|-|&|\+)\s*\d{1,3}[a-z]?)*"
_HEAD = re.compile(
    rf"(?:vraag|vragen|antwoord(?:en)?)(?:\s+(?:op\s+)?(?:de\s+)?vra(?:ag|gen))?\s+{_NUMBERS}\s*[:.]?", re.I
)
_LONGEST = 80


_OPENING = re.compile(
    rf"(?:(?:vraag|vragen)\s+{_NUMBERS}|antwoord(?:\s+(?:op\s+vra(?:ag|gen)\s+)?{_NUMBERS})?)\s*:\s+\S", re.I
)


def opens_unit(text: str) -> bool:
    """Whether a line opens a question or an answer in the same breath: "Vraag 4: Kunt u …"."""
    return _OPENING.match(text) is not None


def is_numbered_head(text: str) -> bool:
    """Whether ``text`` is nothing but the head of a question or an answer ("Vraag 3", "Antwoord 2 en 3")."""
    return len(text) <= _LONGEST and _HEAD.fullmatch(text.strip()) is not None
