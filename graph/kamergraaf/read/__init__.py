"""Reading: a file of any supported format becomes a :class:`~kamergraaf.models.SourcePaper`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kamergraaf.models import SourcePaper
from kamergraaf.read import docx, html, markdown, pdf, plain, xml
from kamergraaf.read.draft import DraftPaper, finish
from kamergraaf.read.formats import BY_SUFFIX, Format, format_of
from kamergraaf.read.hashing import sha256_of
from kamergraaf.read.kept import KeptReadings
from kamergraaf.read.limits import read_bytes

__all__ = ["SUFFIXES", "KeptReadings", "read_paper", "read_text"]

SUFFIXES = frozenset(BY_SUFFIX)
"""Suffixes, in lower case and with their dot, of the files that can be read."""

_READERS: dict[Format, tuple[Callable[[bytes, str], DraftPaper], str]] = {
    Format.PLAIN: (plain.read, plain.MEDIA_TYPE),
    Format.MARKDOWN: (markdown.read, markdown.MEDIA_TYPE),
    Format.PDF: (pdf.read, pdf.MEDIA_TYPE),
    Format.DOCX: (docx.read, docx.MEDIA_TYPE),
    Format.HTML: (html.read, html.MEDIA_TYPE),
    Format.XML: (xml.read, xml.MEDIA_TYPE),
}


def read_paper(path: Path, kept: KeptReadings | None = None) -> SourcePaper:
    """The paper in the file ``path``; its name is the file's, its hash that of the file's bytes.

    A reading that is in ``kept`` is taken from there, and a new one is put there.

    Raises UnreadableError, which names the file and the reason, if it cannot be read.
    """
    data = read_bytes(path)
    kind, digest = format_of(path, data), sha256_of(data)
    if kept is not None and (paper := kept.get(kind, digest, path.name)) is not None:
        return paper
    reader, media_type = _READERS[kind]
    paper = finish(reader(data, path.name), name=path.name, sha256=digest, media_type=media_type)
    if kept is not None:
        kept.keep(kind, paper)
    return paper


def read_text(text: str, name: str) -> SourcePaper:
    """The paper in plain ``text`` that stands in no file of its own; ``name`` is what errors call it.

    Raises UnreadableError if there is nothing to read in it.
    """
    data = text.encode()
    return finish(plain.read(data, name), name=name, sha256=sha256_of(data), media_type=plain.MEDIA_TYPE)
