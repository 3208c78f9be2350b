"""How much a file may hold, so that one bad file cannot take the machine down; papers stay far below."""

from __future__ import annotations

from pathlib import Path

from kamergraaf.errors import UnreadableError

MEBIBYTE = 1024 * 1024
MAX_FILE_BYTES = 64 * MEBIBYTE
MAX_TEXT_BYTES = 16 * MEBIBYTE
"""Size of a text file; the longest papers, budgets, are of one to two million characters."""
MAX_UNPACKED_BYTES = 256 * MEBIBYTE
"""Total size of the parts of a DOCX once unpacked."""
MAX_PACKING_RATIO = 200
"""How much larger a part of a DOCX may be unpacked than packed; deflate reaches 1000, prose about 10."""
MAX_PAGES = 2000
MAX_DEPTH = 256
"""Nesting of elements in HTML and XML."""


def read_bytes(path: Path) -> bytes:
    """The bytes of ``path``.

    Raises UnreadableError if it is no file, cannot be opened, is empty, or is larger than MAX_FILE_BYTES.
    """
    name = path.name
    try:
        if not path.is_file():
            raise UnreadableError(name, "is not a file" if path.exists() else "does not exist")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableError(name, f"cannot be opened ({error.strerror or error})") from error
    if not data:
        raise UnreadableError(name, "is empty")
    check_size(data, name, MAX_FILE_BYTES)
    return data


def check_size(data: bytes, name: str, limit: int) -> None:
    """Raises UnreadableError if ``data`` is longer than ``limit``."""
    if len(data) > limit:
        raise UnreadableError(name, f"is larger than {limit // MEBIBYTE} MB")
