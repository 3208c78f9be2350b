"""The engine on other machines: papers are spread over the workers of a Dask cluster (https://distributed.dask.org).

Dask has what this needs and no more: tasks without a shuffle, workers that come and go, and a scheduler that gives the
tasks of a dead worker to others; it is Python from end to end, and runs on Kubernetes, Slurm, SSH or two terminals.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from distributed import CancelledError, Client, Future, KilledWorker, wait
from distributed.comm.addressing import get_address_host_port

from kamergraaf.engines.base import BuiltPaper
from kamergraaf.engines.dask_worker import difference, environment, run_chunk
from kamergraaf.engines.shards import ShardedPaper, read_shard, shard_folder
from kamergraaf.errors import EngineError, KamergraafError
from kamergraaf.papers import Failure
from kamergraaf.settings import Settings

CHUNK = 16
"""Papers of a task: about half a second of work, little to do again, and thousands of tasks a second are far off."""
_AHEAD = 4
"""Chunks for each thread of a worker that are under way, or done and not yet taken."""
_LOOK = 2.0
"""Seconds after which it is looked whether there are still workers, and how many."""
_PATIENCE = 60.0
"""Seconds to wait for a first worker, or for a new one when all have gone."""
_Told = list[ShardedPaper | Failure]


class DaskEngine:
    """An :class:`~kamergraaf.engines.base.Engine` that spreads papers over the workers of a Dask scheduler.

    Workers read papers, vocabularies and models by their paths, and write shards for this process to store. What a
    worker that dies had in hand is done by others. A paper at which one worker after the other dies is told as a
    failure.
    """

    def __init__(self, scheduler: str, shards: Path, *, patience: float = _PATIENCE) -> None:
        """Keep what to use; nothing is asked of the cluster yet.

        Args:
            scheduler: address of the scheduler, such as ``tcp://host:8786``.
            shards: folder that the workers see at the same path; it is made if need be.
            patience: seconds to wait for a worker when there is none.
        """
        self._scheduler = scheduler
        self._shards = shards
        self._patience = patience

    def check(self) -> None:
        """Reach the scheduler once, so that a build with a wrong address makes no store.

        Raises:
            EngineError: it does not answer.
        """
        with _connected(self._scheduler):
            pass

    def run(self, papers: Sequence[Path], settings: Settings) -> Generator[BuiltPaper | Failure, None, None]:
        settings = _absolute(settings)
        with shard_folder(_absolute_path(self._shards)) as folder, _connected(self._scheduler) as client:
            run = _Run(client, self._scheduler, self._patience, settings, folder)
            run.wait_for_worker()
            yield from run.results(papers)


@dataclass(frozen=True, slots=True)
class _Chunk:
    papers: Sequence[Path]
    """As the user names them."""
    shard: Path
    future: Future[_Told]


class _Run:
    """One build on a cluster."""

    def __init__(self, client: Client, address: str, patience: float, settings: Settings, folder: Path) -> None:
        self._client = client
        self._address = address
        self._patience = patience
        self._settings = settings
        self._environment = environment(settings)
        self._folder = folder
        self._examined: set[str] = set()
        """Addresses of workers that can do this build."""
        self._submitted = 0
        self._room = 0
        """How many chunks may be under way."""
        self._looked = self._alive = 0.0
        """When it was last looked for workers, and when there last were any (:func:`time.monotonic`)."""

    def wait_for_worker(self) -> None:
        """Wait until there is a worker.

        Raises:
            EngineError: none comes in time.
        """
        self._alive = time.monotonic()
        while not self._room:
            self._look()
            time.sleep(0.05)

    def results(self, papers: Sequence[Path]) -> Generator[BuiltPaper | Failure, None, None]:
        """Yield what becomes of ``papers`` in their order; chunks are submitted as earlier ones are taken."""
        under_way: deque[_Chunk] = deque()
        for start in range(0, len(papers), CHUNK):
            while len(under_way) >= self._room:
                yield from self._taken(under_way)
            under_way.append(self._submit(papers[start : start + CHUNK]))
        while under_way:
            yield from self._taken(under_way)

    def _submit(self, papers: Sequence[Path]) -> _Chunk:
        self._submitted += 1
        shard = self._folder / f"{self._submitted:07}.nq.gz"
        places = [_absolute_path(paper) for paper in papers]
        key = f"kamergraaf-{self._folder.name}-{self._submitted}"
        with self._asking():
            future = self._client.submit(
                run_chunk, places, self._settings, self._environment, shard, key=key, pure=False
            )
        return _Chunk(papers, shard, future)

    def _taken(self, under_way: deque[_Chunk]) -> Iterator[BuiltPaper | Failure]:
        chunk = under_way.popleft()
        try:
            told = self._told(chunk)
        except KilledWorker:
            # Workers died with this chunk in hand, perhaps because of another. With nothing else under way, and
            # one by one, the paper that does it shows itself.
            self._wait([other.future for other in under_way])
            for paper in chunk.papers:
                yield from self._alone(paper)
        else:
            yield from _read(chunk, told)

    def _alone(self, paper: Path) -> Iterator[BuiltPaper | Failure]:
        chunk = self._submit([paper])
        try:
            told = self._told(chunk)
        except KilledWorker:
            reason = "every worker that read it died; the paper may need more memory than they have"
            yield Failure(str(paper), reason)
        else:
            yield from _read(chunk, told)

    def _told(self, chunk: _Chunk) -> _Told:
        """Return what the worker told of ``chunk``.

        Raises:
            KilledWorker: one worker after the other died with it.
            EngineError: the cluster has broken down, or its workers cannot do this build.
            VocabularyError, ModelError, SubjectModelError: a worker cannot load the settings.
        """
        self._wait([chunk.future])
        with self._asking():
            told: _Told = chunk.future.result()
        return told

    def _wait(self, futures: Iterable[Future[_Told]]) -> None:
        """Wait until all ``futures`` are done, well or not.

        Raises:
            EngineError: there is no worker left to do them, or no scheduler.
        """
        left = list(futures)
        while left:
            if time.monotonic() - self._looked > _LOOK:
                self._look()
            with self._asking(), suppress(TimeoutError), self._client.as_current():
                left = list(wait(left, timeout=_LOOK).not_done)

    def _look(self) -> None:
        """See how many workers there are, and whether new ones can do this build.

        Raises:
            EngineError: one cannot, there have been none for too long, or the scheduler is gone.
        """
        with self._asking():
            workers: dict[str, int] = self._client.nthreads(callback_timeout=self._patience)
        self._examine(workers.keys() - self._examined)
        threads = sum(workers.values())
        self._looked = time.monotonic()
        if threads:
            self._alive = self._looked
            self._room = threads * _AHEAD
        elif self._looked - self._alive >= self._patience:
            raise EngineError(
                f"the Dask scheduler at {self._address} has had no worker for {self._patience:.0f} s; "
                f"start some with: dask worker {self._address} --nthreads 1"
            )

    def _examine(self, workers: Set[str]) -> None:
        """See whether ``workers`` can do this build, for one that has not got our code dies of its first task.

        Raises:
            EngineError: one cannot.
        """
        if not workers:
            return
        arguments = self._settings, self._environment
        with self._asking():
            answers = self._client.run(difference, *arguments, workers=sorted(workers), on_error="return")
        for worker, answer in answers.items():
            if isinstance(answer, OSError):
                # It has gone meanwhile, or is not ready yet.
                continue
            if isinstance(answer, Exception):
                raise EngineError(
                    f"worker {worker} cannot run this kamergraaf ({type(answer).__name__}: {answer}); "
                    "install the same on all and start the workers again"
                )
            if answer is not None:
                raise EngineError(f"worker {worker} {answer}")
            self._examined.add(worker)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Say of an error of Dask in plain words what it means for the build."""
        try:
            yield
        except (KamergraafError, KilledWorker):
            raise
        except Exception as error:
            # Its class alone does not tell: a client that has given up on its scheduler raises several.
            if isinstance(error, CancelledError | OSError) or self._client.status != "running":
                reason = f"the Dask scheduler at {self._address} does not answer any more"
            else:
                told = f"{type(error).__name__}: {error}"
                reason = (
                    f"the Dask cluster at {self._address} cannot run this kamergraaf ({told}); "
                    "install the same on the scheduler and on all workers"
                )
            raise EngineError(reason) from error


