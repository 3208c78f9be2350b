"""Lines of a text file, and the figures in them that label notes or mark words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LABELLED = re.compile(r"(?P<label>\d{1,3})(?:\s+(?=\S)|(?=[A-ZÀ-Þ(«“‘\"]|https?://|www\.))(?P<text>.+)")
"""A line that may open a note, its label set off by a blank or stuck to the text."""
# After a figure and a point or a comma, another figure is the rest of a number ("artikel 1.2"), but for a year's.
GLUED = re.compile(
    r"(?:[?!;»”\"’')\]]|(?:(?<!\d)|(?<=(?<!\d)19\d\d)|(?<=(?<!\d)20\d\d))[.,:]|[^\W\d_]{3}|(?<!\d)(?:19|20)\d\d)"
    r"(\d{1,3})(?=[\s.,;:?!)»]|$)(?![.,]\d)"
)
"""A figure stuck to the word before it, as a marker is in text copied from a PDF."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the file: how far it is indented, and its number on its page."""

    text: str
    indent: int
    number: int
    page: int


def glued_labels(text: str) -> Iterator[str]:
    """The labels that figures stuck to words may stand for: "zorgaanbieder?12" has marker 12, or 1 and 2."""
    for found in GLUED.finditer(text):
        yield found.group(1)
        yield from found.group(1)
