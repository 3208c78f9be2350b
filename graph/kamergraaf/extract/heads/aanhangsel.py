"""The head of an *Aanhangsel*: who asks whom about what, who answered, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kamergraaf.extract.dates import parse_date
from kamergraaf.extract.heads.identifiers import aanhangsel_id, derived_id, printed_id
from kamergraaf.extract.heads.offices import addressees, respondents
from kamergraaf.extract.heads.signatures import signatories
from kamergraaf.models import Asker, DocumentKind, Head, SourcePaper

_ASKED = re.compile(
    r"Vra(?:ag|gen)\s+van\s+(?:het\s+lid|de\s+leden|de\s+heer|mevrouw)?\s*(?P<askers>(?:(?!\bover\b|\bvragen\s+van\b).)+?\))\s*"
    r"(?:,?\s*(?:gericht\s+)?)aan\s+(?P<to>.+?)\s+(?:over|inzake|betreffende)\s+(?P<title>.+?)\s*\.?\s*\(ingezonden\s+(?P<submitted>[^)]+)\)",
    re.IGNORECASE | re.DOTALL,
)
_ANSWERED = re.compile(
    r"\b(?:Antwoord|Mededeling)\s+van\s+(?P<by>.+?)\s*\(ontvangen\s+(?P<answered>[^)]+)\)", re.IGNORECASE | re.DOTALL
)
_PARTY = re.compile(r"(?P<names>[^()]+?)\s*\((?:beiden|allen|alle\s+\w+)?\s*(?P<party>[^()]+)\)")
_BETWEEN_NAMES = re.compile(r"\s*,\s*(?:en\s+)?|\s+en\s+")
_LETTER_DATE = re.compile(r"^Datum\s*:?\s*(.{6,30})", re.IGNORECASE | re.MULTILINE)
_POSTPONES = re.compile(r"\bniet\s+binnen\s+de\s+(?:gebruikelijke|gestelde)\s+termijn\b|\buitstel\b", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"^\d{1,7}$")


def askers(text: str) -> tuple[Asker, ...]:
    """Return who asks: "Van Eijk en Aartsen (beiden VVD)" are two members of one party.

    >>> [(a.name, a.party) for a in askers("Ceder (ChristenUnie) en Dobbe (SP)")]
    [('Ceder', 'ChristenUnie'), ('Dobbe', 'SP')]
    """
    found = []
    for match in _PARTY.finditer(text):
        for name in _BETWEEN_NAMES.split(match["names"].strip(" ,")):
            name = re.sub(r"^(?:en\s+)?(?:het\s+lid|de\s+leden)?\s*", "", name.strip())
            if name:
                found.append(Asker(name, match["party"].strip()))
    return tuple(found)


def _letter_date(text: str) -> date | None:
    """The date of the minister's letter, for a paper that is one; a letter that only postpones answers nothing."""
    dated = _LETTER_DATE.search(text)
    return parse_date(dated[1]) if dated and not _POSTPONES.search(text) else None


def aanhangsel_head(lines: Sequence[str], source: SourcePaper) -> Head:
    """Read the head of an Aanhangsel from its ``lines`` (its blocks before the first question).

    What the head does not print stays empty; a paper without a publication id gets a derived one.
    """
    text = "\n".join(lines)
    asked = _ASKED.search(text)
    answered = _ANSWERED.search(text)
    is_notice = answered is not None and answered.group().lower().startswith("mededeling")
    number = next((line.strip() for line in reversed(lines) if _NUMBER_LINE.match(line.strip())), None)
    title = re.sub(r"\s+", " ", asked["title"]) if asked else ""
    submitted = parse_date(asked["submitted"]) if asked else None
    printed = printed_id([*lines, *source.furniture]) or aanhangsel_id("\n".join([text, *source.furniture]), number)
    return Head(
        identifier=printed or derived_id(DocumentKind.AANHANGSEL, None, submitted, title, number or source.sha256),
        kind=DocumentKind.AANHANGSEL,
        title=title or (lines[0] if lines else source.name),
        published=printed is not None,
        submitted_on=submitted,
        answered_on=parse_date(answered["answered"]) if answered and not is_notice else _letter_date(text),
        askers=askers(asked["askers"]) if asked else (),
        addressees=addressees(re.sub(r"\s+", " ", asked["to"])) if asked else (),
        respondents=respondents(answered["by"]) if answered else signatories(lines),
        text=text,
    )
