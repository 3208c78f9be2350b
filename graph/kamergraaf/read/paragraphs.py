"""Lines with their place on the page become paragraphs, items and headings.

A paragraph ends where a line leaves room for the first word of the next line, where the gap to the next line
is wider than usual, where the indentation changes, or where type or emphasis does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kamergraaf.models import BlockKind, Emphasis
from kamergraaf.read.draft import Draft
from kamergraaf.read.heads import HEAD_LEVEL, is_numbered_head
from kamergraaf.read.hyphens import WordForms, join_lines
from kamergraaf.read.marked import Marked
from kamergraaf.read.sentence_end import cannot_end, ends_sentence, starts_lower

_BULLET = re.compile(r"[•●▪■◦‣∙·○□➢►▸✓\uf0b7\uf0a7](?:\s+|$)")
_DASH = re.compile(r"[-–—*o]\s+(?=\S)")
_ENUMERATOR = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+(?=\S)")
_WIDE_GAP = 1.35
_INDENT = 0.4
_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text column; lengths in the unit of the page, ``indent`` from the column's left edge."""

    content: Marked
    page: int
    baseline: float
    """Height of the line on the page, upwards."""
    indent: float
    right: float
    """Right edge, measured from the column's left edge."""
    size: float
    first_word: float
    """Width of the first word."""
    space: float
    """Width of a blank."""
    second_word: float | None = None
    """Where the second word starts, measured as ``indent``."""
    emphasis: Emphasis = Emphasis.NONE
    is_row: bool = False
    """Whether the line is a row of a table, its cells parted by tabs."""


@dataclass(frozen=True, slots=True)
class Column:
    """The column that the lines are set in."""

    width: float
    leading: float
    """Usual distance from one baseline to the next."""
    size: float
    """Usual size of type."""
    slack: float = 0.0
    """How far widths may be off, as where they are counts of characters of a proportional face."""
    set_apart: bool = False
    """Whether paragraphs are parted by blank lines: then, on one page, a sentence that ends short parts none."""


@dataclass(slots=True)
class _Open:
    lines: list[Line]
    item: bool = False
    hang: float = 0.0
    """Where the text of an item's further lines starts."""


def to_drafts(lines: Iterable[Line], column: Column, words: WordForms) -> list[Draft]:
    """The blocks of a paper out of its lines in reading order; ``place`` is the page the block starts on."""
    drafts: list[Draft] = []
    current: _Open | None = None
    for line in lines:
        if current is not None and not _starts_block(current, line, column):
            current.lines.append(line)
            continue
        if current is not None:
            drafts.append(_close(current, column, words))
        current = _open(line, current, column)
    if current is not None:
        drafts.append(_close(current, column, words))
    return drafts


def _open(line: Line, before: _Open | None, column: Column) -> _Open:
    sign = _item_sign(line, before, column)
    if sign is None:
        return _Open([line])
    hang = line.second_word if line.second_word is not None else line.indent + line.size
    return _Open([line], True, hang)


def _item_sign(line: Line, before: _Open | None, column: Column) -> re.Match[str] | None:
    text = line.content.text
    if found := _BULLET.match(text):
        return found
    found = _DASH.match(text) or _ENUMERATOR.match(text)
    if found is None:
        return None
    # A dash or a figure at the start of a line is often just where the line broke: it is a sign only where it
    # stands off from its text, or where a sentence, or an item, ended before it.
    if line.second_word is not None and line.second_word - line.indent - line.first_word > 1.6 * line.space:
        return found
    if before is None or before.item:
        return found
    last = before.lines[-1]
    done = ends_sentence(last.content.text) or last.content.text.endswith(",") or _head_like(before)
    return found if done or _gap_is_wide(last, line, column) else None


def _head_like(block: _Open) -> bool:
    return len(block.lines) == 1 and (
        is_numbered_head(block.lines[0].content.text) or block.lines[0].emphasis is Emphasis.BOLD
    )


