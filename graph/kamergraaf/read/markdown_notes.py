"""Footnotes that a converter from PDF left at the foot of each page of a Markdown file, as plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.models import BlockKind
from kamergraaf.read.furniture import is_imprint
from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.marked import Marked
from kamergraaf.read.pieces import Piece
from kamergraaf.read.superscripts import labels_in

_LABELLED = re.compile(r"(\d{1,3})\s+(?=\S)")


def with_notes_marked(pieces: Sequence[Piece]) -> list[Piece]:
    """``pieces`` with such notes set apart, each behind its label as a raised one.

    A page ends where a rule stands. Its last paragraphs are notes if they open with numbers that count up and
    that stand as markers ("[3]") in the text.
    """
    markers = {label for piece in pieces for line in piece.lines for label in labels_in(line.text)}
    starts = [0, *(index for index, piece in enumerate(pieces) if index and piece.after_break)]
    if len(starts) == 1 or not markers:
        return list(pieces)
    marked: list[Piece] = []
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True):
        page = pieces[start:end]
        zone = _notes_at_foot(page, markers)
        marked += page[: len(page) - len(zone)]
        for piece in zone:
            marked += _apart(piece)
    return [piece for piece in marked if piece.lines]


def _notes_at_foot(page: Sequence[Piece], markers: set[str]) -> Sequence[Piece]:
    """The last pieces of ``page`` that are notes, or furniture between them."""
    first = len(page)
    following: int | None = None
    for index in range(len(page) - 1, -1, -1):
        piece = page[index]
        if piece.lines and all(is_imprint(line.text.strip()) for line in piece.lines):
            continue
        labels = _labels(piece, markers)
        if not labels or (following is not None and labels[-1] != following - 1):
            break
        first, following = index, labels[0]
    return page[first:]


def _labels(piece: Piece, markers: set[str]) -> list[int]:
    """The labels of the notes in ``piece``; none if it opens with no label."""
    if piece.kind is not BlockKind.PARAGRAPH or not piece.lines:
        return []
    labels: list[int] = []
    for line in piece.lines:
        found = _LABELLED.match(line.text)
        if is_numbered_head(line.text):
            return []
        if found and found.group(1) in markers and (not labels or int(found.group(1)) == labels[-1] + 1):
            labels.append(int(found.group(1)))
        elif not labels:
            return []
    return labels


def _apart(piece: Piece) -> list[Piece]:
    """A piece for each note in ``piece``, with its label raised."""
    notes: list[list[Marked]] = []
    expected = None
    for line in piece.lines:
        found = _LABELLED.match(line.text)
        if found and (expected is None or int(found.group(1)) == expected):
            expected = int(found.group(1)) + 1
            rest = line.cut(found.end())
            notes.append([Marked(rest.text, ((0, found.group(1)), *rest.marks))])
        elif notes:
            notes[-1].append(line)
        else:
            return [piece]
    return [piece._replace(lines=tuple(lines)) for lines in notes]
