"""HTML: the visible text of the page, without scripts, styles and navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from kamergraaf.errors import UnreadableError
from kamergraaf.models import BlockKind
from kamergraaf.read.draft import DraftPaper
from kamergraaf.read.encoding import decode
from kamergraaf.read.furniture import is_imprint
from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.html_parts import BLOCKS, is_of_the_site, main_part
from kamergraaf.read.inline import InlineText
from kamergraaf.read.limits import MAX_DEPTH
from kamergraaf.read.marked import Marked
from kamergraaf.read.paragraphs import without_sign
from kamergraaf.read.pieces import Piece, to_paper
from kamergraaf.read.superscripts import labels_of

_NOTE_ID = re.compile(r"(?:fn|ftn|footnote|noot|voetnoot|endnote)[-_:.]?(\d{1,3})$", re.I)
_NOTE_REFERENCE = re.compile(r"noot|footnote|fnref|noteref", re.I)
_IDENTIFIER = re.compile(r"(?:OVERHEIDop|DC|DCTERMS)\.identifier", re.I)
_BACK_LINK = frozenset("↩↑^⮌⤴")


def read(data: bytes, name: str) -> DraftPaper:
    """The paper in ``data``. Raises UnreadableError if the bytes are no text or hold no HTML element."""
    # The text is decoded here, as the encoding a page declares is often not the one it is in.
    source = decode(data, name).encode("utf-8")
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(name, f"is no HTML that can be read ({error})") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableError(name, "is nested too deep to be read")
    walker = _Walker(name)
    walker.block(main_part(root), 0, BlockKind.PARAGRAPH, 0)
    walker.close()
    paper = to_paper(walker.pieces)
    identifiers = [
        (meta.get("content") or "").strip()
        for meta in root.iter("meta")
        if _IDENTIFIER.fullmatch(meta.get("name") or "")
    ]
    paper.furniture[:0] = dict.fromkeys(value for value in identifiers if is_imprint(value))
    return paper


@dataclass(slots=True)
class _Walker:
    name: str
    pieces: list[Piece] = field(default_factory=list)
    text: InlineText = field(default_factory=InlineText)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    prefix: str = ""
    note: str | None = None
    broken: bool = False

    def block(self, element: etree._Element, depth: int, kind: BlockKind, level: int) -> None:
        """Reads a block element; text loose in it becomes blocks of ``kind``."""
        if depth > MAX_DEPTH:
            raise UnreadableError(self.name, f"is nested more than {MAX_DEPTH} elements deep")
        self.close()
        self.kind, self.level = kind, level
        self._inside(element, depth, bold=False, italic=False)
        self.close()

    def close(self) -> None:
        """Ends the block under construction."""
        text, self.text = self.text, InlineText()
        content = text.content()
        if content.marks and not content.text:
            # The number of a note, in front of the paragraph that holds its text.
            self.note = content.marks[-1][1]
        if self.note is not None and content.text:
            content = Marked(content.text, ((0, self.note), *content.marks))
            self.note = None
        for line in _paragraphs(content):
            prefixed = without_sign(line) if self.kind is BlockKind.ITEM else line
            if self.prefix and self.kind is BlockKind.ITEM:
                shift = len(self.prefix)
                prefixed = Marked(self.prefix + line.text, tuple((at + shift, label) for at, label in line.marks))
            self.prefix = ""
            self.pieces.append(Piece((prefixed,), self.kind, self.level, text.emphasis, self.broken))
            self.broken = False
            if self.kind is BlockKind.ITEM:
                self.kind = BlockKind.PARAGRAPH

    def _inside(self, element: etree._Element, depth: int, *, bold: bool, italic: bool) -> None:
        self.text.add(element.text or "", bold=bold, italic=italic)
        number = int(element.get("start") or "1") if (element.get("start") or "1").isdigit() else 1
        ordered = element.tag == "ol"
        kind, level = self.kind, self.level
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            tag = tag.lower()
            if not tag or is_of_the_site(child):
                pass
            elif tag in BLOCKS:
                self._child_block(child, tag, depth, f"{number}. " if ordered else "", kind, level)
                number += tag == "li"
                # What follows the first paragraph of an item is a paragraph of its own.
                kind = BlockKind.PARAGRAPH if kind is BlockKind.ITEM else kind
                self.kind, self.level = kind, level
            elif tag == "br":
                self.text.break_line()
            elif tag == "sup" or (tag == "a" and _is_reference(child)):
                raised = "".join(map(str, child.itertext()))
                labels = labels_of(raised)
                for label in labels:
                    self.text.mark(label)
                if not labels and not set(raised.strip()) <= _BACK_LINK:
                    self.text.add(raised, bold=bold, italic=italic)
            elif tag == "a" and set("".join(map(str, child.itertext())).strip()) <= _BACK_LINK:
                pass
            else:
                if depth > MAX_DEPTH:
                    raise UnreadableError(self.name, f"is nested more than {MAX_DEPTH} elements deep")
                self._inside(child, depth + 1, bold=bold or tag in {"b", "strong"}, italic=italic or tag in {"i", "em"})
            self.text.add(child.tail or "", bold=bold, italic=italic)

    def _child_block(
        self, child: etree._Element, tag: str, depth: int, prefix: str, kind: BlockKind, level: int
    ) -> None:
        if tag == "hr":
            self.close()
            self.broken = True
        elif tag == "tr":
            self.close()
            cells = [" ".join("".join(map(str, cell.itertext())).split()) for cell in child if cell.tag in {"td", "th"}]
            if any(cells):
                self.pieces.append(Piece((Marked("\t".join(cells)),), BlockKind.ROW))
        elif tag == "li":
            self.close()
            found = _NOTE_ID.fullmatch(child.get("id") or "")
            self.note = found.group(1) if found else None
            self.prefix = "" if found else prefix
            self.block(child, depth + 1, BlockKind.PARAGRAPH if found else BlockKind.ITEM, 0)
        elif tag[0] == "h" and tag[1:].isdigit():
            self.block(child, depth + 1, BlockKind.HEADING, int(tag[1:]))
        else:
            # A paragraph within an item or a heading is still that.
            self.block(child, depth + 1, kind, level)


def _is_reference(link: etree._Element) -> bool:
    return any(_NOTE_REFERENCE.search(link.get(name) or "") for name in ("class", "href", "id", "role")) and bool(
        labels_of("".join(map(str, link.itertext())))
    )


def _paragraphs(content: Marked) -> Iterator[Marked]:
    """``content`` cut where two line breaks stand together, or where a line is the head of a question."""
    start = 0
    text = content.text
    position = 0
    while position <= len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position:stop]
        if not line.strip() or is_numbered_head(line):
            if text[start:position].strip():
                yield content.cut(start, position).squeezed()
            if line.strip():
                yield content.cut(position, stop).squeezed()
            start = stop + 1
        position = stop + 1
    if text[start:].strip():
        yield content.cut(start).squeezed()
