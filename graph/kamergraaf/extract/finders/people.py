"""People by office or title, by given name and surname, and by the amendment they moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.finders.name_words import OFFICES, words_in
from kamergraaf.extract.found import Found, add, text_of
from kamergraaf.extract.makers import person
from kamergraaf.extract.names import FULL_NAME, PREFIX, SPACE, SURNAME, WORD, split_names, surname_of
from kamergraaf.models import EntityClass
from kamergraaf.name_forms import forms

_TITLE = r"(?:[Dd]e\s+heer|[Mm]evrouw|[Mm]evr\.|[Dd]hr\.|[Hh]et\s+lid|[Dd]e\s+leden)"
_BY_TITLE = re.compile(rf"\b{_TITLE}{SPACE}(?P<names>{FULL_NAME}(?:\s*(?:,|\ben\b){SPACE}{FULL_NAME})*)")
_SURNAMES = rf"{SURNAME}(?:\s*(?:/|,|\ben\b)\s*{SURNAME})*"
_BY_AMENDMENT = re.compile(rf"\b[Aa]mendement(?:{SPACE}van{SPACE}(?:het\s+lid|de\s+leden))?[ -](?P<names>{_SURNAMES})")
# A body, an office or a place after a title is no name: "voorzitter Europese Commissie"
_NOT_A_NAME = re.compile(
    r"^(?:Tweede|Eerste|Europe(?:se|es)|Nederlandse?|Ministerie|Raad|Staat|Algemene|Kamer|Commissie|Van\s+de\s+Kamer)\b"
)


@cache
def _given_names() -> frozenset[str]:
    known = forms("given-names")
    return known.words - known.ambiguous


_NAME_AFTER = re.compile(rf"{SPACE}(?=[A-ZÀ-ÞŞŠŽ])(?P<name>{FULL_NAME})")
_GIVEN = re.compile(rf"(?<![\w-])(?P<given>[A-ZÀ-Þ][\w’-]+){SPACE}")
_SURNAME_AFTER = re.compile(rf"(?:[A-Z]\.{SPACE})?(?:{WORD}{SPACE})?(?:{PREFIX}{SPACE})*{WORD}")


@Language.component("kg_people")
def find_people(doc: Doc) -> Doc:
    """Find people in ``doc``."""
    text = text_of(doc)
    add(doc, _by_office(doc))
    add(doc, _by_title(text))
    add(doc, _by_given_name(text))
    return doc


def _by_office(doc: Doc) -> Iterator[Found]:
    text = text_of(doc)
    for office in words_in(doc, OFFICES):
        match = _NAME_AFTER.match(text, office.end)
        if match and not _NOT_A_NAME.match(match["name"]):
            entity = person(_capital(surname_of(match["name"])), match["name"], text[office.start : office.end].lower())
            yield Found(match.start("name"), match.end("name"), EntityClass.PERSON, (entity,), "person-office", 0.9)


def _by_title(text: str) -> Iterator[Found]:
    for pattern, rule in ((_BY_TITLE, "person-title"), (_BY_AMENDMENT, "person-amendment")):
        for match in pattern.finditer(text):
            # "amendement-Klaver-Westerveld" has two movers
            names = match["names"].replace("-", "/") if rule == "person-amendment" else match["names"]
            at = 0
            for name in split_names(names):
                at = names.index(name, at)
                start = match.start("names") + at
                if not _NOT_A_NAME.match(name):
                    entity = person(_capital(surname_of(name)), name)
                    yield Found(start, start + len(name), EntityClass.PERSON, (entity,), rule, 0.85)


def _by_given_name(text: str) -> Iterator[Found]:
    given = _given_names()
    for match in _GIVEN.finditer(text):
        surname = _SURNAME_AFTER.match(text, match.end()) if match["given"] in given else None
        if surname is not None:
            name = text[match.start() : surname.end()]
            entity = person(_capital(surname_of(surname.group())), name)
            yield Found(match.start(), surname.end(), EntityClass.PERSON, (entity,), "person-given-name", 0.85)


def _capital(surname: str) -> str:
    """A surname that stands alone starts with a capital: "von der Leyen" → "Von der Leyen"."""
    return surname[0].upper() + surname[1:]
