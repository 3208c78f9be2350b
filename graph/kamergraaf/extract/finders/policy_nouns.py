"""Terms built on the nouns that policy terms end in.

Compounds ("signaleringswaarde"), an adjective before a noun ("biometrisch gegeven"), a noun with what it is about
("moratorium op uitzetting"), and bare nouns that a paper keeps coming back to ("vrijstelling").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kamergraaf.extract.inflection import inflected, plurals, uninflected
from kamergraaf.name_forms import forms

_WORD = re.compile(r"(?<![\w-])(?:[A-Z0-9][\w’'-]*-)?[A-Za-zà-ÿ][a-zà-ÿ’'-]{3,}(?![\w-])")
_ROW = re.compile(r"[\w’'-]+")
# An adjective that tells the kind of thing ("biometrisch", "collectief", "verlaagd"), not what one thinks of it.
_ADJECTIVE = re.compile(
    r"(?<![\w-])(?P<word>[a-zà-ÿ][a-zà-ÿ-]{2,}(?:isch|[ai]al|eel|ief|air|lijk|baar|ig|loos|vrij|arm)"
    r"|[a-zà-ÿ-]{3,}(?:isch|al|el|ël|iev|air|lijk|bar|ig|loz|vri?j|arm|end|rd|gd|ld|kt|pt|st|cht)e"
    r"|groene|vrije|gesloten|vals|valse)\s$"
)
_ABOUT = re.compile(r"\s(?P<preposition>[a-z]+)\s(?:de\s|het\s|een\s)?$")
_RIGHT_BEFORE = re.compile(r"(?<![\w-])(?P<word>[a-zà-ÿ-]{4,})\s$")
_LEAST_STEM = 3
"""Letters before the ending of a compound."""
_LONGEST_BEFORE = 40
"""Characters before a noun in which its adjective stands."""
_FARTHEST_SHORT = 800
"""Characters from a term to the bare noun that is short for it."""
_DEFINITE = re.compile(r"\b(?:de|het|dit|deze|die|dat)\s+$", re.IGNORECASE)
_WITHIN = re.compile(r"[\w,;)][ \t]$")
"""What stands before a word within a sentence."""
_LEAST_BARE = 3
"""Times that a bare noun stands in a text before it is a term of that text."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that policy terms end in: its singular, the ending in it, its gender, and whether it is a compound."""

    singular: str
    ending: str
    neuter: bool
    sure: bool
    """Whether the ending makes policy terms more often than everyday words."""
    compound: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A term in a text: its customary name, other names it goes by, and how it is built."""

    start: int
    end: int
    name: str
    others: tuple[str, ...]
    rule: str
    ending: str
    sure: bool
    """Whether its ending makes policy terms more often than everyday words."""


@cache
def _endings() -> tuple[dict[str, tuple[str, bool, bool]], tuple[int, ...]]:
    """Each ending, singular or plural, with its singular, gender and whether it is sure; and the lengths there are."""
    known = forms("policy-endings")
    endings: dict[str, tuple[str, bool, bool]] = {}
    for label in known.words:
        singular = known.plurals.get(label, label)
        endings[label.lstrip("-")] = (singular.lstrip("-"), singular in known.neuter, singular not in known.ambiguous)
    for singular, neuter, sure in list(endings.values()):
        for plural in plurals(singular):
            endings.setdefault(plural, (singular, neuter, sure))
    return endings, tuple(sorted({len(ending) for ending in endings}, reverse=True))


@cache
def _last_parts() -> frozenset[str]:
    """What follows the last hyphen or apostrophe in endings that are no single word ("opt-out")."""
    return frozenset(re.split(r"\W", ending)[-1] for ending in _endings()[0] if not ending.isalpha())


def may_end_noun(word: str) -> bool:
    """Whether a noun that policy terms end in may be ``word``, or have it after its last hyphen or apostrophe."""
    endings, lengths = _endings()
    word = word.lower()
    return word in _last_parts() or any(word[-length:] in endings for length in lengths)


@lru_cache(maxsize=1 << 16)
def noun(word: str) -> Noun | None:
    """Return ``word`` as a noun that policy terms end in; ``None`` for any other word, and for plain ones."""
    if word[0].isupper() and "-" not in word:  # at the start of a sentence
        word = word[0].lower() + word[1:]
    endings, lengths = _endings()
    whole = endings.get(word)
    for length in lengths:
        stem = len(word) - length
        if stem >= _LEAST_STEM and (ending := endings.get(word[stem:])):
            singular = whole[0] if whole else word[:stem] + ending[0]
            plain = forms("plain-terms").words
            return None if word in plain or singular in plain else Noun(singular, *ending, True)
    return Noun(whole[0], *whole, False) if whole else None


def terms(text: str, known: Mapping[int, tuple[int, str]], ends: Iterable[int] | None = None) -> list[Term]:
    """Return the terms in ``text``, in its order; they may overlap.

    ``known`` gives the concepts of the scheme that stand in the text: start → end and label. ``ends`` gives where the
    words stand that :func:`may_end_noun`, in order, if that is known.
    """
    found: list[Term] = []
    bare: list[Term] = []
    for match in _WORD.finditer(text) if ends is None else _words_with(text, ends):
        word = noun(match.group())
        if word is not None and not _is_name(text, match):
            term = _with_adjective(text, match.start(), match.end(), word)
            if term.rule == "policy-noun":
                bare.append(term)
            else:
                found.append(term)
    found += _phrases(text, found + bare, known)
    times = Counter(term.name for term in bare)
    plain = forms("plain-terms").words
    for term in _full_names(text, bare, found, known):
        if term.rule == "policy-short" or (times[term.name] >= _LEAST_BARE and term.name not in plain):
            found.append(term)
    return found


def _is_name(text: str, word: re.Match[str]) -> bool:
    """Whether ``word`` has a capital within a sentence, as names of places and people have ("Rijswijk")."""
    start = word.start()
    return word[0][0].isupper() and "-" not in word[0] and _WITHIN.search(text, max(0, start - 2), start) is not None


def _words_with(text: str, parts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield the words that ``parts`` are in."""
    end = 0
    for part in parts:
        if part >= end:
            start = part
            while start and (text[start - 1] in "-’'_" or text[start - 1].isalnum()):
                start -= 1
            word = _WORD.match(text, start)
            if word is not None and text[word.end() : word.end() + 1] not in ("’", "'"):
                yield word
                end = word.end()
            else:
                row = _ROW.match(text, start)
                end = row.end() if row else part + 1
                yield from _WORD.finditer(text, start, end)


