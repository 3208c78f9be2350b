"""Paragraphs that a converter from PDF ran together in one of Markdown, with only a short line between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kamergraaf.models import BlockKind
from kamergraaf.read.pieces import Piece
from kamergraaf.read.sentence_end import ends_sentence, starts_lower
from kamergraaf.read.wrapping import share_filled, usual_width

_FILLED = 0.75
"""Share of filled lines from which lines were broken by width, not by sense: there they may be cut."""
_ROOM = 0.85
"""Share of the width within which a line must stay, with the next line's first word, to end a paragraph."""


def with_paragraphs_apart(pieces: Iterable[Piece]) -> list[Piece]:
    """``pieces``, cut after a sentence that leaves room for the next word, if nearly all other lines leave none."""
    given = list(pieces)
    # The last line of a piece may be short anyhow, and the first may be a head.
    pairs = [
        (len(line.text), len(following.text.split(None, 1)[0]))
        for piece in given
        if piece.kind is BlockKind.PARAGRAPH
        for line, following in pairwise(piece.lines)
        if following.text.strip()
    ]
    width = usual_width(pairs)
    if width is None or share_filled(pairs, width) < _FILLED:
        return given
    return [part for piece in given for part in _cut(piece, width)]


def _cut(piece: Piece, width: int) -> list[Piece]:
    if piece.kind is not BlockKind.PARAGRAPH:
        return [piece]
    starts = [
        index
        for index, (line, following) in enumerate(pairwise(piece.lines), 1)
        if following.text.strip()
        and ends_sentence(line.text)
        and not starts_lower(following.text)
        and len(line.text) + 1 + len(following.text.split(None, 1)[0]) < _ROOM * width
    ]
    return [
        piece._replace(lines=piece.lines[start:end], after_break=piece.after_break and start == 0)
        for start, end in pairwise([0, *starts, len(piece.lines)])
    ]
