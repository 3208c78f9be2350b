"""From a paper that has been read to one with its structure found: head, questions, answers."""

from __future__ import annotations

from kamergraaf.errors import UnknownLayoutError
from kamergraaf.extract.answering import answer_kind, references
from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.commitments import commitments
from kamergraaf.extract.layouts import LAYOUTS
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.extract.units import unit_text
from kamergraaf.models import Answer, Paper, Question, SourcePaper


def extract_structure(source: SourcePaper) -> Paper:
    """Find the head, questions and answers of ``source``.

    Raises:
        UnknownLayoutError: the paper is laid out in none of the known ways, or holds no question.
    """
    layout = next((layout for layout in LAYOUTS if layout.matches(source)), None)
    if layout is None:
        known = ", ".join(layout.name for layout in LAYOUTS)
        raise UnknownLayoutError(source.name, f"no questions and answers in a known layout ({known})")
    cut = layout.cut(source)
    if not any(isinstance(unit, QuestionDraft) for unit in cut.units):
        raise UnknownLayoutError(source.name, f"looks like {layout.name}, but no question was found in it")
    return _paper(source, cut)


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
    found = references(text, own, numbers)
    return Answer(
        position=positions[id(unit)],
        text=text,
        questions=tuple(positions[id(draft)] for draft in unit.questions),
        kind=answer_kind(text, found),
        references=found,
        commitments=commitments(text, cut.head.answered_on),
        notes=notes,
    )
