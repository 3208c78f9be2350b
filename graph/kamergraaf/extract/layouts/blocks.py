"""Cutting blocks, with the footnote markers that stand in each part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kamergraaf.models import Block, NoteMarker


def part_of(block: Block, start: int, end: int | None = None) -> Block:
    """Return the part of ``block`` from ``start`` up to ``end`` (characters, exclusive), stripped of white space."""
    stop = len(block.text) if end is None else end
    piece = block.text[start:stop]
    offset = start + len(piece) - len(piece.lstrip())
    text = piece.strip()
    markers = tuple(
        NoteMarker(min(m.offset - offset, len(text)), m.note) for m in block.markers if offset <= m.offset <= stop
    )
    return replace(block, text=text, markers=markers)


def heads_apart(blocks: Sequence[Block], head: re.Pattern[str]) -> list[Block]:
    """Give a head that opens a paragraph ("Antwoord: Het kabinet …") a block of its own.

    ``head`` matches the head with the white space after it.
    """
    apart: list[Block] = []
    for block in blocks:
        match = head.match(block.text)
        if match is None:
            apart.append(block)
        else:
            apart += [replace(block, text=match.group().strip(), markers=()), part_of(block, match.end())]
    return apart
