"""Acts: by name, by number, by title alone, and by a name that the paper itself gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.finders.labels import Hit, hits_of
from kamergraaf.extract.finders.name_words import capitalised_in
from kamergraaf.extract.found import Found, add, context_of, text_of
from kamergraaf.extract.makers import commission_document, eu_act, named_act
from kamergraaf.models import Entity, EntityClass
from kamergraaf.vocabulary import Label, vocabulary

_BODY = r"(?:EU|EG|EEG|Euratom|GBVB|JBZ)"
_EU_NUMBER = re.compile(
    rf"""\b(?P<type>(?:(?:gedelegeerde|uitvoerings)\s?)?(?:verordening|richtlijn|besluit|beschikking|kaderbesluit))
        (?:\s+van\s+de\s+(?:Raad|Commissie))?\s*
        (?:\(\s*{_BODY}(?:\s*,\s*{_BODY})*\s*\)\s*)?(?:nr\.?\s*)?
        (?P<first>\d{{2,4}})/(?P<second>\d{{1,4}})(?:/{_BODY})?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_COM = re.compile(r"\bCOM\s*[:(]\s*(\d{4})\s*[:)]?\s*(?:final)?\s*(\d{1,4})\b")
_LETTERS = {"verordening": "R", "richtlijn": "L", "besluit": "D", "beschikking": "D", "kaderbesluit": "F"}

_NEW = re.compile(r"\b(?:nieuwe|herziene|toekomstige|aangepaste)\s+$", re.IGNORECASE)
_OLD = re.compile(r"\b(?:huidige|oude|vorige|geldende|bestaande)\s+$", re.IGNORECASE)
_AFTER_PROVISION = re.compile(r"\b(?:artikel(?:en)?|art\.|lid|onderdeel\s+\w|paragraaf)\b[^.;\n]{0,40}$", re.IGNORECASE)
_YEARS_TO_APPLY = 2
"""EU acts that replace others apply about so many years after they were adopted."""

_KIND = (
    r"(?:Wet|Rijkswet|Wetboek|Besluit|Regeling|Subsidieregeling|Uitvoeringsregeling|Uitvoeringsbesluit|"
    r"Beleidsregels?|Tijdelijke\s+wet|Tijdelijke\s+regeling|Invoeringswet|Kaderwet|Vrijstellingsregeling)"
)
_LINK = r"(?:op|van|voor|inzake|betreffende|tot|ter|houdende|in|bij|en|de|het|een|der|aan|over|met|tegen|uit)"
# Words that end a title: verbs, pronouns and conjunctions that no title of an act holds.
_NOT_IN_TITLE = (
    r"(?:is|zijn|was|waren|wordt|worden|werd|heeft|hebben|had|kan|kunnen|kon|moet|moeten|mag|mogen|zal|zullen|zou|gaat|"
    r"die|dat|deze|dit|waarin|waarmee|waardoor|waarop|waarbij|als|omdat|om|niet|ook|al|nog|er|ik|u|wij|we|zij|hij|"
    r"bepaalt|regelt|geldt|gelden|verplicht|biedt|stelt|blijkt|blijft|krijgt|ziet|maakt|laat|vereist|schrijft|volgt|naar|door|per|dan|dus|en\s+(?:in|de|het|een|van|op|bij|voor|daarmee))"
)
_TITLED = re.compile(
    rf"\b(?P<title>{_KIND}\s+(?:{_LINK}\s+)*(?!{_NOT_IN_TITLE}\b)[\w’'-]+(?:\s+(?!{_NOT_IN_TITLE}\b)[\w’'-]+){{0,9}})"
)
_TITLED_LOWER = re.compile(
    rf"\b(?P<title>(?:subsidieregeling|wetsvoorstel)\s+(?:voor|inzake|tot|van|op)\s+(?!{_NOT_IN_TITLE}\b|de\b|het\b)[\w’'-]+(?:\s+(?!{_NOT_IN_TITLE}\b)[\w’'-]+){{0,6}})"
)
_COMPOUND = re.compile(r"\b(?P<title>[A-Z][a-zà-þ]{2,}(?:wet|verdrag|verordening|richtlijn))\b")
_FOREIGN = re.compile(r"\b(?:Act|Directive|Regulation|Convention|Treaty)$")
_CODE = re.compile(r"^Code\s|\sCode\b|^(?:Gedragscode|Beroepscode)\s")
_QUOTED = re.compile(rf"\b(?P<title>{_KIND})\s+[«“\"‘](?P<name>[^»”\"’\n]{{4,120}})[»”\"’]")
_GENERIC = re.compile(r"^(?:Wet|Besluit|Regeling|Verordening|Richtlijn)$")
_DETERMINER = re.compile(r"^(?:De|Het|Een|Deze|The)\s+")
_TRAILING = re.compile(rf"(?:\s+{_LINK})+$")


@Language.component("kg_legislation")
def find_legislation(doc: Doc) -> Doc:
    """Find acts in ``doc``."""
    add(doc, _known(doc))
    add(doc, _by_number(text_of(doc)))
    add(doc, _by_title(doc))
    add(doc, _by_capitals(doc))
    return doc


