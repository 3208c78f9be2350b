"""Text with inline markup, gathered run by run: from HTML, XML and Word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kamergraaf.models import Emphasis
from kamergraaf.read.encoding import clean_characters
from kamergraaf.read.marked import Marked

_BLANKS = re.compile(r"\s+")


_COVERING = 0.8
"""Share of the letters: within emphasis a title is printed in plain type."""


def covering(letters: int, bold: int, italic: int) -> Emphasis:
    """The emphasis of a text of which so many letters are in bold and in italics."""
    if letters and bold >= _COVERING * letters:
        return Emphasis.BOLD
    if letters and italic >= _COVERING * letters:
        return Emphasis.ITALIC
    return Emphasis.NONE


@dataclass(slots=True)
class InlineText:
    """A paragraph under construction."""

    pieces: list[str] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0
    letters: int = 0
    bold_letters: int = 0
    italic_letters: int = 0

    def add(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Adds ``text``, its blanks and line ends as single blanks."""
        clean = _BLANKS.sub(" ", clean_characters(text))
        letters = sum(map(str.isalpha, clean))
        self.letters += letters
        self.bold_letters += letters if bold else 0
        self.italic_letters += letters if italic else 0
        self.pieces.append(clean)
        self.length += len(clean)

    def break_line(self) -> None:
        """Ends the line within the paragraph."""
        self.pieces.append("\n")
        self.length += 1

    def mark(self, label: str) -> None:
        """A footnote marker here."""
        self.marks.append((self.length, label))

    @property
    def emphasis(self) -> Emphasis:
        """Emphasis that covers the text, but for a title in it that is set the other way to stand out."""
        return covering(self.letters, self.bold_letters, self.italic_letters)

    def content(self) -> Marked:
        """What has been gathered."""
        return Marked("".join(self.pieces), tuple(self.marks)).squeezed()
