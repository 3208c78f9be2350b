"""The layout of a *nota naar aanleiding van het verslag*: each question paraphrased and answered in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.extract.layouts.blocks import part_of
from kamergraaf.extract.layouts.sections import is_heading, speaking_groups
from kamergraaf.extract.layouts.speakers import members_open
from kamergraaf.extract.sentences import sentences
from kamergraaf.models import Block, DocumentKind, SourcePaper

_NAMED = re.compile(
    r"\bnota\s+naar\s+aanleiding\s+van\s+het\s+(?:nader\s+|tweede\s+nader\s+)?verslag\b|\bmemorie\s+van\s+antwoord\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:vragen|gevraagd|vraagt|verzoeken|vroegen|informeren|horen\s+graag|willen\s+(?:graag\s+)?weten|zijn\s+benieuwd"
    r"|te\s+vernemen)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"^(?:Voorts\s+|Ook\s+|Tevens\s+)?(?:Gevraagd\s+wordt|Wordt\s+gevraagd)\b", re.IGNORECASE)
# Who refers elsewhere, agrees, or says "ik" is the government, also where it names the members.
_GOVERNMENT = re.compile(
    r"\b(?:in\s+)?antwoord\s+op\s+(?:de\s+)?(?:eerdere\s+)?vragen\b|\bverwij(?:s|st|zen)\b|\bterecht\b|\b(?:ik|mijn)\b|\bde\s+regering\s+(?:merkt|acht|is|deelt|verwijst|streeft)\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"^(?:Ook|Tevens|Voorts|Daarnaast|Verder|Deze|Zij|Tot\s+slot|Ten\s+slotte|Daarbij|Bovendien)\b")
_NAMED_WITHIN = 40


class Nota:
    """Running text in which the government takes up each question and answers it."""

    name = "nota naar aanleiding van het verslag"

    def matches(self, source: SourcePaper) -> bool:
        """True if one of the first blocks names the paper so and fracties are paraphrased in it."""
        return any(_is_named(b.text) for b in source.blocks[:_NAMED_WITHIN]) and any(
            _takes_up_first(b) for b in source.blocks
        )

    def cut(self, source: SourcePaper) -> Cut:
        """Cut where a sentence takes up a question, and where the government goes on to answer."""
        blocks = source.blocks
        first = next(i for i, b in enumerate(blocks) if _takes_up_first(b))
        units: list[QuestionDraft | AnswerDraft] = []
        groups: tuple[str, ...] = ()
        waiting: list[QuestionDraft] = []
        for block in blocks[first:]:
            if is_heading(block):
                continue
            for asking, piece in _pieces_that_ask(block):
                if asking:
                    groups = speaking_groups(piece.text) or groups
                    if waiting and isinstance(units[-1], QuestionDraft) and _CONTINUES.match(piece.text):
                        waiting[-1].blocks.append(piece)
                        continue
                    draft = QuestionDraft([piece], groups=groups)
                    units.append(draft)
                    waiting.append(draft)
                elif waiting:
                    units.append(AnswerDraft([piece], waiting))
                    waiting = []
                elif units and isinstance(units[-1], AnswerDraft):
                    units[-1].blocks.append(piece)
        return Cut(overleg_head(blocks[:first], source, DocumentKind.NOTA), units)


def _is_named(text: str) -> bool:
    # To look for a word first costs little, and this is asked of the first blocks of every paper.
    lower = text.lower()
    return ("nota" in lower or "memorie" in lower) and _NAMED.search(text) is not None


def _takes_up_first(block: Block) -> bool:
    """Whether ``block`` may open the body: it paraphrases what members ask."""
    return members_open(block) and bool(_ASKED.search(block.text)) and bool(speaking_groups(block.text))


def _pieces(block: Block) -> Iterator[tuple[bool, Block]]:
    """The parts of one paragraph: (whether it takes up a question, its text), cut between sentences."""
    start, asking = 0, None
    for span in sentences(block.text):
        takes_up = _takes_up(block.text[span.start : span.end], bool(asking))
        if asking is None:
            asking = takes_up
        elif takes_up != asking:
            yield asking, part_of(block, start, span.start)
            start, asking = span.start, takes_up
    if asking is not None:
        yield asking, part_of(block, start)


def _pieces_that_ask(block: Block) -> Iterator[tuple[bool, Block]]:
    """The same parts, a piece that only tells what members say belonging to the answer."""
    for asking, piece in _pieces(block):
        yield asking and bool(_ASKED.search(piece.text) or _PASSIVE.search(piece.text) or "?" in piece.text), piece


def _takes_up(sentence: str, asking: bool) -> bool:
    if _GOVERNMENT.search(sentence):
        return False
    if (members_open(Block(sentence)) or _PASSIVE.match(sentence)) and (
        _ASKED.search(sentence) or speaking_groups(sentence) or _PASSIVE.match(sentence)
    ):
        return True
    return asking and ((bool(_CONTINUES.match(sentence)) and bool(_ASKED.search(sentence))) or sentence.endswith("?"))
