"""Copies of the store to read from, so that ``build`` may write to the store while the server runs.

No one may have an Oxigraph store open while another writes to it. So a copy, which on the same disk costs nothing, is
read by all workers; when the store has changed and no one writes to it, a new one is made.
"""

from __future__ import annotations

import fcntl
import logging
import multiprocessing
import os
import shutil
from contextlib import closing, suppress
from pathlib import Path

from kamergraaf.errors import StoreError
from kamergraaf.index import updated_index
from kamergraaf.index.update import Progress
from kamergraaf.store import copy_store, open_store
from kamergraaf.store.folder import is_written

_log = logging.getLogger(__name__)
_COPY = "copy-"
_CHANGING = (".log", ".sst")


class Snapshots:
    """The copies of the store in ``store``, kept in ``folder``; one server at a time uses a folder.

    Raises:
        StoreError: another server uses ``folder``, or it cannot be made.
    """

    def __init__(self, store: Path, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self._seen: frozenset[tuple[str, int, int]] = frozenset()
        try:
            folder.mkdir(exist_ok=True)
            self._lock = (folder / "LOCK").open("w")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"another kamergraaf serve shows {store} already; stop that one first") from error
        except OSError as error:
            raise StoreError(f"folder {folder} cannot be written: {error.strerror}; name one with --cache") from error

    def newest(self) -> Path | None:
        """Return the newest copy there is, made now or by an earlier server."""
        return max(self._copies(), default=None)

    def make(self, progress: Progress | None = None) -> Path:
        """Copy the store as it is now and bring the index up to date; return the copy.

        Raises:
            StoreError: there is no store, or another process has just begun it, or the disk is full.
        """
        copy = refreshed(self.store, self.folder, progress)
        self._seen = self._signature()
        return copy

    def make_apart(self) -> Path | None:
        """Do as :meth:`make` in a process of its own, so that the server goes on answering; ``None`` if it failed."""
        before = self.newest()
        process = multiprocessing.get_context("spawn").Process(target=_refreshed_apart, args=(self.store, self.folder))
        process.start()
        process.join()
        newest = self.newest()
        if process.exitcode or newest == before:
            return None
        self._seen = self._signature()
        return newest

    def outdated(self) -> bool:
        """Tell whether the store has changed since it was last copied, and no one writes to it."""
        return self._signature() != self._seen and not is_written(self.store)

    def drop_before(self, kept: Path) -> None:
        """Delete the copies made before ``kept``."""
        for copy in self._copies():
            if copy < kept:
                shutil.rmtree(copy, ignore_errors=True)

    def close(self) -> None:
        """Let another server use the folder."""
        self._lock.close()

    def _copies(self) -> list[Path]:
        return sorted(self.folder.glob(f"{_COPY}*"))

    def _signature(self) -> frozenset[tuple[str, int, int]]:
        """Return what tells a changed store from an unchanged one: the names, sizes and times of its data files."""
        found = set()
        with suppress(OSError):
            for entry in os.scandir(self.store):
                if entry.name.endswith(_CHANGING):
                    facts = entry.stat()
                    found.add((entry.name, facts.st_size, facts.st_mtime_ns))
        return frozenset(found)


def refreshed(store: Path, folder: Path, progress: Progress | None = None) -> Path:
    """Copy ``store`` into ``folder`` and bring the index there up to date; return the copy.

    Raises:
        StoreError: see :meth:`Snapshots.make`.
    """
    numbers = [int(path.name.removeprefix(_COPY)) for path in folder.glob(f"{_COPY}*")]
    copy = folder / f"{_COPY}{max(numbers, default=0) + 1:09d}"
    unfinished = folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    copy_store(store, unfinished)
    with closing(open_store(unfinished, reading=True)) as reading, closing(updated_index(reading, folder, progress)):
        unfinished.rename(copy)
    return copy


def _refreshed_apart(store: Path, folder: Path) -> None:
    try:
        refreshed(store, folder)
    except StoreError as error:
        # Such as a build that has begun again; the server tries again when that is done.
        _log.warning("the store has changed but cannot be read yet: %s", error)
        raise SystemExit(1) from None
