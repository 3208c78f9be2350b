"""The layout of a *schriftelijk overleg* by fractie: question and reply in turn, each reply under "Antwoord"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.groups import group_names
from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.models import Block, BlockKind, Emphasis, SourcePaper

_ANSWER_HEAD = re.compile(
    r"^(?:Antwoord|Reactie|Beantwoording)(?:\s+(?:van\s+)?(?:de\s+)?(?:minister|staatssecretaris|bewindspersonen?|kabinet|regering)\b[^.?]{0,80})?\s*[:.]?$",
    re.IGNORECASE,
)
_GROUP_HEAD = re.compile(r"\b(?:fracties?|leden)\b", re.IGNORECASE)
_GROUP_HEAD_LENGTH = 200
_SENTENCE_END = (".", "?", "!", ":", ";")
_SECTION_HEAD = re.compile(r"^(?:[IVX]+\.?|\d+\.?)\s+\S")

# Whose words a paragraph without emphasis is: the members', who speak of themselves as "de leden van …".
_MEMBERS_SPEAK = re.compile(
    r"\b(?:de\s+leden\s+van|deze\s+leden|de\s+aan\s+het\s+woord\s+zijnde\s+leden|genoemde\s+leden)\b", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"\bkennis\s?(?:ge)?nomen\b|\bkennisgenomen\b|\bgelezen\b|\b(?:enkele|een\s+aantal|de\s+volgende|geen|nog|hierover|nadere|veel)\s+(?:\w+\s+){0,2}vragen\b"
    r"|\bvragen\s+en\s+opmerkingen\b|\bdanken\b",
    re.IGNORECASE,
)


def _is_group_head(block: Block) -> bool:
    text = block.text.strip()
    if len(text) > _GROUP_HEAD_LENGTH or text.endswith(_SENTENCE_END[:3]) or not _GROUP_HEAD.search(text):
        return False
    return bool(group_names(text)) and (
        block.kind is BlockKind.HEADING or block.emphasis is not Emphasis.NONE or not sub_questions(text)
    )


class Overleg:
    """Sections by fractie, in which each stretch of asking is followed by a reply headed "Antwoord"."""

    name = "overleg"

    def matches(self, source: SourcePaper) -> bool:
        """True if fractie headings and headed replies both occur."""
        heads = sum(bool(_ANSWER_HEAD.match(block.text.strip())) for block in source.blocks)
        return heads > 0 and any(_is_group_head(block) for block in source.blocks)

    def cut(self, source: SourcePaper) -> Cut:
        """Cut at fractie headings and reply headings; what stands before the first section is the head."""
        head, sections = _sections(source.blocks)
        units = [unit for groups, blocks in sections for unit in _units(groups, blocks)]
        return Cut(overleg_head(head, source), units)


def _sections(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[tuple[str, ...], list[Block]]]]:
    """The blocks before the first section, and each section's groups and blocks."""
    heads = [i for i, block in enumerate(blocks) if _is_group_head(block)]
    ends = [*heads[1:], len(blocks)]
    filled = [(i, end) for i, end in zip(heads, ends, strict=True) if _holds_text(blocks[i + 1 : end])]
    first = filled[0][0] if filled else len(blocks)
    return list(blocks[:first]), [(group_names(blocks[i].text), list(blocks[i + 1 : end])) for i, end in filled]


def _holds_text(blocks: Sequence[Block]) -> bool:
    """Whether a fractie heading heads anything: in a table of contents it does not."""
    return any(len(block.text) > _GROUP_HEAD_LENGTH or sub_questions(block.text) for block in blocks)


def _units(groups: tuple[str, ...], blocks: list[Block]) -> list[QuestionDraft | AnswerDraft]:
    """The units of one section."""
    units: list[QuestionDraft | AnswerDraft] = []
    asking: list[Block] = []
    i = 0
    while i < len(blocks):
        if not _ANSWER_HEAD.match(blocks[i].text.strip()):
            asking.append(blocks[i])
            i += 1
            continue
        end = next((j for j in range(i + 1, len(blocks)) if _ANSWER_HEAD.match(blocks[j].text.strip())), len(blocks))
        reply = _reply_length(blocks[i + 1 : end])
        questions = _questions(groups, asking)
        units.extend(questions)
        if reply:
            units.append(AnswerDraft(blocks[i + 1 : i + 1 + reply], questions))
        asking = []
        i += 1 + reply
    units.extend(draft for draft in _questions(groups, asking) if _asks(draft))
    return units


def _reply_length(stretch: Sequence[Block]) -> int:
    """How many of the blocks between two reply headings are the reply; the rest asks the next question.

    A reply set in bold or italics ends where the emphasis ends; one in plain type ends before the first
    paragraph in which the members speak or ask.
    """
    if not stretch:
        return 0
    emphasis = stretch[0].emphasis
    for i, block in enumerate(stretch[1:], 1):
        if emphasis is not Emphasis.NONE:
            if block.emphasis is not emphasis and (block.kind is not BlockKind.ITEM or _speaks_for_members(block)):
                return i
        elif _speaks_for_members(block):
            return i
    return len(stretch)


def _speaks_for_members(block: Block) -> bool:
    return bool(_MEMBERS_SPEAK.search(block.text) or sub_questions(block.text))


def _asks(draft: QuestionDraft) -> bool:
    return any(sub_questions(block.text) for block in draft.blocks)


def _questions(groups: tuple[str, ...], blocks: Sequence[Block]) -> list[QuestionDraft]:
    """The questions in a stretch of asking.

    Each paragraph that asks is one, together with the paragraphs before it that lead to it; a paragraph that
    only opens the section ("… hebben kennisgenomen van … en hebben nog enkele vragen") belongs to none.
    """
    drafts: list[QuestionDraft] = []
    gathered: list[Block] = []
    for block in blocks:
        asks_here = bool(sub_questions(block.text))
        if not asks_here and not gathered and (_LEAD_IN.search(block.text) or block.kind is BlockKind.HEADING):
            continue
        if block.kind is BlockKind.ITEM and drafts and not gathered:
            drafts[-1].blocks.append(block)
            continue
        gathered.append(block)
        if asks_here:
            drafts.append(QuestionDraft(gathered, groups=groups))
            gathered = []
    if gathered and drafts:
        drafts[-1].blocks.extend(gathered)
    elif gathered:
        drafts.append(QuestionDraft(gathered, groups=groups))
    return drafts
