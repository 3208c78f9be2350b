"""Lines that belong to the page: publication ids, ISSN, running feet, bare page numbers."""

from __future__ import annotations

import re

# A converter may lose the first letter and the hyphens of an id: "h tk 20232024 387".
_PUBLICATION_ID = (
    r"(?:ah-(?:tk|ek)|kst|h-(?:tk|ek)|kv-(?:tk|ek)|blg|stcrt|stb|trb)-[\da-z]+(?:-[\da-z]+)*"
    r"|a?h\s(?:tk|ek)\s\d{8}\s\d{1,5}"
)
_ISSN = r"ISSN\s+\d{4}\s*[-–]\s*\d{3}[\dX]"
_PAGE_OF = r"Pagina\s+\d{1,4}\s+van\s+\d{1,4}"
_PLACE_AND_YEAR = r".?s-Gravenhage\s+\d{4}"
_DOSSIER = (
    r"\d{2}\s?\d{3}(?:[\s-]+(?:[IVXLC]+|[A-Z]|\d{1,2}))?(?:\s\([^()]{2,12}\))?,\s+(?:nr\.\s*\d{1,4}|[A-Z]{1,2}\b)"
)
_RUNNING_FOOT = (
    r"(?:Tweede|Eerste)\s+Kamer,\s+vergaderjaar\s+\d{4}\s*[–—-]\s*\d{4}"
    rf"(?:,\s+(?:Aanhangsel(?:\s+van\s+de\s+Handelingen)?|{_DOSSIER}))?(?:,?\s+(?P<page>\d{{1,4}})(?!\d))?"
)
_IMPRINT = re.compile(
    "|".join(f"(?:{part})" for part in (_PUBLICATION_ID, _ISSN, _PAGE_OF, _PLACE_AND_YEAR, _RUNNING_FOOT)), re.I
)
_FOOT = re.compile(rf"(?:{_ISSN}|{_PLACE_AND_YEAR}|{_RUNNING_FOOT})\s*", re.I)
_LONGEST = 160
_PAGE_NUMBER = re.compile(
    r"[-–\s]*\d{1,4}(?:\s*(?:/|van)\s*\d{1,4})?[-–\s]*|(?:pagina|blz\.?)\s+\d{1,4}(?:\s*(?:/|van)\s*\d{1,4})?",
    re.I,
)
_DIGITS = re.compile(r"\d+")


def is_imprint(text: str) -> bool:
    """Whether ``text`` is a publication id, an ISSN (ISO 3297), a page's running foot, or several of these."""
    return 0 < len(text) <= _LONGEST and (_IMPRINT.fullmatch(text) is not None or foot_length(text) == len(text))


def awaits_page_number(text: str) -> bool:
    """Whether ``text`` is imprint that does not tell the page itself, so that a number on a line of its own may."""
    found = _IMPRINT.fullmatch(text)
    return found is None or found["page"] is None


def foot_length(text: str) -> int:
    """Characters of the page's foot that ``text`` opens with, 0 for none.

    Text copied from a PDF often runs the foot on into what the next page opens with: "… Aanhangsel 2Antwoord 7".
    What goes on after a blank is a sentence that cites a paper, no foot.
    """
    end = 0
    while found := _FOOT.match(text, end):
        end = found.end()
    return end if end and (end == len(text) or not text[end - 1].isspace()) else 0


def is_page_number(text: str) -> bool:
    """Whether ``text`` is a page number and nothing else."""
    return len(text) <= 30 and _PAGE_NUMBER.fullmatch(text) is not None


def recurring_form(text: str) -> str:
    """``text`` as it returns on every page: figures alike, case and blanks aside."""
    return " ".join(_DIGITS.sub("#", text.lower()).split())
