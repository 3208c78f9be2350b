"""The layout of the *Aanhangsel van de Handelingen*: numbered ``Vraag N`` and ``Antwoord N``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.heads.numbered import numbered_head
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.extract.layouts.blocks import heads_apart, part_of
from kamergraaf.extract.numbering import NUMBERS, parse_numbers
from kamergraaf.models import Block, SourcePaper

_QUESTION_HEAD = re.compile(rf"^(?:Deel)?vra(?:ag|gen)\s+({NUMBERS})\s*[.:]?\s*$", re.IGNORECASE)
_ANSWER_HEAD = re.compile(
    rf"^Antwoord(?:en)?(?:\s+op)?(?:\s+de)?(?:\s+vra(?:ag|gen))?(?:\s+({NUMBERS}))?\s*[.:]?\s*$", re.IGNORECASE
)
# "Vraag 1: Bent u bekend …", head and text in one paragraph
_INLINE_HEAD = re.compile(
    rf"^(?:(?:Vra(?:ag|gen)|Antwoord(?:en)?(?:\s+op)?(?:\s+de)?(?:\s+vra(?:ag|gen))?)\s+{NUMBERS}\s*[:.]|Antwoord\s*:)\s+(?=\S)",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"^Mededeling\s*[.:]?$", re.IGNORECASE)


class Kamervragen:
    """Numbered questions of members, each followed by its answer, or all answers after all questions."""

    name = "kamervragen"

    def matches(self, source: SourcePaper) -> bool:
        """True if blocks of their own head a numbered question."""
        return any(_QUESTION_HEAD.match(block.text) for block in heads_apart(source.blocks, _INLINE_HEAD))

    def cut(self, source: SourcePaper) -> Cut:
        """Cut at the heads; what stands before the first is the paper's head."""
        blocks = heads_apart(source.blocks, _INLINE_HEAD)
        first = next(i for i, block in enumerate(blocks) if _QUESTION_HEAD.match(block.text))
        return Cut(numbered_head(blocks[:first], source), units_under_heads(blocks[first:]))


def units_under_heads(blocks: Sequence[Block]) -> list[QuestionDraft | AnswerDraft]:
    """Return the units under heads "Vraag N" and "Antwoord N", of which the first block is one."""
    units: list[QuestionDraft | AnswerDraft] = []
    by_number: dict[str, QuestionDraft] = {}
    waiting: list[QuestionDraft] = []
    for numbers, is_question, content in _stretches(blocks):
        if not content or is_question is None:
            continue
        if is_question:
            drafts = _questions(numbers, content)
            by_number.update((draft.number, draft) for draft in drafts if draft.number)
            waiting.extend(drafts)
            units.extend(drafts)
        else:
            answered = [by_number[n] for n in numbers if n in by_number] or list(waiting)
            waiting = [draft for draft in waiting if draft not in answered]
            units.append(AnswerDraft(content, answered))
    return units


def _stretches(blocks: Sequence[Block]) -> list[tuple[tuple[str, ...], bool | None, list[Block]]]:
    """Numbers, whether it asks, and the blocks under each head, in order.

    A notice that the answer is postponed ("Mededeling") neither asks nor answers.
    """
    stretches: list[tuple[tuple[str, ...], bool | None, list[Block]]] = []
    for block in blocks:
        if match := _QUESTION_HEAD.match(block.text):
            stretches.append((parse_numbers(match[1]), True, []))
        elif match := _ANSWER_HEAD.match(block.text):
            stretches.append((parse_numbers(match[1] or ""), False, []))
        elif _NOTICE.match(block.text.strip()):
            stretches.append(((), None, []))
        else:
            stretches[-1][2].append(block)
    return stretches


def _questions(numbers: tuple[str, ...], blocks: list[Block]) -> list[QuestionDraft]:
    """One draft a number: "Vraag 9 en 10" heads two questions, each in a paragraph of its own."""
    if len(numbers) == 1:
        return [QuestionDraft(blocks, numbers[0])]
    parts = _asking_parts(blocks)
    if len(parts) != len(numbers) and len(blocks) == 1:
        parts = _asking_sentences(blocks[0])
    if len(parts) == len(numbers):
        return [QuestionDraft(part, number) for part, number in zip(parts, numbers, strict=True)]
    return [QuestionDraft(blocks, ", ".join(numbers))]


def _asking_parts(blocks: list[Block]) -> list[list[Block]]:
    """Cut after each paragraph that ends by asking."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        parts[-1].append(block)
        if sub_questions(block.text) and block.text.rstrip().endswith(("?", "?»", ".")):
            parts.append([])
    return [part for part in parts if part]


def _asking_sentences(block: Block) -> list[list[Block]]:
    """Cut one paragraph after each asking sentence, for papers that lost their line breaks."""
    parts = []
    start = 0
    for span in sub_questions(block.text):
        parts.append([part_of(block, start, span.end)])
        start = span.end
    return parts if not block.text[start:].strip() else []
