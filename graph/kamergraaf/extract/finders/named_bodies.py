"""Organisations that no vocabulary knows: by the words in their names, or by the abbreviation beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.finders.name_words import SMALL_BODIES, capitalised_in, words_in
from kamergraaf.extract.found import Found, add, found_of, text_of
from kamergraaf.extract.makers import named_act, organisation, policy
from kamergraaf.extract.names import CAPITALISED, SPACE
from kamergraaf.extract.person_names import given_names
from kamergraaf.models import Entity, EntityClass
from kamergraaf.name_forms import forms
from kamergraaf.vocabulary import Label

_WORD = r"[\w’'&/-]+"
_QUOTED_BODY = re.compile(r"[«“\"‘](?P<name>[^»”\"’\n]{4,90})[»”\"’]")
_IN_BRACKETS = re.compile(
    r"[^\S\n]*\((?:(?:hierna|afgekort)\s*:?\s*)?(?:de\s+|het\s+)?[«“\"‘']?(?P<short>[A-Z][\w&.-]{1,14})[»”\"’']?\)"
)
_WORDS_BEFORE = re.compile(rf"{_WORD}(?:{SPACE}{_WORD}){{1,9}}$")
_LONGEST_NAME = 160
"""Characters before the bracket in which a name with an abbreviation is looked for."""
_REVERSED = re.compile(
    rf"(?<![\w-])(?P<short>[A-Z][\w&-]{{1,11}}){SPACE}\((?P<name>[A-ZÀ-Þ]{_WORD}(?:{SPACE}{_WORD}){{1,9}})\)"
)
# "Marco Jansen van de Hogeschool …": the name of a person, and of the body he is of
_PERSON_OF = re.compile(
    rf"(?P<given>[A-ZÀ-Þ][\w’-]+){SPACE}(?:[\w’-]+{SPACE}){{1,3}}?(?:van|bij){SPACE}(?:(?:de|het){SPACE})?(?=[A-ZÀ-Þ])"
)
_PLACES = re.compile(r"^(?:gemeenten?|provincies?|waterschap(?:pen)?)\b", re.IGNORECASE)
_AND = re.compile(rf"{SPACE}en{SPACE}")
_SMALL_WORDS = frozenset(
    [
        "van",
        "voor",
        "de",
        "het",
        "der",
        "den",
        "en",
        "in",
        "op",
        "of",
        "the",
        "and",
        "for",
        "te",
        "ter",
        "tot",
        "aan",
        "een",
        "inzake",
    ]
)
# "gemeente Utrecht", "stichting voor de Kunsten": between a body word with a small letter and a name
_TO_NAME = re.compile(rf"{SPACE}(?:(?:van|voor){SPACE}(?:(?:de|het){SPACE})?)?(?=[A-ZÀ-Þ])")
_SURE = 0.9


@Language.component("kg_named_bodies")
def find_named_bodies(doc: Doc) -> Doc:
    """Find organisations in ``doc`` by the form of their names; the known ones must have been found before."""
    known = [f for f in found_of(doc, EntityClass.ORGANISATION, EntityClass.LEGISLATION) if f.confidence >= _SURE]
    foreign = {hit.start: hit.end for hit, labels in hits_of(doc, EntityClass.COUNTRY) if not _is_dutch(labels)}
    add(doc, (f for f in _by_word(doc, foreign) if not _joins_known(f, known)))
    add(doc, _by_abbreviation(doc))
    return doc


def _joins_known(found: Found, known: list[Found]) -> bool:
    """Whether a name by form only runs together names that are known: "Commissie en de Raad van Europa"."""
    return any(
        found.start <= k.start and k.end <= found.end and (k.start, k.end) != (found.start, found.end) for k in known
    )


def _is_dutch(labels: tuple[Label, ...]) -> bool:
    return any(label.entity.identifier == "NLD" for label in labels)


def _by_word(doc: Doc, foreign: dict[int, int]) -> Iterator[Found]:
    """Names with a body word in them.

    ``foreign`` holds where words for other countries start and end: "het Amerikaanse National Institute" is
    the National Institute, while "Nederlandse" is mostly part of the name.
    """
    text = text_of(doc)
    bodies = frozenset(word.lower() for word in forms("body-words").words)
    suffixes = tuple(word.lower().lstrip("-") for word in forms("body-suffixes").words)
    companies = forms("company-words").words
    for start, name in capitalised_in(doc):
        if start in foreign and foreign[start] < start + len(name):
            cut = foreign[start] - start + 1
            start, name = start + cut, name[cut:]
        if (person := _PERSON_OF.match(name)) and person["given"] in given_names():
            start, name = start + person.end(), name[person.end() :]
        words = re.findall(r"[\w’'.&-]+", name)
        if len(words) > 1 and words[-1] in companies:
            yield _organisation(start, name, "organisation-company")
        elif len(words) > 1 and any(word.lower() in bodies for word in words):
            name = _AND.split(name)[0] if _PLACES.match(name) else name
            yield _organisation(start, name, "organisation-word")
        elif "-" in name and " " not in name and name.lower().endswith(suffixes) and name[0].isupper():
            yield _organisation(start, name, "organisation-suffix")
    for body in words_in(doc, SMALL_BODIES):
        link = _TO_NAME.match(text, body.end)
        named = CAPITALISED.match(text, link.end()) if link else None
        if named is not None and text[body.start - 1 : body.start] != "-":
            name = text[body.start : named.end()]
            name = _AND.split(name)[0] if _PLACES.match(name) else name
            yield _organisation(body.start, name, "organisation-word")
    for match in _QUOTED_BODY.finditer(text):
        first = match["name"].split()[0]
        if first[0].isupper() and first.lower() in bodies and " " in match["name"]:
            yield _organisation(match.start("name"), match["name"], "organisation-quoted")


def _organisation(start: int, name: str, rule: str) -> Found:
    entity = organisation(name[0].upper() + name[1:])
    return Found(start, start + len(name), EntityClass.ORGANISATION, (entity,), rule, 0.75)


def _by_abbreviation(doc: Doc) -> Iterator[Found]:
    """A name followed by its abbreviation in brackets, or the other way round."""
    known: dict[str, Entity] = {}
    for hit, labels in hits_of(doc, EntityClass.ORGANISATION):
        known.setdefault(hit.text, labels[0].entity)
    text = text_of(doc)
    for match in _IN_BRACKETS.finditer(text):
        before = _WORDS_BEFORE.search(text[max(0, match.start() - _LONGEST_NAME) : match.start()])
        if before is None:
            continue
        # the name may begin later than the words before the bracket do: the initials tell where
        for word in list(re.finditer(_WORD, before.group()))[:-1]:
            name = before.group()[word.start() :]
            if abbreviates(match["short"], name):
                yield from _abbreviated(match.start() - len(name), name, match["short"], known)
                break
    for match in _REVERSED.finditer(text):
        if abbreviates(match["short"], match["name"]):
            yield from _abbreviated(match.start("name"), match["name"], match["short"], known)


def _abbreviated(start: int, name: str, short: str, known: dict[str, Entity]) -> Iterator[Found]:
    words = {word.lower() for word in re.findall(r"[\w’']+", name)}
    cls: EntityClass | None = None
    if short in known and _is_form_of(name, known[short]):
        cls, entity = EntityClass.ORGANISATION, known[short]
    elif words & {word.lower() for word in forms("body-words").words}:
        cls, entity = EntityClass.ORGANISATION, organisation(name, short)
    elif words & {word.lower() for word in forms("act-words").words}:
        cls, entity = EntityClass.LEGISLATION, named_act(name)
    elif any(word.endswith(tuple(w.lower() for w in forms("policy-words").words)) for word in words):
        cls, entity = EntityClass.POLICY, policy(name, short)
    elif all(word[0].isupper() for word in name.split() if word.lower() not in _SMALL_WORDS):
        cls, entity = EntityClass.ORGANISATION, organisation(name, short)
    if cls is not None:
        yield Found(start, start + len(name), cls, (entity,), "name-and-abbreviation", 0.8)


def _is_form_of(name: str, entity: Entity) -> bool:
    """Whether most words of ``name`` are in a name of ``entity``: another body may go by the same abbreviation."""
    words = {w.lower() for w in re.findall(r"[^\W\d_]{3,}", name)} - _SMALL_WORDS
    return any(
        2 * len(words & {w.lower() for w in re.findall(r"[^\W\d_]{3,}", label)}) >= len(words)
        for label in (entity.label, *entity.alt_labels)
    )


def abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of ``short`` are the initials of ``name``, small words left out or kept."""
    letters = [c.lower() for c in short if c.isalpha() and c.isupper()]
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", name)]
    initials = [w[0] for w in words if w not in _SMALL_WORDS]
    return len(letters) >= 2 and words[0] not in _SMALL_WORDS and letters in (initials, [w[0] for w in words])
