"""The layout of a numbered list: bare numbers that count up, each with a question and mostly its answer.

Committees' *lijsten van vragen en antwoorden* are laid out so, in paragraphs or table rows, and so are the
letters in which ministers send their answers to Kamervragen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.heads.numbered import numbered_head
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.extract.layouts.blocks import heads_apart, part_of
from kamergraaf.extract.layouts.kamervragen import units_under_heads
from kamergraaf.extract.numbering import NUMBERS, parse_numbers
from kamergraaf.models import Block, BlockKind, SourcePaper

_NUMBERS = re.compile(rf"^(?:Vra(?:ag|gen)\s+)?({NUMBERS})[.:)]?\s*$", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"^\d{1,3}[.:)]?\s+(?=[A-ZÀ-Þ«“\"‘])")
_ROW = re.compile(r"^\d{1,3}\t")
_HEADER_ROW = re.compile(r"^(?:nr\.?|nummer|vraag)\t", re.IGNORECASE)
_ANSWER = re.compile(r"^Antwoord(?:en)?(?:\s+op)?(?:\s+vra(?:ag|gen))?(?:\s+\d{1,3})?\s*[.:]?\s*$", re.IGNORECASE)
_ANSWER_FIRST = re.compile(r"^Antwoord(?:\s+op)?(?:\s+vraag)?(?:\s+\d{1,3})?\s*:\s+(?=\S)", re.IGNORECASE)
_LEAST = 2
_LEAST_ASKING = 0.8
_FARTHEST_STEP = 3
"""A list may skip a number that was withdrawn; a number farther off belongs to the text."""

_Entry = tuple[tuple[str, ...], list[Block]]


class Lijst:
    """Numbers that count up from the start, each heading a question."""

    name = "lijst van vragen en antwoorden"

    def matches(self, source: SourcePaper) -> bool:
        """True if at least two numbers head something, and nearly all of them a question."""
        _, entries = _entries(_prepared(source.blocks))
        asking_part = entries[: _restart(entries) or len(entries)]
        asking = sum(bool(sub_questions(blocks[0].text)) for _, blocks in asking_part)
        return len(asking_part) >= _LEAST and asking >= _LEAST_ASKING * len(asking_part)

    def cut(self, source: SourcePaper) -> Cut:
        """Cut at the numbers, and each entry where its answer begins."""
        blocks = _prepared(source.blocks)
        first, entries = _entries(blocks)
        head = numbered_head(blocks[:first], source)
        apart = _answers_apart(entries)
        if apart is not None:
            return Cut(head, units_under_heads(apart))
        units: list[QuestionDraft | AnswerDraft] = []
        waiting: list[QuestionDraft] = []
        for numbers, content in entries:
            asking, reply = _parts(content)
            for number, part in zip(numbers, _shared_out(asking, numbers), strict=True):
                waiting.append(QuestionDraft(part, number))
            units.extend(waiting[-len(numbers) :])
            if reply:
                units.append(AnswerDraft(reply, waiting))
                waiting = []
        return Cut(head, units)


def _prepared(blocks: Sequence[Block]) -> list[Block]:
    """Numbers and the word "Antwoord" in blocks of their own; table rows as number, question and answer."""
    prepared: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.ROW and _ROW.match(block.text):
            start = 0
            for cell in block.text.split("\t"):
                part = part_of(block, start, start + len(cell))
                if part.text and (not start or any(map(str.isalpha, part.text))):  # a bare figure is a page
                    prepared.append(replace(part, kind=BlockKind.PARAGRAPH))
                start += len(cell) + 1
        elif not (block.kind is BlockKind.ROW and _HEADER_ROW.match(block.text)):
            prepared.append(block)
    return heads_apart(heads_apart(prepared, _NUMBER_FIRST), _ANSWER_FIRST)


def _entries(blocks: Sequence[Block]) -> tuple[int, list[_Entry]]:
    """Where the first entry begins, and the entries: numbers that go on counting, and the blocks under them."""
    entries: list[_Entry] = []
    first, last = len(blocks), 0
    for i, block in enumerate(blocks):
        match = _NUMBERS.match(block.text.strip())
        numbers = parse_numbers(match[1]) if match else ()
        values = [int(re.sub(r"\D", "", number)) for number in numbers]
        step = _FARTHEST_STEP if entries else 1
        restarts = bool(entries) and values[:1] == [1] and any(_ANSWER.match(b.text.strip()) for b in entries[-1][1])
        if values and (last < values[0] <= last + step or restarts):
            first = min(first, i)
            last = values[-1]
            entries.append((numbers, []))
        elif entries:
            entries[-1][1].append(block)
    return first, [(numbers, content) for numbers, content in entries if content]


def _restart(entries: list[_Entry]) -> int | None:
    """Where the numbers start again, for the answers."""
    return next((i for i, (numbers, _) in enumerate(entries) if i and numbers[0] == "1"), None)


def _answers_apart(entries: list[_Entry]) -> list[Block] | None:
    """The blocks with "Vraag N" and "Antwoord N" for heads, where the numbers start again under "Antwoord"."""
    again = _restart(entries)
    if again is None:
        return None
    blocks: list[Block] = []
    for i, (numbers, content) in enumerate(entries):
        word = "Vraag" if i < again else "Antwoord"
        blocks.append(Block(f"{word} {', '.join(numbers)}"))
        blocks.extend(block for block in content if not _ANSWER.match(block.text.strip()))
    return blocks


def _parts(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """An entry's question and answer, parted by the word "Antwoord", or after the paragraphs that ask first."""
    for i, block in enumerate(blocks):
        if i and _ANSWER.match(block.text.strip()):
            return blocks[:i], [b for b in blocks[i + 1 :] if not _ANSWER.match(b.text.strip())]
    end = next((i + 1 for i, b in enumerate(blocks) if sub_questions(b.text)), 1)
    while end < len(blocks) and blocks[end].text.rstrip().endswith("?"):
        end += 1
    return blocks[:end], blocks[end:]


def _shared_out(asking: list[Block], numbers: tuple[str, ...]) -> list[list[Block]]:
    """The asking paragraphs shared out over the numbers that head them, in order."""
    if len(numbers) == 1:
        return [asking]
    return [*([block] for block in asking[: len(numbers) - 1]), asking[len(numbers) - 1 :]]
