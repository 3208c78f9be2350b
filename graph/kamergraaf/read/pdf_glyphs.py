"""The characters of a PDF page with their place and type, and the stretches of line they stand in."""

from __future__ import annotations

import ctypes
import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kamergraaf.models import Emphasis
from kamergraaf.read.encoding import clean_characters
from kamergraaf.read.marked import Marked

_BOLD_NAME = re.compile(r"bold|black|heavy", re.I)
_ITALIC_NAME = re.compile(r"italic|oblique", re.I)
_BOLD_WEIGHT = 600
_FLAG_ITALIC = 1 << 6
_FLAG_FORCE_BOLD = 1 << 18
"""Bits of the font descriptor's Flags (ISO 32000-1, table 123)."""
_PDFIUM_HYPHEN = 0x02
"""PDFium gives a hyphen at a line's end as this control character."""

_SAME_LINE = 0.55
_COLUMN_GAP = 1.3
_WORD_GAP = 0.18
_RAISED_SIZE = 0.85
_RAISED_BY = 0.15
_ACCENTS = {
    "¸": "\u0327",
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "˘": "\u0306",
    "ˇ": "\u030c",
}
"""Accents that some fonts print over a letter as characters of their own, as the combining ones."""
_MARKER = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*|\*{1,3}")
_LABEL = re.compile(r"\d{1,3}|\*{1,3}")


class Glyph(NamedTuple):
    """One character; lengths in points, the page's origin at its lower left corner."""

    char: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    blank_before: bool


class _Type(NamedTuple):
    """How a text object of a page is set: all its characters share one matrix, one size and one font."""

    slanted: bool
    baseline: float
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that stand side by side on one line, not cut by a gap as wide as between columns."""

    content: Marked
    page: int
    left: float
    right: float
    baseline: float
    size: float
    emphasis: Emphasis
    first_word: float
    """Width of the first word."""
    second_word: float | None
    """Where the second word starts."""


def glyphs_of(page: pdfium.PdfPage) -> tuple[list[Glyph], str]:
    """The upright characters of ``page`` in the order of its content, and the text of those set aslant."""
    textpage = page.get_textpage()
    glyphs: list[Glyph] = []
    slanted: list[str] = []
    # Each character costs three calls into PDFium: those cost most of the time that a page takes.
    raw = textpage.raw
    unicode_of, object_of, put_box = (
        pdfium_c.FPDFText_GetUnicode,
        pdfium_c.FPDFText_GetTextObject,
        pdfium_c.FPDFText_GetLooseCharBox,
    )
    box = pdfium_c.FS_RECTF()
    box_place = ctypes.byref(box)
    types: dict[int, _Type] = {}
    blank = False
    try:
        for index in range(textpage.count_chars()):
            code = unicode_of(raw, index)
            char = "-" if code == _PDFIUM_HYPHEN else chr(code) if code < 0x110000 else ""
            if not char or char.isspace() or char == "\u00a0":
                blank = True
                continue
            if not char.isprintable() and char != "\u00ad" and not "\ue000" <= char <= "\uf8ff":
                continue
            text_object = object_of(raw, index)
            key = ctypes.addressof(text_object.contents) if text_object else 0
            if key not in types or not key:
                types[key] = _type(textpage, index)
            is_slanted, baseline, size, bold, italic = types[key]
            if is_slanted:
                slanted.append(char)
                continue
            put_box(raw, index, box_place)
            glyphs.append(Glyph(char, box.left, box.right, baseline, size, bold, italic, blank))
            blank = False
    finally:
        textpage.close()
    return glyphs, "".join(slanted)


def _type(textpage: pdfium.PdfTextPage, index: int) -> _Type:
    """How the character at ``index`` and the others of its text object are set."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
    size = abs(matrix.d) * pdfium_c.FPDFText_GetFontSize(textpage, index)
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage, index, name, 256, ctypes.byref(flags))
    font = name.value.decode("utf-8", "replace")
    weight = pdfium_c.FPDFText_GetFontWeight(textpage, index)
    bold = bool(flags.value & _FLAG_FORCE_BOLD) or weight >= _BOLD_WEIGHT or bool(_BOLD_NAME.search(font))
    italic = bool(flags.value & _FLAG_ITALIC) or bool(_ITALIC_NAME.search(font))
    return _Type(abs(matrix.b) > 0.2 * abs(matrix.a), matrix.f, size, bold, italic)


