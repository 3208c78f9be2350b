"""Word documents (Office Open XML, ECMA-376) by way of python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml import etree

from kamergraaf.errors import UnreadableError
from kamergraaf.models import BlockKind
from kamergraaf.read.draft import DraftPaper
from kamergraaf.read.inline import InlineText
from kamergraaf.read.limits import MAX_PACKING_RATIO, MAX_UNPACKED_BYTES, MEBIBYTE
from kamergraaf.read.marked import Marked
from kamergraaf.read.pieces import Piece, to_paper
from kamergraaf.read.superscripts import labels_of
from kamergraaf.read.xml_tree import parse

MAIN_PART = "word/document.xml"

_HEADING_STYLE = re.compile(r"(?:heading|kop)\s*(\d)", re.I)
_LIST_STYLE = re.compile(r"list|lijst|opsomming", re.I)
_SMALL_PART = MEBIBYTE
"""Parts up to this size may be packed as tightly as they like."""
_TRANSPARENT = frozenset(
    qn(tag) for tag in ("w:hyperlink", "w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml")
)


def read(data: bytes, name: str) -> DraftPaper:
    """The paper in ``data``.

    Raises UnreadableError if it is no Word document, is damaged, or unpacks to more than the limits allow.
    """
    _check_package(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UnreadableError(name, f"is a damaged Word document ({error})") from error
    notes = _Notes(document, name)
    pieces = [
        piece for element in _block_elements(document.element.body) for piece in _pieces(element, document, notes)
    ]
    paper = to_paper([*pieces, *notes.pieces()])
    paper.furniture.extend(_running_lines(document))
    return paper


def _check_package(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _check_sizes(parts, name)
            if (damaged := package.testzip()) is not None:
                raise UnreadableError(name, f"is a damaged Word document (its part {damaged})")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableError(name, f"is a damaged Word document ({error})") from error
    if MAIN_PART not in {part.filename for part in parts}:
        raise UnreadableError(name, "is a ZIP archive, but no Word document")


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(part.file_size for part in parts)
    tight = any(
        part.file_size > _SMALL_PART and part.file_size > MAX_PACKING_RATIO * max(1, part.compress_size)
        for part in parts
    )
    if total > MAX_UNPACKED_BYTES or tight:
        raise UnreadableError(name, "unpacks to more than a Word document may hold (a ZIP bomb?)")


def _block_elements(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _block_elements(child)


def _pieces(element: etree._Element, document: Document, notes: _Notes) -> Iterator[Piece]:
    if not isinstance(element, CT_P):
        for row in element.iter(qn("w:tr")):
            cells = []
            for cell in row.iter(qn("w:tc")):
                texts = (_gather(paragraph, notes).content().text for paragraph in cell.iter(qn("w:p")))
                cells.append(" ".join(text for text in texts if text))
            if any(cells):
                yield Piece((Marked("\t".join(cells)),), BlockKind.ROW)
        return
    paragraph = Paragraph(element, document)
    style = paragraph.style.name or "" if paragraph.style is not None else ""
    inherited = paragraph.style.font if paragraph.style is not None else None
    text = _gather(
        element,
        notes,
        bold=bool(inherited is not None and inherited.bold),
        italic=bool(inherited is not None and inherited.italic),
    )
    content = text.content()
    if not content.text:
        return
    kind, level = BlockKind.PARAGRAPH, 0
    if found := _HEADING_STYLE.match(style):
        kind, level = BlockKind.HEADING, int(found.group(1))
    elif style in {"Title", "Titel"}:
        kind, level = BlockKind.HEADING, 1
    elif element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None or _LIST_STYLE.match(style):
        kind = BlockKind.ITEM
    broken = (
        any(breaker.get(qn("w:type")) == "page" for breaker in element.iter(qn("w:br")))
        or element.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
    )
    yield Piece((content,), kind, level, text.emphasis, broken)


def _gather(element: etree._Element, notes: _Notes, *, bold: bool = False, italic: bool = False) -> InlineText:
    text = InlineText()
    _gather_into(text, element, notes, bold, italic)
    return text


def _gather_into(text: InlineText, element: etree._Element, notes: _Notes, bold: bool, italic: bool) -> None:
    for child in element:
        if child.tag == qn("w:r"):
            _run(text, child, notes, bold, italic)
        elif child.tag in _TRANSPARENT:
            _gather_into(text, child, notes, bold, italic)


def _run(text: InlineText, run: etree._Element, notes: _Notes, bold: bool, italic: bool) -> None:
    properties = run.find(qn("w:rPr"))
    raised = False
    if properties is not None:
        if _is_on(properties, "w:vanish", False):
            return
        bold = _is_on(properties, "w:b", bold)
        italic = _is_on(properties, "w:i", italic)
        alignment = properties.find(qn("w:vertAlign"))
        raised = alignment is not None and alignment.get(qn("w:val")) == "superscript"
    for part in run:
        if part.tag == qn("w:t"):
            content = part.text or ""
            labels = labels_of(content) if raised else []
            for label in labels:
                text.mark(label)
            if not labels:
                text.add(content, bold=bold, italic=italic)
        elif part.tag == qn("w:tab"):
            text.add(" ")
        elif part.tag == qn("w:noBreakHyphen"):
            text.add("-", bold=bold, italic=italic)
        elif part.tag in {qn("w:br"), qn("w:cr")} and part.get(qn("w:type")) in {None, "textWrapping"}:
            text.break_line()
        elif part.tag in {qn("w:footnoteReference"), qn("w:endnoteReference")}:
            text.mark(notes.label_of(part))


def _is_on(properties: etree._Element, tag: str, inherited: bool) -> bool:
    found = properties.find(qn(tag))
    if found is None:
        return inherited
    return (found.get(qn("w:val")) or "true").lower() not in {"0", "false", "off", "none"}


@dataclass(slots=True)
class _Notes:
    """The notes of a document, numbered in the order in which the text refers to them, as Word shows them."""

    document: Document
    name: str
    labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def label_of(self, reference: etree._Element) -> str:
        """The number of the note that ``reference`` points at."""
        kind = "w:footnote" if reference.tag == qn("w:footnoteReference") else "w:endnote"
        key = (kind, reference.get(qn("w:id")) or "")
        return self.labels.setdefault(key, str(len(self.labels) + 1))

    def pieces(self) -> list[Piece]:
        """The notes as pieces, each starting with its label."""
        texts = {
            **self._texts("w:footnote", RELATIONSHIP_TYPE.FOOTNOTES),
            **self._texts("w:endnote", RELATIONSHIP_TYPE.ENDNOTES),
        }
        return [Piece((Marked(texts[key], ((0, label),)),)) for key, label in self.labels.items() if texts.get(key)]

    def _texts(self, tag: str, relationship: str) -> dict[tuple[str, str], str]:
        try:
            part = self.document.part.part_related_by(relationship)
        except KeyError:
            # A document without notes has no such part.
            return {}
        texts = {}
        for note in parse(part.blob, self.name).iter(qn(tag)):
            lines = (_gather(paragraph, self).content().text for paragraph in note.iter(qn("w:p")))
            texts[tag, note.get(qn("w:id")) or ""] = " ".join(line for line in lines if line)
        return texts


def _running_lines(document: Document) -> list[str]:
    lines: dict[str, None] = {}
    for section in document.sections:
        for zone in (section.first_page_header, section.header, section.first_page_footer, section.footer):
            lines.update((" ".join(paragraph.text.split()), None) for paragraph in zone.paragraphs)
    return [line for line in lines if line]
