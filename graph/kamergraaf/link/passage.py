"""A paper as one text for the pipeline, and the way back from places in it to units and footnotes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kamergraaf.extract.found import Context
from kamergraaf.models import Answer, Paper, Question, Span

_BETWEEN = "\n\n"
HEAD = 0
"""The unit number of the head; questions and answers count from 1."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A unit's text or one of its footnotes, and where it stands in the passage."""

    start: int
    end: int
    unit: int
    footnote: str | None = None


@dataclass(frozen=True)
class Passage:
    """All text of a paper with the segments that make it up, in order."""

    text: str
    segments: tuple[Segment, ...]
    context: Context

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def segment_at(self, start: int, end: int) -> tuple[Segment, Span] | None:
        """Return the segment that holds ``start``–``end`` and the place within it; ``None`` if none holds it all."""
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        segment = self.segments[index]
        if end > segment.end:
            return None
        return segment, Span(start - segment.start, end - segment.start)


def passage_of(paper: Paper) -> Passage:
    """Return ``paper`` as one text: its head, then each unit, each followed by its footnotes."""
    parts: list[str] = []
    segments: list[Segment] = []
    notes: list[tuple[int, int, int]] = []
    at = 0

    def append(text: str, unit: int, footnote: str | None = None) -> int:
        nonlocal at
        parts.append(text)
        segments.append(Segment(at, at + len(text), unit, footnote))
        at += len(text) + len(_BETWEEN)
        return segments[-1].start

    append(paper.head.text, HEAD)
    units: list[Question | Answer] = sorted([*paper.questions, *paper.answers], key=lambda u: u.position)
    for unit in units:
        start = append(unit.text, unit.position)
        for note in unit.notes:
            note_start = append(note.text, unit.position, note.label)
            notes.append((start + note.offset, note_start, note_start + len(note.text)))
    written = paper.head.answered_on or paper.head.submitted_on
    return Passage(_BETWEEN.join(parts), tuple(segments), Context(written.year if written else None, tuple(notes)))
