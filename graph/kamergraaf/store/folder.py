"""The folder of an embedded store: how one is begun, what a kill leaves in it, and what is read while it is written.

In the folder stand the files of RocksDB and, at times, these folders:

- ``beginning``: a new store that is not whole yet. It is one when ``CURRENT`` is moved out of it, as the last file.
- ``reading-N``: what the store held when it was opened for writing the Nth time, for those that read meanwhile. On the
  same disk that takes no room: the data files, which are never written twice, are shared.

Beside it, ``NAME.restoring`` and ``NAME.replaced`` are a store that is to take its place and the one it takes the
place of (:mod:`kamergraaf.store.backup`).
"""

from __future__ import annotations

import fnmatch
import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.store.locks import Lock, lock

_log = logging.getLogger(__name__)
_WHOLE = "CURRENT"
"""The file without which RocksDB finds no store."""
_DATA = ".sst"
"""What the names of RocksDB's data files end in."""
_OF_A_PROCESS = ("LOCK", "LOG")
_BEGINNING = "beginning"
_READING = "reading-"
_LEFT_BEHIND = ("bulk-*.sst", "LOG*", "OPTIONS-*.dbtmp")
"""Files that Oxigraph wrote to load from and did not come to load; RocksDB's notes, and options that it did not come to
rename, which it never deletes."""
_SHORTLY = 5.0
"""Seconds that a reader waits for a writer that has not made a copy to read."""


class StoreFolder:
    """A store's folder that this process has open; ``path`` is where the database is read or written."""

    def __init__(self, location: Path, path: Path, held: Lock, *, writing: bool) -> None:
        self.path = path
        self._location = location
        self._lock = held
        self._writing = writing

    def replace_with(self, new: Path) -> None:
        """Put the store in ``new``, a folder beside this one that no one has open, in its place, and delete this one.

        After a kill ``location`` is the old store or the new one, both whole; who opens it next sees to that.

        Raises:
            StoreError: a process still reads what the store held before.
            OSError: the folders cannot be renamed.
        """
        if _drop_copies(self._location, wait=_SHORTLY):
            raise StoreError(f"store {self._location} is in use by another process, which reads it; wait for that one")
        old = _replaced(self._location)
        # The lock goes with the folder, so that no one puts it back in between.
        self._location.rename(old)
        try:
            new.rename(self._location)
        except OSError:
            old.rename(self._location)
            raise
        shutil.rmtree(old)

    def size(self) -> int:
        """Return the bytes of the data files, some of which may go meanwhile, for RocksDB merges them."""
        size = 0
        for file in self.path.glob(f"*{_DATA}"):
            with suppress(FileNotFoundError):
                size += file.stat().st_size
        return size

    def close(self) -> None:
        """Let others have the folder; doing it again does nothing."""
        if self._writing:
            self._writing = False
            _drop_copies(self._location)
        self._lock.release()


def open_for_reading(location: Path) -> StoreFolder:
    """Open the store in ``location``, or what it held before, if it is being written now.

    Raises:
        StoreError: there is no store, or it is being written for the first time.
        OSError: the folder may not be read.
    """
    _put_back(location)
    _check(location, create=False)
    if (held := lock(location, alone=False)) is not None:
        return StoreFolder(location, location, held, writing=False)
    for copy in sorted(_copies(location), reverse=True):
        # The writer may be done by now and have deleted it.
        if copy.is_dir() and (held := lock(copy, alone=False)) is not None:
            _log.warning("store %s is being written; this is what it held when that began", location)
            return StoreFolder(location, copy, held, writing=False)
    if (held := lock(location, alone=False, wait=_SHORTLY)) is None:
        raise StoreError(f"store {location} is in use by another process, which has just begun it; wait for that one")
    return StoreFolder(location, location, held, writing=False)


def open_for_writing(location: Path, *, create: bool, wait: float) -> StoreFolder:
    """Open the store in ``location``, or begin one, with no one else having it open; clean up after a kill.

    Raises:
        StoreError: there is no store and ``create`` is false; the folder holds something else or cannot be written; or
            others have it open, ``wait`` seconds later too.
        OSError: no store can be begun there.
    """
    _put_back(location)
    _check(location, create)
    if not os.access(location if location.exists() else location.parent, os.W_OK):
        raise StoreError(f"store {location} cannot be written: no permission, or its disk is read-only")
    location.mkdir(exist_ok=True)
    if (held := lock(location, alone=True, wait=wait)) is None:
        raise StoreError(f"store {location} is in use by another process; stop that one first, or wait for it")
    _clean(location)
    if (location / _WHOLE).exists():
        _make_copy(location)
    else:
        _begin(location)
    return StoreFolder(location, location, held, writing=True)


