"""Dates in Dutch prose: "29 mei 2024", and by when something is due, in EDTF."""

from __future__ import annotations

import re
from datetime import date

from kamergraaf.extract.cues import folded

MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        1,
    )
}
MONTH = "|".join(MONTHS)
DATE = re.compile(rf"\b(\d{{1,2}})\s+({MONTH})\s+(\d{{4}})\b", re.IGNORECASE)

# Seasons and quarters have codes of their own in EDTF (ISO 8601-2, level 1 and 2); Kamer papers use
# "voor de zomer" for the start of the recess, so a season is given as such and not as a day.
_SEASONS = {"voorjaar": "21", "lente": "21", "zomer": "22", "najaar": "23", "herfst": "23", "winter": "24"}
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}

_DUE_DATE = re.compile(rf"\b(?:uiterlijk|voor|vóór|op|per)\s+(\d{{1,2}})\s+({MONTH})(?:\s+(\d{{4}}))?\b", re.IGNORECASE)
_DUE_QUARTER = re.compile(
    r"\b(eerste|tweede|derde|vierde)\s+kwartaal(?:\s+van)?\s+(?:(\d{4})|dit jaar|volgend jaar)", re.IGNORECASE
)
_DUE_HALF = re.compile(
    r"\b(eerste|tweede)\s+(?:helft|halfjaar)(?:\s+van)?\s+(?:(\d{4})|dit jaar|volgend jaar)", re.IGNORECASE
)
_DUE_SEASON = re.compile(
    r"\b(?:voor|vóór|in|na|dit|deze|komend[e]?|het|de)\s+(?:het\s+|de\s+|komend[e]?\s+)*"
    r"(voorjaar|lente|zomer|najaar|herfst|winter)(?:\w*reces)?(?:\s+van)?(?:\s+(\d{4}))?\b",
    re.IGNORECASE,
)
_DUE_MONTH = re.compile(rf"\b(?:in|eind|begin|medio|voor eind|voor)\s+({MONTH})(?:\s+(\d{{4}}))?\b", re.IGNORECASE)
_DUE_CHRISTMAS = re.compile(r"\b(?:voor|vóór)\s+(?:de\s+)?kerst(?:mis|reces)?\b", re.IGNORECASE)
_DUE_YEAR = re.compile(
    r"\b(?:in|eind|einde\s+van|begin|medio|voor|najaar|voorjaar|loop\s+van)\s+(?:de\s+loop\s+van\s+)?"
    r"(\d{4}|dit\s+jaar|volgend\s+jaar|het\s+jaar)\b",
    re.IGNORECASE,
)


def says_when(sentence: str) -> bool:
    """Whether ``sentence`` names a time by which something is due, with or without its year."""
    return due_date(sentence, date.max) is not None


def parse_date(text: str) -> date | None:
    """Return the first full Dutch date in ``text``; ``None`` if there is none or it is no day of the calendar."""
    match = DATE.search(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), MONTHS[folded(match[2])], int(match[1]))
    except ValueError:
        return None


def due_date(sentence: str, written_on: date | None) -> str | None:
    """Return by when ``sentence`` says something will be done, in EDTF (ISO 8601-2); ``None`` if it does not say.

    ``written_on`` is the date of the paper; it gives the year that the sentence leaves out.
    """
    year_now = written_on.year if written_on else None

    def year(printed: str | None, phrase: str, month: int = 12) -> int | None:
        if printed and printed.isdigit():
            return int(printed)
        if year_now is None:
            return None
        if "volgend jaar" in phrase.lower():
            return year_now + 1
        passed = written_on is not None and printed is None and month < written_on.month
        return year_now + 1 if passed else year_now

    if match := _DUE_DATE.search(sentence):
        month = MONTHS[folded(match[2])]
        in_year = year(match[3], match.group(), month)
        return f"{in_year}-{month:02}-{int(match[1]):02}" if in_year else None
    if match := _DUE_QUARTER.search(sentence):
        in_year = year(match[2], match.group())
        return f"{in_year}-{32 + _ORDINALS[match[1].lower()]}" if in_year else None
    if match := _DUE_HALF.search(sentence):
        in_year = year(match[2], match.group())
        return f"{in_year}-{39 + _ORDINALS[match[1].lower()]}" if in_year else None
    if _DUE_CHRISTMAS.search(sentence):
        in_year = year(None, "")
        return f"{in_year}-12-25" if in_year else None
    if match := _DUE_MONTH.search(sentence):
        month = MONTHS[folded(match[1])]
        in_year = year(match[2], match.group(), month)
        return f"{in_year}-{month:02}" if in_year else None
    if match := _DUE_SEASON.search(sentence):
        season = _SEASONS[match[1].lower()]
        in_year = year(match[2], match.group())
        return f"{in_year}-{season}" if in_year else None
    if match := _DUE_YEAR.search(sentence):
        in_year = year(match[1], match.group())
        return str(in_year) if in_year else None
    return None
