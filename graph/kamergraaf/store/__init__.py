"""The store: an embedded one by default, behind the narrow interface of :mod:`kamergraaf.store.base`."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from kamergraaf.store.address import beside, server_address
from kamergraaf.store.base import GraphStore, QueryError, QueryResult, QueryTimeoutError, solutions
from kamergraaf.store.oxigraph import OxigraphStore

__all__ = [
    "GraphStore",
    "QueryError",
    "QueryResult",
    "QueryTimeoutError",
    "beside",
    "copy_store",
    "open_copy",
    "open_store",
    "server_address",
    "solutions",
]


def open_store(location: Path | str | None, *, create: bool = True) -> GraphStore:
    """Open the store at ``location``, or a new one in memory if ``location`` is ``None``.

    Args:
        location: folder of the store, or, as text, the URL of a SPARQL 1.1 server.
        create: make the folder a new store if it does not exist or is empty; else that is an error.

    Raises:
        StoreError: the folder cannot be written, holds something else, or is in use by another process; the server
            cannot be reached, refuses the user, or holds something else.
    """
    if isinstance(location, str) and (address := server_address(location)) is not None:
        # A store in a folder needs no HTTP.
        from kamergraaf.store.connecting import open_server

        return open_server(address)
    return OxigraphStore(None if location is None else Path(location), create=create)


def copy_store(location: Path, folder: Path) -> None:
    """Make ``folder``, which is not there yet, a copy of the store in ``location`` as it is now.

    Raises:
        StoreError: the store cannot be opened or copied, or is in use by another process.
    """
    with closing(OxigraphStore(location, create=False)) as store:
        store.copy_to(folder)


def open_copy(folder: Path) -> GraphStore:
    """Open a copy that no one writes to; any number of processes may do so at once.

    Raises:
        StoreError: ``folder`` is no store or cannot be read.
    """
    return OxigraphStore(folder, create=False, frozen=True)
