"""The layout with all questions first and all answers after: parts I and II, or a letter and the reply to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.extract.layouts.drafting import asks, join_across, questions_in
from kamergraaf.extract.layouts.replying import answers_to
from kamergraaf.extract.layouts.sections import (
    Section,
    closing_part,
    is_group_head,
    sections_of,
    with_askers,
)
from kamergraaf.extract.layouts.speakers import is_answer_head
from kamergraaf.models import Block, DocumentKind, SourcePaper

_SECOND_PART = re.compile(
    r"^(?:(?:deel\s+)?(?:II|2|B)\b[.:]?\s*)?(?:(?:antwoord(?:en)?|reactie|beantwoording)\b(?:\s*/\s*(?:antwoord|reactie))?"
    r"|brief\s+van\s+de\s+(?:minister|staatssecretaris))",
    re.IGNORECASE,
)
_WHO_REPLIES = re.compile(
    r"\b(?:minister|staatssecretaris|bewindspers\w+|kabinet|regering|antwoorden)\b", re.IGNORECASE
)


class TwoParts:
    """Part I asks by fractie, part II replies by fractie."""

    name = "vragen en daarna antwoorden"

    def matches(self, source: SourcePaper) -> bool:
        """True if a heading opens a part with the minister's replies, and questions stand before it only unanswered."""
        start = _second_part(source.blocks)
        if start is None:
            return False
        first, second = source.blocks[:start], source.blocks[start + 1 :]
        if any(is_answer_head(block) for block in (*first, *second)):
            return False
        _, sections = sections_of(first)
        return bool(sections) and bool(sections_of(second)[1])

    def cut(self, source: SourcePaper) -> Cut:
        """Cut both parts by fractie and pair their questions and answers."""
        start = _second_part(source.blocks)
        assert start is not None
        head, asking = sections_of(source.blocks[:start])
        end = start + 1 + closing_part(source.blocks[start + 1 :])
        opening, replying = sections_of(source.blocks[start + 1 : end])
        questions = {id(section): _questions(section) for section in asking}
        answered: list[AnswerDraft] = []
        for section in replying:
            asked = [q for s in asking if set(s.groups) & set(section.groups) for q in questions[id(s)]]
            waiting = [q for q in asked if not any(q in answer.questions for answer in answered)]
            answered += answers_to(waiting, section.blocks)
        units: list[QuestionDraft | AnswerDraft] = [q for s in asking for q in questions[id(s)]]
        units += answered
        join_across((b for s in asking for b in s.blocks), (q for s in asking for q in questions[id(s)]))
        whole_head = [*head, *source.blocks[start : start + 1], *opening, *source.blocks[end:]]
        return Cut(overleg_head(whole_head, source, DocumentKind.SCHRIFTELIJK_OVERLEG), units)


def _second_part(blocks: Sequence[Block]) -> int | None:
    """The index of the last heading that opens the replies and has questions before it and fractie heads after it."""
    found = None
    for i, block in enumerate(blocks):
        text = block.text.strip()
        named = _SECOND_PART.match(text) and (_WHO_REPLIES.search(text) or text.upper().startswith("II"))
        if named and not is_group_head(block) and len(text) < 200 and not text.endswith((".", "?")):
            asked = any(sub_questions(b.text) for b in blocks[:i])
            if asked and any(is_group_head(b) for b in blocks[i + 1 :]):
                found = i
    return found


def _questions(section: Section) -> list[QuestionDraft]:
    return [draft for draft in questions_in(with_askers(section.blocks, section.groups)) if asks(draft)]
