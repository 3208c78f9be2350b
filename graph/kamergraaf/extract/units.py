"""From blocks to the text of a unit: paragraphs joined, footnotes placed."""

from __future__ import annotations

from collections.abc import Sequence

from kamergraaf.models import Block, BlockKind, SourcePaper, UnitNote


def unit_text(blocks: Sequence[Block], source: SourcePaper) -> tuple[str, tuple[UnitNote, ...]]:
    """Return the running text of ``blocks`` and the footnotes whose markers stand in it.

    Paragraphs are parted by a blank line, list items and table rows by a line break; the notes' offsets
    are characters into the text returned.
    """
    text = ""
    notes: list[UnitNote] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            in_list = block.kind in (BlockKind.ITEM, BlockKind.ROW)
            text += "\n" if in_list else "\n\n"
        for marker in block.markers:
            note = source.footnotes[marker.note]
            notes.append(UnitNote(len(text) + marker.offset, note.label, note.text))
        text += block.text
        before = block
    return text, tuple(notes)
