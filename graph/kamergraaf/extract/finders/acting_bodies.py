"""Bodies that only what they do tells: "uitgevoerd door SiRM en Equalis", "gesprekken met DB InfraGO".

A name that also stands behind "in" or "te" is a place, and one that is found as something else is that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places, word_starts
from kamergraaf.extract.finders.name_words import SMALL_BODIES, words_in
from kamergraaf.extract.found import Found, add, all_found, text_of
from kamergraaf.extract.makers import organisation
from kamergraaf.extract.names import SPACE
from kamergraaf.extract.nominal import may_be_nominal
from kamergraaf.extract.person_names import given_names
from kamergraaf.models import EntityClass
from kamergraaf.name_forms import forms

_NAME = r"[A-ZÀ-Þ0-9]?[A-ZÀ-Þ][\w’&.-]*\w(?:[^\S\n]+(?:&[^\S\n]+)?[A-ZÀ-Þ][\w’&-]*\w)*"
_LIST = rf"(?P<names>{_NAME}(?:(?:,|,?{SPACE}(?:en|of)){SPACE}{_NAME})*)"
_ONE = re.compile(_NAME)
_PARTICIPLE = re.compile(r"\b(?:ge|be|ver|ont|her|op|uit|aan|af|in|voor|toe)\w{2,}(?:d|t|en)\b")
_BY = re.compile(rf"\b(?<!\bgevolgd )door{SPACE}{_LIST}")
_ACCORDING = re.compile(rf"\b(?:volgens|namens){SPACE}{_LIST}")
_DEALS = (
    r"(?:gesprek\w*|\w*overleg\w*|contract\w*|\w*overeenkomst\w*|\w*afspra\w+|samenwerk\w*|samengewerkt|contact|convenant"
    r"|gesproken|onderhandel\w*)"
)
_DEAL_WORDS = (
    *("gespre", "overleg", "contract", "overeenkomst", "afspra", "samenwerk", "samengewerkt", "contact", "convenant"),
    *("gesproken", "onderhandel"),
)
"""Parts of the words in :data:`_DEALS`."""
_WITH = re.compile(
    rf"\b{_DEALS}\b[^.?!\n]{{0,40}}?\b(?:met|tussen){SPACE}(?:onder{SPACE}(?:meer|andere){SPACE})?{_LIST}"
    rf"|\bmet{SPACE}(?P<before>{_NAME}(?:(?:,|,?{SPACE}en){SPACE}{_NAME})*)(?=[^.?!\n]{{0,60}}\b{_DEALS}\b)"
)
_LISTED = re.compile(
    rf",?{SPACE}(?:zoals|als|waaronder|onder{SPACE}andere|onder{SPACE}meer|te{SPACE}weten|van){SPACE}{_LIST}"
)
_SAYS_WHAT = re.compile(rf",{SPACE}(?:de|het|een){SPACE}(?:[a-zà-ÿ-]+{SPACE}){{0,3}}?(?P<word>[a-zà-ÿ-]+)\b")
_STARTS_SENTENCE = re.compile(rf"(?:^|[.?!]\s+|\n)(?P<name>{_NAME})(?=,{SPACE}(?:de|het|een){SPACE}[a-z])")
_APPOSITION = re.compile(rf",{SPACE}(?:de|het|een){SPACE}[a-z]")
_SENTENCE_END = re.compile(r"[.?!\n]")
_NEAR = 60
_LONGEST_LIST = 200
"""Characters of a name that opens a sentence."""
_AS_PLACE = re.compile(rf"\b(?:in|te|uit|nabij|rond|naar){SPACE}$")
_ADJECTIVE = re.compile(r"[A-ZÀ-Þ][\w-]+se")
_NEXT_WORD = re.compile(rf"{SPACE}(?P<word>[a-zà-ÿ-]+)")
_GOES_ON = re.compile(r"\w")
_LONGEST_BEFORE_PLACE = 16
_CONFIDENCE = 0.55
"""A name that something else finds is that."""


@Language.component("kg_acting_bodies")
def find_acting_bodies(doc: Doc) -> Doc:
    """Find organisations in ``doc`` by what they do; all other names must have been found before."""
    text = text_of(doc)
    covered = bytearray(len(text))
    for found in all_found(doc):
        covered[found.start : found.end] = bytes([1]) * (found.end - found.start)
    names = dict.fromkeys(_acting(doc, text))
    add(doc, _bodies(text, names, covered, _places(text, {text[start:end] for start, end in names})))
    return doc


def _acting(doc: Doc, text: str) -> Iterator[tuple[int, int]]:
    """Where names stand in the place of one who acts."""
    for match in matches(_BY, text, places(text, "door")):
        around = text[max(0, match.start() - _NEAR) : match.start()] + text[match.end() : match.end() + _NEAR]
        if _PARTICIPLE.search(around):
            yield from _each(match, "names")
    for match in matches(_ACCORDING, text, places(text, "volgens", "namens")):
        yield from _each(match, "names")
    for match in matches(_WITH, text, word_starts(text, places(text, "met", *_DEAL_WORDS))):
        yield from _each(match, "names" if match["names"] else "before")
    for word in words_in(doc, SMALL_BODIES):
        if listed := _LISTED.match(text, word.end):
            yield from _each(listed, "names")
    bodies = forms("body-words").lower_case
    for match in matches(_STARTS_SENTENCE, text, _before_appositions(text)):
        what = _SAYS_WHAT.match(text, match.end("name"))
        if what and what["word"] in bodies:
            yield match.span("name")


def _before_appositions(text: str) -> list[int]:
    """Where sentences end before ", de …" and the like, and the beginning of ``text``."""
    ends = {0}
    for comma in _APPOSITION.finditer(text):
        ends.update(
            m.start() for m in _SENTENCE_END.finditer(text, max(0, comma.start() - _LONGEST_LIST), comma.start())
        )
    return sorted(ends)


def _each(match: re.Match[str], group: str) -> Iterator[tuple[int, int]]:
    for name in _ONE.finditer(match.string, match.start(group), match.end(group)):
        yield name.span()


def _places(text: str, names: set[str]) -> set[str]:
    """Those of ``names`` that stand behind "in", "te" or "uit" somewhere."""
    return {
        name
        for name in names
        for at in places(text, name)
        if _AS_PLACE.search(text, max(0, at - _LONGEST_BEFORE_PLACE), at) and not _GOES_ON.match(text, at + len(name))
    }


def _is_adjective(text: str, start: int, end: int) -> bool:
    """Whether the name says of what place or people the next word is: "door Utrechtse onderzoekers"."""
    following = _NEXT_WORD.match(text, end) if _ADJECTIVE.fullmatch(text, start, end) else None
    return following is not None and may_be_nominal(following["word"])


def _bodies(text: str, names: dict[tuple[int, int], None], covered: bytearray, places: set[str]) -> Iterator[Found]:
    for start, end in names:
        name = text[start:end]
        known = any(covered[start:end]) or name in places or name.split()[0] in given_names()
        if known or len(name) < 3 or _is_adjective(text, start, end):
            continue
        yield Found(start, end, EntityClass.ORGANISATION, (organisation(name),), "organisation-acting", _CONFIDENCE)
