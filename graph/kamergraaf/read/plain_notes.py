"""Footnotes of plain text: their labels, their texts, and the figures stuck to words that mark them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.marked import Marked
from kamergraaf.read.pieces import Piece
from kamergraaf.read.plain_lines import LABELLED, TextLine, glued_figures, glued_labels
from kamergraaf.read.sentence_end import ends_sentence, starts_lower
from kamergraaf.read.superscripts import labels_in

_MISSED = 4
"""How many markers on from the last one the next may be."""
_LONGEST_NOTE = 12
"""Lines of a note whose label and text share a line; a longer run is text that goes on."""


def part_notes(lines: Sequence[TextLine]) -> tuple[list[TextLine], list[tuple[str, list[str], int]]]:
    """Return the lines without the notes, and the notes: label, lines of text and page of each.

    Notes count from 1, also anew, and the number of each must be stuck to a word of the text, or raised after it,
    as its marker is. It stands on a line of its own, with a blank line after the note, or before the note's text
    at the foot of a page.
    """
    if not any(_may_be_first_note(line.text) for line in lines):
        return list(lines), []
    kept: list[TextLine] = []
    notes: list[tuple[str, list[str], int]] = []
    markers: set[str] = set()
    open_note = False
    foot_end = 0
    for index, line in enumerate(lines):
        labelled = LABELLED.fullmatch(line.text)
        expected = {str(len(notes) + 1), "1"}
        if index < foot_end and notes:
            if labelled and labelled["label"] == str(int(notes[-1][0]) + 1):
                notes.append((labelled["label"], [labelled["text"]], line.page))
            else:
                notes[-1][1].append(line.text)
        elif line.text in expected & markers and _heads_note(lines, index):
            notes.append((line.text, [], line.page))
            open_note = True
        elif open_note and line.page == notes[-1][2] and (line.text or not notes[-1][1]):
            if line.text:
                notes[-1][1].append(line.text)
        elif (
            labelled
            and labelled["label"] in expected & markers
            and not _goes_on(lines, index, labelled["text"])
            and (end := _foot_end(lines, index))
        ):
            foot_end, open_note = end, False
            notes.append((labelled["label"], [labelled["text"]], line.page))
        else:
            open_note = False
            kept.append(line)
            markers.update(_marker_labels(line.text))
    return kept, notes


def _may_be_first_note(text: str) -> bool:
    if not text.startswith("1"):
        return False
    labelled = LABELLED.fullmatch(text)
    return text == "1" or (labelled is not None and labelled["label"] == "1")


def _marker_labels(text: str) -> set[str]:
    return {*glued_labels(text), *labels_in(text)}


def _heads_note(lines: Sequence[TextLine], index: int) -> bool:
    """Whether the line after the number at ``index`` may be the text of a note."""
    following = next((after for after in lines[index + 1 : index + 3] if after.text), None)
    if following is None or following.page != lines[index].page:
        return False
    return not following.text.isdecimal() and not is_numbered_head(following.text)


def _goes_on(lines: Sequence[TextLine], index: int, text: str) -> bool:
    """Whether a sentence goes on in the line at ``index``, of which ``text`` stands after a number: "1 maart"."""
    above = lines[index - 1].text if index else ""
    if not above or text.startswith(("http", "www.")):
        return False
    return starts_lower(text) and not ends_sentence(above)


def _foot_end(lines: Sequence[TextLine], start: int) -> int:
    """The index after the last line of the notes at the foot of a page that begin at ``start``; 0 if none do.

    They reach to the end of the page, or to a blank line or to furniture that has been taken out.
    """
    since_label = 0
    for index in range(start, len(lines)):
        line = lines[index]
        since_label = 0 if LABELLED.fullmatch(line.text) else since_label + 1
        if since_label > _LONGEST_NOTE or is_numbered_head(line.text):
            return 0
        after = lines[index + 1] if index + 1 < len(lines) else None
        if after is None or not after.text or after.page != line.page or after.number > line.number + 1:
            return index + 1
    return 0


def with_glued_markers(pieces: list[Piece], labels: Sequence[str]) -> list[Piece]:
    """Return ``pieces`` with the markers of ``labels``, in order and few left out, lifted from the words they mark."""
    if not labels:
        return pieces
    wanted = {label: index for index, label in reversed(list(enumerate(labels)))}
    reached = -1
    lifted = []
    for piece in pieces:
        lines = []
        for line in piece.lines:
            parts: list[str] = []
            marks: list[tuple[int, str]] = []
            position = length = 0
            for start, figure in glued_figures(line.text):
                stuck = _labels_stuck(figure, wanted, reached)
                if not stuck:
                    continue
                parts.append(line.text[position:start])
                length += start - position
                marks += [(length, label) for label in stuck]
                position = start + len(figure)
                reached = wanted[stuck[-1]]
            parts.append(line.text[position:])
            lines.append(Marked("".join(parts), tuple(marks)) if marks else line)
        lifted.append(Piece(tuple(lines), piece.kind, piece.level, piece.emphasis, piece.after_break, piece.page))
    return lifted


def _labels_stuck(digits: str, wanted: Mapping[str, int], reached: int) -> tuple[str, ...]:
    """The labels that ``digits`` stand for: one, or several of one figure each; empty if no marker is due."""
    for labels in ((digits,), tuple(digits)):
        at = reached
        for label in labels:
            if not at < wanted.get(label, -1) <= at + _MISSED:
                break
            at = wanted[label]
        else:
            return labels
    return ()
