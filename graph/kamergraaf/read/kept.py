"""Readings of PDF and Word files, kept so that a change of the rules or vocabularies need not read them again.

Reading a PDF takes three times as long as finding what it names; a text is read sooner than its reading is found.
"""

from __future__ import annotations

import logging
import sqlite3
import time
import zlib
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import msgspec

from kamergraaf.errors import StoreError
from kamergraaf.models import SourcePaper
from kamergraaf.read.formats import Format

_log = logging.getLogger(__name__)
_WAIT = 30.0
"""Seconds to wait for another process that writes to the same file."""
_AGAIN = 0.02
"""Seconds to wait for another process that makes the file."""
_KEPT = frozenset((Format.PDF, Format.DOCX))
_SCHEMA = "CREATE TABLE IF NOT EXISTS reading (sha256 TEXT PRIMARY KEY, reader TEXT NOT NULL, paper BLOB NOT NULL)"


class KeptReadings:
    """The readings in the file ``path``, by the hash of what was read; any number of processes may use it at once.

    It can be deleted at any time. Where it cannot be read or written, that is logged and papers are read anew.
    """

    def __init__(self, path: Path) -> None:
        """Open the file ``path``, or make it.

        Raises:
            StoreError: it cannot be opened, or holds something else.
        """
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(SourcePaper).decode
        self._reader = _reader_version()
        try:
            self._database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            _set_up(self._database)
        except sqlite3.Error as error:
            raise StoreError(f"readings cannot be kept in {path} ({error}); it can be deleted") from error

    def get(self, kind: Format, digest: str, name: str) -> SourcePaper | None:
        """Return the reading of the file ``name`` with the SHA-256 ``digest``, or ``None`` if it must be read."""
        if kind not in _KEPT:
            return None
        query = "SELECT paper FROM reading WHERE sha256 = ? AND reader = ?"
        try:
            row = self._database.execute(query, (digest, self._reader)).fetchone()
            return None if row is None else replace(self._decode(zlib.decompress(row[0])), name=name)
        except (sqlite3.Error, zlib.error, msgspec.DecodeError) as error:
            _log.warning("kept readings cannot be used (%s): %s is read anew", error, name)
            return None

    def keep(self, kind: Format, paper: SourcePaper) -> None:
        """Keep ``paper`` in place of an earlier reading of the same content."""
        if kind not in _KEPT:
            return
        packed = zlib.compress(self._encode(paper), level=1)
        try:
            self._database.execute(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", (paper.sha256, self._reader, packed)
            )
        except sqlite3.Error as error:
            _log.warning("the reading of %s cannot be kept: %s", paper.name, error)


def _set_up(database: sqlite3.Connection) -> None:
    """Make the table, if no other process has.

    SQLite does not wait for one that does the same at that moment, whatever its timeout: it would be a deadlock if each
    held what the other needs. So it is tried again.
    """
    end = time.monotonic() + _WAIT
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            # What is lost when the machine stops is read again.
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_SCHEMA)
            return
        except sqlite3.OperationalError as error:
            # The low byte is the error, the others its kind: https://sqlite.org/rescode.html
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_AGAIN)


@cache
def _reader_version() -> str:
    """Return the fingerprint of our readers: another version may read the same file in another way."""
    digest = sha256((files("kamergraaf") / "models.py").read_bytes())
    for file in sorted((files("kamergraaf.read")).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".py"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
