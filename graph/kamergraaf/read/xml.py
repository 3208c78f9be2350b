"""The XML of officielebekendmakingen.nl: Kamervragen and Kamerstukken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from kamergraaf.errors import UnreadableError
from kamergraaf.models import BlockKind, Emphasis
from kamergraaf.read.draft import Draft, DraftNote, DraftPaper
from kamergraaf.read.furniture import is_imprint
from kamergraaf.read.heads import HEAD_LEVEL, is_numbered_head
from kamergraaf.read.inline import InlineText
from kamergraaf.read.marked import Marked
from kamergraaf.read.xml_names import (
    DESCRIPTIONS,
    DIVISIONS,
    FURNITURE,
    HEADINGS,
    INLINE,
    NOTES,
    PARAGRAPHS,
    ROOTS,
    UNIT_HEADS,
    UNITS,
)
from kamergraaf.read.xml_text import NoteLabels, TextReader, note_number
from kamergraaf.read.xml_tree import local_name, parse

_IDENTIFIER = re.compile(r"(?:OVERHEIDop|DC|DCTERMS)\.identifier", re.I)
# Published XML leaves its metadata to another file, whose address says the id.
_RECORD = re.compile(r"https?://[\w.]*officielebekendmakingen\.nl/([\w-]+)/metadata\.xml")


def read(data: bytes, name: str) -> DraftPaper:
    """The paper in ``data``.

    Raises UnreadableError if the XML is not well-formed, declares entities of its own, is nested too deep, or
    is no publication of officielebekendmakingen.nl.
    """
    root = parse(data, name)
    if local_name(root) not in ROOTS:
        raise UnreadableError(name, f"is XML of a kind that is not known (<{local_name(root)}>)")
    reader = _Reader(NoteLabels(root))
    reader.block(root, 0)
    return reader.paper


class _Reader:
    """Walks the tree and drafts the paper."""

    def __init__(self, labels: NoteLabels) -> None:
        self.paper = DraftPaper()
        self.labels = labels
        self.text = TextReader(labels, self._note)
        self.asked = 0
        self.told: set[etree._Element] = set()
        """Descriptions that have been read before their turn."""

    def block(self, element: etree._Element, depth: int) -> None:
        """Reads ``element`` and what it holds; ``depth`` counts the divisions around it."""
        match local_name(element):
            case "metadata":
                self._metadata(element)
            case name if name in UNITS:
                self._unit(element, UNITS[name], depth)
            case name if name in DESCRIPTIONS:
                self._description(element)
            case name if name in FURNITURE or (name == "kop" and _heads_page(element)):
                self.paper.furniture.extend(text for text in self._leaf_lines(element) if text)
            case "kamervraagnummer" | "vraagnummer" | "dossier" | "onderw":
                self._heading(element, 1)
            case "stuknr":
                self._number(self.text.of(element, apart=True).content().text)
            case "ltrlabel" | "nummer":
                self._labelled_number(element)
            case name if name in HEADINGS:
                self._heading(element, min(6, depth + 1))
            case "li" | "lid":
                self._item(element, depth)
            case "row" | "tr":
                cells = [self.text.of(cell).content().text for cell in element if local_name(cell)]
                self._add_marked(Marked("\t".join(cells)), BlockKind.ROW)
            case name if name in NOTES:
                self._note(element)
            case name if name in PARAGRAPHS or not _holds_blocks(element):
                self._add(self.text.of(element))
            case name:
                self._children(element, depth + (name in DIVISIONS))

    def _children(self, element: etree._Element, depth: int) -> None:
        self._loose(element.text)
        unheaded = local_name(element) == "reactie" and not any(local_name(child) == "antwoord" for child in element)
        for child in element:
            name = local_name(child)
            if unheaded and name not in DESCRIPTIONS | UNIT_HEADS | NOTES and name:
                # A reply to all questions at once.
                self._add_marked(Marked("Antwoord"), BlockKind.HEADING, HEAD_LEVEL)
                unheaded = False
            if name:
                self.block(child, depth)
            self._loose(child.tail)

    def _loose(self, text: str | None) -> None:
        loose = InlineText()
        loose.add(text or "")
        self._add(loose)

    def _metadata(self, element: etree._Element) -> None:
        for meta in element.iter():
            value = (meta.get("content") or "").strip() if local_name(meta) == "meta" else ""
            record = _RECORD.fullmatch(value)
            identifier = record.group(1) if record else value
            if is_imprint(identifier) and (record or _IDENTIFIER.fullmatch(meta.get("name") or "")):
                self.paper.furniture.append(identifier)

    def _description(self, element: etree._Element) -> None:
        """Who asks, and after it who answers, even where the file has that after the questions."""
        parent = element.getparent()
        reply = parent.getnext() if parent is not None and local_name(parent) == "vragen" else None
        later = [child for child in reply if local_name(child) in DESCRIPTIONS] if reply is not None else []
        for description in (element, *later):
            if description not in self.told:
                self.told.add(description)
                self._add(self.text.of(description))

    def _number(self, number: str) -> None:
        self._add_marked(Marked(f"Nr. {number}" if number.isdigit() else number), BlockKind.PARAGRAPH)

    def _labelled_number(self, element: etree._Element) -> None:
        """The number of a paper in two elements, "Nr." and "6"; the second has been read with the first."""
        before, after = element.getprevious(), element.getnext()
        if local_name(element) == "ltrlabel" and after is not None and local_name(after) == "nummer":
            self._number(" ".join(self.text.of(part).content().text for part in (element, after)))
        elif before is None or local_name(before) != "ltrlabel":
            self._number(self.text.of(element).content().text)

    def _unit(self, element: etree._Element, word: str, depth: int) -> None:
        children = [child for child in element if local_name(child)]
        head = (element.get("nr") or "").strip()
        leading = list(takewhile(lambda child: local_name(child) in UNIT_HEADS, children))
        if leading:
            head = " ".join(self.text.of(child, apart=True).content().text for child in leading)
        elif children and local_name(children[0]) == "al":
            first = self.text.of(children[0]).content().text
            if is_numbered_head(first):
                head, leading = first, children[:1]
        self.asked += word == "Vraag"
        if not head:
            head = str(self.asked) if word == "Vraag" else word
        self._add_marked(Marked(head if head[:1].isalpha() else f"{word} {head}"), BlockKind.HEADING, HEAD_LEVEL)
        self._loose(element.text)
        for child in children:
            if child not in leading:
                self.block(child, depth)
            self._loose(child.tail)

    def _heading(self, element: etree._Element, level: int) -> None:
        self._add(self.text.of(element, apart=True), BlockKind.HEADING, level)

    def _item(self, element: etree._Element, depth: int) -> None:
        number = next((child for child in element if local_name(child) in {"li.nr", "lidnr"}), None)
        sign = self.text.of(number).content().text if number is not None else ""
        # A sign that counts stays, as it is referred to; a bullet goes.
        prefix = f"{sign} " if any(char.isalnum() for char in sign) else ""
        rest = [child for child in element if local_name(child) and child is not number]
        if not rest:
            self._add(self.text.of(element), BlockKind.ITEM)
        for child in rest:
            if child is rest[0] and local_name(child) == "al":
                self._add(self.text.of(child, before=prefix), BlockKind.ITEM)
            else:
                self.block(child, depth)

    def _note(self, element: etree._Element) -> str:
        """Adds the note and gives its label."""
        number = note_number(element)
        parts = [self.text.of(child).content().text for child in element if local_name(child) and child is not number]
        text = " ".join(part for part in parts if part) or self.text.of(element).content().text
        self.paper.notes.append(DraftNote(self.labels.of(element), text.replace("\n", " "), len(self.paper.blocks)))
        return self.labels.of(element)

    def _leaf_lines(self, element: etree._Element) -> Iterator[str]:
        if _holds_blocks(element):
            for child in element:
                yield from self._leaf_lines(child)
        elif local_name(element):
            yield self.text.of(element).content().text

    def _add(self, text: InlineText, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        self._add_marked(text.content(), kind, level, text.emphasis)

    def _add_marked(self, content: Marked, kind: BlockKind, level: int = 0, emphasis: Emphasis = Emphasis.NONE) -> None:
        if not content.text:
            return
        if kind is BlockKind.PARAGRAPH and is_numbered_head(content.text):
            kind, level = BlockKind.HEADING, HEAD_LEVEL
        # A note stands in its paragraph and carries the count of the blocks before it, as this block does.
        self.paper.blocks.append(Draft(content, len(self.paper.blocks), kind, level, emphasis))


def _heads_page(kop: etree._Element) -> bool:
    """Whether ``kop`` heads the file of an old paper: the chamber and the year, as printed at the top."""
    parent = kop.getparent()
    return parent is not None and local_name(parent) in {"kamerwrk", "vraagdoc"}


def _holds_blocks(element: etree._Element) -> bool:
    children = [local_name(child) for child in element if local_name(child)]
    mixed = bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)
    return not mixed and any(name not in INLINE for name in children)
