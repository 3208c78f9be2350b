"""Plain text: one paragraph per line, or lines broken by hand or by a converter from PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from kamergraaf.models import BlockKind
from kamergraaf.read.broken_words import without_torn_hyphens
from kamergraaf.read.draft import DraftPaper
from kamergraaf.read.encoding import clean, decode
from kamergraaf.read.furniture import awaits_page_number, foot_length, is_imprint, is_page_number, recurring_form
from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.hyphens import WordForms
from kamergraaf.read.limits import MAX_TEXT_BYTES, check_size
from kamergraaf.read.marked import Marked
from kamergraaf.read.page_counts import feet_of_counted_pages
from kamergraaf.read.paragraphs import Column, Line, has_item_sign, to_drafts, without_sign
from kamergraaf.read.pieces import Piece, to_paper
from kamergraaf.read.plain_lines import TextLine
from kamergraaf.read.plain_markers import with_markers_restored
from kamergraaf.read.plain_notes import part_notes, with_glued_markers
from kamergraaf.read.sentence_end import ends_sentence, starts_lower
from kamergraaf.read.wrapping import share_filled, usual_width

_NARROW = 100
"""Characters of a line up to which a text with sentences torn over lines is taken for wrapped."""
_LEAST_TORN = 0.1
_EDGE_LINES = 4
"""Lines from the top and the foot of a page among which furniture is looked for."""
_MOST = 4
"""How many times more often than not paragraphs are parted by a blank line in a text that parts them so."""
_RUN = re.compile(" {2,}")
_FEWEST_RUNS = 20
_PARTS = re.compile(r"\s{3,}")
_SLACK = 0.05
"""Share of the width of a column by which a count of characters may misjudge a line."""


def read(data: bytes, name: str) -> DraftPaper:
    """The paper in ``data``. Raises UnreadableError if the bytes are no text, or too many."""
    check_size(data, name, MAX_TEXT_BYTES)
    text = _with_lines(clean(decode(data, name)))
    pages = [_page_lines(page, number) for number, page in enumerate(text.split("\f"), 1)]
    furniture: list[str] = []
    pages = _without_furniture(pages, furniture) if len(pages) > 1 else [_without_imprint(pages[0], furniture)]
    lines = with_markers_restored([line for page in pages for line in page])
    paged = bool(lines) and lines[0].page != lines[-1].page
    lines, notes = part_notes(_mended(lines))
    pieces = _wrapped(lines, paged) if _is_wrapped(lines) else _unwrapped(lines, paged)
    pieces = with_glued_markers(pieces, [label for label, _, _ in notes])
    pieces.extend(
        Piece((Marked(parts[0], ((0, label),)), *map(Marked, parts[1:])), page=page if paged else None)
        for label, parts, page in notes
    )
    paper = to_paper(pieces)
    paper.furniture[:0] = furniture
    return paper


def _with_lines(text: str) -> str:
    """``text`` with line breaks for runs of blanks, if a converter left such runs in place of nearly all of them."""
    # Each run holds a pair of blanks, and pairs are counted faster than runs.
    if "\f" in text or text.count("  ") < _FEWEST_RUNS:
        return text
    runs = len(_RUN.findall(text))
    if runs < _FEWEST_RUNS or text.strip().count("\n") > runs // _FEWEST_RUNS:
        return text
    return _RUN.sub(lambda run: "\n" if len(run.group()) == 2 else "\n\n", text)


def _page_lines(page: str, number: int) -> list[TextLine]:
    lines: list[TextLine] = []
    for raw in page.split("\n"):
        stripped = raw.strip().replace("\t", " ")
        expanded = raw.expandtabs(8) if "\t" in raw[:80] else raw
        indent = len(expanded) - len(expanded.lstrip())
        if foot := foot_length(stripped):
            lines.append(TextLine(stripped[:foot], indent, len(lines), number))
            if foot == len(stripped):
                continue
        lines.append(TextLine(stripped[foot:], indent, len(lines), number))
    return lines


def _mended(lines: Sequence[TextLine]) -> list[TextLine]:
    texts = without_torn_hyphens([line.text for line in lines])
    return [line if line.text == text else line._replace(text=text) for line, text in zip(lines, texts, strict=True)]


def _without_furniture(pages: Sequence[list[TextLine]], furniture: list[str]) -> list[list[TextLine]]:
    """The pages without the lines that return at their heads and feet; those are added to ``furniture``."""
    seen: Counter[str] = Counter()
    for page in pages:
        parts = {part for line in _edges(page) for part in _PARTS.split(line.text)}
        seen.update({recurring_form(part) for part in parts if not is_page_number(part)})
    enough = max(2, sum(1 for page in pages if any(line.text for line in page)) // 2)
    kept = []
    for page in pages:
        out: set[int] = set()
        filled = [line.number for line in page if line.text]
        first, middle, last = (filled[0], filled[len(filled) // 2], filled[-1]) if filled else (0, 0, 0)
        for line in _edges(page):
            recurs = any(seen[recurring_form(part)] >= enough for part in _PARTS.split(line.text))
            # Further up from the foot, a figure on its own is the label of a note.
            outer = line.number in {last, first} or (line.number < middle and page is pages[0])
            bare = is_imprint(line.text) or (outer and is_page_number(line.text))
            if (recurs and not is_numbered_head(line.text)) or bare:
                out.add(line.number)
                furniture.append(" ".join(line.text.split()))
        kept.append([line for line in page if line.number not in out])
    return kept


def _without_imprint(lines: Sequence[TextLine], furniture: list[str]) -> list[TextLine]:
    """The lines without imprint and running feet, where no form feed tells pages; those go to ``furniture``.

    A running foot takes the page number that stands alone after it, if it has none itself; a number after one that
    has is a question's. The text after a foot is on the next page.
    """
    kept: list[TextLine] = []
    after_foot = False
    page = 1
    counted = feet_of_counted_pages(lines)
    for index, line in enumerate(lines):
        if index in counted or is_imprint(line.text) or (after_foot and is_page_number(line.text)):
            after_foot = not is_page_number(line.text) and awaits_page_number(line.text)
            furniture.append(" ".join(line.text.split()))
            # Up to here, no page has begun since the last line of text.
            page = kept[-1].page + 1 if kept else 1
            continue
        after_foot = after_foot and not line.text
        if line.text or kept:
            on = page if line.text else kept[-1].page
            kept.append(line if line.page == on else line._replace(page=on))
    return kept


def _edges(page: Sequence[TextLine]) -> list[TextLine]:
    filled = [line for line in page if line.text]
    if len(filled) <= 2 * _EDGE_LINES:
        return filled
    return filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]


def _is_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether most lines that another follows are too long for its first word to fit."""
    inner = [
        (len(line.text), len(following.text.split(None, 1)[0]))
        for line, following in pairwise(lines)
        if line.text and following.text and not is_numbered_head(line.text) and line.page == following.page
    ]
    width = usual_width(inner)
    if width is None:
        return False
    return share_filled(inner, width) >= 0.5 or (width <= _NARROW and _torn(lines) >= _LEAST_TORN * len(inner))


