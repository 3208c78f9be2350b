"""A paper that has been read, written out again in each of the formats that are read."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from html import escape

import docx
import pypdfium2 as pdfium

from kamergraaf.models import Block, BlockKind, Emphasis, SourcePaper
from kamergraaf.read.furniture import is_imprint
from read.pdf_maker import Run, make_pdf

_NUMBERED = re.compile(r"(Vra(?:ag|gen)|Antwoord(?:en)?)\s+\d")
_WIDTH = 72


def _pieces(block: Block, paper: SourcePaper) -> Iterator[tuple[str, str | None]]:
    """Stretches of the block's text, each with the label of the marker after it."""
    at = 0
    for marker in block.markers:
        yield block.text[at : marker.offset], paper.footnotes[marker.note].label
        at = marker.offset
    yield block.text[at:], None


def _marked(block: Block, paper: SourcePaper, form: str, quote: Callable[[str], str] = str) -> str:
    """The block's text with ``form`` for each marker, ``{}`` in it standing for the label."""
    return "".join(quote(text) + (form.format(label) if label else "") for text, label in _pieces(block, paper))


def _emphasised(text: str, block: Block, bold: str, italic: str) -> str:
    form = {Emphasis.BOLD: bold, Emphasis.ITALIC: italic, Emphasis.NONE: "{}"}[block.emphasis]
    return form.format(text)


def _furniture(paper: SourcePaper) -> list[str]:
    """The lines of the page that are known as such wherever they stand."""
    return [line for line in paper.furniture if is_imprint(line)]


def as_markdown(paper: SourcePaper) -> bytes:
    lines = []
    for block in paper.blocks:
        text = _emphasised(_marked(block, paper, "<sup>{}</sup>"), block, "**{}**", "*{}*")
        lead = {BlockKind.HEADING: "#" * max(1, block.level) + " ", BlockKind.ITEM: "- "}.get(block.kind, "")
        lines.append(lead + text.replace("\n", "  \n"))
    notes = [f"<sup>{note.label}</sup> {note.text}" for note in paper.footnotes]
    return "\n\n".join([*lines, "---", *notes, *_furniture(paper)]).encode()


