"""From a stretch of reply to answers: where one ends, and which of the questions before it each answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.layouts.base import AnswerDraft, QuestionDraft
from kamergraaf.extract.layouts.drafting import is_lead_in
from kamergraaf.extract.layouts.sections import is_heading, speaking_groups
from kamergraaf.extract.layouts.speakers import members_open, minister_opens
from kamergraaf.extract.likeness import Rarity, Vector, cosine, terms
from kamergraaf.extract.sentences import sentences
from kamergraaf.models import Block, BlockKind, Emphasis

_LETTER_OPENING = re.compile(r"^(?:Geachte|Den\s+Haag|Aan\s+de|Hierbij|Met\s+deze\s+brief|Hoogachtend)", re.IGNORECASE)
_TAKES_UP = re.compile(
    r"\b(?:vragen|vraagt|verzoeken|informeren|willen\s+weten|constateren|lezen|merken\s+op|vroegen|gevraagd)\b",
    re.IGNORECASE,
)
_ON_THE_QUESTION = re.compile(
    r"^(?:Op|Over|Ten\s+aanzien\s+van|Met\s+betrekking\s+tot|Wat\s+betreft|In\s+antwoord\s+op|In\s+reactie\s+op"
    r"|Voor\s+(?:het|een)\s+(?:antwoord|reactie)\s+op|Naar\s+aanleiding\s+van)\b[^.?!]{0,80}?\bvra(?:ag|gen)\b"
)
_THEY_ASK = re.compile(r"^(?:Zij|Deze\s+leden)\s+(?:\w+\s+){0,2}?(?:vragen|verzoeken|informeren|willen)\b")
_QUOTED = re.compile(r"^\s*[«“\"„].*[»”\"]\s*$", re.DOTALL)

# Weights of the alignment, in cosines; chosen on the papers of tests/papers.
_OPENS = 0.25
"""What it says for a new answer that a paragraph opens by taking up a question."""
_UNDER_REPEAT = 0.25
"""What it says against a new answer that a paragraph takes up no question, where the one before it repeated one."""
_OTHER_GROUP = 0.5
"""What it says against a pair that the paragraph speaks of another group than the one that asked."""
_SHARED = 0.12
"""What it says against one answer to two questions, each of which has paragraphs enough for one of its own."""


@dataclass(slots=True)
class _Piece:
    """A paragraph of reply with its list items, and what it repeats of the question before it answers."""

    blocks: list[Block]
    repeats: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join([*self.repeats, *(block.text for block in self.blocks)])

    @property
    def opens(self) -> bool:
        """Whether it takes up a question before it answers."""
        return bool(self.repeats) or takes_up(self.blocks[0])


def answers_to(questions: Sequence[QuestionDraft], blocks: Sequence[Block]) -> list[AnswerDraft]:
    """Return the answers in ``blocks``, a stretch of reply to ``questions``, both in the order of the paper.

    A paragraph that only repeats a question (quoted, in emphasis, or paraphrased by itself) opens the next
    answer without being part of it. Ministers answer in the order of asking: paragraphs and questions are
    aligned as two series are by dynamic time warping, by what each pair has in common. Each question gets an
    answer, each paragraph belongs to one.
    """
    pieces = _pieces(blocks)
    if not pieces or not questions:
        return []
    answers: list[AnswerDraft] = []
    paragraph, question = -1, -1
    for i, j in _path(_likeness(pieces, questions), pieces):
        if i != paragraph and j != question:
            answers.append(AnswerDraft(list(pieces[i].blocks), [questions[j]]))
        elif i != paragraph:
            answers[-1].blocks += pieces[i].blocks
        else:
            answers[-1].questions.append(questions[j])
        paragraph, question = i, j
    return answers


def takes_up(block: Block) -> bool:
    """Whether ``block`` opens with the members or their question, before it answers."""
    opens_so = members_open(block) or bool(_ON_THE_QUESTION.match(block.text)) or bool(_THEY_ASK.match(block.text))
    return opens_so and block.kind is not BlockKind.ITEM


def _pieces(blocks: Sequence[Block]) -> list[_Piece]:
    content = [b for b in blocks if not is_heading(b) or (b.emphasis is not Emphasis.NONE and sub_questions(b.text))]
    while content and _only_opens(content[0]):
        content.pop(0)
    pieces: list[_Piece] = []
    repeats: list[str] = []
    for block in content:
        if _repeats(block):
            repeats.append(block.text)
        elif pieces and not repeats and block.kind in (BlockKind.ITEM, BlockKind.ROW):
            pieces[-1].blocks.append(block)
        else:
            pieces.append(_Piece([block], repeats))
            repeats = []
    return pieces


def _only_opens(block: Block) -> bool:
    """Whether ``block`` opens the letter or the section and replies to nothing."""
    return bool(_LETTER_OPENING.match(block.text)) or (is_lead_in(block) and not minister_opens(block))


def _repeats(block: Block) -> bool:
    """Whether all of ``block`` is the question over again: quoted, set apart by emphasis, or paraphrased."""
    asking = bool(sub_questions(block.text))
    if asking and (block.emphasis is not Emphasis.NONE or _QUOTED.match(block.text)):
        return True
    spans = list(sentences(block.text))
    return bool(spans) and all(_is_paraphrase(block.text[s.start : s.end]) for s in spans)


def _is_paraphrase(sentence: str) -> bool:
    """Whether the members are said to ask; what the minister says of himself first is no paraphrase."""
    asks = _TAKES_UP.search(sentence)
    if asks is None or not (members_open(Block(sentence)) or _THEY_ASK.match(sentence)):
        return False
    return not minister_opens(Block(sentence[: asks.start()]))


def _likeness(pieces: Sequence[_Piece], questions: Sequence[QuestionDraft]) -> list[list[float]]:
    """How alike each paragraph and each question are, above or below what is usual among them."""
    asked = [" ".join(block.text for block in question.blocks) for question in questions]
    rarity = Rarity([list(terms(text)) for text in (*asked, *(piece.text for piece in pieces))])

    def vector(text: str) -> Vector:
        return rarity.vector(Counter(terms(text)))

    columns = [vector(text) for text in asked]
    rows = [[cosine(vector(piece.text), column) for column in columns] for piece in pieces]
    usual = sum(map(sum, rows)) / (len(rows) * len(columns))
    for row, piece in zip(rows, pieces, strict=True):
        named = set(speaking_groups(" ".join(piece.repeats) or piece.blocks[0].text)) if piece.opens else set()
        for j, question in enumerate(questions):
            other = bool(named and question.groups) and not named & set(question.groups)
            row[j] -= usual + (_OTHER_GROUP if other else 0.0)
    return rows


def _path(likeness: list[list[float]], pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
    """The pairs (paragraph, question) of the best way through both series from their first to their last."""
    rows, columns = len(likeness), len(likeness[0])
    best = [[float("-inf")] * columns for _ in range(rows)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    best[0][0] = likeness[0][0]
    under_repeat = False
    for i, piece in enumerate(pieces):
        new_answer = _OPENS if piece.opens else -_UNDER_REPEAT if under_repeat else 0.0
        under_repeat = bool(piece.repeats) or (under_repeat and not piece.opens)
        for j in range(columns):
            steps = (
                (i - 1, j - 1, new_answer),
                (i - 1, j, -new_answer),
                (i, j - 1, -_SHARED if rows >= columns else 0.0),
            )
            for from_i, from_j, worth in steps:
                if from_i < 0 or from_j < 0:
                    continue
                score = best[from_i][from_j] + worth + likeness[i][j]
                if score > best[i][j]:
                    best[i][j] = score
                    came[i, j] = (from_i, from_j)
    place = (rows - 1, columns - 1)
    path = [place]
    while place != (0, 0):
        place = came[place]
        path.append(place)
    return path[::-1]