def _full_names(text: str, bare: list[Term], found: list[Term], known: Mapping[int, tuple[int, str]]) -> Iterator[Term]:
    """Yield bare nouns; one with an article, under the name of the longer term not far before it that it is built on.

    "Het moratorium" after "een moratorium op uitzettingen" is short for it.
    """
    longer = [(term.start, term.ending, term.name) for term in found]
    for start, (_, name) in known.items():
        last = noun(name.rsplit(" ", 1)[-1])
        if last is not None and name != last.ending:
            longer.append((start, last.ending, name))
    longer.sort()
    latest: dict[str, tuple[int, str]] = {}
    place = 0
    for term in bare:
        while place < len(longer) and longer[place][0] <= term.start:
            latest[longer[place][1]] = (longer[place][0], longer[place][2])
            place += 1
        at, full = latest.get(term.name, (0, ""))
        meant = (
            full and term.start - at <= _FARTHEST_SHORT and _DEFINITE.search(text, max(0, term.start - 8), term.start)
        )
        yield replace(term, name=full, rule="policy-short") if meant else term


def _with_adjective(text: str, start: int, end: int, word: Noun) -> Term:
    word_before = text.rfind(" ", 0, max(0, start - 2)) + 1
    before = _ADJECTIVE.search(text, max(word_before, start - _LONGEST_BEFORE), start)
    if before is None or inflected(before["word"]) in forms("plain-adjectives").words:
        rule = "policy-compound" if word.compound else "policy-noun"
        return Term(start, end, word.singular, (), rule, word.ending, word.sure)
    base = uninflected(before["word"])
    usual, other = (base, inflected(base)) if word.neuter else (inflected(before["word"]), base)
    name = f"{usual} {word.singular}"
    return Term(before.start(), end, name, (f"{other} {word.singular}",), "policy-adjective", word.ending, word.sure)


def _phrases(text: str, found: list[Term], known: Mapping[int, tuple[int, str]]) -> Iterator[Term]:
    """Yield nouns together with what they are about: another term right after them, or after a preposition of theirs.

    A concept of the scheme right after an instrument is part of its name, as it is printed: "zorgstandaard
    eetstoornissen".
    """
    customary, instruments = forms("policy-phrases").words, forms("policy-words")
    ends = {term.end: term for term in sorted(found, key=lambda t: (t.end, -t.start))}
    about = {term.start: (term.end, term.name) for term in found} | dict(known)
    for start, (end, name) in about.items():
        instrument = _RIGHT_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
        if start in known and instrument and instrument["word"] in instruments.lower_case:
            singular = instruments.plurals.get(instrument["word"], instrument["word"])
            printed, usual = f"{singular} {text[start:end]}", f"{singular} {name}"
            yield Term(
                instrument.start(), end, printed, () if usual == printed else (usual,), "policy-phrase", singular, True
            )
            continue
        between = _ABOUT.search(text, max(0, start - 12), start)
        # "Meningsuiting" goes by "vrijheid van meningsuiting", which says "vrijheid van" already.
        if between and (first := ends.get(between.start())) and first.name not in name.split():
            preposition = between["preposition"]
            if f"{first.ending} {preposition}" in customary or f"{first.name} {preposition}" in customary:
                others = (f"{first.name} {name}", f"{first.name} {preposition} {text[start:end]}")
                whole = f"{first.name} {preposition} {name}"
                yield Term(first.start, end, whole, others, "policy-phrase", first.ending, first.sure)
