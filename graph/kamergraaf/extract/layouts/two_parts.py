"""The layout with all questions first and all answers after: parts I and II, or a letter and the reply to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.extract.layouts.drafting import asks, is_lead_in, join_across, questions_in
from kamergraaf.extract.layouts.pairing import pair
from kamergraaf.extract.layouts.sections import (
    Section,
    is_group_head,
    is_heading,
    sections_of,
    with_askers,
)
from kamergraaf.extract.layouts.speakers import is_answer_head, members_open, minister_opens
from kamergraaf.extract.sentences import sentences
from kamergraaf.models import Block, DocumentKind, Emphasis, SourcePaper

_SECOND_PART = re.compile(
    r"^(?:(?:deel\s+)?(?:II|2|B)\b[.:]?\s*)?(?:(?:antwoord(?:en)?|reactie|beantwoording)\b(?:\s*/\s*(?:antwoord|reactie))?"
    r"|brief\s+van\s+de\s+(?:minister|staatssecretaris))",
    re.IGNORECASE,
)
_WHO_REPLIES = re.compile(
    r"\b(?:minister|staatssecretaris|bewindspers\w+|kabinet|regering|antwoorden)\b", re.IGNORECASE
)
_LETTER_OPENING = re.compile(r"^(?:Geachte|Den\s+Haag|Aan\s+de|Hierbij|Met\s+deze\s+brief|Hoogachtend)", re.IGNORECASE)
_TAKES_UP = re.compile(
    r"\b(?:vragen|vraagt|verzoeken|informeren|willen\s+weten|constateren|lezen|merken\s+op|vroegen)\b", re.IGNORECASE
)
_ON_THE_QUESTION = re.compile(
    r"^(?:Op|Over|Ten\s+aanzien\s+van|Met\s+betrekking\s+tot|Wat\s+betreft|In\s+antwoord\s+op|Voor\s+het\s+antwoord\s+op|Naar\s+aanleiding\s+van)"
    r"\s+(?:de|uw|deze)\s+(?:\w+\s+){0,2}vra(?:ag|gen)\b"
)
_QUOTED = re.compile(r"^\s*[«“\"„].*[»”\"]\s*$", re.DOTALL)


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
        opening, replying = sections_of(source.blocks[start + 1 :])
        questions = {id(section): _questions(section) for section in asking}
        answered: list[AnswerDraft] = []
        for section in replying:
            asked = [q for s in asking if set(s.groups) & set(section.groups) for q in questions[id(s)]]
            waiting = [q for q in asked if not any(q in answer.questions for answer in answered)]
            drafts, taken_up = _answers(section.blocks, len(waiting))
            pair(waiting, drafts, taken_up)
            answered += [draft for draft in drafts if draft.questions]
        units: list[QuestionDraft | AnswerDraft] = [q for s in asking for q in questions[id(s)]]
        units += answered
        join_across((b for s in asking for b in s.blocks), (q for s in asking for q in questions[id(s)]))
        whole_head = [*head, *source.blocks[start : start + 1], *opening]
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


def _answers(blocks: Sequence[Block], asked_count: int) -> tuple[list[AnswerDraft], list[str]]:
    """The answers of one section, and for each the words that take up its question.

    A paragraph that only repeats the question (quoted, in emphasis, or paraphrased by itself) opens the next
    answer without being part of it. Where none does and there are as many paragraphs as questions, or where
    none takes up a question at all, each paragraph is an answer.
    """
    content = [b for b in blocks if not is_heading(b) or (b.emphasis is not Emphasis.NONE and sub_questions(b.text))]
    while content and (is_lead_in(content[0]) or _LETTER_OPENING.match(content[0].text)):
        content.pop(0)
    repeating = any(map(_repeats, content))
    each = not repeating and (len(content) == asked_count or not any(map(_opens_by_taking_up, content)))
    drafts: list[AnswerDraft] = []
    asked: list[str] = []
    repeats: list[str] = []
    for block in content:
        if _repeats(block):
            repeats.append(block.text)
        elif each or repeats or not drafts or _opens_by_taking_up(block):
            drafts.append(AnswerDraft([block]))
            asked.append(" ".join(repeats) or block.text)
            repeats = []
        else:
            drafts[-1].blocks.append(block)
    return drafts, asked


def _repeats(block: Block) -> bool:
    """Whether all of ``block`` is the question over again: quoted, set apart by emphasis, or paraphrased."""
    asking = bool(sub_questions(block.text))
    if asking and (block.emphasis is not Emphasis.NONE or _QUOTED.match(block.text)):
        return True
    spans = list(sentences(block.text))
    return bool(spans) and all(_is_paraphrase(block.text[s.start : s.end]) for s in spans)


def _opens_by_taking_up(block: Block) -> bool:
    """Whether ``block`` opens with the members or their question, before it answers."""
    return members_open(block) or bool(_ON_THE_QUESTION.match(block.text))


def _is_paraphrase(sentence: str) -> bool:
    """Whether the members are said to ask; what the minister says of himself first is no paraphrase."""
    takes_up = _TAKES_UP.search(sentence)
    if takes_up is None or not members_open(Block(sentence)):
        return False
    return not minister_opens(Block(sentence[: takes_up.start()]))
