"""Lines of a text file, and the figures in them that label notes or mark words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LABELLED = re.compile(r"(?P<label>\d{1,3})(?:\s+(?=\S)|(?=[A-ZÀ-Þ(«“‘\"]|https?://|www\.))(?P<text>.+)")
"""A line that may open a note, its label set off by a blank or stuck to the text."""
_DIGITS = re.compile(r"\d+")
_WITH_YEAR = re.compile(r"(?:(?:19|20)\d\d)?(\d{1,3})")
# What may stand before a marker, and after it. After a figure and a point or a comma, another is the rest of a
# number ("artikel 1.2"), but for a year's.
_BEFORE = re.compile(r"(?:[?!;»”\"’')\]]|(?:^|\D|(?<!\d)(?:19|20)\d\d)[.,:]|[^\W\d_]{3})$")
_AFTER = re.compile(r"(?=[\s.,;:?!)»]|$)(?![.,]\d)")
_REACH = 6
"""Characters that are looked at before a figure."""


class TextLine(NamedTuple):
    """A line of the file: how far it is indented, and its number on its page."""

    text: str
    indent: int
    number: int
    page: int


def glued_figures(text: str) -> Iterator[tuple[int, str]]:
    """Figures stuck to the word before them, as markers are in text copied from a PDF, and where they stand."""
    for digits in _DIGITS.finditer(text):
        found = _WITH_YEAR.fullmatch(digits.group())
        if found is None or not _AFTER.match(text, digits.end()):
            continue
        figure = found.group(1)
        start = digits.end() - len(figure)
        if start > digits.start() or _BEFORE.search(text[max(0, start - _REACH) : start]):
            yield start, figure


def glued_labels(text: str) -> Iterator[str]:
    """The labels that figures stuck to words may stand for: "zorgaanbieder?12" has marker 12, or 1 and 2."""
    for _, figure in glued_figures(text):
        yield figure
        yield from figure