def link_store(source: Path, target: Path) -> None:
    """Make ``target``, which is not there yet, a copy of the store in ``source``, which no one is writing to.

    Raises:
        OSError: the copy cannot be written, or ``target`` is on another disk, or one that knows no hard links.
    """
    target.mkdir()
    for file in source.iterdir():
        if file.suffix == _DATA:
            (target / file.name).hardlink_to(file)
        elif file.is_file() and file.name not in _OF_A_PROCESS:
            shutil.copyfile(file, target / file.name)


def copy_files(source: Path, target: Path) -> None:
    """Do as :func:`link_store`, or where that cannot be done copy the data too."""
    try:
        link_store(source, target)
    except OSError:
        shutil.rmtree(target)
        shutil.copytree(
            source, target, ignore=lambda _, names: {*_OF_A_PROCESS, *fnmatch.filter(names, f"{_READING}*")}
        )


def is_written(location: Path) -> bool:
    """Tell whether a process has the store in ``location`` open for writing, or there is no such folder."""
    try:
        held = lock(location, alone=False)
    except OSError:
        return True
    return held is None


def _check(location: Path, create: bool) -> None:
    """Find what RocksDB reports badly or not at all: it would make a store among the files of any folder."""
    if location.exists() and not location.is_dir():
        raise StoreError(f"store {location} is a file, not a folder")
    held = set(os.listdir(location)) if location.exists() else set()
    if held and _WHOLE not in held and _BEGINNING not in held:
        raise StoreError(f"folder {location} is not empty and no store; name a new folder")
    if _WHOLE not in held and not create:
        raise StoreError(f"there is no store in {location}; make one with: kamergraaf build PATH --store {location}")
    if not location.parent.is_dir():
        raise StoreError(f"store {location} cannot be made: there is no folder {location.parent}")


def _begin(location: Path) -> None:
    """Make an empty store: RocksDB takes many steps for it, and one that was killed in between cannot be read."""
    new = location / _BEGINNING
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    ox.Store(str(new)).flush()
    for file in sorted(new.iterdir(), key=lambda file: file.name == _WHOLE):
        if file.name not in _OF_A_PROCESS:
            file.replace(location / file.name)
    shutil.rmtree(new)


def _clean(location: Path) -> None:
    """Delete what a process that was killed has left; RocksDB sees to its own files."""
    for pattern in _LEFT_BEHIND:
        for file in location.glob(pattern):
            file.unlink()
    _drop_copies(location)
    if (location / _WHOLE).exists():
        for folder in (location / _BEGINNING, _replaced(location), restoring(location)):
            shutil.rmtree(folder, ignore_errors=True)


def _make_copy(location: Path) -> None:
    numbers = [int(copy.name.removeprefix(_READING)) for copy in _copies(location)]
    copy = location / f"{_READING}{max(numbers, default=0) + 1:09d}"
    unfinished = location / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        link_store(location, unfinished)
        unfinished.rename(copy)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        _log.warning("store %s cannot be read while it is written: %s", location, error)


def _drop_copies(location: Path, *, wait: float = 0.0) -> bool:
    """Delete the copies that no one reads, within ``wait`` seconds each; tell whether any are left."""
    left = False
    for copy in _copies(location):
        if (held := lock(copy, alone=True, wait=wait)) is None:
            left = True
        else:
            shutil.rmtree(copy)
            held.release()
    return left


def _copies(location: Path) -> list[Path]:
    return list(location.glob(f"{_READING}*"))


def restoring(location: Path) -> Path:
    """Return the folder for a store that is to take the place of the one in ``location``.

    Only who has ``location`` open for writing may use it (:meth:`StoreFolder.replace_with`).
    """
    return location.with_name(location.name + ".restoring")


def _replaced(location: Path) -> Path:
    return location.with_name(location.name + ".replaced")


def _put_back(location: Path) -> None:
    """Give a store its name back that :func:`replace_folder` was killed over."""
    old = _replaced(location)
    # If that is under way, the new store is there, and the old one is not, by the time that it lets go.
    with suppress(FileNotFoundError):
        if not location.exists() and lock(old, alone=True, wait=_SHORTLY) is not None and not location.exists():
            old.rename(location)
