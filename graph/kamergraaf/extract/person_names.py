"""Names of people as they stand in a text: initials, given names, prefixes, surname; alone and in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kamergraaf.extract.names import ARTICLE, PREFIX, SPACE, WORD
from kamergraaf.name_forms import forms, small_letters

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[^\S\n]?)+")
_PREFIXED = re.compile(rf"(?:{PREFIX}{SPACE})+{WORD}")
_PLAIN = re.compile(rf"{ARTICLE}{WORD}")
_NEXT_PREFIXED = re.compile(rf"{SPACE}(?P<name>(?:{PREFIX}{SPACE})+{WORD})")
_NEXT_PLAIN = re.compile(rf"{SPACE}(?:[A-Z]\.{SPACE})?(?P<name>{ARTICLE}{WORD})")
_NEXT_INITIAL = re.compile(rf"{SPACE}(?P<name>[A-Z]\.)(?={SPACE}[a-z(]|[,;)])")
_BODY_GOES_ON = re.compile(rf"{SPACE}(?:&|for\b|[A-ZÀ-Þ])")
_PARTY = re.compile(r"[^\S\n]*\((?!Kamerst|Aanh|\d)[^)\d]{2,30}\)")
_AND = re.compile(r"\s*(?:,\s*en\b|,|/|&|\ben\b)\s*(?=[A-ZÀ-Þ]|[Vv]an\b|von\b|ten\b|ter\b|el\b)")
# A body, an office or a place in the stead of a name: "voorzitter Europese Commissie"
_NOT_A_NAME = re.compile(
    r"^(?:Tweede|Eerste|Europe(?:se|es)|Nederlandse?|Ministerie|Raad|Staat|Algemene|Kamer|Commissie|Kabinet|Aanhangsel"
    r"|Kamerstuk\w*|Van\s+de\s+Kamer)\b"
)
_GOES_ON = re.compile(r"-[a-zà-ÿ]")
"""Behind what is a part of a word ("Vice-premier")."""
_PORTFOLIO = re.compile(rf"{SPACE}(?:voor|van)\b")
_PLACE = re.compile(r"[a-zà-ÿ]{2}(?:plein|straat|laan|kade|gracht|tunnel|school|college|prijs|fonds|lezing)$")
"""Endings of what is named after somebody."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in a text: character offsets, end exclusive, and the surname with its prefix."""

    start: int
    end: int
    surname: str
    """With a capital, as where it stands alone: "Van der Leyen"."""


@cache
def given_names() -> frozenset[str]:
    """Return the given names that are no everyday words."""
    known = forms("given-names")
    return known.words - known.ambiguous


def read_name(text: str, start: int, *, titled: bool = False, double: bool = False) -> PersonName | None:
    """Return the name that begins at ``start``; ``None`` if what stands there is none.

    A name goes on behind a given name: in "Marco Jansen van de Universiteit" it ends before "van". ``titled``: an
    office or a title stands before it, so that the first word may be a given name that we do not know.
    ``double``: two words in a row may be one surname ("Six Dijkstra").
    """
    initials = _INITIALS.match(text, start)
    at = initials.end() if initials else start
    prefixed = _PREFIXED.match(text, at)
    if prefixed is not None:
        return _checked(text, start, prefixed.end(), prefixed.group())
    first = _PLAIN.match(text, at)
    if first is None:
        return None
    end, words = first.end(), [first.group()]
    while len(words) < 4:
        given = words[-1] in given_names() and not initials
        first_of_titled = titled and len(words) == 1
        following = _NEXT_PREFIXED.match(text, end)
        if following is not None and (given or (first_of_titled and not _BODY_GOES_ON.match(text, following.end()))):
            return _checked(text, start, following.end(), following["name"])
        following = _NEXT_PLAIN.match(text, end)
        # Behind two names there may be more: "Tedros Adhanom Ghebreyesus"; what opens something else is none.
        more = len(words) > 1 and not double and following is not None and not _opens(following["name"])
        if following is None or not (given or first_of_titled or more or (double and len(words) == 1)):
            break
        end = following.end()
        words.append(following["name"])
    if len(words) == 1 and words[0] in given_names() and (letter := _NEXT_INITIAL.match(text, end)):
        return _checked(text, start, letter.end(), f"{words[0]} {letter['name']}")
    double_surname = double and len(words) == 2 and words[0] not in given_names()
    return _checked(text, start, end, " ".join(words) if double_surname else words[-1])


def _is_title(text: str, end: int, word: str) -> bool:
    """Whether ``word``, which ends at ``end``, is no name: "Ir.", "Staatssecretaris voor Asiel"."""
    if text.startswith(".", end):
        return f"{word}." in small_letters("offices")
    return word in small_letters("offices") and _PORTFOLIO.match(text, end) is not None


def _opens(word: str) -> bool:
    """Whether ``word`` opens the name of a body or an office, which may stand right behind a person's name."""
    return (
        word.lower() in small_letters("body-words")
        or word.lower() in small_letters("offices")
        or _NOT_A_NAME.match(word) is not None
    )


def _checked(text: str, start: int, end: int, surname: str) -> PersonName | None:
    *prefix, last = surname.split()
    if _NOT_A_NAME.match(text[start:end]) or last.lower() in small_letters("body-words"):
        return None
    if _GOES_ON.match(text, end) or _PLACE.search(last) or _is_title(text, end, last.lower()):
        return None
    if prefix == ["de"] and last.lower() in small_letters("offices"):  # "mevrouw Kalverboer, de Kinderombudsvrouw"
        return None
    return PersonName(start, end, surname[0].upper() + surname[1:])


def read_names(text: str, start: int, *, double: bool = False) -> Iterator[PersonName]:
    """Yield the names listed from ``start`` on: "Boomsma (NSC), Rajkowski en Van Zanten" has three."""
    at = start
    while (name := read_name(text, at, titled=not double, double=double)) is not None:
        yield name
        party = _PARTY.match(text, name.end)
        joined = _AND.match(text, party.end() if party else name.end)
        if joined is None:
            return
        at = joined.end()
