"""Blocks as a converter left them become blocks as the paper has them: what a break tore apart is joined."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from kamergraaf.models import BlockKind, Emphasis
from kamergraaf.read.draft import Draft, DraftNote, DraftPaper, with_exponents
from kamergraaf.read.furniture import is_imprint
from kamergraaf.read.heads import HEAD_LEVEL, is_numbered_head, opens_unit
from kamergraaf.read.hyphens import WordForms, join_lines
from kamergraaf.read.marked import Marked
from kamergraaf.read.sentence_end import cannot_end, ends_sentence, is_running_text, starts_lower
from kamergraaf.read.superscripts import labels_in, lift, note_start


class Piece(NamedTuple):
    """A block as the file has it, in lines, with whether a page break or a zone of notes stood before it."""

    lines: tuple[Marked, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    emphasis: Emphasis = Emphasis.NONE
    after_break: bool = False
    page: int | None = None


def to_paper(pieces: Iterable[Piece]) -> DraftPaper:
    """The paper that ``pieces`` make: imprints and notes set apart, broken paragraphs joined.

    A piece is a note if it starts with a raised label, or with one in brackets that also stands in the text.
    """
    given = [part for piece in pieces for part in _units_apart(piece)]
    words = WordForms(line.text for piece in given for line in piece.lines)
    inline = set().union(*(labels_in(line.text) for piece in given for line in piece.lines))
    draft = DraftPaper()
    current: Piece | None = None
    lines: list[Marked] = []
    place = 0
    start = 0
    broken = False

    def close() -> None:
        if current is not None:
            draft.blocks.append(_draft(current, lines, start, words, inline))

    for place, piece in enumerate(given):
        notes = _notes(piece, inline)
        if notes:
            draft.notes.extend(_draft_note(label, lines, place, piece.page, words) for label, lines in notes)
            broken = True
            continue
        if piece.lines and all(is_imprint(line.text.strip()) for line in piece.lines):
            draft.furniture.extend(line.text.strip() for line in piece.lines)
            broken = True
            continue
        broken = broken or piece.after_break
        if current is not None and _continues(current, lines, piece, broken):
            lines.extend(piece.lines)
        else:
            close()
            current, start, lines = piece, place, list(piece.lines)
        broken = False
    close()
    return draft


def _units_apart(piece: Piece) -> list[Piece]:
    """The parts of a paragraph of which later lines open a question or an answer of their own."""
    starts = [i for i, line in enumerate(piece.lines) if i and opens_unit(line.text.strip())]
    if not starts:
        return [piece]
    return [piece._replace(lines=piece.lines[a:b]) for a, b in pairwise([0, *starts, len(piece.lines)])]


def _notes(piece: Piece, inline: set[str]) -> list[tuple[str, list[Marked]]]:
    notes: list[tuple[str, list[Marked]]] = []
    for line in piece.lines:
        if line.marks and not line.text[: line.marks[0][0]].strip():
            notes.append((line.marks[0][1], [Marked(line.text, line.marks[1:])]))
        elif inline and (found := note_start(line.text)) is not None and found[0] in inline:
            notes.append((found[0], [line.cut(found[1])]))
        elif notes:
            notes[-1][1].append(line)
        else:
            return []
    return notes


def _draft_note(label: str, lines: list[Marked], place: int, page: int | None, words: WordForms) -> DraftNote:
    text = with_exponents(join_lines(lines, words).squeezed()).text
    return DraftNote(label, text.replace("\n", " "), place, page)


def _continues(before: Piece, lines: list[Marked], piece: Piece, broken: bool) -> bool:
    """Whether ``piece`` is the rest of ``before``, now ``lines``: by what stands at the break."""
    if before.kind is BlockKind.HEADING or before.kind is BlockKind.ROW or piece.kind is BlockKind.ROW:
        return False
    if piece.kind is BlockKind.ITEM or not piece.lines or not lines:
        return False
    left, right = lines[-1].text.strip(), piece.lines[0].text.strip()
    if not left or not right or is_numbered_head(left) or is_numbered_head(right):
        return False
    prose = is_running_text(left) or len(lines) > 1
    if piece.kind is BlockKind.HEADING:
        # The rest of a bold paragraph, taken for a heading by the converter: headings end in no full stop.
        closes = piece.lines[-1].text.rstrip().endswith((".", "?", "!"))
        return closes and prose and not ends_sentence(left) and before.emphasis == piece.emphasis
    if before.emphasis != piece.emphasis:
        return False
    if starts_lower(right):
        # After a full stop a lower-case letter goes on only where a page broke: it was an abbreviation's.
        return broken or (not ends_sentence(left) and (prose or cannot_end(left)))
    if ends_sentence(left) or not prose:
        return False
    return broken or cannot_end(left)


def _draft(piece: Piece, lines: list[Marked], place: int, words: WordForms, labels: set[str]) -> Draft:
    """The block that opens with ``piece`` and is now ``lines``."""
    content = lift(join_lines(lines, words), labels)
    kind, level = piece.kind, piece.level
    if kind is not BlockKind.HEADING and is_numbered_head(content.text):
        kind, level = BlockKind.HEADING, HEAD_LEVEL
    return Draft(content, place, kind, level, piece.emphasis, piece.page)
