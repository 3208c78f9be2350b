"""The manifest of a folder: JSON Lines, one line a paper and format, of what was fetched and from where.

While papers are being fetched, lines are added at the end, each with its line end and on disk before the next
paper is asked for; the last line about an address counts. When all is done the file is written anew, in order and
without what is past. A line that was cut off by a kill is passed over.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

NAME = "kamergraaf-manifest.jsonl"

_BEST_FIRST = (".xml", ".html", ".docx", ".pdf")
"""Of a paper that was fetched in several formats, the first of these is read."""


T = TypeVar("T")


class Entry(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What is known of one paper in one format."""

    id: str
    """Publication id, or the number that the publisher gives the paper while it has none."""
    source: str
    """The address that it was asked from."""
    status: Literal["fetched", "partial", "failed"]
    """``fetched``: the file is whole; ``partial``: it is in ``FILE.part`` so far; ``failed``: there is none."""
    file: str | None = None
    media_type: str | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    """``etag`` and ``last_modified`` as the server sent them with the file (RFC 9110, section 8.8)."""
    fetched: str | None = None
    """When the file came (ISO 8601, UTC)."""
    checked: str | None = None
    """When the server was last asked for it."""
    part: str | None = None
    """Validator, as for ``If-Range``, of the version of which ``FILE.part`` holds the beginning."""
    reason: str | None = None
    """Why it could not be fetched; with ``fetched``, why it could not be asked for again."""


class Run(msgspec.Struct, kw_only=True):
    """A run that has begun; its line goes when the run is done."""

    run: str
    """What was wanted."""
    started: str


def now() -> str:
    """Return the time (ISO 8601, UTC), in a form in which later sorts after earlier."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def listed_papers(folder: Path) -> frozenset[str] | None:
    """Return the names of the files in ``folder`` that its manifest lists as fetched, one a paper.

    Returns:
        ``None`` if the folder has no manifest.

    Raises:
        OSError: the manifest cannot be opened.
    """
    path = folder / NAME
    if not path.exists():
        return None
    best: dict[str, str] = {}
    for entry in _entries(path)[0].values():
        if entry.status == "fetched" and entry.file and (folder / entry.file).is_file():
            best[entry.id] = min(best.get(entry.id, entry.file), entry.file, key=_rank)
    return frozenset(best.values())


def _rank(file: str) -> int:
    suffix = Path(file).suffix
    return _BEST_FIRST.index(suffix) if suffix in _BEST_FIRST else len(_BEST_FIRST)


class Manifest:
    """The manifest of ``folder``, which is made if it is not there; one process at a time may write it.

    Raises:
        OSError: it cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self.entries, self.unfinished = _entries(self._path) if self._path.exists() else ({}, None)
        """Entries by the address they came from; and the run that was stopped, if one was."""
        self._file = self._path.open("ab")
        if not _ends_a_line(self._path):
            self._file.write(b"\n")

    def begin(self, wanted: str) -> str:
        """Note that a run for ``wanted`` begins, and return when it began.

        If the last run was for the same and was stopped, it goes on: its beginning is returned.
        """
        if self.unfinished is None or self.unfinished.run != wanted:
            self.unfinished = Run(run=wanted, started=now())
            self._append(self.unfinished)
        return self.unfinished.started

    def put(self, entry: Entry) -> None:
        """Note ``entry``, on disk, in place of what was known of its address."""
        self.entries[entry.source] = entry
        self._append(entry)

    def finish(self) -> None:
        """Write the manifest anew: one line an address, sorted, and no run that has begun."""
        kept = sorted(self.entries.values(), key=lambda entry: (entry.id, entry.source))
        written = self._path.with_name(f"{NAME}.part")
        with written.open("wb") as file:
            file.writelines(msgspec.json.encode(entry) + b"\n" for entry in kept)
            file.flush()
            os.fsync(file.fileno())
        self.close()
        written.replace(self._path)

    def close(self) -> None:
        """Close the file; the run, if it is not finished, can go on from it."""
        self._file.close()

    def _append(self, line: Entry | Run) -> None:
        self._file.write(msgspec.json.encode(line) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def _entries(path: Path) -> tuple[dict[str, Entry], Run | None]:
    entries: dict[str, Entry] = {}
    run = None
    with path.open("rb") as file:
        for line in file:
            found = _decoded(line, Entry) or _decoded(line, Run)
            if isinstance(found, Run):
                run = found
            # A name with a folder in it would lead out of this one.
            elif found is not None and (found.file is None or Path(found.file).name == found.file):
                entries[found.source] = found
    return entries, run


def _decoded(line: bytes, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, RecursionError):
        return None  # a line of the other kind, or cut off by a kill: then the paper is asked for again


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