def _gap_is_wide(last: Line, line: Line, column: Column) -> bool:
    gap = last.baseline - line.baseline
    return last.page == line.page and gap > _WIDE_GAP * column.leading * max(1.0, line.size / column.size)


def _starts_block(block: _Open, line: Line, column: Column) -> bool:
    last = block.lines[-1]
    if line.is_row or last.is_row:
        return True
    if is_numbered_head(line.content.text) and not _is_mid_sentence(last, line, column):
        return True
    if len(block.lines) == 1 and is_numbered_head(last.content.text):
        return True
    if _item_sign(line, block, column) is not None or _gap_is_wide(last, line, column):
        return True
    if abs(last.size - line.size) > 0.12 * column.size:
        return True
    lower = starts_lower(line.content.text)
    bold_changes = (last.emphasis is Emphasis.BOLD) != (line.emphasis is Emphasis.BOLD)
    if bold_changes and not lower:
        return True
    goes_on = lower and not ends_sentence(last.content.text)
    if _indentation_changes(block, line) and not (lower and last.page != line.page) and not goes_on:
        return True
    room = column.width - (last.right + last.space + line.first_word)
    if ends_sentence(last.content.text):
        return not (column.set_apart and last.page == line.page) and room > 0.1 * last.size + column.slack
    # A line broken off in mid-sentence may leave a little room where the setter wanted words together.
    return room > last.size + 4 * column.slack and not lower and not cannot_end(last.content.text)


def _is_mid_sentence(last: Line, line: Line, column: Column) -> bool:
    """Whether a line such as "vraag 3." is the end of a sentence that broke there, not a head."""
    return (
        line.content.text[:1].islower()
        and not ends_sentence(last.content.text)
        and not _gap_is_wide(last, line, column)
    )


def _indentation_changes(block: _Open, line: Line) -> bool:
    last = block.lines[-1]
    tolerance = _INDENT * line.size
    if block.item:
        hangs = len(block.lines) > 1 and last.indent >= block.hang - tolerance
        return line.indent > block.hang + tolerance or (hangs and line.indent < block.hang - tolerance)
    if line.indent > last.indent + tolerance:
        return True
    # A first line may be indented; after the second line a change to the left is a change of paragraph.
    return line.indent < last.indent - tolerance and len(block.lines) > 1


def _close(block: _Open, column: Column, words: WordForms) -> Draft:
    first = block.lines[0]
    contents = [line.content for line in block.lines]
    if block.item:
        contents[0] = without_sign(contents[0])
    content = join_lines(contents, words)
    emphasis = first.emphasis if len({line.emphasis for line in block.lines}) == 1 else Emphasis.NONE
    kind, level = BlockKind.PARAGRAPH, 0
    if is_numbered_head(content.text):
        kind, level = BlockKind.HEADING, HEAD_LEVEL
    elif first.is_row:
        kind = BlockKind.ROW
    elif block.item:
        kind = BlockKind.ITEM
    elif _is_heading(content.text, emphasis, first.size, column):
        kind, level = BlockKind.HEADING, 1 if first.size > 1.05 * column.size else HEAD_LEVEL
    return Draft(content, first.page, kind, level, emphasis, first.page)


def has_item_sign(text: str) -> bool:
    """Whether ``text`` starts as an item of a list: with a bullet, a dash, a figure or a letter."""
    return bool(_BULLET.match(text) or _DASH.match(text) or _ENUMERATOR.match(text))


def without_sign(content: Marked) -> Marked:
    """An item's text without its bullet; a figure or letter that counts the item stays."""
    found = _BULLET.match(content.text) or _DASH.match(content.text)
    return content.cut(found.end()) if found else content


def _is_heading(text: str, emphasis: Emphasis, size: float, column: Column) -> bool:
    large = size > 1.15 * column.size
    return (large or emphasis is Emphasis.BOLD) and len(text) <= _LONGEST_HEADING and not ends_sentence(text)