def _read(chunk: _Chunk, told: _Told) -> Iterator[BuiltPaper | Failure]:
    for paper, result in zip(chunk.papers, read_shard(chunk.shard, told), strict=True):
        # The worker was given absolute paths; the user hears of the papers as they were named.
        if isinstance(result, Failure):
            yield replace(result, name=str(paper))
        else:
            yield replace(result, path=paper)
    chunk.shard.unlink()


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        # A client that is given what is no address cannot even be closed.
        get_address_host_port(address)
        client = Client(address, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        raise EngineError(f"no Dask scheduler can be reached at {address}: {error}") from error
    try:
        yield client
    finally:
        client.close()


def _absolute(settings: Settings) -> Settings:
    """Return ``settings`` as they hold in any folder and on any machine."""
    model = settings.model
    return Settings(
        settings.vocabulary and _absolute_path(settings.vocabulary),
        os.path.abspath(model) if model is not None and Path(model).is_dir() else model,
        settings.subjects and _absolute_path(settings.subjects),
        # Readings are kept in an SQLite file, which several machines cannot share.
        readings=None,
    )


def _absolute_path(path: Path) -> Path:
    """Return ``path`` as it is in any folder; unlike :meth:`Path.resolve`, it keeps the names of links."""
    return Path(os.path.abspath(path))
