"""Sentence boundaries in Dutch running text, as character spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.lang.nl.tokenizer_exceptions import abbrevs

from kamergraaf.models import Span

_END = re.compile(r"[.!?…]+[\"'’”»)\]]*(?=\s+[\"'‘“«(\[]*[A-ZÀ-ÞĲ0-9•])|\n+")
_LAST_WORD = re.compile(r"\S+$")


@cache
def _abbreviations() -> frozenset[str]:
    """Dutch abbreviations that end in a full stop, from spaCy's language data."""
    return frozenset(form.lower() for form in abbrevs if form.endswith("."))


def _ends_in_abbreviation(text: str, end: int) -> bool:
    if text[end - 1] != ".":
        return False
    word = _LAST_WORD.search(text, max(0, end - 24), end)
    if word is None:
        return False
    form = word.group().lstrip("([\"'‘“«")
    is_initial = len(form) <= 3 and form[0].isupper() and form[:-1].isalpha() and len(form) == 2
    dotted = "." in form[:-1] and form.replace(".", "").isalpha()
    return is_initial or dotted or form.lower() in _abbreviations()


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of ``text`` in order, without the white space between them.

    A line break always ends a sentence; a full stop after an abbreviation or an initial does not.
    """
    start = 0
    for match in _END.finditer(text):
        if not match.group().startswith("\n") and _ends_in_abbreviation(text, match.end()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if stripped:
        yield Span(start + left, start + left + len(stripped))
