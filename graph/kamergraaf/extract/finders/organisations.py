"""Organisations: known ones by name, unknown ones by their form or by the abbreviation that follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.dates import MONTH
from kamergraaf.extract.finders.labels import Hit, hits_of
from kamergraaf.extract.found import Found, add
from kamergraaf.extract.makers import organisation
from kamergraaf.models import EntityClass
from kamergraaf.vocabulary import Label

# "de minister van Justitie en Veiligheid" names an office, not the ministry
_OFFICE_BEFORE = re.compile(
    r"\b(?:[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|[Bb]ewindspers(?:oon|onen)|[Aa]mbtgeno(?:ot|ten)|[Cc]ollega)\b[^.;:()\n]{0,90}?\b(?:van|voor)\s+$|\b[Mm]inister\s+$"
)
_MINISTRY_WORD = re.compile(r"\b[Mm]inisteries?\b")

_WORD = r"[A-ZÀ-Þ][\w’&.-]*[\w]"
_LINK = r"(?:van|voor|de|het|der|den|en|in|op|tot|ter|aan|&|’s|te)"
_NAME = rf"{_WORD}(?:\s+(?:{_LINK}\s+){{0,3}}{_WORD})*"
_BODY = (
    r"(?:[Ss]tichting|[Vv]ereniging|[Cc]oöperatie|[Uu]niversiteit(?:\s+van)?|[Hh]ogeschool|[Ii]nstituut|[Ss]tuurgroep|[Tt]askforce|"
    r"[Ii]nspectie|[Gg]emeente|[Pp]rovincie|[Ww]aterschap|[Hh]oogheemraadschap|[Vv]eiligheidsregio|[Oo]mgevingsdienst|"
    r"[Kk]enniscentrum|[Ee]xpertisecentrum|[Aa]utoriteit|[Rr]egieorgaan|[Ff]onds|[Pp]latform|[Kk]ring|[Bb]ond|"
    r"[Mm]inisterie\s+van|[Pp]roductschap|[Bb]rancheorganisatie|[Bb]rancheverenging|[Bb]ranchevereniging|[Kk]oepelorganisatie|[Pp]atiëntenvereniging|[Vv]akbond|GGD|GGZ)"
)
_BY_FORM = re.compile(rf"\b(?P<name>{_BODY}\s+(?:(?:de|het|voor|van)\s+){{0,2}}{_NAME})")
_COMPANY = re.compile(rf"\b(?P<name>{_NAME}\s+(?:B\.?V\.?|N\.?V\.?|GmbH|Inc\.?|Ltd\.?|S\.A\.|AG|Group|Foundation|Institute|Consortium|consortium|Alliance|Agency|University))(?!\w)")
_ABBREVIATED = re.compile(
    rf"(?P<name>{_WORD}(?:[ -](?:{_LINK}\s+)*[\w’&-]+){{1,9}}?)\s*\((?:(?:hierna|afgekort)\s*:?\s*(?:de|het)?\s*)?[«“\"‘']?(?P<short>[A-Z][\w&.-]{{1,14}})[»”\"’']?\)"
)
_SHORT_REVERSED = re.compile(rf"\b(?P<short>[A-Z][\w&-]{{1,11}})\s+\((?P<name>{_WORD}(?:[ -](?:{_LINK}\s+)*[\w’&-]+){{1,9}})\)")
_MUNICIPALITY = re.compile(r"^(?:gemeente|provincie)\b", re.IGNORECASE)
_SKIP_WORDS = {"van", "voor", "de", "het", "der", "den", "en", "in", "op", "of", "the", "and", "for", "te", "ter", "tot", "aan"}

_CAPITAL_NEXT = re.compile(r"\s+(?:voor|van)\s+(?:de\s+|het\s+)?[A-Z]|\s+[A-Z][a-z]")
_DATED = re.compile(rf",?\s+(?:van\s+|d\.d\.\s+|op\s+)?\(?\d{{1,2}}\s+(?:{MONTH})", re.IGNORECASE)
_CLOSES_TITLE = re.compile(r"\|\s*$")
_PRESS_BEFORE = re.compile(r"\b(?:krant|dagblad|omroep|tijdschrift|weekblad|programma|artikel\s+in|aldus)\s+(?:de\s+|het\s+)?$", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:de|het|door|bij|van|en|aan|met)\s+|\()$")
_MID_SENTENCE = re.compile(r"[\w,;:]\s+[«“\"‘']?$")


@Language.component("kg_organisations")
def find_organisations(doc: Doc) -> Doc:
    """Find organisations in ``doc``."""
    add(doc, _known(doc))
    add(doc, _by_form(doc.text))
    add(doc, _by_abbreviation(doc.text))
    return doc


def _known(doc: Doc) -> Iterator[Found]:
    text = doc.text
    for hit, labels in hits_of(doc, EntityClass.ORGANISATION):
        usable = tuple(label for label in labels if not label.ambiguous or _in_context(text, hit, label))
        if not usable or _is_office(text, hit, usable[0]):
            continue
        confidence = 0.95 if not usable[0].ambiguous else 0.7
        entities = tuple(dict.fromkeys(label.entity for label in usable))
        yield Found(hit.start, hit.end, EntityClass.ORGANISATION, entities, "organisation-label", confidence)


def _is_office(text: str, hit: Hit, label: Label) -> bool:
    if ("organisationKind", "ministry") not in label.entity.properties or _MINISTRY_WORD.match(hit.text):
        return False
    return bool(_OFFICE_BEFORE.search(text[max(0, hit.start - 130) : hit.start]))


def _in_context(text: str, hit: Hit, label: Label) -> bool:
    """Whether an ambiguous form is this organisation here.

    A news medium is where a date follows ("Trouw, 6 januari 2025") or where it closes a title ("… | NOS");
    an abbreviation where it stands for nothing else we know; a word where a capital makes it a name.
    """
    before, after = text[max(0, hit.start - 14) : hit.start], text[hit.end : hit.end + 30]
    if ("organisationKind", "media") in label.entity.properties:
        return bool(_DATED.match(after)) or bool(_CLOSES_TITLE.search(before)) or bool(_PRESS_BEFORE.search(before))
    if label.form.isupper():
        if len(label.form) < 3:
            return after.startswith("-") or bool(_ARTICLE_BEFORE.search(before))
        return len({other.entity for other in hit.labels}) == 1 or before.endswith("(")
    if _CAPITAL_NEXT.match(after):
        return False
    word = label.form.removeprefix("de ")
    return len(word) >= 5 and bool(_MID_SENTENCE.search(before) or label.form != word)


def _by_form(text: str) -> Iterator[Found]:
    for pattern, rule in ((_BY_FORM, "organisation-form"), (_COMPANY, "organisation-company")):
        for match in pattern.finditer(text):
            name = match["name"]
            yield Found(match.start(), match.end(), EntityClass.ORGANISATION, (organisation(name),), rule, 0.75)


def _by_abbreviation(text: str) -> Iterator[Found]:
    """A name followed by its abbreviation in brackets, or the other way round."""
    for match in _ABBREVIATED.finditer(text):
        words = list(re.finditer(r"[\w’&]+", match["name"]))
        # the name may begin later than the capital that starts the match: the initials tell where
        for i in range(len(words)):
            name = match["name"][words[i].start() :]
            if words[i].group()[0].isupper() and abbreviates(match["short"], name):
                start = match.start("name") + words[i].start()
                entity = organisation(name, match["short"])
                yield Found(start, match.end("name"), EntityClass.ORGANISATION, (entity,), "organisation-abbreviated", 0.8)
                break
    for match in _SHORT_REVERSED.finditer(text):
        if abbreviates(match["short"], match["name"]):
            entity = organisation(match["name"], match["short"])
            yield Found(match.start("name"), match.end("name"), EntityClass.ORGANISATION, (entity,), "organisation-abbreviated", 0.8)


def abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of ``short`` are the initials of ``name``, link words left out or kept."""
    letters = [c.lower() for c in short if c.isalpha() and (c.isupper() or short.islower())]
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", name)]
    initials = [w[0] for w in words if w not in _SKIP_WORDS]
    every = [w[0] for w in words]
    return len(letters) >= 2 and letters in (initials, every)
