"""From stretches of asking to questions: which paragraphs are questions, and which only lead in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.groups import group_names
from kamergraaf.extract.layouts.base import QuestionDraft
from kamergraaf.extract.layouts.sections import is_heading, joining_groups
from kamergraaf.models import Block, BlockKind

_LEAD_IN = re.compile(
    r"\bkennis\s?(?:ge)?nomen\b|\bkennisgenomen\b|\bgelezen\b|\bdanken\b|\bvragen\s+en\s+opmerkingen\b"
    r"|\b(?:enkele|een\s+aantal|de\s+volgende|geen|nog|hierover|daarover|nadere|veel|diverse|verschillende)\s+(?:\w+\s+){0,2}vragen\b",
    re.IGNORECASE,
)


def is_lead_in(block: Block) -> bool:
    """Whether ``block`` only opens a section: "De leden … hebben kennisgenomen van … en hebben nog enkele vragen."."""
    return bool(_LEAD_IN.search(block.text)) and not sub_questions(block.text)


def questions_in(spoken: Iterable[tuple[Block, tuple[str, ...]]]) -> list[QuestionDraft]:
    """Return the questions in a stretch of asking, given each block with the groups that speak in it.

    Each paragraph that asks is a question, together with the paragraphs before it that lead to it and the
    list items after it; headings, paragraphs that only open the section and remarks after the last question
    belong to none. A group that joins in the questions of others ("sluiten zich aan bij deze vragen") asks them too.
    """
    drafts: list[QuestionDraft] = []
    gathered: list[Block] = []
    for block, groups in spoken:
        asks = bool(sub_questions(block.text))
        if is_heading(block) and not asks:
            continue
        if not asks and not gathered and is_lead_in(block):
            continue
        if joining := joining_groups(block.text):
            own = set(group_names(block.text)) == set(joining)
            for draft in drafts if own else ():
                draft.groups = tuple(dict.fromkeys((*draft.groups, *joining)))
            if not asks:
                continue
        if block.kind is BlockKind.ITEM and drafts and not gathered:
            drafts[-1].blocks.append(block)
            continue
        gathered.append(block)
        if asks:
            drafts.append(QuestionDraft(gathered, groups=groups))
            gathered = []
    if gathered and not drafts:
        drafts.append(QuestionDraft(gathered, groups=groups))
    return drafts


def join_across(blocks: Iterable[Block], drafts: Iterable[QuestionDraft]) -> None:
    """Add to the askers of ``drafts`` the groups that ``blocks`` say join in the questions of a group they name."""
    questions = list(drafts)
    for block in blocks:
        joining = joining_groups(block.text)
        joined = set(group_names(block.text)) - set(joining)
        for draft in questions if joining else ():
            if joined & set(draft.groups):
                draft.groups = tuple(dict.fromkeys((*draft.groups, *joining)))


def asks(draft: QuestionDraft) -> bool:
    """Whether anything is asked in ``draft``."""
    return any(sub_questions(block.text) for block in draft.blocks)
