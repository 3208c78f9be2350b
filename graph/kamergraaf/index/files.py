"""Where the index of a store is kept, and bringing it up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kamergraaf.errors import StoreError
from kamergraaf.index.reader import Index
from kamergraaf.index.schema import SCHEMA, VERSION
from kamergraaf.index.update import Progress, update
from kamergraaf.store import GraphStore

_NAME = "index.sqlite"
_WAIT = 60.0
"""Seconds to wait for another process that brings the same index up to date."""


def explorer_folder(store: Path) -> Path:
    """Return the folder beside ``store`` that holds what is made of it; it can be deleted at any time."""
    return store.with_name(f"{store.name}.explorer")


def updated_index(store: GraphStore, folder: Path | None, progress: Progress | None = None) -> Index:
    """Return the index in ``folder`` after it has been brought up to date with ``store``.

    Only papers that were added, changed or removed are read, unless the index is of another version. With
    ``folder`` ``None`` the index is made in memory. ``progress`` is called before each paper that is read.

    Raises:
        StoreError: the store cannot be read, or the index cannot be written.
    """
    if folder is None:
        memory = _connect(":memory:")
        update(memory, store, progress)
        return Index(memory)
    path = folder / _NAME
    try:
        folder.mkdir(exist_ok=True)
        with closing(_connect(str(path))) as connection:
            update(connection, store, progress)
        return Index(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the index {path} cannot be written: {error}; name another folder") from error


def index_at(folder: Path) -> Index:
    """Return the index in ``folder`` as it is.

    Raises:
        StoreError: there is none, or it is of another version.
    """
    index = Index(folder / _NAME)
    try:
        version = index.rows("SELECT value FROM meta WHERE key = 'version'")
    except sqlite3.Error as error:
        raise StoreError(f"there is no index in {folder}") from error
    if version != [(VERSION,)]:
        raise StoreError(f"the index in {folder} is of another version of kamergraaf")
    return index


def _connect(path: str) -> sqlite3.Connection:
    """Open the database at ``path`` for writing, with the tables of this version; an older one is emptied."""
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    # Readers go on reading what was there before until the update is done.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        version = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        if version == (VERSION,):
            connection.execute("COMMIT")
            return connection
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f'DROP TABLE IF EXISTS "{table}"')
    for statement in SCHEMA.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (VERSION,))
    connection.execute("COMMIT")
    return connection
