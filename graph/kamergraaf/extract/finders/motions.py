"""Motions by their movers or their number, tied to the Kamerstuk printed beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places, word_starts
from kamergraaf.extract.found import Context, Found, add, context_of, folded_of, found_of, text_of
from kamergraaf.extract.makers import motion
from kamergraaf.extract.person_names import read_names
from kamergraaf.models import Entity, EntityClass

_OF_MEMBERS = r"(?: (?:van )?(?:(?:de|het) )?(?:(?:voormalige? )?(?:[Kk]amer)?(?:leden|lid)|heer|mevrouw) | van |-| )"
_MOVED = re.compile(rf"\b(?:[Gg]ewijzigde\s+)?[Mm]oties?{_OF_MEMBERS}(?=[A-ZÀ-Þ]|[Vv]an\b)")
_HYPHENED = re.compile(r"-(?=[A-ZÀ-Þ])")
_OTHERS = re.compile(r"\s+c\.s\.?")
_MOTION = re.compile(r"\b(?:[Gg]ewijzigde\s+)?[Mm]otie\b")
_SENTENCE_END = re.compile(r"[.?!;](?=\s+[A-Z«]|\s*$|\n)|\n")
_NEAR = 40
_LONGEST_AMENDED = 16
"""Characters of "gewijzigde" and what parts it from "motie"."""


@Language.component("kg_motions")
def find_motions(doc: Doc) -> Doc:
    """Find motions in ``doc``; the Kamerstukken must have been found before."""
    add(doc, _motions(doc))
    return doc


@dataclass(frozen=True, slots=True)
class _Moved:
    """A motion named by its movers: where it stands, and their surnames in the order printed."""

    start: int
    end: int
    movers: tuple[str, ...]


def _motions(doc: Doc) -> Iterator[Found]:
    text, context = text_of(doc), context_of(doc)
    papers = found_of(doc, EntityClass.PARLIAMENTARY_DOCUMENT)
    cues = word_starts(text, places(folded_of(doc), "motie"), _LONGEST_AMENDED)
    if not cues:
        return
    moved = list(_moved(text, cues))
    starts = [motion.start for motion in moved]
    document_of: dict[tuple[str, ...], Entity] = {}
    for named in moved:
        paper = _paper_beside(text, named.end, papers, context)
        between = bisect_right(starts, named.start)
        # of two motions before one Kamerstuk, it is the paper of the second
        if paper is not None and not (between < len(starts) and starts[between] < paper.start):
            document_of.setdefault(named.movers, paper.candidates[0])
    for named in moved:
        entity = motion(named.movers, document_of.get(named.movers))
        yield Found(named.start, named.end, EntityClass.MOTION, (entity,), "motion-movers", 0.95)
    for match in matches(_MOTION, text, cues):
        if match.start() in starts:
            continue
        end = _sentence_end(text, match.end())
        if any(match.end() <= start < end for start in starts):
            continue
        paper = _paper_beside(text, match.end(), papers, context)
        if paper is not None:
            entity = motion((), paper.candidates[0])
            yield Found(match.start(), match.end(), EntityClass.MOTION, (entity,), "motion-number", 0.85)


def _moved(text: str, cues: Sequence[int]) -> Iterator[_Moved]:
    """The motions named by their movers that begin at ``cues``.

    "Rajkowski-Boomsma" after "motie-" are two, like "Rajkowski/Boomsma".
    """
    for match in matches(_MOVED, text, cues):
        names = list(read_names(text, match.end(), double=True))
        if not names:
            continue
        hyphened = text[match.end() - 1] == "-"
        movers = [part for name in names for part in (_HYPHENED.split(name.surname) if hyphened else [name.surname])]
        others = _OTHERS.match(text, names[-1].end)
        yield _Moved(match.start(), others.end() if others else names[-1].end, tuple(movers))


def _sentence_end(text: str, start: int) -> int:
    match = _SENTENCE_END.search(text, start)
    return match.end() if match else len(text)


def _paper_beside(text: str, end: int, papers: list[Found], context: Context) -> Found | None:
    """The one Kamerstuk printed in brackets right after a motion, or in the first footnote of its sentence."""
    for paper in papers:
        if end <= paper.start and "(" in text[end : paper.start] and not _SENTENCE_END.search(text, end, paper.start):
            between = text[end : paper.start]
            if len(between) <= _NEAR or ")" not in between:
                return paper
    stop = _sentence_end(text, end)
    for marker, start, note_end in context.notes:
        if end <= marker <= stop:
            return next((p for p in papers if start <= p.start < note_end), None)
    return None