def _known(doc: Doc) -> Iterator[Found]:
    for hit, labels in hits_of(doc, EntityClass.LEGISLATION):
        clear = tuple(label for label in labels if not label.ambiguous)
        usable = clear or (labels if _may_stand(text_of(doc), hit) else ())
        if usable:
            ordered = _by_time(doc, hit.start, usable)
            confidence = 0.97 if len(ordered) == 1 and clear else 0.8
            yield Found(hit.start, hit.end, EntityClass.LEGISLATION, ordered, "act-label", confidence)


def _may_stand(text: str, hit: Hit) -> bool:
    """Whether an ambiguous form is an act here: a long one, one in a compound ("WIA-uitkering") or after a
    provision ("artikel 3 Wm"), or an abbreviation that stands for nothing else we know."""
    form = hit.text
    if len(form) > 8 or text[hit.end : hit.end + 1] == "-":
        return True
    if _AFTER_PROVISION.search(text[max(0, hit.start - 60) : hit.start]):
        return True
    alone = len({label.entity for label in hit.labels}) == 1
    return alone and form.isupper() and len(form) >= 3


def _by_time(doc: Doc, start: int, labels: tuple[Label, ...]) -> tuple[Entity, ...]:
    """Order acts that share a name: the successor if the text calls it new, or is late enough; else the old one."""
    entities = tuple(dict.fromkeys(label.entity for label in labels))
    replaced_by = vocabulary().replaced_by
    newest_first = sorted(entities, key=lambda e: (e.iri in replaced_by, e.identifier))
    if len(entities) == 1 or not any(e.iri in replaced_by for e in entities):
        return entities
    before = text_of(doc)[max(0, start - 14) : start]
    year = context_of(doc).year
    adopted = _year_of(newest_first[0])
    applies = year is not None and adopted is not None and year > adopted + _YEARS_TO_APPLY
    if _NEW.search(before) or (applies and not _OLD.search(before)):
        return tuple(newest_first)
    return tuple(reversed(newest_first))


def _year_of(act: Entity) -> int | None:
    """The year in a CELEX number: 32024R1358 → 2024."""
    return int(act.identifier[1:5]) if re.match(r"3\d{4}[A-Z]", act.identifier) else None


def _by_number(text: str) -> Iterator[Found]:
    for match in _EU_NUMBER.finditer(text):
        kind = next(k for k in sorted(_LETTERS, key=len, reverse=True) if match["type"].lower().endswith(k))
        first, second = match["first"], match["second"]
        # until 2014 a regulation was cited "nr. 810/2009", number first; all others put the year first
        year, number = (
            (first, second)
            if _is_year(first) and not (_is_year(second) and kind == "verordening" and "nr" in match.group())
            else (second, first)
        )
        if len(year) == 2:
            year = f"19{year}"
        if not _is_year(year) or _LETTERS[kind] == "F":
            continue
        made = eu_act(_LETTERS[kind], int(year), int(number), re.sub(r"\s+", " ", match.group()))
        known = vocabulary().get(EntityClass.LEGISLATION, made.identifier)
        yield Found(match.start(), match.end(), EntityClass.LEGISLATION, (known or made,), "eu-act-number", 0.99)
    for match in _COM.finditer(text):
        made = commission_document(int(match[1]), int(match[2]))
        yield Found(match.start(), match.end(), EntityClass.LEGISLATION, (made,), "com-number", 0.95)


def _is_year(digits: str) -> bool:
    return (len(digits) == 4 and 1950 <= int(digits) <= 2100) or (len(digits) == 2 and int(digits) >= 50)


def _by_capitals(doc: Doc) -> Iterator[Found]:
    """Codes and foreign acts, whose titles are capitalised throughout: "Fair Practice Code", "… Preparedness Act"."""
    for start, name in capitalised_in(doc):
        if " " in name and (_FOREIGN.search(name) or _CODE.search(name)):
            yield Found(start, start + len(name), EntityClass.LEGISLATION, (named_act(name),), "act-capitals", 0.7)


def _by_title(doc: Doc) -> Iterator[Found]:
    text = text_of(doc)
    known = {hit.start for hit, _ in hits_of(doc, EntityClass.LEGISLATION)}
    for match in _QUOTED.finditer(text):
        act = named_act(f"{match['title']} {match['name']}")
        yield Found(match.start(), match.end(), EntityClass.LEGISLATION, (act,), "act-quoted-title", 0.8)
    for pattern, rule, confidence in (
        (_TITLED, "act-title", 0.7),
        (_TITLED_LOWER, "act-title", 0.6),
        (_COMPOUND, "act-compound", 0.7),
    ):
        for match in pattern.finditer(text):
            title = _TRAILING.sub("", match["title"])
            start = match.start("title")
            if determiner := _DETERMINER.match(title):
                start, title = start + determiner.end(), title[determiner.end() :]
            # a title that the vocabulary knows ends where the vocabulary says
            if start in known or _GENERIC.match(title) or (len(title.split()) < 2 and pattern is not _COMPOUND):
                continue
            yield Found(start, start + len(title), EntityClass.LEGISLATION, (named_act(title),), rule, confidence)
