"""The XML of officielebekendmakingen.nl: Kamervragen and Kamerstukken (schema "officiele-publicatie")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from kamergraaf.errors import UnreadableError
from kamergraaf.models import BlockKind, Emphasis
from kamergraaf.read.draft import Draft, DraftNote, DraftPaper
from kamergraaf.read.furniture import is_imprint
from kamergraaf.read.heads import HEAD_LEVEL, is_numbered_head
from kamergraaf.read.inline import InlineText
from kamergraaf.read.limits import MAX_DEPTH
from kamergraaf.read.marked import Marked

MEDIA_TYPE = "application/xml"
ROOTS = frozenset({"officiele-publicatie", "kamervragen", "kamerstuk"})

_IDENTIFIER = re.compile(r"(?:OVERHEIDop|DC|DCTERMS)\.identifier", re.I)
_UNITS = {"vraag": "Vraag", "antwoord": "Antwoord"}
_INLINE = frozenset(
    {
        "nadruk",
        "sup",
        "inf",
        "extref",
        "intref",
        "extdoc",
        "noot",
        "naam",
        "achternaam",
        "voornaam",
        "voornamen",
        "raad",
        "functie-naam",
        "datum",
        "kamervraagonderwerp",
        "dossiernr",
        "dossiernummer",
        "ondernummer",
        "begrotingshoofdstuk",
        "organisatie",
        "partij",
        "rol",
        "i",
        "b",
        "u",
        "unl",
        "strike",
        "redactie",
        "wijzig",
        "nootref",
        "titeldeel",
    }
)
_PARAGRAPHS = frozenset(
    {
        "al",
        "kamervraagomschrijving",
        "kamervraagopmerking",
        "functie",
        "naam",
        "datum",
        "plaats",
        "voornaam-functie",
        "adres",
        "regel",
        "dossiertitel",
        "noot.al",
        "considerans.al",
        "term",
        "slotformulering-al",
    }
)
_LABEL = re.compile(r"\d{1,3}|\*{1,3}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read(data: bytes, name: str) -> DraftPaper:
    """The paper in ``data``.

    Raises UnreadableError if the XML is not well-formed, declares entities of its own, is nested too deep, or
    is no publication of officielebekendmakingen.nl.
    """
    root = parse(data, name)
    if local_name(root) not in ROOTS:
        raise UnreadableError(name, f"is XML of a kind that is not known (<{local_name(root)}>)")
    reader = _Reader(labels=_note_labels(root))
    reader.block(root, 0)
    return reader.paper


def _note_labels(root: etree._Element) -> dict[str, str]:
    """The label of each note that has an id."""
    labels: dict[str, str] = {}
    for element in root.iter():
        identifier = element.get("id")
        if local_name(element) == "noot" and identifier:
            number = next((child for child in element if local_name(child) == "noot.nr"), None)
            printed = element.get("nr") or ("".join(map(str, number.itertext())) if number is not None else "")
            if found := _LABEL.search(str(printed)):
                labels[str(identifier)] = found.group()
    return labels


def parse(data: bytes, name: str) -> etree._Element:
    """The root element of ``data``, read without entities, network or document type.

    Raises UnreadableError if it is not well-formed (W3C XML 1.0), declares entities or is nested too deep.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(name, f"is not well-formed XML ({error.msg})") from error
    except ValueError as error:
        raise UnreadableError(name, f"is not well-formed XML ({error})") from error
    internal: Any = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise UnreadableError(name, "declares XML entities of its own, which are not read for safety")
    if _is_deeper_than(root, MAX_DEPTH):
        raise UnreadableError(name, f"is nested more than {MAX_DEPTH} elements deep")
    return root


