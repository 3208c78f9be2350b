"""Engines on this machine: this process, or several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from multiprocessing.connection import wait
from pathlib import Path

from kamergraaf.engines.base import BuiltPaper
from kamergraaf.errors import EngineError
from kamergraaf.papers import Failure
from kamergraaf.settings import Settings

_CHUNK = 16
"""Papers that a process is given at a time: enough that handing over costs nothing, few enough to share evenly."""
_AHEAD = 3
"""Chunks for each process that are under way or done and not yet taken."""
_Results = list[BuiltPaper | Failure]


def usable_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class InProcess:
    """An :class:`Engine` that does one paper after the other in this process."""

    def run(self, papers: Sequence[Path], settings: Settings) -> Generator[BuiltPaper | Failure, None, None]:
        # spaCy takes seconds to load, and the processes of the other engine load it themselves.
        from kamergraaf.engines.paper_pass import paper_pass

        yield from map(paper_pass(settings), papers)


class Processes:
    """An :class:`Engine` that spreads papers over at most ``jobs`` processes of this machine.

    A process takes seconds to load the vocabularies, so a few papers are done in this one.
    A paper at which a process dies (killed for want of memory, a crash in a library) is told as a failure; the
    others that the process had are done again. Results are handed over in files, and only their names through a pipe: a
    name goes through whole or not at all, while one who waits for the rest of a result waits for ever if the process
    that wrote it has died.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def run(self, papers: Sequence[Path], settings: Settings) -> Generator[BuiltPaper | Failure, None, None]:
        """Do as :meth:`Engine.run` promises.

        Raises:
            EngineError: results cannot be handed over, for the folder of temporary files is full or may not be written.
        """
        left = deque(papers[start : start + _CHUNK] for start in range(0, len(papers), _CHUNK))
        jobs = min(self._jobs, len(left))
        if jobs < 2:
            yield from InProcess().run(papers, settings)
            return
        # One who presses Ctrl-C twice does not wait for the processes, which may still write into it.
        with tempfile.TemporaryDirectory(prefix="kamergraaf-", ignore_cleanup_errors=True) as folder:
            while left:
                yield from self._run_until_broken(left, settings, jobs, folder)
                # Which of the chunks under way broke the pool cannot be told; one by one the paper shows itself.
                chunks = [left.popleft() for _ in range(min(len(left), jobs * _AHEAD))]
                yield from _one_by_one(deque(chain.from_iterable(chunks)), settings, folder)

    def _run_until_broken(
        self, left: deque[Sequence[Path]], settings: Settings, jobs: int, folder: str
    ) -> Generator[BuiltPaper | Failure, None, None]:
        """Do the chunks of ``left`` and take them out; return early, with those not done left, if a process dies."""
        under_way: deque[Future[str]] = deque()
        with _pool(jobs) as pool:
            try:
                for place in range(len(left)):
                    if place >= jobs * _AHEAD:
                        yield from self._taken(under_way, left)
                    under_way.append(pool.submit(_run, left[len(under_way)], settings, folder))
                while under_way:
                    yield from self._taken(under_way, left)
            except BrokenProcessPool:
                return
            finally:
                # What is under way is let go on; no more is begun.
                pool.shutdown(cancel_futures=True)

    @staticmethod
    def _taken(under_way: deque[Future[str]], left: deque[Sequence[Path]]) -> _Results:
        results = _handed_over(under_way[0])
        under_way.popleft()
        left.popleft()
        return results


def _one_by_one(papers: deque[Path], settings: Settings, folder: str) -> Generator[BuiltPaper | Failure, None, None]:
    """Do ``papers`` in one process, and in a new one after each paper at which it dies."""
    while papers:
        with _pool(1) as pool:
            try:
                while papers:
                    (result,) = _handed_over(pool.submit(_run, [papers[0]], settings, folder))
                    papers.popleft()
                    yield result
            except BrokenProcessPool:
                reason = "the process that read it died; the paper may need more memory than there is"
                yield Failure(str(papers.popleft()), reason)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Spawned, for this process may hold a store with threads of its own, which a fork would not survive.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Make this process one that ends with the one that started it, however that one ends."""
    # Ctrl-C reaches all processes of a terminal, and so does its closing; the first one alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run(papers: Sequence[Path], settings: Settings, folder: str) -> str:
    """Write the results of ``papers`` into a file in ``folder``, and return its name."""
    results = list(map(_loaded_pass(settings), papers))
    with _handing_over(folder):
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(results, file, pickle.HIGHEST_PROTOCOL)
    return name


def _handed_over(future: Future[str]) -> _Results:
    """Return the results in the file that ``future`` names, which goes with that."""
    path = Path(future.result())
    with _handing_over(str(path.parent)):
        results: _Results = pickle.loads(path.read_bytes())
        path.unlink()
    return results


@contextmanager
def _handing_over(folder: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = os.path.dirname(folder)
        raise EngineError(f"results cannot be handed over in {place} (TMPDIR): {error.strerror}") from error


@lru_cache(maxsize=1)
def _loaded_pass(settings: Settings) -> Callable[[Path], BuiltPaper | Failure]:
    from kamergraaf.engines.paper_pass import paper_pass

    loaded = paper_pass(settings)
    # The vocabularies are for good: the collector of cycles need not look through them again and again.
    gc.freeze()
    return loaded
