"""The head of a committee's paper: the minister's letter, or the report with its dossier and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kamergraaf.extract.dates import parse_date
from kamergraaf.extract.heads.identifiers import derived_id, printed_id
from kamergraaf.extract.heads.signatures import signatories, surname
from kamergraaf.models import Block, BlockKind, DocumentKind, Head, Respondent, SourcePaper

_SUBJECT = re.compile(r"^(?:Betreft|Onderwerp)\s*:?\s*(?P<subject>.+)", re.IGNORECASE | re.DOTALL | re.MULTILINE)
_DATE_LINE = re.compile(r"^(?:Datum|Den Haag,|.s-Gravenhage,)\s*:?\s*(?P<date>.{6,30})", re.IGNORECASE | re.MULTILINE)
_REFERENCE = re.compile(r"(?:Onze referentie|Ons kenmerk|Kenmerk)\s*:?\s*(?P<reference>\S+)", re.IGNORECASE)

# "99 456 Veerverbindingen in het Waddengebied", "36 800 VIII", with "Nr. 12" or, in the Senate, a letter
_DOSSIER = re.compile(
    r"^(?P<dossier>\d{2}\s?\d{3})(?:[\s-]+(?P<chapter>[IVXLC]+|\d{2})\b)?(?:[\s\t]+(?P<title>\D.{3,}))?\.?$",
    re.MULTILINE,
)
_NUMBER = re.compile(r"^Nr\.?\s*(?P<number>\d{1,4}|[A-Z]{1,2})\b", re.MULTILINE)
_LETTER = re.compile(r"^(?P<number>[A-Z]{1,2})[\s\t]+(?:VERSLAG|BRIEF|NOTA|MEMORIE|LIJST)", re.MULTILINE)

# What was put to the minister: "… voorgelegd aan de Minister van X over de brief van … (Kamerstuk …)."
_PUT_TO = re.compile(
    r"\b(?:voorgelegd|voor\s+te\s+leggen|gesteld|gestuurd)\s+aan\s+(?:de\s+)?(?P<to>(?:Minister|Staatssecretaris)[^.;]*?)\s+"
    r"(?:over|inzake|betreffende|naar\s+aanleiding\s+van)\s+(?P<title>[^.]+?)\s*(?:\(Kamerst|\.\s|\.$)",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = re.compile(
    r"\b(?:voor\s+te\s+leggen|gesproken|gesteld|antwoorden?|vragen)\s+(?:[^.]{0,160}?\s)?(?:over|inzake)\s+(?P<title>[^.]+?)\s*(?:\(Kamerst|\.\s|\.$)",
    re.IGNORECASE | re.DOTALL,
)
_OFFICES = re.compile(
    r"(?:Minister|Staatssecretaris)(?:\s+(?:van|voor)\s+(?:(?!\s+en\s+de\s+(?:Minister|Staats))[^;])+)?", re.IGNORECASE
)
_REPLIED = re.compile(
    r"\bbij\s+brief\s+van\s+(?P<a>\d{1,2}\s+\w+\s+\d{4})(?=.{0,160}?\b(?:beantwoord|antwoorden|toegezonden)\b)"
    r"|\bbeantwoord\s+bij\s+brief\s+van\s+(?P<d>\d{1,2}\s+\w+\s+\d{4})|\b(?:op|van)\s+(?P<b>\d{1,2}\s+\w+\s+\d{4})\s+(?:gereageerd|geantwoord|beantwoord)|^Ontvangen\s+(?P<c>.{6,20})",
    re.IGNORECASE | re.MULTILINE,
)
_SENT = re.compile(
    r"\bop\s+(?P<date>\d{1,2}\s+\w+\s+\d{4})\s+(?:[^.]{0,120}\s)?(?:voorgelegd|ingezonden|toegezonden|gestuurd|gezonden|gesteld|brief)\b",
    re.IGNORECASE,
)
_ESTABLISHED = re.compile(r"^Vastgesteld\s+(?:d\.d\.\s+)?(?P<date>.{6,20})", re.IGNORECASE | re.MULTILINE)

_NAMED_INLINE = re.compile(
    r"\b(?P<office>(?i:Minister|Staatssecretaris))(?:\s+(?:van|voor)\s+(?P<portfolio>[^.;()]+?))?,\s+"
    r"(?P<name>(?:(?:[A-Z][a-z]?\.\s?)+\s*|de\s+heer\s+|mevrouw\s+)[^.;()]{2,50}?),",
)


def overleg_head(blocks: Sequence[Block], source: SourcePaper, kind: DocumentKind) -> Head:
    """Read the head of a committee's paper from the ``blocks`` before its first question.

    What is not printed stays empty; a paper without a publication id, printed or made up of its dossier and
    number, gets a derived one.
    """
    lines = [line.strip() for block in blocks for line in block.text.splitlines()]
    text = "\n".join(line for line in lines if line)
    dossier = _DOSSIER.search(text)
    key = (
        re.sub(r"\s", "", dossier["dossier"]) + (f"-{dossier['chapter']}" if dossier["chapter"] else "")
        if dossier
        else None
    )
    submitted, answered = _dates(text, kind)
    title = _title(blocks, text, dossier, kind) or (lines[0] if lines else source.name)
    reference = _REFERENCE.search(text)
    signed = tuple(dict.fromkeys([*signatories(lines), *_named_inline(text)]))
    printed = printed_id([*source.furniture, *lines]) or _number_id(key, text)
    return Head(
        identifier=printed or derived_id(kind, key, answered, title, reference["reference"] if reference else ""),
        kind=kind,
        title=title,
        published=printed is not None,
        submitted_on=submitted,
        answered_on=answered,
        addressees=_addressees(text) or tuple(r.title for r in signed),
        respondents=signed,
        dossier=key,
        text="\n\n".join(block.text for block in blocks),
    )


def _number_id(dossier: str | None, text: str) -> str | None:
    """The id that a dossier and number make: "99 354" and "Nr. 77" are ``kst-99354-77``."""
    number = _NUMBER.search(text) or _LETTER.search(text)
    return f"kst-{dossier}-{number['number']}" if dossier and number else None


def _dates(text: str, kind: DocumentKind) -> tuple[date | None, date | None]:
    """When the questions were put, and when they were answered, as the report or the letter says."""
    sent, replied, established = _SENT.search(text), _REPLIED.search(text), _ESTABLISHED.search(text)
    submitted = parse_date(sent["date"]) if sent else None
    if kind is DocumentKind.INBRENG:
        return submitted or (parse_date(established["date"]) if established else None), None
    if replied:
        return submitted, parse_date(next(filter(None, replied.groups())))
    dated = _DATE_LINE.search(text)
    if dated:
        return submitted, parse_date(dated["date"])
    # a report's own date is that of its adoption, not of the answers
    return submitted, None if established else parse_date(text)


def _title(blocks: Sequence[Block], text: str, dossier: re.Match[str] | None, kind: DocumentKind) -> str | None:
    """What a paper is about: its subject line, what was put to the minister, or its dossier."""
    subject = next((m["subject"] for m in (_SUBJECT.search(block.text) for block in blocks) if m), None)
    if subject is None and kind is not DocumentKind.NOTA:
        about = _PUT_TO.search(text) or _ABOUT.search(text)
        subject = about["title"] if about else None
    if subject is None and dossier is not None and dossier["title"]:
        subject = dossier["title"]
    if subject is None:
        subject = next((block.text for block in blocks if block.kind is BlockKind.HEADING), None)
    return re.sub(r"\s+", " ", subject).strip() if subject else None


def _addressees(text: str) -> tuple[str, ...]:
    put = _PUT_TO.search(text)
    if put is None:
        return ()
    offices = re.split(r"\s+en\s+(?:aan\s+)?de\s+(?=Minister|Staatssecretaris)", re.sub(r"\s+", " ", put["to"]))
    return tuple(office.strip(" ,") for office in offices if _OFFICES.match(office))


def _named_inline(text: str) -> Iterable[Respondent]:
    """Ministers named in the report's opening: "heeft de Staatssecretaris van X, M. de Wit, deze beantwoord"."""
    for match in _NAMED_INLINE.finditer(text):
        portfolio = match["portfolio"] or next(
            (a.split(" ", 2)[2] for a in _addressees(text) if a.count(" ") > 1), None
        )
        name = re.sub(r"^(?:de\s+heer|mevrouw)\s+", "", match["name"])
        yield Respondent(surname(name), match["office"].capitalize(), portfolio)
