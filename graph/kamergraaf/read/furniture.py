"""Lines that belong to the page: publication ids, ISSN, bare page numbers."""

from __future__ import annotations

import re

_PUBLICATION_ID = re.compile(r"(?:ah-(?:tk|ek)|kst|h-(?:tk|ek)|kv-tk|blg|stcrt|stb|trb)-[\da-z]+(?:-[\da-z]+)*", re.I)
_ISSN = re.compile(r"ISSN\s+\d{4}\s*[-–]\s*\d{3}[\dX]", re.I)
_PAGE_NUMBER = re.compile(
    r"[-–\s]*\d{1,4}(?:\s*(?:/|van)\s*\d{1,4})?[-–\s]*|(?:pagina|blz\.?)\s+\d{1,4}(?:\s*(?:/|van)\s*\d{1,4})?",
    re.I,
)
_DIGITS = re.compile(r"\d+")


def is_imprint(text: str) -> bool:
    """Whether ``text`` is a publication id of officielebekendmakingen.nl or an ISSN (ISO 3297)."""
    return len(text) <= 60 and (_PUBLICATION_ID.fullmatch(text) is not None or _ISSN.fullmatch(text) is not None)


def is_page_number(text: str) -> bool:
    """Whether ``text`` is a page number and nothing else."""
    return len(text) <= 30 and _PAGE_NUMBER.fullmatch(text) is not None


def recurring_form(text: str) -> str:
    """``text`` as it returns on every page: figures alike, case and blanks aside."""
    return " ".join(_DIGITS.sub("#", text.lower()).split())