def segments_of(glyphs: Sequence[Glyph], page: int) -> list[Segment]:
    """The stretches of line that ``glyphs`` make, in their order; raised figures become markers."""
    return [_segment(run, page) for run in _runs(glyphs)]


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _beside(run, glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _beside(run: list[Glyph], glyph: Glyph) -> bool:
    last = run[-1]
    # A raised figure is smaller than its word, but not by far: letters of very different size share no line.
    smaller, larger = (last.size, glyph.size) if last.size < glyph.size else (glyph.size, last.size)
    size = min(larger, 2.5 * smaller)
    if abs(last.baseline - glyph.baseline) > _SAME_LINE * size:
        return False
    return -size < glyph.left - last.right < _COLUMN_GAP * size


def _segment(run: list[Glyph], page: int) -> Segment:
    size = statistics.median_high([glyph.size for glyph in run])
    plain = [glyph for glyph in run if glyph.size > _RAISED_SIZE * size] or run
    size = statistics.median_high([glyph.size for glyph in plain])
    baseline = statistics.median_low([glyph.baseline for glyph in plain])
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    length = 0
    words: list[list[float]] = []
    raised: list[str] = []
    previous: Glyph | None = None

    def flush() -> None:
        nonlocal length
        if not raised:
            return
        text = "".join(raised)
        if _MARKER.fullmatch(text.strip()):
            marks.extend((length, label) for label in _LABEL.findall(text))
            if text[:1] == " ":
                pieces.append(" ")
                length += 1
        else:
            pieces.append(text)
            length += len(text)
        raised.clear()

    for glyph in run:
        blank = previous is not None and (
            glyph.blank_before or glyph.left - previous.right > _WORD_GAP * max(glyph.size, previous.size)
        )
        char = clean_characters(glyph.char)
        if char in _ACCENTS and previous is not None and not blank and glyph.left < previous.right - 0.2 * size:
            char = _ACCENTS[char]
        if blank or previous is None:
            words.append([glyph.left, glyph.right])
        else:
            words[-1][1] = max(words[-1][1], glyph.right)
        is_raised = glyph.size < _RAISED_SIZE * size and glyph.baseline > baseline + _RAISED_BY * size
        if is_raised:
            raised.append(" " + char if blank else char)
        else:
            flush()
            text = " " + char if blank else char
            pieces.append(text)
            length += len(text)
        previous = glyph
    flush()
    letters = [glyph for glyph in plain if glyph.char.isalnum()] or plain
    emphasis = Emphasis.NONE
    if all(glyph.bold for glyph in letters):
        emphasis = Emphasis.BOLD
    elif all(glyph.italic for glyph in letters):
        emphasis = Emphasis.ITALIC
    return Segment(
        _composed(Marked("".join(pieces), tuple(marks))),
        page,
        run[0].left,
        max(glyph.right for glyph in run),
        baseline,
        size,
        emphasis,
        words[0][1] - words[0][0],
        words[1][0] if len(words) > 1 else None,
    )


def _composed(content: Marked) -> Marked:
    """The same with letters and the accents over them made one (NFC); markers move along."""
    if unicodedata.is_normalized("NFC", content.text):
        return content
    marks = tuple((len(unicodedata.normalize("NFC", content.text[:at])), label) for at, label in content.marks)
    return Marked(unicodedata.normalize("NFC", content.text), marks)
