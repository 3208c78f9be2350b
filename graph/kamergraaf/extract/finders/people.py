"""People by office or title, by given name and surname, and by the amendment they moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places, word_starts
from kamergraaf.extract.finders.name_words import CAPITALS, OFFICES, starts_in, words_in
from kamergraaf.extract.found import Found, add, folded_of, text_of
from kamergraaf.extract.makers import person
from kamergraaf.extract.names import ARTICLE, SPACE
from kamergraaf.extract.person_names import PersonName, given_names, read_name, read_names
from kamergraaf.models import EntityClass
from kamergraaf.name_forms import forms, small_letters

_TITLE = re.compile(rf"\b(?:[Dd]e\s+heer|[Mm]evrouw|[Mm]evr\.|[Dd]hr\.|[Hh]et\s+lid|[Dd]e\s+leden){SPACE}")
_TITLES = ("heer", "mevr", "dhr.", "lid", "leden")
_LONGEST_ARTICLE = 8
_AMENDMENT = re.compile(rf"\b[Aa]mendement(?:{SPACE}van{SPACE}(?:het\s+lid|de\s+leden))?[ -]")
_GOVERNMENT_OF = re.compile(r"\bregering-(?=[A-ZÀ-Þ])")
_BETWEEN = re.compile(rf"{SPACE}(?={ARTICLE}[A-ZÀ-ÞŞŠŽ])")
_APPOSITION = re.compile(rf",{SPACE}(?=[A-ZÀ-ÞŞŠŽ])")
_SPACE = re.compile(SPACE)
# "Staatssecretaris Participatie en Integratie" is no person
_PORTFOLIO = re.compile(
    rf"(?:minister|staatssecretaris){SPACE}(?-i:[A-ZÀ-Þ]\w+{SPACE}en{SPACE}[A-ZÀ-Þ])", re.IGNORECASE
)
_BEFORE_HYPHEN = re.compile(r"(?P<word>\w+)-$")
_LONGEST_BODY = 24
"""Characters of a word and the hyphen behind it."""
_GIVEN = re.compile(rf"(?<![\w-])(?P<given>[A-ZÀ-Þ][\w’-]+)(?={SPACE})")


@Language.component("kg_people")
def find_people(doc: Doc) -> Doc:
    """Find people in ``doc``."""
    text = text_of(doc)
    add(doc, _by_office(doc))
    add(doc, _by_title(text, folded_of(doc)))
    add(doc, _by_given_name(text, starts_in(doc, CAPITALS)))
    return doc


def _by_office(doc: Doc) -> Iterator[Found]:
    text = text_of(doc)
    for office in words_in(doc, OFFICES):
        title: str | None = text[office.start : office.end].lower()
        if title in forms("forms-of-address").words:
            title = None
        if _PORTFOLIO.match(text, office.start) or _ends_body(text, office.start):
            continue
        if (gap := _BETWEEN.match(text, office.end)) and (name := read_name(text, gap.end(), titled=True)):
            yield _found(text, name, "person-office", 0.9, title)
        elif (gap := _APPOSITION.match(text, office.end)) is not None:
            # "de korpschef, Janny Knol": behind a comma only two names, as a new subject seldom has
            name = read_name(text, gap.end(), titled=True)
            if name is not None and _SPACE.search(text, name.start, name.end):
                yield _found(text, name, "person-office", 0.8, title)


def _ends_body(text: str, start: int) -> bool:
    """Whether the word at ``start`` is the end of a body's: "Directie-Generaal", "Directoraat-generaal"."""
    first = _BEFORE_HYPHEN.search(text, max(0, start - _LONGEST_BODY), start)
    return first is not None and first["word"].lower() in small_letters("body-words")


def _by_title(text: str, lowered: str) -> Iterator[Found]:
    for pattern, rule, starts in (
        (_TITLE, "person-title", word_starts(text, places(lowered, *_TITLES), _LONGEST_ARTICLE)),
        (_AMENDMENT, "person-amendment", places(lowered, "amendement")),
        (_GOVERNMENT_OF, "person-title", places(text, "regering-")),
    ):
        for match in matches(pattern, text, starts):
            for name in read_names(text, match.end()):
                hyphen = name.surname.find("-") if rule == "person-amendment" else -1
                if hyphen < 0:
                    yield _found(text, name, rule, 0.85)
                    continue
                # "amendement-Klaver-Westerveld" has two movers
                middle = name.start + hyphen
                yield _found(text, PersonName(name.start, middle, name.surname[:hyphen]), rule, 0.85)
                yield _found(text, PersonName(middle + 1, name.end, name.surname[hyphen + 1 :]), rule, 0.85)


def _by_given_name(text: str, capitals: Sequence[int]) -> Iterator[Found]:
    known = given_names()
    end = 0
    for match in matches(_GIVEN, text, capitals):
        if match["given"] in known and match.start() >= end:
            name = read_name(text, match.start())
            if name is not None and name.end > match.end():
                end = name.end
                yield _found(text, name, "person-given-name", 0.85)


def _found(text: str, name: PersonName, rule: str, confidence: float, office: str | None = None) -> Found:
    entity = person(name.surname, text[name.start : name.end], office)
    return Found(name.start, name.end, EntityClass.PERSON, (entity,), rule, confidence)
