"""Organisations that the vocabulary knows, in their contexts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.dates import MONTH
from kamergraaf.extract.finders.labels import Hit, hits_of
from kamergraaf.extract.found import Found, add, text_of
from kamergraaf.models import EntityClass
from kamergraaf.vocabulary import Label, vocabulary

# "de minister van Justitie en Veiligheid" names an office, not the ministry
_OFFICE_BEFORE = re.compile(
    r"\b(?:[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|[Bb]ewindspers(?:oon|onen)|[Aa]mbtgeno(?:ot|ten)|[Cc]ollega)\b"
    r"[^.;:()\n]{0,90}?\b(?:van|voor)\s+$|\b[Mm]inister\s+$"
)
_MINISTRY_WORD = re.compile(r"\b[Mm]inisteries?\b")

_CAPITAL_NEXT = re.compile(r"\s+(?:voor|van)\s+(?:de\s+|het\s+)?[A-Z]|\s+[A-Z][a-z]")
_DATED = re.compile(rf",?\s+(?:van\s+|d\.d\.\s+|op\s+)?\(?\d{{1,2}}\s+(?:{MONTH})", re.IGNORECASE)
_CLOSES_TITLE = re.compile(r"\|\s*$")
_PRESS_BEFORE = re.compile(
    r"\b(?:krant|dagblad|omroep|tijdschrift|weekblad|programma|artikel\s+in|aldus)\s+(?:de\s+|het\s+)?$", re.IGNORECASE
)
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:de|het|door|bij|van|en|aan|met)\s+|\()$")
_MID_SENTENCE = re.compile(r"[\w,;:]\s+[«“\"‘']?$")
# "de Commissie en de Raad": in one breath with another EU institution, the Raad is that of the Union
_COUNCIL = re.compile(
    r"\b(?:Commissie|Parlement|lidstaten)\b[^.?!\n]{0,60}?\b(?:de|door\s+de)\s+(?P<name>Raad)\b(?!\s+(?:van|voor)\b)"
)
_COUNCIL_ID = "raad-van-de-europese-unie"
_SHORT_WORD = 5


@Language.component("kg_organisations")
def find_organisations(doc: Doc) -> Doc:
    """Find organisations of the vocabulary in ``doc``."""
    add(doc, _known(doc))
    add(doc, _council(text_of(doc)))
    return doc


def _known(doc: Doc) -> Iterator[Found]:
    text = text_of(doc)
    for hit, labels in hits_of(doc, EntityClass.ORGANISATION):
        usable = tuple(label for label in labels if not label.ambiguous or _in_context(text, hit, label))
        if not usable or _is_office(text, hit, usable[0]):
            continue
        confidence = 0.95 if not usable[0].ambiguous else 0.7
        entities = tuple(dict.fromkeys(label.entity for label in usable))
        yield Found(hit.start, hit.end, EntityClass.ORGANISATION, entities, "organisation-label", confidence)


def _council(text: str) -> Iterator[Found]:
    council = vocabulary().get(EntityClass.ORGANISATION, _COUNCIL_ID)
    if council is not None:
        for match in _COUNCIL.finditer(text):
            yield Found(
                match.start("name"),
                match.end("name"),
                EntityClass.ORGANISATION,
                (council,),
                "organisation-council",
                0.8,
            )


def _is_office(text: str, hit: Hit, label: Label) -> bool:
    if ("organisationKind", "ministry") not in label.entity.properties or _MINISTRY_WORD.match(hit.text):
        return False
    return bool(_OFFICE_BEFORE.search(text[max(0, hit.start - 130) : hit.start]))


def _in_context(text: str, hit: Hit, label: Label) -> bool:
    """Whether an ambiguous form is this organisation here.

    A news medium is where a date follows ("Trouw, 6 januari 2025") or where it closes a title ("… | NOS");
    an abbreviation where it stands for nothing else we know; a word where a capital makes it a name.
    """
    before, after = text[max(0, hit.start - 24) : hit.start], text[hit.end : hit.end + 30]
    if ("organisationKind", "media") in label.entity.properties:
        return any((_DATED.match(after), _CLOSES_TITLE.search(before), _PRESS_BEFORE.search(before)))
    if label.form.isupper():
        alone = len({other.entity for other in hit.labels}) == 1
        if len(label.form) < 3:
            company = alone and ("organisationKind", "company") in label.entity.properties
            return company or after.startswith("-") or bool(_ARTICLE_BEFORE.search(before))
        return alone or before.endswith("(")
    if _CAPITAL_NEXT.match(after):
        return False
    word = label.form.removeprefix("de ")
    return len(word) >= _SHORT_WORD and (label.form != word or bool(_MID_SENTENCE.search(before)))
