"""Motions by their movers or their number, tied to the Kamerstuk printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.found import Context, Found, add, context_of, found_of, text_of
from kamergraaf.extract.makers import motion
from kamergraaf.extract.names import SEVERAL, split_names
from kamergraaf.models import Entity, EntityClass

_OF_MEMBERS = r"(?: (?:van )?(?:(?:de|het) )?(?:(?:voormalige? )?(?:[Kk]amer)?(?:leden|lid)|heer|mevrouw) | van |-| )"
_MOVED = re.compile(
    rf"\b(?:[Gg]ewijzigde\s+)?[Mm]oties?{_OF_MEMBERS}(?P<movers>{SEVERAL}(?:-(?={SEVERAL}){SEVERAL})?)(?:\s+c\.s\.?)?"
)
_PARTY = re.compile(r"\s*\([^)]*\)")
_MOTION = re.compile(r"\b(?:[Gg]ewijzigde\s+)?[Mm]otie\b")
_SENTENCE_END = re.compile(r"[.?!;](?=\s+[A-Z«]|\s*$|\n)|\n")
_NOT_MOVERS = re.compile(r"^(?:Kamerstuk|Kamer|Tweede|Eerste|Kabinet|Aanhangsel)")
_NEAR = 40


@Language.component("kg_motions")
def find_motions(doc: Doc) -> Doc:
    """Find motions in ``doc``; the Kamerstukken must have been found before."""
    add(doc, _motions(doc))
    return doc


def _motions(doc: Doc) -> Iterator[Found]:
    text, context = text_of(doc), context_of(doc)
    papers = found_of(doc, EntityClass.PARLIAMENTARY_DOCUMENT)
    moved = [m for m in _MOVED.finditer(text) if not _NOT_MOVERS.match(m["movers"])]
    document_of: dict[tuple[str, ...], Entity] = {}
    for match in moved:
        movers = _movers(match)
        paper = _paper_beside(text, match.end(), papers, context)
        if paper is not None:
            document_of.setdefault(movers, paper)
    for match in moved:
        movers = _movers(match)
        entity = motion(movers, document_of.get(movers))
        yield Found(match.start(), match.end(), EntityClass.MOTION, (entity,), "motion-movers", 0.95)
    named = {match.start() for match in moved}
    for match in _MOTION.finditer(text):
        if match.start() in named:
            continue
        end = _sentence_end(text, match.end())
        if any(match.end() <= m.start() < end for m in moved):
            continue
        paper = _paper_beside(text, match.end(), papers, context)
        if paper is not None:
            yield Found(match.start(), match.end(), EntityClass.MOTION, (motion((), paper),), "motion-number", 0.85)


def _movers(match: re.Match[str]) -> tuple[str, ...]:
    """Movers in the order printed; "Rajkowski-Boomsma" after "motie-" are two, like "Rajkowski/Boomsma"."""
    return split_names(_PARTY.sub("", match["movers"]))


def _sentence_end(text: str, start: int) -> int:
    match = _SENTENCE_END.search(text, start)
    return match.end() if match else len(text)


def _paper_beside(text: str, end: int, papers: list[Found], context: Context) -> Entity | None:
    """The one Kamerstuk printed in brackets right after a motion, or in the first footnote of its sentence."""
    for paper in papers:
        if end <= paper.start and "(" in text[end : paper.start] and not _SENTENCE_END.search(text, end, paper.start):
            between = text[end : paper.start]
            if len(between) <= _NEAR or ")" not in between:
                return paper.candidates[0]
    stop = _sentence_end(text, end)
    for marker, start, note_end in context.notes:
        if end <= marker <= stop:
            return next((p.candidates[0] for p in papers if start <= p.start < note_end), None)
    return None
