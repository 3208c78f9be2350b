"""Lines that belong to the page: publication ids, ISSN, bare page numbers."""

from __future__ import annotations

import re

_PUBLICATION_ID = re.compile(r"(?:ah-(?:tk|ek)|kst|h-(?:tk|ek)|kv-tk|blg|stcrt|stb|trb)-[\da-z]+(?:-[\da-z]+)*", re.I)
_ISSN = re.compile(r"ISSN\s+\d{4}\s*[-–]\s*\d{3}[\dX]", re.I)
_PAGE_NUMBER = re.compile(
    r"[-–\s]*\d{1,4}(?:\s*(?:/|van)\s*\d{1,4})?[-–\s]*|(?:pagina|blz\.?)\s+\d{1,4}(?:\s*(?:/|van)\s*\d{1,4})?",
    re.I,
)
_PAGE_OF = re.compile(r"Pagina\s+\d{1,4}\s+van\s+\d{1,4}", re.I)
_RUNNING_FOOT = re.compile(
    r"(?:Tweede|Eerste)\s+Kamer,\s+vergaderjaar\s+\d{4}\s*[–-]\s*\d{4}(?:,\s*[\w\s.,-]{1,40})?|.?s-Gravenhage\s+\d{4}",
    re.I,
)
_DIGITS = re.compile(r"\d+")


def is_imprint(text: str) -> bool:
    """Whether ``text`` is a publication id, an ISSN (ISO 3297) or a page's running foot."""
    return len(text) <= 90 and any(p.fullmatch(text) for p in (_PUBLICATION_ID, _ISSN, _PAGE_OF, _RUNNING_FOOT))


def is_page_number(text: str) -> bool:
    """Whether ``text`` is a page number and nothing else."""
    return len(text) <= 30 and _PAGE_NUMBER.fullmatch(text) is not None


def recurring_form(text: str) -> str:
    """``text`` as it returns on every page: figures alike, case and blanks aside."""
    return " ".join(_DIGITS.sub("#", text.lower()).split())
