"""What all requests share: the index, the workers and the limits."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from starlette.requests import Request

from kamergraaf.errors import StoreError
from kamergraaf.index import Index
from kamergraaf.index.files import index_at
from kamergraaf.index.update import Progress
from kamergraaf.serve.limits import Limits
from kamergraaf.serve.pool import Pool
from kamergraaf.serve.snapshots import Snapshots

_log = logging.getLogger(__name__)
_EVERY = 3.0
"""Seconds between looks at the store for changes."""


@dataclass(slots=True)
class Explorer:
    """A store, opened for reading by many."""

    snapshots: Snapshots
    copy: Path
    index: Index
    pool: Pool
    limits: Limits
    behind: str
    """Why an earlier copy is shown until the store can be copied, such as a build that is running; else empty."""
    version: int = 0
    """Counts the copies; what was worked out from an earlier one is out of date."""

    async def follow(self) -> None:
        """Show the store's changes soon after they are made, until cancelled."""
        while True:
            await asyncio.sleep(_EVERY)
            if self.snapshots.outdated():
                copy = await asyncio.to_thread(self.snapshots.make_apart)
                if copy is not None:
                    # Queries that are running read the copy before this one.
                    self.snapshots.drop_before(self.copy)
                    self.copy = copy
                    self.pool.use(copy)
                    self.version += 1

    def close(self) -> None:
        """Stop the workers and let another server have the store's folder."""
        self.pool.close()
        with contextlib.suppress(OSError):
            self.snapshots.close()


def open_explorer(store: Path, cache: Path, limits: Limits, progress: Progress | None = None) -> Explorer:
    """Copy the store, bring the index up to date and start the workers.

    Raises:
        StoreError: there is no store; or another process has it open, and it was never served before.
    """
    snapshots = Snapshots(store, cache)
    behind = ""
    try:
        copy = snapshots.make(progress)
    except StoreError as error:
        earlier = snapshots.newest()
        if earlier is None or not store.is_dir():
            snapshots.close()
            raise
        copy, behind = earlier, str(error)
    index = index_at(cache)
    snapshots.drop_before(copy)
    return Explorer(snapshots, copy, index, Pool(copy, limits), limits, behind)


def explorer(request: Request) -> Explorer:
    """Return what the application that got ``request`` shows."""
    return cast(Explorer, request.app.state.explorer)
