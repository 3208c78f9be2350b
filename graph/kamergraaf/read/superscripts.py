"""Footnote markers as they are written: raised figures, asterisks, figures in square brackets."""

from __future__ import annotations

import re
from collections.abc import Container

from kamergraaf.read.marked import Marked

_RAISED = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|\*{1,3})(?:\s*[,;]\s*\d{1,3})*\s*[\])]?\s*")
_LABEL = re.compile(r"\d{1,3}|\*{1,3}")
# Converters also write "[2 ]" and, where two stand together, "[2 3 ]".
_IN_TEXT = re.compile(r"\[\^?(\d{1,3}(?:[ ,;]{1,2}\d{1,3})*|\*{1,3}) ?\]|([¹²³⁰⁴⁵⁶⁷⁸⁹]{1,3})")
_AT_START = re.compile(r"(?:\[\^?(\d{1,3}|\*{1,3}) ?\]:?|([¹²³⁰⁴⁵⁶⁷⁸⁹]{1,3}))\s+(?=\S)")
_SIGNS = "[¹²³⁰⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def labels_of(raised: str) -> list[str]:
    """The labels in raised text: ``"1"``, ``"[2]"``, ``"3, 4"``; none if it is anything else, as in 2e."""
    return _LABEL.findall(raised) if _RAISED.fullmatch(raised) else []


def note_start(text: str) -> tuple[str, int] | None:
    """Label of a note that starts "[1] …" or "¹ …", and the offset at which its own text starts."""
    found = _AT_START.match(text)
    return (_labels(found)[0], found.end()) if found else None


def labels_in(text: str) -> set[str]:
    """Labels of the markers that stand in ``text`` as "[1]" or "¹", one at its very start not counted."""
    if not _holds_sign(text):
        return set()
    return {label for found in _IN_TEXT.finditer(text) if found.start() > 0 for label in _labels(found)}


def lift(content: Marked, labels: Container[str]) -> Marked:
    """The same with markers of ``labels`` that stand in the text taken out of it."""
    if not _holds_sign(content.text):
        return content
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    kept = iter((*content.marks, (len(content.text) + 1, "")))
    offset, label = next(kept)
    position = length = 0
    for found in _IN_TEXT.finditer(content.text):
        lifted = _labels(found)
        if any(each not in labels for each in lifted):
            continue
        while offset <= found.start():
            marks.append((length + offset - position, label))
            offset, label = next(kept)
        pieces.append(content.text[position : found.start()])
        length += found.start() - position
        position = found.end()
        marks += [(length, each) for each in lifted]
    while label:
        marks.append((length + offset - position, label))
        offset, label = next(kept)
    pieces.append(content.text[position:])
    return Marked("".join(pieces), tuple(marks))


def _holds_sign(text: str) -> bool:
    # Only the bracket is ASCII, and Python knows of a text whether it is.
    return "[" in text if text.isascii() else any(sign in text for sign in _SIGNS)


def _labels(found: re.Match[str]) -> list[str]:
    bracketed, raised = found.group(1), found.group(2)
    return _LABEL.findall(bracketed or raised.translate(_DIGITS))
