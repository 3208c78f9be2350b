"""Sentence boundaries in Dutch running text, as character spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.lang.nl.tokenizer_exceptions import abbrevs

from kamergraaf.models import Span

# That a class of characters opens the pattern lets Python skip over all others.
_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"'’”»)\]]*(?=\s+[\"'‘“«(\[]*[A-ZÀ-ÞĲ0-9•]))")
_LAST_WORD = re.compile(r"\S+$")


@cache
def _abbreviations() -> frozenset[str]:
    """Dutch abbreviations that end in a full stop, from spaCy's language data."""
    return frozenset(form.lower() for form in abbrevs if form.endswith("."))


def _ends_in_abbreviation(text: str, end: int) -> bool:
    word = _LAST_WORD.search(text, max(0, end - 24), end)
    if word is None:
        return False
    form = word.group().lstrip("([\"'‘“«")
    is_initial = len(form) <= 3 and form[0].isupper() and form[:-1].isalpha() and len(form) == 2
    dotted = "." in form[:-1] and form.replace(".", "").isalpha()
    return is_initial or dotted or form.lower() in _abbreviations()


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` in order, without the white space between them.

    A line break always ends a sentence; a full stop after an abbreviation or an initial does not. The last few texts
    are kept, for several rules in turn ask for the sentences of one answer.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if text[end - 1] == "." and _ends_in_abbreviation(text, end):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.lstrip()
    if stripped:
        start = end - len(stripped)
        yield Span(start, start + len(stripped.rstrip()))
