"""The store: an embedded one by default, behind the narrow interface of :mod:`kamergraaf.store.base`."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from kamergraaf.errors import StoreError
from kamergraaf.store.address import beside, server_address
from kamergraaf.store.base import GraphStore, QueryError, QueryResult, QueryTimeoutError, solutions
from kamergraaf.store.folder import copy_files, open_for_reading
from kamergraaf.store.oxigraph import OxigraphStore

__all__ = [
    "GraphStore",
    "QueryError",
    "QueryResult",
    "QueryTimeoutError",
    "beside",
    "copy_store",
    "open_store",
    "server_address",
    "solutions",
]


def open_store(
    location: Path | str | None, *, create: bool = True, reading: bool = False, wait: float = 0.0
) -> GraphStore:
    """Open the store at ``location``, or a new one in memory if ``location`` is ``None``.

    Args:
        location: folder of the store, or, as text, the URL of a SPARQL 1.1 server.
        create: make the folder a new store if it does not exist or is empty; else that is an error.
        reading: for reading alone, with any number of others; a store that is being written is read as it was when
            that began. Without it no one else may have the store open.
        wait: seconds to wait at most for others that have the store open.

    Raises:
        StoreError: the folder cannot be written, holds something else, or is in use by another process; the server
            cannot be reached, refuses the user, or holds something else.
    """
    if isinstance(location, str) and (address := server_address(location)) is not None:
        # A store in a folder needs no HTTP.
        from kamergraaf.store.connecting import open_server

        return open_server(address)
    return OxigraphStore(None if location is None else Path(location), create=create, reading=reading, wait=wait)


def copy_store(location: Path, folder: Path) -> None:
    """Make ``folder``, which is not there yet, a copy of the store in ``location``; on the same disk it takes no room.

    Raises:
        StoreError: the store cannot be read or copied, or another process has just begun it.
    """
    try:
        with closing(open_for_reading(location)) as source:
            copy_files(source.path, folder)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise StoreError(f"store {location} cannot be copied: {error}") from error
