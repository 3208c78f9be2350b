"""The choice of an engine on the command line."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kamergraaf.commands.app import fail
from kamergraaf.errors import MissingLibraryError

if TYPE_CHECKING:
    from kamergraaf.engines import Engine


class EngineName(StrEnum):
    """What can make the pass over papers."""

    LOCAL = "local"
    DASK = "dask"


def chosen_engine(
    name: EngineName, store: str, *, jobs: int | None, scheduler: str | None, shards: Path | None
) -> Engine:
    """Return the engine ``name`` with its own options; those of another end the command with status 2.

    Args:
        name: the engine.
        store: where the store is.
        jobs: processes of the local engine; by default one a processor.
        scheduler: address of the Dask scheduler.
        shards: folder that the Dask workers share with this machine; by default beside the store.

    Raises:
        MissingLibraryError: Dask is not installed.
        EngineError: no Dask scheduler can be reached.
    """
    if name is EngineName.LOCAL:
        if scheduler is not None or shards is not None:
            fail("--scheduler and --shards are for --engine dask")
        return _local(jobs)
    from kamergraaf.store import beside

    if jobs is not None:
        fail("--jobs is for --engine local; with dask there are as many processes as workers were started")
    if scheduler is None:
        fail("--engine dask needs --scheduler ADDRESS, which dask scheduler prints when it starts")
    folder = shards or beside(store, "shards")
    if folder is None:
        fail("--engine dask with a store on a server needs --shards DIR, a folder that all workers see")
    return _dask(scheduler, folder)


def _local(jobs: int | None) -> Engine:
    from kamergraaf.engines import Processes, usable_processors

    return Processes(jobs or usable_processors())


def _dask(scheduler: str, shards: Path) -> Engine:
    try:
        from kamergraaf.engines.dask import DaskEngine
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise MissingLibraryError("Dask", "--engine dask", extra="dask") from error
    # Of a scheduler that is lost Dask logs a traceback; the user is told in one line.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    engine = DaskEngine(scheduler, shards)
    engine.check()
    return engine
