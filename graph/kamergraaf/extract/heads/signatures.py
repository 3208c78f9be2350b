"""Ministers who sign a letter: the office, and the name on the line beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kamergraaf.models import Respondent

_OFFICE_LINE = re.compile(
    r"^(?:Hoogachtend,\s+)?(?:De\s+)?(?P<office>Minister-President|Minister|Staatssecretaris)\s*(?P<link>van|voor)?\s*(?P<portfolio>[^.\n]{0,120}?),?\s*$",
    re.IGNORECASE,
)
_TITLES = r"(?:(?:drs|mr|dr|ir|prof|ing)\.\s*)*"
_INITIALS = re.compile(rf"^{_TITLES}(?:[A-Z][a-z]{{0,2}}\.\s*)+")
_NAME = re.compile(rf"^{_TITLES}(?:[A-Z][a-z]?\.\s?)+\s*[^\W\d][\w’'\- ]{{1,60}}$")


_ON_ONE_LINE = re.compile(
    rf"^(?:De\s+)?(?P<office>Minister|Staatssecretaris)(?:\s+(?:van|voor)\s+(?P<portfolio>.{{3,120}}?))?,\s+"
    rf"(?P<name>{_TITLES}(?:[A-Z][a-z]?\.\s?)+\s*[^\W\d][\w’'\- ]{{1,60}})$",
    re.IGNORECASE,
)


def is_signature(text: str) -> bool:
    """Whether ``text`` is nothing but a minister's office, name, or both, as stands under a letter."""
    return all(
        _OFFICE_LINE.match(line) or _ON_ONE_LINE.match(line) or _NAME.match(line)
        for line in text.strip().splitlines()
        if line.strip()
    )


def signatories(texts: Iterable[str]) -> tuple[Respondent, ...]:
    """Return who signs in ``texts`` (blocks or lines): "De Minister van X," and the name below, or the name first."""
    lines = [line.strip().strip("*_") for text in texts for line in text.splitlines() if line.strip()]
    found = []
    for i, line in enumerate(lines):
        if one_line := _ON_ONE_LINE.match(line):
            portfolio = (one_line["portfolio"] or "").strip() or None
            found.append(Respondent(surname(one_line["name"]), one_line["office"].capitalize(), portfolio))
            continue
        match = _OFFICE_LINE.match(line)
        if match is None:
            continue
        beside = (
            lines[i + 1 : i + 2]
            if line.lower().startswith("de ")
            else [*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]]
        )
        name = next((n for n in beside if _NAME.match(n)), None)
        if name is not None:
            portfolio = match["portfolio"].strip() or None
            found.append(Respondent(surname(name), match["office"].capitalize(), portfolio, match["link"] or "van"))
    return tuple(dict.fromkeys(found))


def surname(name: str) -> str:
    """Return a name without titles and initials: "M.H.M. Faber-van de Klashorst" → "Faber-van de Klashorst"."""
    bare = _INITIALS.sub("", name).strip()
    return bare[:1].upper() + bare[1:]
