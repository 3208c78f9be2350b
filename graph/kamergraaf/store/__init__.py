"""The store: an embedded one by default, behind the narrow interface of :mod:`kamergraaf.store.base`."""

from __future__ import annotations

from pathlib import Path

from kamergraaf.store.base import GraphStore, QueryError, QueryResult
from kamergraaf.store.oxigraph import OxigraphStore

__all__ = ["GraphStore", "QueryError", "QueryResult", "open_store"]


def open_store(location: Path | None, *, create: bool = True) -> GraphStore:
    """Open the store in the folder ``location``, or a new one in memory if ``location`` is ``None``.

    Args:
        location: folder of the store.
        create: make the folder a new store if it does not exist or is empty; else that is an error.

    Raises:
        StoreError: the folder cannot be written, holds something else, or is in use by another process.
    """
    return OxigraphStore(location, create=create)