def _filled(text: str, indent: str = "") -> str:
    """``text`` in lines of one width; line breaks in it stay."""
    lines = (
        textwrap.fill(line, _WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def as_converted_markdown(paper: SourcePaper) -> bytes:
    """As pymupdf4llm writes it: lines as printed, heads in the paragraph, notes at the foot of the page."""
    parts: list[str] = []
    for block in paper.blocks:
        # The blank within a marker is no place to break the line.
        text = (
            _filled(_marked(block, paper, "[{}_]"))
            .replace("_]", " ]")
            .replace("\n", "  \n" if "\n" in block.text else "\n")
        )
        lead = {BlockKind.HEADING: "#### ", BlockKind.ITEM: "- "}.get(block.kind, "")
        if block.kind is BlockKind.HEADING and not _NUMBERED.match(block.text):
            text = text.replace("\n", " ")
        elif _NUMBERED.match(block.text):
            lead = ""
        after_head = parts and "\n" not in parts[-1] and _NUMBERED.match(parts[-1]) and not lead
        parts.append(lead + _emphasised(text, block, "**{}**", "_{}_"))
        if after_head:
            parts[-2:] = ["\n".join(parts[-2:])]
    notes = "\n".join(_filled(f"{note.label} {note.text}") for note in paper.footnotes)
    return "\n\n".join([*parts, notes, *_furniture(paper), "-----"]).encode()


def as_lines(paper: SourcePaper) -> bytes:
    """Plain text, a line a paragraph, the notes at the end."""
    lines = [f"{'- ' if b.kind is BlockKind.ITEM else ''}{_marked(b, paper, '{}')}" for b in paper.blocks]
    notes = [f"{note.label}\n{note.text}\n" for note in paper.footnotes]
    return "\n\n".join([*lines, "", *notes, *_furniture(paper)]).encode()


def as_wrapped_lines(paper: SourcePaper) -> bytes:
    """Plain text in lines of one width, a blank line after each paragraph, in UTF-16."""
    parts = [
        _filled(f"- {_marked(block, paper, '{}')}", "  ")
        if block.kind is BlockKind.ITEM
        else _filled(_marked(block, paper, "{}"))
        for block in paper.blocks
    ]
    notes = "\n".join(_filled(f"{note.label} {note.text}") for note in paper.footnotes)
    return "\n\n".join([*parts, notes, *_furniture(paper)]).encode("utf-16")


def as_html(paper: SourcePaper) -> bytes:
    """As officielebekendmakingen.nl writes it."""
    parts = []
    for block in paper.blocks:
        text = _marked(block, paper, '<sup><a href="#n{0}" class="nootnr">{0}</a></sup>', escape).replace("\n", "<br>")
        text = _emphasised(text, block, '<strong class="vet">{}</strong>', '<em class="cur">{}</em>')
        tag = f"h{max(1, block.level)}" if block.kind is BlockKind.HEADING else "p"
        parts.append(f"<ul><li><p>{text}</p></li></ul>" if block.kind is BlockKind.ITEM else f"<{tag}>{text}</{tag}>")
    notes = "".join(
        f'<div class="voet noot" id="n{note.label}"><p><sup>{note.label}</sup> {escape(note.text)}</p></div>'
        for note in paper.footnotes
    )
    found = next((line for line in paper.furniture if re.fullmatch(r"(?:ah|kst)-[\w-]+", line)), "")
    return (
        f'<html><head><meta name="DC.identifier" content="{found}"></head><body><header><a href="/">Site</a></header>'
        f'<main><div id="broodtekst">{"".join(parts)}<div id="noten">{notes}</div></div></main></body></html>'
    ).encode()


def as_xml(paper: SourcePaper) -> bytes:
    """Official XML: Kamervragen if there are numbered heads, else a Kamerstuk."""
    notes = {note.label: escape(note.text) for note in paper.footnotes}
    parts: list[str] = []
    unit = ""
    for block in paper.blocks:
        text = "".join(
            escape(text)
            + (f"<noot><noot.nr>{label}</noot.nr><noot.al>{notes[label]}</noot.al></noot>" if label else "")
            for text, label in _pieces(block, paper)
        ).replace("\n", "<br/>")
        if found := _NUMBERED.match(block.text):
            parts.append(f"</{unit}>" if unit else "")
            unit = "vraag" if found.group(1).startswith("Vra") else "antwoord"
            parts.append(f"<{unit}><nr>{text}</nr>")
        elif block.kind is BlockKind.HEADING:
            parts.append(f"<tussenkop>{text}</tussenkop>")
        elif block.kind is BlockKind.ITEM:
            parts.append(f"<lijst><li><li.nr>–</li.nr><al>{text}</al></li></lijst>")
        else:
            form = '<nadruk type="{}">{{}}</nadruk>'
            parts.append(f"<al>{_emphasised(text, block, form.format('vet'), form.format('cur'))}</al>")
    body = "".join([*parts, f"</{unit}>" if unit else ""])
    root, kop = ("kamervragen", "kamervraagkop") if unit else ("kamerstuk", "kamerstukkop")
    furniture = "".join(f"<tekstregel>{escape(line)}</tekstregel>" for line in paper.furniture)
    text = f"<{root}><{kop}>{furniture}</{kop}>{body if unit else f'<stuk><tekst>{body}</tekst></stuk>'}</{root}>"
    return f"<officiele-publicatie>{text}</officiele-publicatie>".encode()


def as_word(paper: SourcePaper) -> bytes:
    document = docx.Document()
    for block in paper.blocks:
        if block.kind is BlockKind.HEADING:
            paragraph = document.add_heading(level=max(1, min(9, block.level)))
        else:
            paragraph = document.add_paragraph(style="List Bullet" if block.kind is BlockKind.ITEM else None)
        for text, label in _pieces(block, paper):
            run = paragraph.add_run(text)
            run.bold = block.emphasis is Emphasis.BOLD or None
            run.italic = block.emphasis is Emphasis.ITALIC or None
            if label:
                paragraph.add_run(label).font.superscript = True
    for note in paper.footnotes:
        paragraph = document.add_paragraph()
        paragraph.add_run(note.label).font.superscript = True
        paragraph.add_run(f" {note.text}")
    for line in paper.furniture:
        document.sections[0].footer.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_LEFT, _TOP, _FOOT, _LEADING, _COLUMN = 100.0, 780.0, 120.0, 12.0, 360.0


def as_pdf(paper: SourcePaper) -> bytes:
    """A PDF as printed: a column, markers raised, notes in small type at the foot of the last page."""
    pages: list[list[Run]] = [[]]
    y = _TOP
    for block in paper.blocks:
        face = {Emphasis.BOLD: "F2", Emphasis.ITALIC: "F3", Emphasis.NONE: "F1"}[block.emphasis]
        face = "F2" if block.kind is BlockKind.HEADING else face
        text = ("• " if block.kind is BlockKind.ITEM else "") + _marked(block, paper, "\u0001{}\u0002")
        for part in text.split("\n"):
            for line in _set(part, face):
                if y < _FOOT:
                    pages.append([])
                    y = _TOP
                pages[-1] += _runs(line, y, face)
                y -= _LEADING
        y -= _LEADING / 2
    notes = [
        (number, line)
        for note in paper.footnotes
        for number, line in enumerate(_set(note.text, "F1", 7))
        for number in [note.label if number == 0 else ""]
    ]
    if y < _FOOT:
        pages.append([])
    y = 40 + 9.0 * len(notes)
    for number, line in notes:
        pages[-1] += [Run(_LEFT, y + 2, number, 5)] if number else []
        pages[-1].append(Run(_LEFT + 8, y, line, 7))
        y -= 9
    for runs in pages:
        runs += [Run(_LEFT + 150 * place, 25, line, 6) for place, line in enumerate(_furniture(paper)[:2])]
    return make_pdf(pages)


def _set(text: str, face: str, size: float = 10) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(re.sub("\u0001.*?\u0002", "", longer), face, size) > _COLUMN and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _runs(line: str, y: float, face: str) -> list[Run]:
    runs = []
    x = _LEFT
    for part in re.split("(\u0001.*?\u0002)", line):
        if part.startswith("\u0001"):
            runs.append(Run(x, y + 3.5, part[1:-1], 6))
            x += _width(part[1:-1], "F1", 6)
        elif part:
            runs.append(Run(x, y, part, 10, face))
            x += _width(part, face)
    return runs


@cache
def _width(text: str, face: str, size: float = 10) -> float:
    if not text.strip():
        return 2.78 * size / 10 * len(text)
    page = pdfium.PdfDocument(make_pdf([[Run(0, 50, f"{text}|", size, face)]]))[0].get_textpage()
    return float(page.get_charbox(page.count_chars() - 1, loose=True)[0])


FORMATS: dict[str, Callable[[SourcePaper], bytes]] = {
    "a.md": as_markdown,
    "converted.md": as_converted_markdown,
    "lines.txt": as_lines,
    "wrapped.txt": as_wrapped_lines,
    "a.html": as_html,
    "a.xml": as_xml,
    "a.docx": as_word,
    "a.pdf": as_pdf,
}
