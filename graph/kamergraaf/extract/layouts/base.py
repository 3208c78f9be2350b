"""What a layout is: it recognises a paper that is laid out its way, and cuts it into questions and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from kamergraaf.models import Block, Head, SourcePaper


@dataclass(slots=True)
class QuestionDraft:
    """The blocks of one question, with its printed number or the groups that ask it."""

    blocks: list[Block]
    number: str | None = None
    groups: tuple[str, ...] = ()


@dataclass(slots=True)
class AnswerDraft:
    """The blocks of one answer and the questions it answers."""

    blocks: list[Block]
    questions: list[QuestionDraft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cut:
    """A paper cut up: its head, and the drafts of its units in the order of the paper."""

    head: Head
    units: list[QuestionDraft | AnswerDraft]


class Layout(Protocol):
    """One way in which papers are laid out."""

    name: str

    def matches(self, source: SourcePaper) -> bool:
        """Whether ``source`` is laid out this way."""

    def cut(self, source: SourcePaper) -> Cut:
        """Cut ``source`` into head and units."""
