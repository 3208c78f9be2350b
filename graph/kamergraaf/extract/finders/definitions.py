"""Names that a text gives itself: "… (hierna: de Jeugdwet)", "Arbeidsomstandighedenwet (Arbowet)"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places
from kamergraaf.extract.found import Found, all_found, replace_found, text_of
from kamergraaf.models import EntityClass

_DEFINES = re.compile(
    r"\s?\(\s*(?:(?P<explicit>hierna|verder|afgekort|ook\s+wel)\s*(?:te\s+noemen)?\s*:?\s*)?(?:(?:de|het)\s+)?[«“\"‘']?(?P<short>[A-Za-z][\w’&.-]{1,24})[»”\"’']?\s*\)"
)
_IN_BRACKETS = re.compile(r"\s\(")
_DEFINABLE = (EntityClass.ORGANISATION, EntityClass.LEGISLATION, EntityClass.POLICY, EntityClass.COUNTRY)
_SHORTENED = (EntityClass.POLICY, EntityClass.COUNTRY)
"""What goes by abbreviations of its own name: "Kosovo (KFOR)" says what is there, not what Kosovo is called."""
_LEADING = 16
"""Characters that may stand in brackets before the name: "the", "de", a first word that is no part of it."""
_LONGEST_SHORT = 5
"""Letters of an abbreviation that is written as a word: "Woo", "Wmo"."""
_DEFINED = 0.985
"""A name that the paper itself defines is surer than any that is only known from elsewhere."""


@Language.component("kg_definitions")
def find_definitions(doc: Doc) -> Doc:
    """Give names that ``doc`` defines for itself the meaning it gives them, wherever they stand in it."""
    found = _with_long_names(text_of(doc), all_found(doc))
    replace_found(doc, [*found, *_uses(text_of(doc), found)])
    return doc


def _uses(text: str, found: list[Found]) -> Iterator[Found]:
    defined: dict[str, Found] = {}
    for name in sorted(found, key=lambda f: (f.start, -f.end, f.cls is not EntityClass.LEGISLATION, -f.confidence)):
        if name.cls not in _DEFINABLE:
            continue
        match = _DEFINES.match(text, name.end)
        if match is None or match["short"].isdigit():
            continue
        named = any(c.isupper() for c in match["short"]) and (
            name.cls not in _SHORTENED or _shortens(match["short"], name)
        )
        if match["explicit"] or named:
            defined.setdefault(match["short"], name)
    for short, name in defined.items():
        for use in matches(re.compile(rf"(?<![\w-]){re.escape(short)}(?!\w)"), text, places(text, short)):
            yield Found(use.start(), use.end(), name.cls, name.candidates, "defined-name", _DEFINED)


def _shortens(short: str, name: Found) -> bool:
    """Whether ``short`` may stand for ``name``: "werkkostenregeling (WKR)", but not "terugkeer (EU)"."""
    letters = iter(name.candidates[0].label.lower())
    return short[0].lower() == name.candidates[0].label[0].lower() and all(
        c in letters for c in short.lower() if c.isalpha()
    )


def _is_abbreviation(name: str) -> bool:
    """Whether ``name`` may be short for what follows: "NIS2", "Woo", but not "Faillissementswet"."""
    return len(name) <= _LONGEST_SHORT or any(c.isupper() or c.isdigit() for c in name[1:].split(" ")[0])


def _with_long_names(text: str, found: list[Found]) -> list[Found]:
    """An abbreviation that is known and written out in brackets is one thing with that: "NIS2 (Network and …)"."""
    written_out: dict[Found, Found] = {}
    others = sorted((f for f in found if not f.rule.endswith("-label")), key=attrgetter("start"))
    for name in (f for f in found if f.rule.endswith("-label") and _is_abbreviation(text[f.start : f.end])):
        bracket = _IN_BRACKETS.match(text, name.end)
        if bracket is None:
            continue
        close = text.find(")", bracket.end())
        first = bisect_left(others, bracket.end(), key=attrgetter("start"))
        last = bisect_right(others, bracket.end() + _LEADING, key=attrgetter("start"))
        for f in others[first:last]:
            if f.cls is name.cls and f.end <= close:
                written_out[f] = name
    if not written_out:
        return found
    return [
        Found(f.start, f.end, f.cls, written_out[f].candidates, f.rule, f.confidence) if f in written_out else f
        for f in found
    ]
