"""Organisations that the vocabulary knows, in their contexts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places
from kamergraaf.extract.dates import MONTH
from kamergraaf.extract.finders.labels import Hit, hits_of
from kamergraaf.extract.found import Found, add, text_of
from kamergraaf.models import EntityClass
from kamergraaf.name_forms import forms
from kamergraaf.vocabulary import Label, vocabulary

# "de minister van Justitie en Veiligheid" names an office, not the ministry
_OFFICE_BEFORE = re.compile(
    r"\b(?:[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|[Bb]ewindspers(?:oon|onen)|[Aa]mbtgeno(?:ot|ten)|[Cc]ollega)\b"
    r"[^.;:()\n]{0,90}?\b(?:van|voor)\s+$|\b[Mm]inister\s+$"
    r"|[Cc]ommissies?\s+(?:voor|van)\s+$"
    # "minister van Justitie en Veiligheid (JenV)", "minister Jansen (Justitie en Veiligheid)"
    r"|\b(?:[Mm]inister|[Ss]taatssecretaris)\s+(?:van|voor)\s+[^.;:()\n]{3,90}\s\($"
    r"|\b(?:[Mm]inister|[Ss]taatssecretaris)(?:\s+(?:[A-ZÀ-Þ][\w’-]*|van|von|de|den|der|het|ter)){1,5}\s+\($"
)
_MINISTRY_WORD = re.compile(r"\b[Mm]inisteries?\b")

_CAPITAL_NEXT = re.compile(r"-[A-Z]|\s+(?:voor|van)\s+(?:de\s+|het\s+)?[A-Z]|\s+[A-Z][a-z]")
# "Hersteloperatie Toeslagen" names something else; "De Veiligheidsraad" does not
_CAPITAL_BEFORE = re.compile(r"[\w,]\s+[A-ZÀ-Þ][a-zà-ÿ]{3,}\s+$")
_DATED = re.compile(rf",?\s+(?:van\s+|d\.d\.\s+|op\s+)?\(?\d{{1,2}}\s+(?:{MONTH})", re.IGNORECASE)
_CLOSES_TITLE = re.compile(r"\|\s*$")
_PRESS_BEFORE = re.compile(
    r"\b(?:krant|dagblad|omroep|tijdschrift|weekblad|programma|artikel\s+in|aldus)\s+(?:de\s+|het\s+)?$", re.IGNORECASE
)
# "EUR 20 miljoen" is no university
_AMOUNT_BEFORE = re.compile(r"\d\s+$")
_AMOUNT_NEXT = re.compile(r"\s+\d")
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:de|het|door|bij|van|en|aan|met)\s+|\()$")
_MID_SENTENCE = re.compile(r"[\w,;:]\s+[«“\"‘']?$")
# "de Commissie en de Raad": in one breath with another EU institution, the Raad is that of the Union
_COUNCIL = re.compile(
    r"(?:\b(?:Commissie|Parlement|lidstaten)\b[^.?!\n]{0,60}?\b(?:de|door\s+de)"
    r"|\b(?:[Aa]anbeveling|[Vv]erordening|[Rr]ichtlijn|[Rr]aadsconclusies|[Cc]onclusies)\s+van\s+de)"
    r"\s+(?P<name>Raad)\b(?!\s+(?:voor|van\s+(?!\d))\b)"
)
_BESIDE_COUNCIL = (
    *("Commissie", "Parlement", "lidstaten", "Aanbeveling", "aanbeveling", "Verordening", "verordening"),
    *("Richtlijn", "richtlijn", "Raadsconclusies", "raadsconclusies", "Conclusies", "conclusies"),
)
"""What :data:`_COUNCIL` begins with."""
_UNION = re.compile(r"\b(?<!Europese )(?P<name>Unie)\b(?=-[a-z]|\s+(?!van\b|voor\b|[A-Z]))")
_OTHER_UNION = re.compile(r"\bUnie\s+(?:van|voor)\b")
_COUNCIL_ID = "raad-van-de-europese-unie"
_UNION_ID = "europese-unie"
_SHORT_WORD = 5
# "in de provincie Overijssel" is a place
_THERE = re.compile(r"\b(?:in|uit|binnen|buiten)\s+(?:de|het)\s+$", re.IGNORECASE)
_LOCAL = {("organisationKind", "subnational")}


@Language.component("kg_organisations")
def find_organisations(doc: Doc) -> Doc:
    """Find organisations of the vocabulary in ``doc``."""
    add(doc, _known(doc))
    add(doc, _of_the_union(text_of(doc)))
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


def _of_the_union(text: str) -> Iterator[Found]:
    """ "De Raad" and "de Unie" without a name of their own, in a text where no other body is called so."""
    unions = places(text, "Unie")
    beside_council = places(text, *_BESIDE_COUNCIL) if "Raad" in text else []
    for pattern, starts, identifier in ((_COUNCIL, beside_council, _COUNCIL_ID), (_UNION, unions, _UNION_ID)):
        body = vocabulary().get(EntityClass.ORGANISATION, identifier)
        if body is None or (pattern is _UNION and any(matches(_OTHER_UNION, text, unions))):
            continue
        for match in matches(pattern, text, starts):
            yield Found(*match.span("name"), EntityClass.ORGANISATION, (body,), "organisation-of-the-union", 0.8)


def _is_office(text: str, hit: Hit, label: Label) -> bool:
    """Whether a ministry's name is part of an office here, or the name of a province that of a place."""
    if _THERE.search(text[max(0, hit.start - 16) : hit.start]) and _LOCAL.intersection(label.entity.properties):
        return True
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
        if _AMOUNT_BEFORE.search(before) or _AMOUNT_NEXT.match(after):
            return False
        alone = len({other.entity for other in hit.labels}) == 1
        if len(label.form) < 3:
            company = alone and ("organisationKind", "company") in label.entity.properties
            return company or after.startswith("-") or bool(_ARTICLE_BEFORE.search(before))
        return (alone and label.form not in forms("offices").words) or before.endswith("(")
    if _CAPITAL_NEXT.match(after) or _CAPITAL_BEFORE.search(before):
        return False
    word = label.form.removeprefix("de ")
    return len(word) >= _SHORT_WORD and (label.form != word or bool(_MID_SENTENCE.search(before)))
