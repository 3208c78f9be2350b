"""The layout of a *schriftelijk overleg* in which each stretch of asking is followed by its reply.

By fractie or by theme; replies headed "Antwoord", set in bold or italics, or only told by who speaks.
"""

from __future__ import annotations

from collections.abc import Sequence

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.extract.layouts.drafting import asks, is_lead_in, join_across, questions_in
from kamergraaf.extract.layouts.replying import answers_to
from kamergraaf.extract.layouts.sections import Section, with_askers
from kamergraaf.extract.layouts.speakers import (
    is_answer_head,
    replies,
    replies_run_to_headings,
    reply_emphasis,
    reply_heads_apart,
    spoken_sections,
)
from kamergraaf.models import Block, DocumentKind, Emphasis, SourcePaper

_LEAST_REPLIES = 2


class Overleg:
    """Questions of fracties and the minister's replies in turn."""

    name = "schriftelijk overleg"

    def matches(self, source: SourcePaper) -> bool:
        """True if fracties ask and are replied to, in turn: under heads, or in at least two exchanges."""
        _, sections = spoken_sections(source.blocks)
        if any(is_answer_head(block) for section in sections for block in section.blocks):
            return True
        emphasis = reply_emphasis(source.blocks)
        units = (unit for section in sections for unit in _units(section, emphasis, run_to_headings=False))
        exchanges = sum(isinstance(unit, AnswerDraft) for unit in units)
        return exchanges >= _LEAST_REPLIES

    def cut(self, source: SourcePaper) -> Cut:
        """Cut at headings and where the speaker changes; what stands before the first section is the head."""
        head, sections = spoken_sections(source.blocks)
        emphasis = reply_emphasis([block for section in sections for block in section.blocks])
        running = replies_run_to_headings(reply_heads_apart(source.blocks))
        units = [unit for section in sections for unit in _units(section, emphasis, running)]
        join_across(
            (block for section in sections for block in section.blocks),
            (unit for unit in units if isinstance(unit, QuestionDraft)),
        )
        return Cut(overleg_head(head, source, DocumentKind.SCHRIFTELIJK_OVERLEG), units)


def _units(section: Section, emphasis: Emphasis, run_to_headings: bool) -> list[QuestionDraft | AnswerDraft]:
    """The units of one section, in order; what a section asks without reply stays a question without answer."""
    units: list[QuestionDraft | AnswerDraft] = []
    asking: list[tuple[Block, tuple[str, ...]]] = []
    reply: list[Block] = []

    def close() -> None:
        questions = questions_in(asking)
        content = [block for block in reply if not is_answer_head(block)]
        if content and not any(map(asks, questions)) and not _is_headed(reply):
            asking.extend((block, ()) for block in content)
        elif content:
            units.extend(questions)
            units.extend(answers_to(questions, content) if run_to_headings else [AnswerDraft(content, questions)])
            asking.clear()
        reply.clear()

    by_minister = replies(section.blocks, emphasis, run_to_headings)
    for (block, groups), minister in zip(with_askers(section.blocks, section.groups), by_minister, strict=True):
        if minister:
            reply.append(block)
        else:
            if reply:
                close()
            asking.append((block, groups))
    if reply:
        close()
    units.extend(draft for draft in questions_in(asking) if asks(draft))
    return _without_lead_ins(units)


def _is_headed(reply: Sequence[Block]) -> bool:
    return any(map(is_answer_head, reply))


def _without_lead_ins(units: list[QuestionDraft | AnswerDraft]) -> list[QuestionDraft | AnswerDraft]:
    """Take a paragraph that only opens a theme off the question it was gathered into."""
    for unit in units:
        if isinstance(unit, QuestionDraft):
            while len(unit.blocks) > 1 and is_lead_in(unit.blocks[0]) and not sub_questions(unit.blocks[0].text):
                unit.blocks.pop(0)
    return units
