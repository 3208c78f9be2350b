"""Reading: a file of any supported format becomes a :class:`~kamergraaf.models.SourcePaper`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from kamergraaf.models import SourcePaper
from kamergraaf.read.draft import finish
from kamergraaf.read.formats import BY_SUFFIX, MEDIA_TYPES, Format, format_of
from kamergraaf.read.hashing import sha256_of
from kamergraaf.read.kept import KeptReadings
from kamergraaf.read.limits import read_bytes

__all__ = ["SUFFIXES", "KeptReadings", "read_paper", "read_text"]

SUFFIXES = frozenset(BY_SUFFIX)
"""Suffixes, in lower case and with their dot, of the files that can be read."""

# Imported when the first file of the format is read: some take long to load.
_READERS = {
    Format.PLAIN: "kamergraaf.read.plain",
    Format.MARKDOWN: "kamergraaf.read.markdown",
    Format.PDF: "kamergraaf.read.pdf",
    Format.DOCX: "kamergraaf.read.docx",
    Format.HTML: "kamergraaf.read.html",
    Format.XML: "kamergraaf.read.xml",
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
    paper = _read(kind, data, path.name, digest)
    if kept is not None:
        kept.keep(kind, paper)
    return paper


def read_text(text: str, name: str) -> SourcePaper:
    """The paper in plain ``text`` that stands in no file of its own; ``name`` is what errors call it.

    Raises UnreadableError if there is nothing to read in it.
    """
    data = text.encode()
    return _read(Format.PLAIN, data, name, sha256_of(data))


def _read(kind: Format, data: bytes, name: str, digest: str) -> SourcePaper:
    draft = import_module(_READERS[kind]).read(data, name)
    return finish(draft, name=name, sha256=digest, media_type=MEDIA_TYPES[kind])
