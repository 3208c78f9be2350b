"""The head of a *schriftelijk overleg*: the minister's letter and the committee's list of papers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.extract.dates import parse_date
from kamergraaf.extract.heads.identifiers import derived_id, printed_id
from kamergraaf.models import Block, BlockKind, DocumentKind, Head, Respondent, SourcePaper

_SUBJECT = re.compile(r"^(?:Betreft|Onderwerp)\s*:?\s*(?P<subject>.+)", re.IGNORECASE | re.DOTALL | re.MULTILINE)
_DATE_LINE = re.compile(r"^(?:Datum|Den Haag,|.s-Gravenhage,)\s*:?\s*(?P<date>.{6,30})", re.IGNORECASE | re.MULTILINE)
_REFERENCE = re.compile(r"(?:Onze referentie|Ons kenmerk|Kenmerk)\s*:?\s*(?P<reference>\S+)", re.IGNORECASE)
_DOSSIER_LINE = re.compile(r"^(\d{2})\s?(\d{3})(?:[\s-]+([IVXLC]+|\d{2}))?\.?$")
_SIGNED_OFFICE = re.compile(
    r"^De\s+(?P<office>Minister-President|Minister|Staatssecretaris)\s*(?:van|voor)?\s*(?P<portfolio>[^,\n]*),?\s*(?:\n(?P<name>[^\n]+))?$",
    re.IGNORECASE | re.DOTALL,
)
# initials go before the surname: "M.H.M. Faber-van de Klashorst"
_INITIALS = re.compile(r"^(?:(?:drs|mr|dr|ir|prof|ing)\.\s*)*(?:[A-Z][a-z]{0,2}\.\s*)+", re.IGNORECASE)
_NAME = re.compile(r"^[^\W\d][\w.’'\- ]{2,60}$")


def _signatories(blocks: Sequence[Block]) -> tuple[Respondent, ...]:
    """Ministers who sign: "De Minister van X," with the name in the same or the next block."""
    signed = []
    for i, block in enumerate(blocks):
        match = _SIGNED_OFFICE.match(block.text.strip())
        if match is None:
            continue
        name = (match["name"] or (blocks[i + 1].text if i + 1 < len(blocks) else "")).strip().strip("*_")
        if not _NAME.match(name):
            continue
        surname = _INITIALS.sub("", name).strip()
        signed.append(Respondent(surname, match["office"].capitalize(), match["portfolio"].strip() or None))
    return tuple(dict.fromkeys(signed))


def overleg_head(blocks: Sequence[Block], source: SourcePaper, kind: DocumentKind) -> Head:
    """Read the head of a committee paper from the ``blocks`` before its first question.

    What the head does not print stays empty; a paper without a publication id gets a derived one.
    """
    lines = [line.strip() for block in blocks for line in block.text.splitlines()]
    text = "\n".join(line for line in lines if line)
    dossier = next((f"{m[1]}{m[2]}" + (f"-{m[3]}" if m[3] else "") for m in map(_DOSSIER_LINE.match, lines) if m), None)
    subject = next((m for m in (_SUBJECT.search(block.text) for block in blocks) if m), None)
    dated = _DATE_LINE.search(text)
    answered = parse_date(dated["date"]) if dated else parse_date(text)
    headings = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    title = subject["subject"] if subject else next(iter(headings), lines[0] if lines else source.name)
    title = re.sub(r"\s+", " ", title).strip()
    reference = _REFERENCE.search(text)
    signed = _signatories(blocks)
    printed = printed_id([*source.furniture, *lines])
    return Head(
        identifier=printed or derived_id(kind, dossier, answered, title, reference["reference"] if reference else ""),
        kind=kind,
        title=title,
        published=printed is not None,
        answered_on=answered,
        addressees=tuple(dict.fromkeys(" van ".join(p for p in (r.office, r.portfolio) if p) for r in signed)),
        respondents=signed,
        dossier=dossier,
        text="\n\n".join(block.text for block in blocks),
    )
