"""Municipalities, provinces and other administrations of a place, alone and in lists.

A place where something happens is none: "in de provincie Overijssel".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places
from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.found import Found, add, folded_of, text_of
from kamergraaf.extract.makers import organisation
from kamergraaf.extract.names import SPACE
from kamergraaf.models import EntityClass
from kamergraaf.name_forms import forms
from kamergraaf.namespaces import kebab
from kamergraaf.vocabulary import vocabulary

_PLACE = r"(?:[’']s-)?[A-ZÀ-Þ][\w’'-]+(?:[^\S\n]+(?:(?:aan[^\S\n]+den|aan[^\S\n]+de|op|bij)[^\S\n]+)?[A-ZÀ-Þ][\w’'-]+)*"
_PLACES = re.compile(rf"{_PLACE}(?:(?:,|{SPACE}en|,{SPACE}en|{SPACE}of){SPACE}(?!(?:de|het)\b){_PLACE})*")
_PART = re.compile(_PLACE)
_THERE = re.compile(r"\b(?:in|uit|binnen|buiten|rond|naar|over)\s+(?:de|het)\s+$", re.IGNORECASE)


@Language.component("kg_local_bodies")
def find_local_bodies(doc: Doc) -> Doc:
    """Find administrations of places in ``doc``."""
    known = {(hit.start, hit.end) for hit, _ in hits_of(doc, EntityClass.ORGANISATION)}
    add(doc, _local(text_of(doc), folded_of(doc), known))
    return doc


@cache
def _kinds() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The pattern of a kind of body before a place; and the letters that the kinds begin with."""
    words = forms("local-bodies").words
    pattern = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    beginnings = tuple(word for word in words if not any(word.startswith(w) for w in words - {word}))
    return re.compile(rf"(?<![\w-])(?P<kind>(?i:{pattern})){SPACE}(?=[’'A-ZÀ-Þ])"), beginnings


def _local(text: str, lowered: str, known: set[tuple[int, int]]) -> Iterator[Found]:
    words = forms("local-bodies")
    pattern, beginnings = _kinds()
    for match in matches(pattern, text, places(lowered, *beginnings)):
        listed = _PLACES.match(text, match.end())
        if listed is None or _THERE.search(text, max(0, match.start() - 16), match.start()):
            continue
        kind = words.plurals.get(match["kind"].lower(), match["kind"].lower())
        plural = kind != match["kind"].lower()
        for place in _PART.finditer(text, listed.start(), listed.end()):
            first = place.start() == listed.start()
            start = match.start() if first else place.start()
            if not plural and not first:
                break
            if (start, place.end()) in known:
                continue
            name = f"{kind} {place.group()}"
            entity = vocabulary().get(EntityClass.ORGANISATION, kebab(name)) or organisation(name[0].upper() + name[1:])
            yield Found(start, place.end(), EntityClass.ORGANISATION, (entity,), "organisation-local", 0.9)
