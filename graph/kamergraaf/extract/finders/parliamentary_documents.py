"""Kamerstukken, Aanhangsels, Handelingen and document numbers, in every customary spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.addresses import stands_in, web_addresses
from kamergraaf.extract.cues import matches, places
from kamergraaf.extract.dates import MONTH
from kamergraaf.extract.finders.name_words import DIGITS, starts_in
from kamergraaf.extract.found import Found, add, folded_of, text_of
from kamergraaf.extract.makers import parliamentary_document
from kamergraaf.models import EntityClass

_SESSION = r"(?:(?:vergaderjaar|zitting)\s+)?(?P<y1>(?:19|20)\d{2})\s*[-–—/]\s*(?P<y2>(?:19|20)?\d{2})"
_CHAMBER = r"(?:\s*(?:,\s*)?(?:Tweede\s+Kamer|Eerste\s+Kamer|TK|EK|II|I|ll|l|2|1)\b)?"
# 32 317 · 32317 · 36 410 VIII · 21 501-02 · 36410-XVI · 36 410-A
_DOSSIER = (
    r"(?P<dossier>\d{2}[\s.]?\d{3})(?:(?:\s*-\s*|\s+)(?P<suffix>[IVXLC]+[A-E]?|[A-E]|\d{2})\b(?!\s*(?:[-–/]\s*\d|\d)))?"
)
_NUMBER = r"(?:nr|nrs|no|nummers?)\b\.?\s*(?P<number>\d{1,4}(?!\d)|[A-Z]{1,3}\b)"
_LETTER = r"(?:letter\s+)?(?-i:(?P<letter>[A-Z]{1,3}))\b(?![a-z’'])"

_KAMERSTUK = re.compile(
    rf"\bKamerst(?:uk(?:ken)?|\.)(?:nummers?)?{_CHAMBER}\s*[,:]?\s*(?:{_SESSION}\s*[,;]?\s*)?(?:(?:dossier|nr\.?|nummer)\s+)?{_DOSSIER}"
    rf"(?:\s*[,.;(]?\s*{_NUMBER}|\s*,\s*{_LETTER})?",
    re.IGNORECASE,
)
# "36 410 VIII, nr. 106" without the word
_BARE = re.compile(rf"(?<![\d.,/-]){_DOSSIER}\s*,?\s*{_NUMBER}")
_MORE_NUMBERS = re.compile(
    r"\s*(?:,|en|,\s*en|&|alsmede)\s*(?:(?:nr|nrs|nummers?)\b\.?\s*)?"
    rf"(?P<number>\d{{1,4}})(?!\d|[.,]\d|\s\d{{3}}|\s*(?:{MONTH}|euro|procent|%))"
)
_AANHANGSEL = re.compile(
    rf"\bAanhangsel(?:\s+(?:van\s+de\s+)?Handelingen)?\s*(?P<chamber>Tweede\s+Kamer|Eerste\s+Kamer|TK|EK|II|I)?\s*[,:]?\s*{_SESSION}\s*,?\s*(?:nr|nrs|nummer)?\.?\s*(?P<number>\d{{1,5}})\b",
    re.IGNORECASE,
)
_HANDELINGEN = re.compile(
    r"(?<!van de )(?<!Aanhangsel )\bHandelingen\s+(?P<chamber>II|I|TK|EK|Tweede\s+Kamer|Eerste\s+Kamer)\s*,?\s*"
    rf"{_SESSION}\s*,?\s*nr\.?\s*(?P<number>\d{{1,3}})\s*,\s*(?:item|blz\.?|p\.?)\s*(?P<item>\d+)",
    re.IGNORECASE,
)
_DOCUMENT_NUMBER = re.compile(r"\b(?P<id>(?:19|20)\d{2}D\d{5})\b")
_LINK = re.compile(
    r"\bofficielebekendmakingen\.nl/(?:\w+/)*(?P<id>(?:kst|ah|h|blg|kv)-[\w-]+?)(?=\.(?:html|pdf|xml|odt)\b|[^\w-]|$)",
    re.IGNORECASE,
)
_FIRST_CHAMBER = re.compile(r"^(?:eerste\s+kamer|ek|i)$", re.IGNORECASE)


@Language.component("kg_parliamentary_documents")
def find_parliamentary_documents(doc: Doc) -> Doc:
    """Find papers of parliament in ``doc`` by their numbers."""
    add(doc, _documents(text_of(doc), folded_of(doc), starts_in(doc, DIGITS)))
    return doc


def _documents(text: str, lowered: str, digits: Sequence[int]) -> Iterator[Found]:
    """The papers in ``text``; ``digits`` gives the first digits of words."""
    yield from _kamerstukken(text, lowered, digits)
    for match in matches(_AANHANGSEL, text, places(lowered, "aanhangsel")):
        yield _found(
            match.start(), match.end(), f"ah-{_chamber(match)}-{_session(match)}-{match['number']}", "aanhangsel"
        )
    for match in matches(_HANDELINGEN, text, places(lowered, "handelingen")):
        identifier = f"h-{_chamber(match)}-{_session(match)}-{match['number']}-{match['item']}"
        yield _found(match.start(), match.end(), identifier, "handelingen")
    for match in matches(_LINK, text, places(lowered, "officielebekendmakingen")):
        yield _found(match.start("id"), match.end("id"), match["id"], "publication-link")
    addresses = web_addresses(text)
    for match in matches(_DOCUMENT_NUMBER, text, digits):
        if not stands_in(match.start(), addresses):
            yield _found(match.start(), match.end(), match["id"], "document-number")


def _kamerstukken(text: str, lowered: str, digits: Sequence[int]) -> Iterator[Found]:
    taken = 0
    named = matches(_KAMERSTUK, text, places(lowered, "kamerst"))
    for match in sorted((*named, *matches(_BARE, text, digits)), key=lambda m: (m.start(), -m.end())):
        if match.start() < taken:
            continue
        groups = match.groupdict()
        dossier = re.sub(r"\D", "", match["dossier"])
        if match["suffix"]:
            dossier += f"-{match['suffix'].upper()}"
        number = groups["number"] or groups.get("letter")
        rule = "kamerstuk" if number else "dossier"
        yield _found(match.start(), match.end(), f"kst-{dossier}" + (f"-{number}" if number else ""), rule)
        taken = match.end()
        while groups["number"] and (more := _MORE_NUMBERS.match(text, taken)):
            yield _found(more.start("number"), more.end(), f"kst-{dossier}-{more['number']}", rule)
            taken = more.end()


def _session(match: re.Match[str]) -> str:
    """The session as publication ids write it: 2023/24 → 20232024."""
    first, second = match["y1"], match["y2"]
    return first + (second if len(second) == 4 else first[:2] + second)


def _chamber(match: re.Match[str]) -> str:
    return "ek" if match["chamber"] and _FIRST_CHAMBER.match(match["chamber"]) else "tk"


def _found(start: int, end: int, identifier: str, rule: str) -> Found:
    entity = parliamentary_document(identifier)
    return Found(start, end, EntityClass.PARLIAMENTARY_DOCUMENT, (entity,), rule, 0.99 if rule != "dossier" else 0.9)
