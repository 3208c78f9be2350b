"""Markdown (CommonMark 0.31 with tables), as converters from PDF write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kamergraaf.models import BlockKind, Emphasis
from kamergraaf.read.draft import DraftPaper
from kamergraaf.read.encoding import clean, decode
from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.inline import covering
from kamergraaf.read.limits import MAX_TEXT_BYTES, check_size
from kamergraaf.read.markdown_notes import with_notes_marked
from kamergraaf.read.marked import Marked
from kamergraaf.read.pieces import Piece, to_paper
from kamergraaf.read.sentence_end import cannot_end, ends_sentence, starts_lower
from kamergraaf.read.soft_breaks import with_paragraphs_apart
from kamergraaf.read.superscripts import labels_of

_TAG = re.compile(r"<[^<>]*>")
_RAISED_ENDING = re.compile(r"(?<=\d)\[(e|de|ste) ?\]")
"""The ending of an ordinal, raised in print: "11[e ] lid"."""
_MAX_INLINE = 200_000
"""Characters of one paragraph up to which inline markup is looked for; its parsing is not linear."""


def read(data: bytes, name: str) -> DraftPaper:
    """The paper in ``data``. Raises UnreadableError if the bytes are no text, or too many."""
    check_size(data, name, MAX_TEXT_BYTES)
    text = _RAISED_ENDING.sub(r"\1", clean(decode(data, name)))
    return to_paper(with_paragraphs_apart(with_notes_marked(list(_pieces(text)))))


def _parser() -> MarkdownIt:
    # Link definitions are off so that "[^1]: …" stays text, code blocks because indented text is no code.
    parser = MarkdownIt("commonmark").enable("table").disable(["reference", "code"])
    # Inline markup is parsed block by block below, within a limit.
    return parser.disable(["inline"])


def _pieces(text: str) -> Iterator[Piece]:
    parser = _parser()
    tokens = parser.parse(text)
    inline = MarkdownIt("commonmark")
    broken = False
    kind, level = BlockKind.PARAGRAPH, 0
    marker = ""
    row: list[Marked] | None = None
    for token in tokens:
        piece: Piece | None = None
        match token.type:
            case "hr":
                broken = True
            case "heading_open":
                kind, level = BlockKind.HEADING, int(token.tag[1:])
            case "heading_close" | "paragraph_close":
                kind, level = BlockKind.PARAGRAPH, 0
            case "list_item_open":
                kind = BlockKind.ITEM
                marker = f"{token.info}{token.markup} " if token.info else ""
            case "list_item_close":
                kind = BlockKind.PARAGRAPH
            case "tr_open":
                row = []
            case "tr_close":
                if row is not None:
                    piece = Piece((_cells(row),), BlockKind.ROW, after_break=broken)
                row = None
            case "fence" | "code_block":
                piece = Piece(tuple(Marked(line) for line in token.content.splitlines()), after_break=broken)
            case "html_block":
                stripped = _TAG.sub(" ", token.content)
                bare = tuple(Marked(line) for line in stripped.splitlines() if line.strip())
                piece = Piece(bare, after_break=broken) if bare else None
            case "inline":
                run = _inline(inline, token.content)
                lines = run.lines
                if row is not None:
                    row.append(lines[0] if len(lines) == 1 else Marked(" ".join(line.text for line in lines)))
                    continue
                if marker and lines:
                    lines[0] = Marked(
                        marker + lines[0].text,
                        tuple((offset + len(marker), label) for offset, label in lines[0].marks),
                    )
                marker = ""
                if kind is BlockKind.PARAGRAPH:
                    for part in _parts(run):
                        yield Piece(tuple(part.lines), kind, level, part.emphasis, broken)
                        broken = False
                    continue
                piece = Piece(tuple(lines), kind, level, run.emphasis, broken)
        if piece is not None:
            yield piece
            broken = False
    if broken:
        # A rule at the end closes the last page.
        yield Piece((), after_break=True)


def _cells(cells: Sequence[Marked]) -> Marked:
    return Marked("\t".join(cell.text.strip() for cell in cells))


@dataclass(frozen=True, slots=True)
class _Letters:
    """How many letters a line holds, and how many of them in bold and in italics."""

    all: int = 0
    bold: int = 0
    italic: int = 0


@dataclass(slots=True)
class _Run:
    """The text of a paragraph as its inline tokens give it, line by line."""

    lines: list[Marked] = field(default_factory=list)
    letters: list[_Letters] = field(default_factory=list)

    @property
    def emphasis(self) -> Emphasis:
        """The emphasis that covers all lines."""
        return covering(
            sum(line.all for line in self.letters),
            sum(line.bold for line in self.letters),
            sum(line.italic for line in self.letters),
        )


def _parts(run: _Run) -> Iterator[_Run]:
    """The paragraphs of ``run``: the head of a question and a line in bold stand by themselves."""
    part = _Run()
    for line, letters in zip(run.lines, run.letters, strict=True):
        if part.lines and _starts_part(part, line, letters):
            yield part
            part = _Run()
        part.lines.append(line)
        part.letters.append(letters)
    if part.lines:
        yield part


def _starts_part(part: _Run, line: Marked, letters: _Letters) -> bool:
    last = part.lines[-1].text
    if is_numbered_head(last) and len(part.lines) == 1:
        return True
    if is_numbered_head(line.text):
        # "vraag 3." may also be the end of a sentence.
        return line.text.lstrip()[:1].isupper() or ends_sentence(last)
    plain = letters.all > 0 and covering(letters.all, letters.bold, letters.italic) is Emphasis.NONE
    return plain and part.emphasis is Emphasis.BOLD and not (starts_lower(line.text) or cannot_end(last))


def _inline(parser: MarkdownIt, content: str) -> _Run:
    if len(content) > _MAX_INLINE:
        lines = [Marked(line) for line in content.splitlines()]
        return _Run(lines, [_Letters() for _ in lines])
    parsed = parser.parseInline(content)
    children = parsed[0].children or [] if parsed else []
    collector = _Collector()
    for token in children:
        collector.take(token)
    return collector.result()


@dataclass(slots=True)
class _Collector:
    run: _Run = field(default_factory=_Run)
    pieces: list[str] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0
    raised: list[str] | None = None
    link: tuple[int, str] = (0, "")
    strong: int = 0
    slanted: int = 0
    letters: int = 0
    bold_letters: int = 0
    italic_letters: int = 0

    def take(self, token: Token) -> None:
        match token.type:
            case "text" | "code_inline" | "text_special":
                self._add(token.content)
            case "softbreak":
                self._end_line()
            case "hardbreak":
                self._add("\n")
            case "strong_open":
                self.strong += 1
            case "strong_close":
                self.strong -= 1
            case "em_open":
                self.slanted += 1
            case "em_close":
                self.slanted -= 1
            case "link_open":
                self.link = (len(self.pieces), str(token.attrs.get("href", "")))
            case "link_close":
                self._end_link()
            case "html_inline":
                self._tag(token.content.lower())

    def result(self) -> _Run:
        self._flush_raised()
        self._end_line()
        return self.run

    def _end_link(self) -> None:
        """A link whose text is its own address shows just that: converters escape the text once too often."""
        start, target = self.link
        shown = "".join(self.pieces[start:])
        bare = shown.replace("\\", "")
        if bare != shown and unquote(bare) == unquote(target):
            self.pieces[start:] = [bare]
            self.length -= len(shown) - len(bare)

    def _tag(self, tag: str) -> None:
        if tag.startswith("<sup"):
            self._flush_raised()
            self.raised = []
        elif tag.startswith("</sup"):
            self._flush_raised()
        elif tag.startswith("<br"):
            self._add("\n")

    def _add(self, text: str) -> None:
        if self.raised is not None:
            self.raised.append(text)
            return
        letters = sum(map(str.isalpha, text))
        self.letters += letters
        self.bold_letters += letters if self.strong else 0
        self.italic_letters += letters if self.slanted else 0
        self.pieces.append(text.replace("\t", " "))
        self.length += len(text)

    def _flush_raised(self) -> None:
        if self.raised is None:
            return
        text = "".join(self.raised)
        self.raised = None
        labels = labels_of(text)
        self.marks.extend((self.length, label) for label in labels)
        if not labels:
            self._add(text)

    def _end_line(self) -> None:
        if self.pieces or self.marks:
            self.run.lines.append(Marked("".join(self.pieces), tuple(self.marks)))
            self.run.letters.append(_Letters(self.letters, self.bold_letters, self.italic_letters))
        self.pieces, self.marks, self.length = [], [], 0
        self.letters = self.bold_letters = self.italic_letters = 0
