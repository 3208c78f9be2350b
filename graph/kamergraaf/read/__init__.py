"""Reading: a file of any supported format becomes a :class:`~kamergraaf.models.SourcePaper`."""

from __future__ import annotations

from pathlib import Path

from kamergraaf.models import SourcePaper
from kamergraaf.read import markdown, pdf
from kamergraaf.read.draft import finish
from kamergraaf.read.hashing import sha256_of
from kamergraaf.read.limits import read_bytes

__all__ = ["SUFFIXES", "read_paper"]

SUFFIXES = frozenset({".txt", ".md", ".pdf", ".docx", ".html", ".htm", ".xml"})


def read_paper(path: Path) -> SourcePaper:
    data = read_bytes(path)
    reader = {".pdf": pdf, ".md": markdown}[path.suffix.lower()]
    draft = reader.read(data, path.name)
    return finish(draft, name=path.name, sha256=sha256_of(data), media_type=reader.MEDIA_TYPE)
