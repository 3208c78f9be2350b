"""Publication ids as officielebekendmakingen.nl prints them, and ids for papers that print none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from kamergraaf.models import DocumentKind
from kamergraaf.namespaces import kebab

_PUBLICATION_ID = re.compile(
    r"\b((?:ah|kv)-(?:tk|ek)-\d{8}-\d+(?:-n\d+)?|kv-(?:tk|ek)-\d{4}Z\d{5}|(?:kst|blg)-\d{5}(?:-[0-9A-Z]+)+)\b"
)
_SESSION = re.compile(r"[Vv]ergaderjaar\s+(\d{4})\s*[–—-]\s*(\d{4})")
_CHAMBER = re.compile(r"\b(Eerste|Tweede)\s+Kamer\b")


def printed_id(lines: Iterable[str]) -> str | None:
    """Return the first publication id that stands in ``lines``, such as ``ah-tk-20232024-1984``."""
    for line in lines:
        if match := _PUBLICATION_ID.search(line):
            return match[1]
    return None


def aanhangsel_id(text: str, number: str | None) -> str | None:
    """Return the id of an Aanhangsel from its session and number as its head prints them, if it prints both."""
    session = _SESSION.search(text)
    if session is None or number is None:
        return None
    chamber = _CHAMBER.search(text)
    letters = "ek" if chamber and chamber[1] == "Eerste" else "tk"
    return f"ah-{letters}-{session[1]}{session[2]}-{number}"


def derived_id(kind: DocumentKind, dossier: str | None, dated: date | None, title: str, reference: str = "") -> str:
    """Return an id for a paper that prints none.

    It comes from what the head says (kind, dossier, date, title, reference), not from the body, so that a
    corrected version of a paper replaces the first.
    """
    parts = [str(kind), dossier or "", dated.isoformat() if dated else "", title, reference]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]
    return kebab("-".join(part for part in (str(kind), dossier, dated and dated.isoformat(), digest) if part))
