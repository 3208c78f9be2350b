"""Markers that a converter from PDF tore off the word they mark, and set on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.plain_lines import LABELLED, TextLine
from kamergraaf.read.sentence_end import ends_sentence, starts_lower

_TORN_OFF = re.compile(r"(?P<label>\d{1,3})(?:\s+(?P<rest>[^\W\d_].*))?")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MISSED = 4
"""How many markers on from the last one the next may be."""


def with_markers_restored(lines: Sequence[TextLine]) -> list[TextLine]:
    """``lines`` with such markers put back, as raised figures, at the end of the line that stands above them.

    A marker stands alone between two lines, or before the rest of the sentence that it stands in; markers count
    up, and further on a line opens with the same number as the label of its note.
    """
    notes: dict[str, tuple[int, bool]] = {}
    for index, line in enumerate(lines):
        if found := LABELLED.fullmatch(line.text):
            notes[found["label"]] = index, found.end("label") == found.start("text")
    restored = list(lines)
    gone: set[int] = set()
    reached = 0
    for index in range(1, len(lines)):
        line, above = lines[index], lines[index - 1]
        found = _TORN_OFF.fullmatch(line.text)
        if found is None or not above.text or is_numbered_head(above.text):
            continue
        label, rest = found["label"], found["rest"]
        note, is_stuck = notes.get(label, (-1, False))
        if note <= index or not reached < int(label) <= reached + _MISSED:
            continue
        if rest is None:
            after = lines[index + 1].text if index + 1 < len(lines) else ""
            # Before a sentence of its own, a number alone may be that of a question, or the label of a note.
            torn = is_stuck or not after or is_numbered_head(after) or starts_lower(after)
        else:
            torn = starts_lower(rest) and not ends_sentence(above.text)
        if torn:
            marked = restored[index - 1]
            restored[index - 1] = replace(marked, text=f"{marked.text}{label.translate(_RAISED)}")
            restored[index] = replace(line, text=rest or "")
            gone.update([index] if rest is None else [])
            reached = int(label)
    return [line for index, line in enumerate(restored) if index not in gone]
