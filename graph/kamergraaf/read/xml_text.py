"""Running text of an XML element, with its emphasis and the markers of its notes."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from kamergraaf.read.inline import InlineText
from kamergraaf.read.xml_names import INLINE, NOTE_MARKERS, NOTE_NUMBERS, NOTES, TYPOGRAPHIC
from kamergraaf.read.xml_tree import local_name

_LABEL = re.compile(r"\d{1,3}|\*{1,3}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BREAKS = frozenset({"br", "nl"})
_STICKS = frozenset(".,;:?!)]»”")
"""What follows a word without a blank, and has a blank between it and the next."""


class NoteLabels:
    """The label of each note of a paper, as printed, or else by its place."""

    def __init__(self, root: etree._Element) -> None:
        self._by_note: dict[etree._Element, str] = {}
        self._by_id: dict[str, str] = {}
        for element in root.iter():
            if local_name(element) in NOTES:
                number = note_number(element)
                printed = element.get("nr") or ("".join(map(str, number.itertext())) if number is not None else "")
                found = _LABEL.search(printed)
                label = found.group() if found else str(len(self._by_note) + 1)
                self._by_note[element] = label
                self._by_id.update({element.get("id", ""): label} if element.get("id") else {})

    def of(self, note: etree._Element) -> str:
        """The label of ``note``."""
        return self._by_note[note]

    def meant_by(self, marker: etree._Element) -> str | None:
        """The label of the note that a marker apart from it (``<nootref refid="…"/>``) means, if it says so."""
        meant = next((self._by_id[value] for value in map(str, marker.attrib.values()) if value in self._by_id), None)
        printed = _LABEL.search(marker.get("nr") or "".join(map(str, marker.itertext())))
        return meant or (printed.group() if printed else None)


def note_number(note: etree._Element) -> etree._Element | None:
    """The element that holds the number of ``note``."""
    return next((child for child in note if local_name(child) in NOTE_NUMBERS), None)


class TextReader:
    """Gathers text; ``add_note`` takes each note that stands in it and gives its label."""

    def __init__(self, labels: NoteLabels, add_note: Callable[[etree._Element], str]) -> None:
        self._labels = labels
        self._add_note = add_note

    def of(self, element: etree._Element, *, apart: bool = False, before: str = "") -> InlineText:
        """The text of ``element`` after ``before``; with ``apart``, that of each child set off by a blank."""
        text = InlineText()
        text.add(before)
        self._gather(element, text, False, False, apart)
        return text

    def _gather(self, element: etree._Element, text: InlineText, bold: bool, italic: bool, apart: bool) -> None:
        text.add(element.text or "", bold=bold, italic=italic)
        for child in element:
            name = local_name(child)
            kind = (child.get("type") or "").lower()
            if name in NOTES:
                text.mark(self._add_note(child))
            elif name in NOTE_MARKERS:
                if label := self._labels.meant_by(child):
                    text.mark(label)
            elif name in {"sup", "inf"} and (child.text or "").strip().isdigit():
                figure = (child.text or "").strip()
                text.add(figure.translate(_RAISED) if name == "sup" else figure, bold=bold, italic=italic)
            elif name in _BREAKS:
                text.break_line()
            elif name:
                last = text.pieces[-1][-1:] if text.pieces else ""
                if name not in TYPOGRAPHIC and (last.isalnum() or last in _STICKS):
                    text.add(" ")
                strong = bold or name == "b" or (name == "nadruk" and "vet" in kind)
                slanted = italic or name == "i" or (name == "nadruk" and "cur" in kind)
                self._gather(child, text, strong, slanted, apart)
            if apart or (name and _is_set_off(child, name)):
                text.add(" ")
            text.add(child.tail or "", bold=bold, italic=italic)


def _is_set_off(child: etree._Element, name: str) -> bool:
    """Whether a blank stands after ``child`` though the file has none: between names, and after what is a block."""
    if name in TYPOGRAPHIC or name in _BREAKS or (child.tail or "")[:1] in _STICKS:
        return False
    return name not in INLINE or (not child.tail and child.getnext() is not None)