def _is_deeper_than(root: etree._Element, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for what is no element, such as an entity."""
    tag = element.tag
    return etree.QName(element).localname.lower() if isinstance(tag, str) else ""


@dataclass(slots=True)
class _Reader:
    paper: DraftPaper = field(default_factory=DraftPaper)
    labels: dict[str, str] = field(default_factory=dict)
    """Labels of the notes by their ids, for markers that stand apart from them (``<nootref refid="…"/>``)."""

    def block(self, element: etree._Element, depth: int) -> None:
        """Reads ``element`` and what it holds; ``depth`` counts the divisions around it."""
        match local_name(element):
            case "metadata":
                self._metadata(element)
            case "vraag" | "antwoord" as unit:
                self._unit(element, _UNITS[unit], depth)
            case "kamervraagkop" | "kamerstukkop" | "kop-publicatie":
                self.paper.furniture.extend(text for text in self._leaf_lines(element) if text)
            case "kamervraagnummer":
                self._add(self._text(element), BlockKind.HEADING, 1)
            case "dossier":
                self._add(self._heading(element), BlockKind.HEADING, 1)
            case "stuknr":
                number = self._heading(element).content().text
                self._add_marked(Marked(f"Nr. {number}" if number.isdigit() else number), BlockKind.PARAGRAPH)
            case "kop" | "tussenkop" | "titel" | "subtitel":
                self._add(self._heading(element), BlockKind.HEADING, min(6, depth + 1))
            case "li":
                self._item(element, depth)
            case "row" | "tr":
                cells = [self._text(cell).content().text for cell in element if local_name(cell)]
                self._add_marked(Marked("\t".join(cells)), BlockKind.ROW)
            case "noot":
                self._note(element)
            case name if name in _PARAGRAPHS or not self._holds_blocks(element):
                self._paragraph(element)
            case "divisie" | "tekst-sub" | "circulaire.divisie" | "bijlage":
                self._children(element, depth + 1)
            case _:
                self._children(element, depth)

    def _children(self, element: etree._Element, depth: int) -> None:
        if (element.text or "").strip():
            loose = InlineText()
            loose.add(element.text or "")
            self._add(loose)
        for child in element:
            if local_name(child):
                self.block(child, depth)
            if (child.tail or "").strip():
                loose = InlineText()
                loose.add(child.tail or "")
                self._add(loose)

    def _metadata(self, element: etree._Element) -> None:
        for meta in element.iter():
            if local_name(meta) != "meta":
                continue
            value = (meta.get("content") or "").strip()
            if _IDENTIFIER.fullmatch(meta.get("name") or "") and is_imprint(value):
                self.paper.furniture.append(value)

    def _unit(self, element: etree._Element, word: str, depth: int) -> None:
        children = [child for child in element if local_name(child)]
        head = (element.get("nr") or "").strip()
        if children and local_name(children[0]) in {
            "nr",
            "kop",
            "label",
            "titel",
            "vraagnummer",
            "antwoordnummer",
        }:
            leading = [self._heading(children.pop(0)).content().text]
            while children and local_name(children[0]) == "nr":
                leading.append(self._heading(children.pop(0)).content().text)
            head = " ".join(leading)
        elif children and local_name(children[0]) == "al":
            first = self._text(children[0]).content().text
            if is_numbered_head(first):
                head = first
                children.pop(0)
        if head:
            title = head if head[:1].isalpha() else f"{word} {head}"
            self._add_marked(Marked(title), BlockKind.HEADING, HEAD_LEVEL)
        for child in children:
            self.block(child, depth)

    def _heading(self, element: etree._Element) -> InlineText:
        return self._text(element, apart=True)

    def _item(self, element: etree._Element, depth: int) -> None:
        number = next((child for child in element if local_name(child) == "li.nr"), None)
        sign = self._text(number).content().text if number is not None else ""
        # A sign that counts stays, as it is referred to; a bullet goes.
        prefix = f"{sign} " if any(char.isalnum() for char in sign) else ""
        first = True
        rest = [child for child in element if local_name(child) and child is not number]
        if not rest:
            self._paragraph(element, BlockKind.ITEM)
        for child in rest:
            if first and local_name(child) == "al":
                self._paragraph(child, BlockKind.ITEM, prefix)
                first = False
            else:
                self.block(child, depth)

    def _note(self, element: etree._Element) -> str:
        """Adds the note and gives its label."""
        number = next((child for child in element if local_name(child) == "noot.nr"), None)
        printed = element.get("nr") or (self._text(number).content().text if number is not None else "")
        found = _LABEL.search(printed)
        label = found.group() if found else str(len(self.paper.notes) + 1)
        parts = [self._text(child).content().text for child in element if local_name(child) and child is not number]
        text = " ".join(part for part in parts if part) or self._text(element).content().text
        place = len(self.paper.blocks)
        self.paper.notes.append(DraftNote(label, text.replace("\n", " "), place))
        return label

    def _label_meant(self, marker: etree._Element) -> str | None:
        meant = next((self.labels[i] for i in map(str, marker.attrib.values()) if i in self.labels), None)
        printed = _LABEL.search("".join(map(str, marker.itertext())))
        return meant or (printed.group() if printed else None)

    def _paragraph(self, element: etree._Element, kind: BlockKind = BlockKind.PARAGRAPH, prefix: str = "") -> None:
        text = InlineText()
        if prefix:
            text.add(prefix)
        self._gather(element, text, False, False, False)
        self._add(text, kind)

    def _text(self, element: etree._Element, *, apart: bool = False) -> InlineText:
        text = InlineText()
        self._gather(element, text, False, False, apart)
        return text

    def _gather(self, element: etree._Element, text: InlineText, bold: bool, italic: bool, apart: bool) -> None:
        text.add(element.text or "", bold=bold, italic=italic)
        for child in element:
            name = local_name(child)
            kind = (child.get("type") or "").lower()
            if name == "noot":
                text.mark(self._note(child))
            elif name == "nootref":
                if label := self._label_meant(child):
                    text.mark(label)
            elif name in {"sup", "inf"} and (child.text or "").strip().isdigit():
                figure = (child.text or "").strip()
                text.add(figure.translate(_RAISED) if name == "sup" else figure, bold=bold, italic=italic)
            elif name in {"br", "nl"}:
                text.break_line()
            elif name:
                strong = bold or name == "b" or (name == "nadruk" and "vet" in kind)
                slanted = italic or name == "i" or (name == "nadruk" and "cur" in kind)
                self._gather(child, text, strong, slanted, apart)
            if apart or (name and name not in _INLINE and name not in {"sup", "inf", "br", "nl"}):
                text.add(" ")
            text.add(child.tail or "", bold=bold, italic=italic)

    def _holds_blocks(self, element: etree._Element) -> bool:
        children = [local_name(child) for child in element if local_name(child)]
        if not children:
            return False
        mixed = bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)
        return not mixed and any(name not in _INLINE for name in children)

    def _leaf_lines(self, element: etree._Element) -> Iterator[str]:
        if self._holds_blocks(element):
            for child in element:
                yield from self._leaf_lines(child)
        elif local_name(element):
            yield self._text(element).content().text

    def _add(self, text: InlineText, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        self._add_marked(text.content(), kind, level, text.emphasis)

    def _add_marked(self, content: Marked, kind: BlockKind, level: int = 0, emphasis: Emphasis = Emphasis.NONE) -> None:
        if not content.text:
            return
        if kind is BlockKind.PARAGRAPH and is_numbered_head(content.text):
            kind, level = BlockKind.HEADING, HEAD_LEVEL
        # A note stands in its paragraph and carries the count of the blocks before it, as this block does.
        self.paper.blocks.append(Draft(content, len(self.paper.blocks), kind, level, emphasis))
