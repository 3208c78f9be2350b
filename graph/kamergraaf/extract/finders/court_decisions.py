"""Court decisions by ECLI, or by court and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.dates import MONTH, MONTHS
from kamergraaf.extract.finders.labels import Hit, hits_of
from kamergraaf.extract.found import Found, add, context_of, text_of
from kamergraaf.extract.makers import court_decision
from kamergraaf.models import Entity, EntityClass

_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[A-Z0-9]{1,9}:\d{4}:[A-Z0-9.]{1,25}(?<!\.)")
_DATE = re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})(?:\s+(?P<year>\d{{4}}))?", re.IGNORECASE)
_RULING = re.compile(
    r"\b(?:uitspraa?k(?:en)?|arrest(?:en)?|vonnis(?:sen)?|beschikking|geoordeeld|oordeelde|veroordeel\w*|beslissing)\b",
    re.IGNORECASE,
)
_SENTENCE_BREAK = re.compile(r"[.?!](?=\s+[A-Z«])|\n")
_DATE_AFTER = re.compile(r"^\s*(?:\([^)]{1,30}\)\s*)?,?\s*(?:van|op|d\.d\.|dd\.?|,)\s*$", re.IGNORECASE)
_FARTHEST = 90
_COURTS = {("organisationKind", "court"), ("organisationKind", "high_council")}
"""The Raad van State is a high council of state that also judges."""


@Language.component("kg_court_decisions")
def find_court_decisions(doc: Doc) -> Doc:
    """Find court decisions in ``doc``."""
    add(doc, _decisions(doc))
    return doc


def _decisions(doc: Doc) -> Iterator[Found]:
    text, year = text_of(doc), context_of(doc).year
    dated = [
        found for hit, court in _courts(doc) if (found := _dated(text, hit.start, hit.end, court, year)) is not None
    ]
    # a ruling printed with its ECLI as well is one, and goes by that
    described = {found.candidates[0].identifier: found.candidates[0] for found in dated}
    for match in _ECLI.finditer(text):
        decision = described.get(match.group()) or court_decision(match.group(), None, None)
        yield Found(match.start(), match.end(), EntityClass.COURT_DECISION, (decision,), "ecli", 0.99)
    yield from (found for found in dated if not found.candidates[0].identifier.startswith("ECLI:"))


def _courts(doc: Doc) -> Iterator[tuple[Hit, Entity]]:
    """The courts named in ``doc``; of a name within another ("… van de Raad van State") only the longer."""
    end = 0
    for hit, labels in hits_of(doc, EntityClass.ORGANISATION):
        if hit.end > end and _COURTS.intersection(labels[0].entity.properties):
            end = hit.end
            yield hit, labels[0].entity


def _dated(text: str, start: int, end: int, court: Entity, year_now: int | None) -> Found | None:
    """The decision of ``court`` in the sentence around ``start``–``end``, if that names a ruling and its date."""
    left = max(0, start - _FARTHEST)
    breaks = [m.end() for m in _SENTENCE_BREAK.finditer(text, left, start)]
    left = breaks[-1] if breaks else left
    stop = _SENTENCE_BREAK.search(text, end)
    right = min(end + _FARTHEST, stop.start() if stop else len(text))
    ecli = _ECLI.search(text, left, right)
    if ecli is None and not _RULING.search(text, left, right):
        return None
    after = _DATE.search(text, end, right)
    before = list(_DATE.finditer(text, left, start))
    if after and _DATE_AFTER.match(text[end : after.start()]):
        date, span = after, (start, after.end())
    elif before:
        date, span = before[-1], (before[-1].start(), end)
    else:
        return None
    year = int(date["year"]) if date["year"] else year_now
    if year is None:
        return None
    iso = f"{year}-{MONTHS[date['month'].lower()]:02}-{int(date['day']):02}"
    decision = court_decision(ecli.group() if ecli else None, court, iso)
    return Found(*span, EntityClass.COURT_DECISION, (decision,), "court-and-date", 0.9)
