"""The layout of an *inbreng*: the fracties' questions, to which no reply has come yet."""

from __future__ import annotations

from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.extract.layouts.base import Cut, QuestionDraft
from kamergraaf.extract.layouts.drafting import asks, questions_in
from kamergraaf.extract.layouts.sections import Section, sections_of, with_askers
from kamergraaf.models import DocumentKind, SourcePaper


class Inbreng:
    """Sections by fractie that only ask."""

    name = "inbreng"

    def matches(self, source: SourcePaper) -> bool:
        """True if something is asked under a fractie's heading."""
        return any(_questions(section) for section in sections_of(source.blocks)[1])

    def cut(self, source: SourcePaper) -> Cut:
        """Cut each section into its questions."""
        head, sections = sections_of(source.blocks)
        units = [question for section in sections for question in _questions(section)]
        return Cut(overleg_head(head, source, DocumentKind.INBRENG), list(units))


def _questions(section: Section) -> list[QuestionDraft]:
    return [draft for draft in questions_in(with_askers(section.blocks, section.groups)) if asks(draft)]
