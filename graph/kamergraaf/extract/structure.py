"""From a paper that has been read to one with its structure found: head, questions, answers."""

from __future__ import annotations

from dataclasses import replace

from kamergraaf.errors import UnknownLayoutError
from kamergraaf.extract.answering import answer_kind, references
from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.commitments import commitments
from kamergraaf.extract.heads.signatures import is_signature, signatories
from kamergraaf.extract.layouts import LAYOUTS
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.extract.units import unit_text
from kamergraaf.models import Answer, Block, Paper, Question, SourcePaper


def extract_structure(source: SourcePaper) -> Paper:
    """Find the head, questions and answers of ``source``.

    Raises:
        UnknownLayoutError: the paper is laid out in none of the known ways, or holds no question.
    """
    body, closing = _without_signature(source)
    layout = next((layout for layout in LAYOUTS if layout.matches(body)), None)
    if layout is None:
        known = ", ".join(layout.name for layout in LAYOUTS)
        raise UnknownLayoutError(source.name, f"no questions and answers in a known layout ({known})")
    cut = layout.cut(body)
    if not cut.head.respondents:
        cut = replace(cut, head=replace(cut.head, respondents=signatories(block.text for block in closing)))
    if not any(isinstance(unit, QuestionDraft) for unit in cut.units):
        raise UnknownLayoutError(source.name, f"looks like {layout.name}, but no question was found in it")
    return _paper(source, cut)


def _without_signature(source: SourcePaper) -> tuple[SourcePaper, tuple[Block, ...]]:
    """The paper without the signature at its end, and the signature."""
    end = len(source.blocks)
    while end and is_signature(source.blocks[end - 1].text):
        end -= 1
    return replace(source, blocks=source.blocks[:end]), source.blocks[end:]


def _paper(source: SourcePaper, cut: Cut) -> Paper:
    positions = {id(unit): position for position, unit in enumerate(cut.units, 1)}
    numbers = {unit.number for unit in cut.units if isinstance(unit, QuestionDraft) and unit.number}
    questions: list[Question] = []
    answers: list[Answer] = []
    for unit in cut.units:
        if isinstance(unit, QuestionDraft):
            text, notes = unit_text(unit.blocks, source)
            position = positions[id(unit)]
            questions.append(Question(position, text, unit.number, unit.groups, sub_questions(text), notes))
        else:
            answers.append(_answer(unit, positions, numbers, source, cut))
    return Paper(source, cut.head, tuple(questions), tuple(answers))


def _answer(unit: AnswerDraft, positions: dict[int, int], numbers: set[str], source: SourcePaper, cut: Cut) -> Answer:
    text, notes = unit_text(unit.blocks, source)
    own = {draft.number for draft in unit.questions if draft.number}
    found = references(text, own, numbers, {group for draft in unit.questions for group in draft.groups})
    return Answer(
        position=positions[id(unit)],
        text=text,
        questions=tuple(positions[id(draft)] for draft in unit.questions),
        kind=answer_kind(text, found),
        references=found,
        commitments=commitments(text, cut.head.answered_on),
        notes=notes,
    )
