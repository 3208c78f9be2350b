"""Which format a file is in: its name says one thing, its first bytes another, and both must agree."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from kamergraaf.errors import UnreadableError
from kamergraaf.read.xml_names import ROOTS


class Format(StrEnum):
    """The formats that are read."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    PDF = "PDF"
    DOCX = "Word document"
    HTML = "HTML"
    XML = "XML"


BY_SUFFIX = {
    ".txt": Format.PLAIN,
    ".md": Format.MARKDOWN,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xml": Format.XML,
}

MEDIA_TYPES = {
    Format.PLAIN: "text/plain",
    Format.MARKDOWN: "text/markdown",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.HTML: "text/html",
    Format.XML: "application/xml",
}

_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or Word document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Word document (.doc) or an encrypted one",
    b"{\\rtf": "a rich text file (RTF)",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x7fELF": "a program",
}
_EXPECTED = {Format.PDF: b"%PDF-", Format.DOCX: b"PK\x03\x04"}
_HEAD = 4096
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<!doctype(?!\s+html)[^>\[]*(?:\[.*?\]\s*)?>|\s)*", re.I | re.S)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)


def format_of(path: Path, data: bytes) -> Format:
    """The format of the file named ``path`` that holds ``data``.

    HTML and XML are told apart by content, as is either in a file named as text. Raises UnreadableError if
    the suffix is unknown or the content is of another kind than the name says.
    """
    named = BY_SUFFIX.get(path.suffix.lower())
    if named is None:
        known = " ".join(sorted(BY_SUFFIX))
        raise UnreadableError(path.name, f"is in a format that is not known (known are {known})")
    expected = _EXPECTED.get(named)
    if named is Format.PDF and b"%PDF-" in data[:1024]:
        return Format.PDF
    if expected is not None and data.startswith(expected):
        return named
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise UnreadableError(path.name, f"is {kind}, though its name ends in {path.suffix}")
    if expected is not None:
        raise UnreadableError(path.name, f"is no {named}, though its name ends in {path.suffix}")
    return _markup_of(data[:_HEAD]) or named


def _markup_of(head: bytes) -> Format | None:
    if b"<" not in head:
        return None
    # Only the ASCII letters of tags matter here, so any encoding that holds them will do.
    text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    prologue = _PROLOGUE.match(text)
    rest = text[prologue.end() :] if prologue else text
    if _HTML_START.match(rest):
        return Format.HTML
    found = _ROOT.match(rest)
    return Format.XML if found and found.group(1).lower() in ROOTS else None
