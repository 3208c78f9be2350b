"""What every reader drafts, and how it becomes a SourcePaper: empty blocks go, markers find their notes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kamergraaf.errors import UnreadableError
from kamergraaf.models import Block, BlockKind, Emphasis, Footnote, NoteMarker, SourcePaper
from kamergraaf.read.marked import Marked

_UNIT_BEFORE_EXPONENT = re.compile(r"(?:^|[\s\d(/])[kcdm]?m$")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Draft(NamedTuple):
    """A block whose markers still carry labels. ``place`` orders blocks and notes: a page, or a count."""

    content: Marked
    place: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    emphasis: Emphasis = Emphasis.NONE
    page: int | None = None


class DraftNote(NamedTuple):
    """A note, its label, and where it stood."""

    label: str
    text: str
    place: int
    page: int | None = None


@dataclass(slots=True)
class DraftPaper:
    """All that a reader found."""

    blocks: list[Draft] = field(default_factory=list)
    notes: list[DraftNote] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


def finish(draft: DraftPaper, *, name: str, sha256: str, media_type: str) -> SourcePaper:
    """Binds a marker to the note of its label at the marker's place or next after it, else the last before.

    A marker without a note is dropped, unless each of its figures has one; a raised figure after a unit of length
    is an exponent and is put back.
    Raises UnreadableError if no block holds any text.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for index, note in enumerate(draft.notes):
        places.setdefault(note.label, []).append((note.place, index))
    for candidates in places.values():
        candidates.sort()
    blocks = tuple(_block(item, places) for item in draft.blocks if any(map(str.isalnum, item.content.text)))
    if not blocks:
        raise UnreadableError(name, "holds no text")
    notes = tuple(Footnote(note.label, note.text, note.page) for note in draft.notes)
    return SourcePaper(name, sha256, media_type, blocks, notes, tuple(draft.furniture))


def _block(item: Draft, places: dict[str, list[tuple[int, int]]]) -> Block:
    settled = with_exponents(item.content.squeezed())
    markers = []
    for offset, printed in settled.marks:
        # "12" without a note of that number is two markers side by side.
        for label in [printed] if printed in places else printed:
            if candidates := places.get(label):
                markers.append(NoteMarker(offset, _nearest(candidates, item.place)))
    return Block(settled.text, item.kind, item.level, item.emphasis, item.page, tuple(markers))


def _nearest(candidates: Sequence[tuple[int, int]], place: int) -> int:
    after = bisect_left(candidates, (place, -1))
    return candidates[min(after, len(candidates) - 1)][1]


def with_exponents(content: Marked) -> Marked:
    """The same with a raised figure after a unit of length (m, km) back in the text, as a superscript."""
    if not content.marks:
        return content
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    position = length = 0
    for offset, label in content.marks:
        pieces.append(content.text[position:offset])
        length += offset - position
        position = offset
        if label in {"2", "3"} and _UNIT_BEFORE_EXPONENT.search(content.text[max(0, offset - 4) : offset]):
            pieces.append(label.translate(_SUPERSCRIPTS))
            length += 1
        else:
            marks.append((length, label))
    pieces.append(content.text[position:])
    return Marked("".join(pieces), tuple(marks))
