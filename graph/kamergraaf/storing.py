"""Putting graphs into a store a batch at a time, while more are being made."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from kamergraaf.errors import PartlyStoredError, StoreError
from kamergraaf.models import GraphText
from kamergraaf.store import GraphStore

BATCH = 32 * 1024 * 1024
"""Bytes of N-Quads that are written to the store at a time, at first."""
_LARGEST = 128 * 1024 * 1024
"""Bytes at most."""
_SHARE = 4
"""Between the two, a batch is this part of what was written before: a store merges all it holds with what is new."""


class BatchWriter:
    """Writes graphs to ``store`` in a thread of its own, so that papers are read meanwhile; holds two batches at most.

    Its methods raise :class:`~kamergraaf.errors.StoreError` once the store cannot be written; that is a
    :class:`~kamergraaf.errors.PartlyStoredError` if batches were written before.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="storing")
        self._under_way: tuple[Future[int], int] | None = None
        """The batch that is being written, and how many graphs it holds."""
        self._batch: list[GraphText] = []
        self._size = 0
        self._written = 0
        """Bytes of the batches before this one."""
        self.stored = 0
        """Graphs that have been written, or were in the store already."""
        self.changed = 0
        """Graphs that have been written."""

    def add(self, graph: GraphText) -> None:
        """Write ``graph`` with the next batch."""
        self._batch.append(graph)
        self._size += len(graph.lines)
        if self._size >= max(BATCH, min(self._written // _SHARE, _LARGEST)):
            self._write()

    def close(self) -> None:
        """Write what waits to be written; doing it again does nothing."""
        try:
            self._write()
            self._settle()
        finally:
            self._thread.shutdown()

    def _write(self) -> None:
        self._settle()
        if self._batch:
            self._under_way = self._thread.submit(self._store.replace_all, self._batch), len(self._batch)
            self._written += self._size
            self._batch, self._size = [], 0

    def _settle(self) -> None:
        """Wait for the batch that is being written."""
        if self._under_way is None:
            return
        future, number = self._under_way
        try:
            # Ctrl-C may end the waiting; then the batch is waited for when this writer is closed.
            self.changed += future.result()
        except StoreError as error:
            self._under_way = None
            self._batch = []
            if not self.stored:
                raise
            raise PartlyStoredError(error, self.stored) from error
        self._under_way = None
        self.stored += number
