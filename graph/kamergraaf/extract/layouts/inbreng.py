"""The layout of an *inbreng* or a *verslag* on a bill: the fracties' questions, to which no reply has come yet."""

from __future__ import annotations

import re

from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.extract.layouts.base import Cut, QuestionDraft
from kamergraaf.extract.layouts.drafting import asks, join_across, questions_in
from kamergraaf.extract.layouts.sections import Section, sections_of, with_askers
from kamergraaf.extract.layouts.speakers import spoken_sections
from kamergraaf.models import Block, DocumentKind, SourcePaper

_NAMED = re.compile(r"\b(?:(?:voorlopig\s+)?verslag|inbreng)\b", re.IGNORECASE)
_WITH_REPLY = re.compile(r"\bverslag\s+van\s+een\s+schriftelijk\s+overleg\b", re.IGNORECASE)
_NAMED_WITHIN = 40


class Inbreng:
    """Questions by fractie, or by theme with the fractie named in the sentence, that nobody answers."""

    name = "inbreng"

    def matches(self, source: SourcePaper) -> bool:
        """True if something is asked under a fractie's heading, or by fracties in a paper that calls itself so."""
        if any(_questions(section) for section in sections_of(source.blocks)[1]):
            return True
        return _is_named(source.blocks) and any(_questions(s) for s in spoken_sections(source.blocks)[1])

    def cut(self, source: SourcePaper) -> Cut:
        """Cut each section into its questions."""
        head, sections = spoken_sections(source.blocks)
        units = [question for section in sections for question in _questions(section)]
        join_across((block for section in sections for block in section.blocks), units)
        return Cut(overleg_head(head, source, DocumentKind.INBRENG), list(units))


def _is_named(blocks: tuple[Block, ...]) -> bool:
    head = [block.text for block in blocks[:_NAMED_WITHIN]]
    return any(map(_NAMED.search, head)) and not any(map(_WITH_REPLY.search, head))


def _questions(section: Section) -> list[QuestionDraft]:
    drafts = questions_in(with_askers(section.blocks, section.groups))
    return [draft for draft in drafts if draft.groups and asks(draft)]
