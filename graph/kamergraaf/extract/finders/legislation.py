"""Acts that the vocabularies know by name, and EU acts by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places, word_starts
from kamergraaf.extract.finders.labels import Hit, hits_of
from kamergraaf.extract.found import Found, add, context_of, folded_of, text_of
from kamergraaf.extract.makers import commission_document, eu_act, named_act
from kamergraaf.models import Entity, EntityClass
from kamergraaf.vocabulary import Label, vocabulary

_BODY = r"(?:EU|EG|EEG|Euratom|GBVB|JBZ)"
_EU_NUMBER = re.compile(
    rf"""\b(?P<type>(?:(?:gedelegeerde|uitvoerings)\s?)?(?:verordening|richtlijn|besluit|beschikking|kaderbesluit|aanbeveling|gemeenschappelijk\s+standpunt))
        (?:\s+van\s+de\s+(?:Raad|Commissie)|(?:\s+[a-zà-ÿ-]+){{1,4}}(?=\s*\(\s*{_BODY}\s*\)\s*\d))?\s*
        (?:\(\s*{_BODY}(?:\s*,\s*{_BODY})*\s*\)\s*)?(?:nr\.?\s*)?
        (?P<first>\d{{2,4}})/(?P<second>\d{{1,4}})(?:/{_BODY})?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_COM = re.compile(r"\bCOM\s*[:(]\s*(\d{4})\s*[:)]?\s*(?:final)?\s*(\d{1,4})\b")
_KINDS = ("verordening", "richtlijn", "besluit", "beschikking", "aanbeveling", "standpunt")
_LONGEST_BEFORE_KIND = 24
"""Characters before one of these words in a match: "gedelegeerde ", "gemeenschappelijk "."""
_LETTERS = {
    "verordening": "R",
    "richtlijn": "L",
    "besluit": "D",
    "beschikking": "D",
    "kaderbesluit": "F",
    "aanbeveling": "H",
}
_COMMON_POSITION = "E"

_NEW = re.compile(r"\b(?:nieuwe|herziene|toekomstige|aangepaste)\s+$", re.IGNORECASE)
_OLD = re.compile(r"\b(?:huidige|oude|vorige|geldende|bestaande)\s+$", re.IGNORECASE)
_AFTER_PROVISION = re.compile(r"\b(?:artikel(?:en)?|art\.|lid|onderdeel\s+\w|paragraaf)\b[^.;\n]{0,40}$", re.IGNORECASE)
# The acts of the Caribbean Netherlands have names of their own: "Leerplichtwet BES"
_OF_THE_ISLANDS = re.compile(r" BES\b")
# The fund is not the act that set it up.
_NAMES_A_FUND = re.compile(r"(?:fonds|faciliteit|mechanisme)$")
_YEAR_OF_TITLE = re.compile(r"\b(?:19|20)\d\d$")
_YEARS_TO_APPLY = 2
"""EU acts that replace others apply about so many years after they were adopted."""


@Language.component("kg_legislation")
def find_legislation(doc: Doc) -> Doc:
    """Find acts in ``doc``."""
    add(doc, _known(doc))
    add(doc, _by_number(text_of(doc), folded_of(doc)))
    return doc


def _known(doc: Doc) -> Iterator[Found]:
    doc_text = text_of(doc)
    for hit, labels in hits_of(doc, EntityClass.LEGISLATION):
        clear = tuple(label for label in labels if not label.ambiguous)
        usable = clear or (labels if _may_stand(doc_text, hit) else ())
        if usable:
            if _OF_THE_ISLANDS.match(doc_text, hit.end):
                island = named_act(f"{hit.text} BES")
                yield Found(hit.start, hit.end + 4, EntityClass.LEGISLATION, (island,), "act-label", 0.9)
                continue
            ordered = _by_time(doc, hit.start, usable)
            confidence = 0.97 if len(ordered) == 1 and clear else 0.8
            yield Found(hit.start, hit.end, EntityClass.LEGISLATION, ordered, "act-label", confidence)


def _may_stand(text: str, hit: Hit) -> bool:
    """Whether an ambiguous form is an act here: a long one, one in a compound ("WIA-uitkering") or after a
    provision ("artikel 3 Wm"), or an abbreviation that stands for nothing else we know."""
    form = hit.text
    if (len(form) > 8 and not _NAMES_A_FUND.search(form)) or text[hit.end : hit.end + 1] == "-":
        return True
    if _AFTER_PROVISION.search(text[max(0, hit.start - 60) : hit.start]):
        return True
    alone = len({label.entity for label in hit.labels}) == 1
    return alone and form.isupper() and len(form) >= 3


def _by_time(doc: Doc, start: int, labels: tuple[Label, ...]) -> tuple[Entity, ...]:
    """Order acts that share a name: the successor if the text calls it new, or is late enough; else the old one."""
    entities = tuple(dict.fromkeys(label.entity for label in labels))
    if len(entities) > 1 and all(_YEAR_OF_TITLE.search(e.label) for e in entities):
        return _by_title_year(text_of(doc), entities)
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


def _by_title_year(text: str, acts: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Order acts that differ in the year of their title: the one the text names in full, else the youngest."""
    return tuple(sorted(acts, key=lambda act: (act.label not in text, -int(act.label[-4:]))))


def _year_of(act: Entity) -> int | None:
    """The year in a CELEX number: 32024R1358 → 2024."""
    return int(act.identifier[1:5]) if re.match(r"3\d{4}[A-Z]", act.identifier) else None


def _by_number(text: str, lowered: str) -> Iterator[Found]:
    kinds = word_starts(text, places(lowered, *_KINDS), _LONGEST_BEFORE_KIND)
    for match in matches(_EU_NUMBER, text, kinds):
        named = match["type"].lower()
        kind = next((k for k in sorted(_LETTERS, key=len, reverse=True) if named.endswith(k)), "")
        letter = _LETTERS.get(kind, _COMMON_POSITION)
        first, second = match["first"], match["second"]
        # until 2014 a regulation was cited "nr. 810/2009", number first; all others put the year first
        year, number = (
            (first, second)
            if _is_year(first) and not (_is_year(second) and kind == "verordening" and "nr" in match.group())
            else (second, first)
        )
        if len(year) == 2:
            year = f"19{year}"
        if not _is_year(year):
            continue
        made = eu_act(letter, int(year), int(number), re.sub(r"\s+", " ", match.group()))
        known = vocabulary().get(EntityClass.LEGISLATION, made.identifier)
        yield Found(match.start(), match.end(), EntityClass.LEGISLATION, (known or made,), "eu-act-number", 0.99)
    for match in matches(_COM, text, places(text, "COM")):
        made = commission_document(int(match[1]), int(match[2]))
        yield Found(match.start(), match.end(), EntityClass.LEGISLATION, (made,), "com-number", 0.95)


def _is_year(digits: str) -> bool:
    return (len(digits) == 4 and 1950 <= int(digits) <= 2100) or (len(digits) == 2 and int(digits) >= 50)
