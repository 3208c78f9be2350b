"""Organisations that no vocabulary knows, by the words in their names: "Stichting …", "… Institute"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places
from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.finders.name_words import SMALL_BODIES, capitalised_in, words_in
from kamergraaf.extract.found import Found, add, folded_of, found_of, text_of
from kamergraaf.extract.makers import organisation
from kamergraaf.extract.names import CAPITALISED, SPACE
from kamergraaf.extract.nominal import may_be_nominal
from kamergraaf.extract.person_names import given_names, read_name
from kamergraaf.models import EntityClass
from kamergraaf.name_forms import forms, small_letters
from kamergraaf.vocabulary import Label

_WORD = r"[\w’'&/-]+"
_QUOTED_BODY = re.compile(r"[«“\"‘](?P<name>[^»”\"’\n]{4,90})[»”\"’]")
# "Marco Jansen van de Hogeschool …": the name of a person, and of the body he is of
_PERSON_OF = re.compile(
    rf"(?P<given>[A-ZÀ-Þ][\w’-]+){SPACE}(?:[\w’-]+{SPACE}){{1,3}}?(?:van|bij){SPACE}(?:(?:de|het){SPACE})?(?=[A-ZÀ-Þ])"
)
# "gemeente Utrecht", "stichting voor de Kunsten": between a body word with a small letter and a name
_TO_NAME = re.compile(rf"{SPACE}(?:(?:van|voor){SPACE}(?:(?:de|het){SPACE})?)?(?=[A-ZÀ-Þ])")
_COMMITTEE_OF = re.compile(r"(?<![\w-])(?:[Cc]ommissie|[Ww]erkgroep|[Aa]dviescommissie)-(?=[A-ZÀ-Þ])")
_COMMITTEES = ("commissie-", "werkgroep-", "adviescommissie-")
_KIND_FIRST = re.compile(rf"(?P<kind>[\w’-]+){SPACE}")
_ENDS_IN_ADJECTIVE = re.compile(r"\s[A-ZÀ-Þ][\w’-]*(?:sche|[ai]le|[eë]le|ieve|aire|lijke|ige)$")
_NOUN = re.compile(rf"{SPACE}(?P<word>[a-zà-ÿ-]{{4,}})")
_LEAST_STEM = 4
_LONGEST_QUOTED = 6
_SURE = 0.9


@Language.component("kg_named_bodies")
def find_named_bodies(doc: Doc) -> Doc:
    """Find organisations in ``doc`` by the form of their names; the known ones must have been found before."""
    known = [f for f in found_of(doc, EntityClass.ORGANISATION, EntityClass.LEGISLATION) if f.confidence >= _SURE]
    foreign = {hit.start: hit.end for hit, labels in hits_of(doc, EntityClass.COUNTRY) if not _is_dutch(labels)}
    add(doc, (f for f in _by_word(doc, foreign) if not _joins_known(f, known)))
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
    bodies, suffixes = small_letters("body-words"), _body_suffixes()
    companies = forms("company-words").words
    kinds = forms("kind-words").words
    for start, name in capitalised_in(doc):
        if name.isalnum():  # one word, without a hyphen
            continue
        if start in foreign and foreign[start] < start + len(name):
            cut = foreign[start] - start + 1
            start, name = start + cut, name[cut:]
        if (person := _PERSON_OF.match(name)) and person["given"] in given_names():
            start, name = start + person.end(), name[person.end() :]
        words = re.findall(r"[\w’'.&-]+", name)
        # The row of capitals ends before the last dot of "B.V."
        dotted = text.startswith(".", start + len(name)) and f"{words[-1]}." in companies
        if len(words) > 1 and (dotted or words[-1] in companies):
            yield _organisation(start, f"{name}." if dotted else name, "organisation-company")
        elif len(words) > 1 and (any(w.lower() in bodies for w in words) or _ends_as_body(words[0], suffixes)):
            kind = _KIND_FIRST.match(name)
            if kind is None or kind["kind"].lower() not in kinds:
                yield _organisation(start, _whole(text, start, start + len(name)), "organisation-word")
        elif "-" in name and " " not in name and name.lower().endswith(suffixes) and name[0].isupper():
            yield _organisation(start, name, "organisation-suffix")
    for body in words_in(doc, SMALL_BODIES):
        link = _TO_NAME.match(text, body.end)
        named = CAPITALISED.match(text, link.end()) if link else None
        if named is not None and text[body.start - 1 : body.start] != "-":
            start = named.start() if text[body.start : body.end] in kinds else body.start
            yield _organisation(start, _whole(text, start, named.end()), "organisation-word")
    for match in matches(_COMMITTEE_OF, text, places(folded_of(doc), *_COMMITTEES)):
        if (chair := read_name(text, match.end(), double=True)) is not None:
            yield _organisation(match.start(), text[match.start() : chair.end], "organisation-word")
    for match in _QUOTED_BODY.finditer(text):
        first = match["name"].split()[0]
        if first[0].isupper() and first.lower() in bodies and _is_short_name(match["name"]):
            yield _organisation(match.start("name"), match["name"], "organisation-quoted")


def _whole(text: str, start: int, end: int) -> str:
    """The name at ``start`` with the noun behind an adjective that ends it: "Commissie voor Klinische biologie"."""
    following = _NOUN.match(text, end) if _ENDS_IN_ADJECTIVE.search(text, start, end) else None
    return text[start : following.end() if following and may_be_nominal(following["word"]) else end]


@cache
def _body_suffixes() -> tuple[str, ...]:
    return tuple(word.lower().lstrip("-") for word in forms("body-suffixes").words)


def _ends_as_body(word: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a compound ends as names of bodies do: "Informatieknooppunt Zorgfraude", "Sectorraad …"."""
    return (
        word.endswith(suffixes)
        and "-" not in word
        and any(word.endswith(s) and len(word) >= len(s) + _LEAST_STEM for s in suffixes)
    )


def _is_short_name(name: str) -> bool:
    """Whether a quotation is a name and no headline: a few words, most of them with a capital."""
    words = name.split()
    return 1 < len(words) <= _LONGEST_QUOTED and 2 * sum(word[0].isupper() for word in words) >= len(words)


def _organisation(start: int, name: str, rule: str) -> Found:
    entity = organisation(name[0].upper() + name[1:])
    return Found(start, start + len(name), EntityClass.ORGANISATION, (entity,), rule, 0.75)
