"""The layout of a *lijst van vragen en antwoorden*: numbered questions of a committee, each with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.extract.layouts.base import AnswerDraft, Cut, QuestionDraft
from kamergraaf.models import Block, BlockKind, DocumentKind, NoteMarker, SourcePaper

_NUMBER = re.compile(r"^(?:Vraag\s+)?(\d{1,3})[.:)]?\s*$", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"^(?:Vraag\s+)?(\d{1,3})[.:)]?\s+(?=[A-ZÀ-Þ«“\"‘])")
_ANSWER = re.compile(r"^Antwoord(?:\s+op)?(?:\s+vraag)?(?:\s+\d{1,3})?\s*[.:]?\s*$", re.IGNORECASE)
_ANSWER_FIRST = re.compile(r"^Antwoord(?:\s+op)?(?:\s+vraag)?(?:\s+\d{1,3})?\s*:\s+(?=\S)", re.IGNORECASE)
_HEADER_ROW = re.compile(r"^(?:nr\.?|nummer|vraag)\b", re.IGNORECASE)
_LEAST = 2
_FARTHEST_STEP = 3
"""A list may skip a number that was withdrawn; a number farther off belongs to the text."""


class Lijst:
    """Numbers that count up, each with a question and mostly its answer, in paragraphs or table rows."""

    name = "lijst van vragen en antwoorden"

    def matches(self, source: SourcePaper) -> bool:
        """True if numbers that count up from the start head at least two questions."""
        entries = _entries(source.blocks)
        return len(entries) >= _LEAST and sum(_asks(entry) for _, entry in entries) >= 0.8 * len(entries)

    def cut(self, source: SourcePaper) -> Cut:
        """Cut at the numbers, and each entry where its answer begins."""
        entries = _entries(source.blocks)
        first = entries[0][1][0]
        heading = source.blocks[: next(i for i, b in enumerate(source.blocks) if first.text in b.text)]
        units: list[QuestionDraft | AnswerDraft] = []
        for number, blocks in entries:
            asking, reply = _parts(blocks)
            question = QuestionDraft(asking, number)
            units.append(question)
            if reply:
                units.append(AnswerDraft(reply, [question]))
        return Cut(overleg_head([b for b in heading if not _NUMBER.match(b.text)], source, DocumentKind.LIJST), units)


def _entries(blocks: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """The numbered entries: (number, blocks). Numbers count up; others are text."""
    rows = [b for b in blocks if b.kind is BlockKind.ROW and re.match(r"^\d{1,3}\t", b.text)]
    if len(rows) >= _LEAST:
        return [(row.text.split("\t")[0], _cells(row)) for row in rows if len(row.text.split("\t")) > 1]
    entries: list[tuple[str, list[Block]]] = []
    last = 0
    for block in blocks:
        match = _NUMBER.match(block.text.strip()) or _NUMBER_FIRST.match(block.text)
        if match and last < int(match[1]) <= last + (_FARTHEST_STEP if last else 1):
            last = int(match[1])
            rest = _rest(block, match.end())
            entries.append((match[1], [rest] if rest.text else []))
        elif entries:
            entries[-1][1].extend(_answer_apart(block))
    return [(number, content) for number, content in entries if content]


def _cells(row: Block) -> list[Block]:
    """A table row as question and answer: number, question, answer, in this order."""
    cells: list[Block] = []
    start = 0
    for i, cell in enumerate(row.text.split("\t")):
        if i and cell.strip() and not (len(cells) == 0 and _HEADER_ROW.match(cell) and not sub_questions(cell)):
            markers = tuple(
                NoteMarker(m.offset - start, m.note) for m in row.markers if start < m.offset <= start + len(cell)
            )
            cells.append(Block(cell.strip(), BlockKind.PARAGRAPH, 0, row.emphasis, row.page, markers))
        start += len(cell) + 1
    return cells[:2]


def _rest(block: Block, cut: int) -> Block:
    markers = tuple(NoteMarker(m.offset - cut, m.note) for m in block.markers if m.offset >= cut)
    return Block(block.text[cut:].strip(), block.kind, block.level, block.emphasis, block.page, markers)


def _answer_apart(block: Block) -> Iterator[Block]:
    match = _ANSWER_FIRST.match(block.text)
    if match:
        yield Block("Antwoord", block.kind, block.level, block.emphasis, block.page)
        yield _rest(block, match.end())
    else:
        yield block


def _asks(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and bool(sub_questions(_parts(list(blocks))[0][-1].text))


def _parts(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """An entry's question and answer: parted by the word "Antwoord", else after the last paragraph that asks first."""
    for i, block in enumerate(blocks):
        if i and _ANSWER.match(block.text.strip()):
            return blocks[:i], [b for b in blocks[i + 1 :] if not _ANSWER.match(b.text.strip())]
    end = 1
    if not sub_questions(blocks[0].text):
        end = next((i + 1 for i, b in enumerate(blocks) if sub_questions(b.text)), 1)
    while end < len(blocks) and blocks[end].text.rstrip().endswith("?"):
        end += 1
    return blocks[:end], blocks[end:]
