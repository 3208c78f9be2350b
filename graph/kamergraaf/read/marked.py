"""Text from which the footnote markers have been lifted, with the places where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_SPACE_RUN = re.compile(r"[^\S\n\t]+")
_AROUND_BREAK = re.compile(r" ?([\n\t]) ?")
_NO_SPACE_BEFORE = frozenset(".,;:?!)]»”")


class Marked(NamedTuple):
    """Running text and its markers as (character offset, label); offsets rise."""

    text: str
    marks: tuple[tuple[int, str], ...] = ()

    def cut(self, start: int, end: int | None = None) -> Marked:
        """The part from ``start`` up to ``end`` (exclusive); markers outside it are dropped."""
        stop = len(self.text) if end is None else end
        kept = tuple((offset - start, label) for offset, label in self.marks if start <= offset <= stop)
        return Marked(self.text[start:stop], kept)

    def squeezed(self) -> Marked:
        """The same with runs of blanks made one and the ends stripped; line breaks and tabs are kept.

        A marker set off by a blank belongs to the word before that blank, and a blank that only kept the
        marker from the punctuation after it goes.
        """
        if not self.marks and "\n" not in self.text and "\t" not in self.text:
            return Marked(" ".join(self.text.split()))
        pieces: list[str] = []
        marks: list[tuple[int, str]] = []
        length = 0
        last = "\n"
        position = 0
        for stop, label in (*self.marks, (len(self.text), "")):
            piece = _even(self.text[position:stop])
            position = stop
            if last in " \n\t":
                piece = piece.lstrip(" ")
            elif marks and marks[-1][0] == length and piece[:1] == " " and piece[1:2] in _NO_SPACE_BEFORE:
                piece = piece[1:]
            if last == " " and piece[:1] in _NO_SPACE_BEFORE and piece and marks and marks[-1][0] == length - 1:
                pieces[-1] = pieces[-1][:-1]
                length -= 1
            if piece:
                pieces.append(piece)
                length += len(piece)
                last = piece[-1]
            if label:
                marks.append((length - 1 if last == " " else length, label))
        text = "".join(pieces).rstrip()
        return Marked(text, tuple((min(offset, len(text)), label) for offset, label in marks))


def _even(text: str) -> str:
    """``text`` with runs of blanks made one, and none around line breaks and tabs."""
    # The plain blank is the only white space that is printable.
    if "  " not in text and text.isprintable():
        return text
    return _AROUND_BREAK.sub(r"\1", _SPACE_RUN.sub(" ", text))


def concat(parts: Iterable[Marked]) -> Marked:
    """One text out of several, without anything between them."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    texts: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    for part in parts:
        marks.extend((offset + length, label) for offset, label in part.marks)
        texts.append(part.text)
        length += len(part.text)
    return Marked("".join(texts), tuple(marks))
