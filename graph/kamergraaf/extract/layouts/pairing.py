"""Which answers answer which questions, where the paper gives all questions first and all answers after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kamergraaf.extract.layouts.base import AnswerDraft, QuestionDraft
from kamergraaf.extract.likeness import Rarity, cosine, terms


def pair(questions: Sequence[QuestionDraft], answers: Sequence[AnswerDraft], asked: Sequence[str]) -> None:
    """Set which ``questions`` each of ``answers`` answers; both are in the order of the paper.

    ``asked`` holds, for each answer, the words by which it takes up the question (its paraphrase or, without
    one, its own text). Equal numbers are paired one to one; else each question goes to the answer most like
    it, never to one before that of the question before it: ministers answer in the order of asking.
    """
    if not answers or not questions:
        return
    if len(questions) == len(answers):
        for question, answer in zip(questions, answers, strict=True):
            answer.questions.append(question)
        return
    texts = [" ".join(block.text for block in q.blocks) for q in questions]
    rarity = Rarity([list(terms(text)) for text in (*texts, *asked)])
    vectors = [rarity.vector(Counter(terms(text))) for text in asked]
    likeness = [[cosine(rarity.vector(Counter(terms(text))), vector) for vector in vectors] for text in texts]
    for question, place in zip(questions, _in_order(likeness), strict=True):
        answers[place].questions.append(question)


def _in_order(likeness: list[list[float]]) -> list[int]:
    """The answer for each question, in non-decreasing order, of the greatest likeness in all (dynamic programming)."""
    count = len(likeness[0])
    best = [0.0] * count
    choices: list[list[int]] = []
    for row in likeness:
        scores: list[float] = []
        choice: list[int] = []
        top, top_at = float("-inf"), 0
        for place in range(count):
            if best[place] > top:
                top, top_at = best[place], place
            scores.append(top + row[place])
            choice.append(top_at)
        best = scores
        choices.append(choice)
    place = max(range(count), key=lambda p: best[p])
    places = [place]
    for choice in reversed(choices[1:]):
        place = choice[place]
        places.append(place)
    return places[::-1]
