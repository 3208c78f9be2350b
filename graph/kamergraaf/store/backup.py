"""A store in one file, which can be moved to another machine and into another kind of store.

The file is a ZIP. In it ``graphs.nq`` holds all graphs as N-Quads (RDF 1.1), one graph after the other, and
``manifest.json``, which is written last, tells how many there are and the SHA-256 of ``graphs.nq``.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.store.base import GraphStore
from kamergraaf.store.folder import open_for_writing, restoring
from kamergraaf.store.oxigraph import OxigraphStore
from kamergraaf.store.texts import in_batches

_GRAPHS = "graphs.nq"
_MANIFEST = "manifest.json"
_FORMAT = 1
_LEVEL = 3
"""Of deflate; higher ones take thrice the time for a tenth less."""
_PIECE = 1024 * 1024
_BATCH = 16 * 1024 * 1024
_MOST = 1000
"""Bytes of N-Quads, and graphs, that are written to a store at a time."""
_HOLDS_GRAPHS = "{} holds graphs already; --replace puts those of the backup in their place"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup tells of itself."""

    format: int
    software: str
    graphs: int
    triples: int
    """Counted in each graph they stand in."""
    sha256: str


def write_backup(store: GraphStore, path: Path) -> Manifest:
    """Write all graphs of ``store`` to the file ``path``; a file that is there stays until the new one is whole.

    Raises:
        StoreError: the store cannot be read.
        OSError: the file cannot be written.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
                with archive.open(_GRAPHS, "w", force_zip64=True) as entry:
                    counted = _Counted(entry)
                    with io.BufferedWriter(counted, _PIECE) as output:
                        store.dump(output, ox.RdfFormat.N_QUADS)
                software = f"kamergraaf {version('kamergraaf')}"
                graphs = len(store.graphs())
                manifest = Manifest(_FORMAT, software, graphs, counted.lines, counted.digest.hexdigest())
                archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return manifest


def check_backup(path: Path) -> Manifest:
    """Return what the backup in ``path`` tells of itself, after a look at whether it holds just that.

    Raises:
        StoreError: it is no backup, or truncated or altered, or was written by a later version.
        OSError: the file cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest(**json.loads(archive.read(_MANIFEST)))
            if manifest.format != _FORMAT:
                raise StoreError(f"{path} was written by {manifest.software}, which is later than this one")
            digest, lines = sha256(), 0
            with archive.open(_GRAPHS) as entry:
                while piece := entry.read(_PIECE):
                    digest.update(piece)
                    lines += piece.count(b"\n")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{path} is no backup, or a damaged one: {error}") from error
    if (digest.hexdigest(), lines) != (manifest.sha256, manifest.triples):
        raise StoreError(f"{path} is a damaged backup: it does not hold what its manifest says")
    return manifest


def restore_into(path: Path, store: GraphStore, *, replace: bool) -> Manifest:
    """Make the graphs of the backup in ``path`` those of ``store``, and remove all others.

    Killed or failed in between, each graph is as before or as in the backup; doing it again finishes it.

    Args:
        path: the backup.
        store: any store, such as one on a server.
        replace: a store that holds graphs may be changed.

    Raises:
        StoreError: the backup is damaged, the store holds graphs and ``replace`` is false, or it cannot be written.
        OSError: the file cannot be read.
    """
    manifest = check_backup(path)
    if not replace and store.graphs():
        raise StoreError(_HOLDS_GRAPHS.format("the store"))
    _load(path, store)
    return manifest


def restore_folder(path: Path, location: Path, *, replace: bool, wait: float = 0.0) -> Manifest:
    """Make the folder ``location`` a store of the graphs in the backup ``path``.

    The store is made beside it and then takes its place, so that after a kill it is the old one or the new one.

    Args:
        path: the backup.
        location: a folder that is a store, or empty, or not there.
        replace: a store that holds graphs may be replaced.
        wait: seconds to wait at most for others that have the store open.

    Raises:
        StoreError: the backup is damaged, or the folder holds graphs and ``replace`` is false, or something else; or
            others have it open.
        OSError: the file cannot be read, or the folder not be written.
    """
    manifest = check_backup(path)
    with closing(open_for_writing(location, create=True, wait=wait)) as folder:
        if not replace and any(ox.Store.read_only(str(location)).named_graphs()):
            raise StoreError(_HOLDS_GRAPHS.format(f"store {location}"))
        new = restoring(location)
        with closing(OxigraphStore(new)) as store:
            _load(path, store)
        folder.replace_with(new)
    return manifest


def _load(path: Path, store: GraphStore) -> None:
    names: set[str] = set()
    with zipfile.ZipFile(path) as archive, archive.open(_GRAPHS) as entry:
        for batch in in_batches(_graphs(entry), _BATCH, _MOST):
            store.replace_all(batch)
            names.update(graph.name for graph in batch)
    for name in set(store.graphs()) - names:
        store.remove(name)


def _graphs(lines: IO[bytes]) -> Iterator[GraphText]:
    for name, of_graph in groupby(lines, key=lambda line: line.rsplit(b" ", 2)[-2]):
        yield GraphText(name[1:-1].decode(), b"".join(of_graph))


class _Counted(io.RawIOBase):
    """Passes on what is written to ``output`` and keeps count of it."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self.digest = sha256()
        self.lines = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        piece = bytes(data)
        self.digest.update(piece)
        self.lines += piece.count(b"\n")
        self._output.write(piece)
        return len(piece)
