"""Text with inline markup, gathered run by run: from HTML, XML and Word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kamergraaf.models import Emphasis
from kamergraaf.read.encoding import clean_characters
from kamergraaf.read.marked import Marked

_BLANKS = re.compile(r"\s+")


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
        """Emphasis that covers all letters."""
        if self.letters and self.bold_letters == self.letters:
            return Emphasis.BOLD
        if self.letters and self.italic_letters == self.letters:
            return Emphasis.ITALIC
        return Emphasis.NONE

    def content(self) -> Marked:
        """What has been gathered."""
        return Marked("".join(self.pieces), tuple(self.marks)).squeezed()
