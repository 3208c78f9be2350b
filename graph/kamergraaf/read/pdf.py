"""PDF: text in reading order, page furniture apart, notes at the foot of the page apart."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kamergraaf.errors import UnreadableError
from kamergraaf.models import Emphasis
from kamergraaf.read.draft import DraftNote, DraftPaper, with_exponents
from kamergraaf.read.furniture import is_imprint, is_page_number, recurring_form
from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.hyphens import WordForms, join_lines
from kamergraaf.read.limits import MAX_PAGES
from kamergraaf.read.marked import Marked, concat
from kamergraaf.read.paragraphs import Column, Line, has_item_sign, to_drafts
from kamergraaf.read.pdf_glyphs import Segment, glyphs_of, segments_of

_EDGE_ZONE = 0.15
"""Share of the page's height at its top and at its foot in which furniture stands."""
_SMALLER = 0.95
_SAME_HEIGHT = 3.0
_PLAIN_LABEL = re.compile(r"(\d{1,3}|\*{1,3})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    top: float
    bottom: float
    segments: tuple[Segment, ...]
    slanted: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """The text column of a paper: type, leading, and edges in points."""

    size: float
    leading: float
    lefts: dict[int, float]
    width: float


def read(data: bytes, name: str) -> DraftPaper:
    """The paper in ``data``.

    Raises UnreadableError if the PDF is broken, cut off, encrypted, too long, or scanned without text layer.
    """
    pages = _pages(data, name)
    frame = _frame(pages)
    draft = DraftPaper()
    body: list[Line] = []
    notes: list[tuple[str, int, list[Marked]]] = []
    recurring = _recurring(pages)
    for page in pages:
        kept, furniture = _part_furniture(page, frame, recurring)
        draft.furniture.extend(furniture)
        lines = _lines(kept, page, frame)
        text, foot = _part_notes(lines, frame)
        body.extend(_add_notes(foot, notes, text_follows=text))
    words = WordForms([line.content.text for line in body] + [part.text for _, _, parts in notes for part in parts])
    draft.blocks = to_drafts(body, Column(frame.width, frame.leading, frame.size), words)
    for label, number, parts in notes:
        text_of_note = with_exponents(join_lines(parts, words).squeezed()).text
        draft.notes.append(DraftNote(label, text_of_note, number, number))
    return draft


def _pages(data: bytes, name: str) -> list[_Page]:
    if b"%%EOF" not in data[-2048:]:
        raise UnreadableError(name, "is cut off: the PDF has no end marker")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise UnreadableError(name, "is an encrypted PDF that asks for a password") from error
        raise UnreadableError(name, f"is a broken PDF ({error})") from error
    try:
        if len(document) == 0:
            raise UnreadableError(name, "is a PDF without pages")
        if len(document) > MAX_PAGES:
            raise UnreadableError(name, f"has more than {MAX_PAGES} pages")
        pages = [_page(document, index) for index in range(len(document))]
        if not any(page.segments for page in pages):
            scanned = any(_has_image(document, index) for index in range(len(document)))
            reason = "is a scanned PDF without a text layer" if scanned else "is a PDF that holds no text"
            raise UnreadableError(name, reason)
    except pdfium.PdfiumError as error:
        raise UnreadableError(name, f"is a broken PDF ({error})") from error
    finally:
        document.close()
    return pages


def _page(document: pdfium.PdfDocument, index: int) -> _Page:
    page = document[index]
    try:
        glyphs, slanted = glyphs_of(page)
        _, bottom, _, top = page.get_cropbox()
        return _Page(index + 1, top, bottom, tuple(segments_of(glyphs, index + 1)), slanted)
    finally:
        page.close()


def _has_image(document: pdfium.PdfDocument, index: int) -> bool:
    page = document[index]
    try:
        return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    finally:
        page.close()


def _frame(pages: Sequence[_Page]) -> _Frame:
    """Type, leading and edges of the text column: what most characters have."""
    segments = [segment for page in pages for segment in page.segments]
    sizes: Counter[float] = Counter()
    for segment in segments:
        sizes[round(segment.size, 1)] += len(segment.content.text)
    size = sizes.most_common(1)[0][0]
    usual = [segment for segment in segments if abs(segment.size - size) < 0.05 * size]
    everywhere = _left_edge(usual)
    lefts = {}
    for page in pages:
        own = [segment for segment in usual if segment.page == page.number]
        lefts[page.number] = _left_edge(own) if len(own) >= 5 else everywhere
    rights = [seg.right - lefts[seg.page] for seg in usual if seg.left < lefts[seg.page] + 4 * size]
    width = _right_edge(rights, 0.5 * size)
    gaps: Counter[float] = Counter()
    for before, after in pairwise(usual):
        gap = before.baseline - after.baseline
        if before.page == after.page and 0.8 * size < gap < 3 * size:
            # A line that fills the column has the next of its paragraph under it, and counts for more than any
            # number of short ones, which may have a gap under them.
            filled = before.right - lefts[before.page] > 0.85 * width
            gaps[round(gap, 1)] += len(usual) if filled else 1
    leading = gaps.most_common(1)[0][0] if gaps else 1.2 * size
    return _Frame(size, leading, lefts, width)


def _left_edge(segments: Sequence[Segment]) -> float:
    """The leftmost place where more than a stray line starts; items set further in may outnumber the rest."""
    starts = Counter(round(segment.left) for segment in segments)
    enough = max(2, len(segments) // 20)
    return float(min((left for left, count in starts.items() if count >= enough), default=min(starts, default=0)))


def _right_edge(rights: Iterable[float], near: float) -> float:
    """The rightmost place that more than one line reaches: a single one may stick out."""
    ordered = sorted(rights, reverse=True)
    for outer, inner in pairwise(ordered):
        if outer - inner < near:
            return outer
    return ordered[0] if ordered else 0.0


@dataclass(frozen=True, slots=True)
class _Recurring:
    """What stands at the same height on several pages, in the head or foot zone."""

    forms: set[tuple[str, int]]
    counting: set[tuple[int, int]]
    """Height of figures that count the pages, and by how much they are ahead of the count from 1."""


def _recurring(pages: Sequence[_Page]) -> _Recurring:
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    counting: dict[tuple[int, int], set[int]] = defaultdict(set)
    for page in pages:
        for segment in page.segments:
            text = segment.content.text.strip()
            if _in_edge_zone(segment, page) and not is_numbered_head(text):
                seen[_key(segment)].add(page.number)
                if text.isdecimal():
                    counting[_key(segment)[1], int(text) - page.number].add(page.number)
    # The first page, and a left and a right page, may each have furniture of their own.
    enough = max(2, len(pages) // 3)
    return _Recurring(
        {key for key, numbers in seen.items() if len(numbers) >= enough},
        {key for key, numbers in counting.items() if len(numbers) > 1},
    )


def _key(segment: Segment) -> tuple[str, int]:
    return recurring_form(segment.content.text), round(segment.baseline / _SAME_HEIGHT)


def _in_edge_zone(segment: Segment, page: _Page) -> bool:
    zone = _EDGE_ZONE * (page.top - page.bottom)
    return segment.baseline > page.top - zone or segment.baseline < page.bottom + zone


def _part_furniture(page: _Page, frame: _Frame, recurring: _Recurring) -> tuple[list[Segment], list[str]]:
    left = frame.lefts[page.number]
    apart = [segment for segment in page.segments if _is_furniture(segment, page, frame, left, recurring)]
    chosen = {id(segment) for segment in apart}
    kept: list[Segment] = []
    for segment in page.segments:
        if id(segment) in chosen:
            continue
        # What shares its line with furniture, and is not set as text, is furniture too.
        beside = any(abs(segment.baseline - other.baseline) < 0.3 * segment.size for other in apart)
        if beside and _in_edge_zone(segment, page) and abs(segment.size - frame.size) > 0.05 * frame.size:
            apart.append(segment)
        else:
            kept.append(segment)
    lines = [" ".join(segment.content.squeezed().text for segment in row) for row in _rows(apart)]
    if page.slanted:
        lines.append(page.slanted)
    return kept, [line for line in lines if line]


def _is_furniture(segment: Segment, page: _Page, frame: _Frame, left: float, recurring: _Recurring) -> bool:
    text = segment.content.text.strip()
    edge = _in_edge_zone(segment, page)
    other_type = abs(segment.size - frame.size) > 0.05 * frame.size
    if edge and text.isdecimal() and not other_type and abs(segment.left - left) < frame.size:
        # Set as text: the number of a question, unless it counts the pages.
        return (_key(segment)[1], int(text) - page.number) in recurring.counting
    if edge and (is_imprint(text) or is_page_number(text) or not text):
        return True
    if edge and _key(segment) in recurring.forms and not is_numbered_head(text) and _stands_apart(segment, page, frame):
        return True
    # In the side margin: beside the column, or starting well to its left at the head or the foot.
    if edge and other_type and segment.left < left - 2 * frame.size:
        return True
    return segment.left > left + frame.width + frame.size and other_type


def _stands_apart(segment: Segment, page: _Page, frame: _Frame) -> bool:
    """Whether no line of the column's own type stands at the usual distance above or below ``segment``."""
    near = 1.3 * frame.leading
    return not any(
        0.5 < abs(other.baseline - segment.baseline) < near
        and abs(other.size - frame.size) < 0.05 * frame.size
        and not _in_edge_zone(other, page)
        for other in page.segments
    )


def _lines(segments: Sequence[Segment], page: _Page, frame: _Frame) -> list[Line]:
    """Segments from top to bottom, column by column; those side by side on one line become one."""
    left = frame.lefts[page.number]
    second = _second_column(segments, left, frame)
    if second is None:
        return _column_lines(segments, left, frame)
    # What stands across both columns, as a title does, is taken to stand above them.
    return [
        *_column_lines([segment for segment in segments if segment.left < second - frame.size], left, frame),
        *_column_lines([segment for segment in segments if segment.left >= second - frame.size], second, frame),
    ]


def _second_column(segments: Sequence[Segment], left: float, frame: _Frame) -> float | None:
    """Left edge of the right one of two columns of text, if the page is set so."""
    usual = [segment for segment in segments if abs(segment.size - frame.size) < 0.05 * frame.size]
    inner = [segment for segment in usual if segment.left > left + 0.9 * frame.width]
    outer = [segment for segment in usual if segment.left < left + 0.1 * frame.width]
    if len(inner) < max(5, len(usual) // 4) or len(outer) < len(usual) // 4:
        return None
    edge = _left_edge(inner)
    # The cells of a table are narrow; the lines of a column fill it.
    filled = statistics.median([segment.right - segment.left for segment in outer]) > 0.6 * (edge - left)
    return edge if filled and not any(seg.left < edge - frame.size and seg.right > edge for seg in usual) else None


def _column_lines(segments: Sequence[Segment], left: float, frame: _Frame) -> list[Line]:
    rows = _rows(segments)
    lines = []
    for index, row in enumerate(rows):
        beside = [other for other in (rows[index - 1] if index else [], *rows[index + 1 : index + 2]) if other]
        lines.append(_line(row, left, is_row=_is_table_row(row, beside, left, frame)))
    return lines


def _is_table_row(row: Sequence[Segment], neighbours: Iterable[Sequence[Segment]], left: float, frame: _Frame) -> bool:
    """Whether cells of ``row`` start where cells of the row before or after it do."""
    if len(row) < 2 or row[0].left < left - frame.size or has_item_sign(row[0].content.text + " x"):
        return False
    return any(
        len(other) > 1 and any(abs(mine.left - its.left) < 3 for mine in row[1:] for its in other[1:])
        for other in neighbours
    )


def _rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda seg: -seg.baseline):
        if rows and abs(rows[-1][0].baseline - segment.baseline) < 0.3 * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda seg: seg.left) for row in rows]


def _line(row: Sequence[Segment], left: float, *, is_row: bool) -> Line:
    first = row[0]
    contents: list[Marked] = []
    for segment in row:
        if contents:
            contents.append(Marked("\t" if is_row else " "))
        contents.append(segment.content)
    second = first.second_word if first.second_word is not None else row[1].left if len(row) > 1 else None
    same = len({segment.emphasis for segment in row}) == 1
    main = max(row, key=lambda seg: len(seg.content.text))
    return Line(
        concat(contents).squeezed(),
        first.page,
        main.baseline,
        first.left - left,
        row[-1].right - left,
        main.size,
        first.first_word,
        0.28 * main.size,
        second - left if second is not None else None,
        first.emphasis if same else Emphasis.NONE,
        is_row,
    )


def _part_notes(lines: list[Line], frame: _Frame) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and the lines in smaller type below the last of them."""
    start = len(lines)
    while start > 0 and lines[start - 1].size < _SMALLER * frame.size:
        start -= 1
    return lines[:start], lines[start:]


def _add_notes(foot: list[Line], notes: list[tuple[str, int, list[Marked]]], text_follows: list[Line]) -> list[Line]:
    """Adds the notes in ``foot`` to ``notes``; gives back the page's text, with lines that are no notes."""
    first = next((index for index, line in enumerate(foot) if _label(line) is not None), None)
    unlabelled = foot if first is None else foot[:first]
    text = list(text_follows)
    if unlabelled:
        last = notes[-1] if notes else None
        # A note that goes on from the page before; small type without a label is text otherwise.
        if last is not None and last[1] == unlabelled[0].page - 1:
            last[2].extend(line.content for line in unlabelled)
        else:
            text.extend(unlabelled)
    for line in foot[len(unlabelled) :]:
        label = _label(line)
        if label is not None and (not notes or _may_follow(notes[-1][0], label)):
            notes.append((label, line.page, [_without_label(line.content)]))
        else:
            notes[-1][2].append(line.content)
    return text


def _may_follow(before: str, label: str) -> bool:
    """Notes count up, or start anew at 1: a figure that does neither is part of a note's text."""
    if not (before.isdigit() and label.isdigit()):
        return True
    return int(before) < int(label) <= int(before) + 3 or int(label) == 1


def _label(line: Line) -> str | None:
    if line.content.marks and line.content.marks[0][0] == 0:
        return line.content.marks[0][1]
    found = _PLAIN_LABEL.match(line.content.text)
    return found.group(1) if found else None


def _without_label(content: Marked) -> Marked:
    if content.marks and content.marks[0][0] == 0:
        return Marked(content.text, content.marks[1:])
    found = _PLAIN_LABEL.match(content.text)
    return content.cut(found.end()) if found else content