def _torn(lines: Sequence[TextLine]) -> int:
    """How many lines break off in the middle of a sentence that the next one goes on with."""
    return sum(
        bool(line.text and following.text) and not ends_sentence(line.text) and starts_lower(following.text)
        for line, following in pairwise(lines)
    )


def _wrapped(lines: Sequence[TextLine], paged: bool) -> list[Piece]:
    lefts = {page: _left_edge(own) for page, own in groupby(lines, key=lambda line: line.page)}
    set_lines = [
        Line(
            Marked(line.text),
            line.page,
            float(-line.number),
            max(0.0, float(line.indent - lefts[line.page])),
            float(max(0, line.indent - lefts[line.page]) + len(line.text)),
            1.0,
            float(len(line.text.split(None, 1)[0])),
            1.0,
        )
        for line in lines
        if line.text
    ]
    words = WordForms(line.text for line in lines)
    rights = sorted((line.right for line in set_lines), reverse=True)
    # A few lines, as those that hold a web address, may stick out.
    width = rights[len(rights) // 10]
    drafts = to_drafts(set_lines, Column(width, 1.0, 1.0, _SLACK * width, _are_set_apart(lines, width)), words)
    return [
        Piece((draft.content,), draft.kind, draft.level, draft.emphasis, page=draft.page if paged else None)
        for draft in drafts
    ]


def _are_set_apart(lines: Sequence[TextLine], width: float) -> bool:
    """Whether a blank line stands after most of the sentences whose last line leaves room for the next word."""
    blank = none = 0
    for line, following in pairwise(lines):
        if not ends_sentence(line.text) or len(line.text) > (1 - 2 * _SLACK) * width:
            continue
        if not following.text:
            blank += 1
        elif len(line.text) + 1 + len(following.text.split(None, 1)[0]) <= width:
            none += 1
    return blank >= _MOST * none and blank >= _MOST


def _left_edge(lines: Iterable[TextLine]) -> int:
    indents = Counter(line.indent for line in lines if line.text)
    total = sum(indents.values())
    return min((indent for indent, count in indents.items() if count >= max(2, total // 10)), default=0)


def _unwrapped(lines: Sequence[TextLine], paged: bool) -> list[Piece]:
    pieces: list[Piece] = []
    page = lines[0].page if lines else 0
    for line in lines:
        if not line.text:
            continue
        item = has_item_sign(line.text)
        content = without_sign(Marked(line.text)) if item else Marked(line.text)
        kind = BlockKind.ITEM if item else BlockKind.PARAGRAPH
        broken, page = line.page != page, line.page
        pieces.append(Piece((content,), kind, after_break=broken, page=page if paged else None))
    return pieces
