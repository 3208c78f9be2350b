"""Engines on this machine: this process, or several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from itertools import chain
from multiprocessing.connection import wait
from pathlib import Path

from kamergraaf.engines.base import BuiltPaper
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
    others that the process had are done again.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def run(self, papers: Sequence[Path], settings: Settings) -> Generator[BuiltPaper | Failure, None, None]:
        left = deque(papers[start : start + _CHUNK] for start in range(0, len(papers), _CHUNK))
        jobs = min(self._jobs, len(left))
        if jobs < 2:
            yield from InProcess().run(papers, settings)
            return
        while left:
            yield from self._run_until_broken(left, settings, jobs)
            # Which of the chunks under way broke the pool cannot be told; one by one the paper shows itself.
            chunks = [left.popleft() for _ in range(min(len(left), jobs * _AHEAD))]
            yield from _one_by_one(deque(chain.from_iterable(chunks)), settings)

    def _run_until_broken(
        self, left: deque[Sequence[Path]], settings: Settings, jobs: int
    ) -> Generator[BuiltPaper | Failure, None, None]:
        """Do the chunks of ``left`` and take them out; return early, with those not done left, if a process dies."""
        under_way: deque[Future[_Results]] = deque()
        with _pool(jobs) as pool:
            try:
                for place in range(len(left)):
                    if place >= jobs * _AHEAD:
                        yield from self._taken(under_way, left)
                    under_way.append(pool.submit(_run, left[len(under_way)], settings))
                while under_way:
                    yield from self._taken(under_way, left)
            except BrokenProcessPool:
                return
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    @staticmethod
    def _taken(under_way: deque[Future[_Results]], left: deque[Sequence[Path]]) -> _Results:
        results = under_way[0].result()
        under_way.popleft()
        left.popleft()
        return results


def _one_by_one(papers: deque[Path], settings: Settings) -> Generator[BuiltPaper | Failure, None, None]:
    """Do ``papers`` in one process, and in a new one after each paper at which it dies."""
    while papers:
        with _pool(1) as pool:
            try:
                while papers:
                    (result,) = pool.submit(_run, [papers[0]], settings).result()
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


def _run(papers: Sequence[Path], settings: Settings) -> _Results:
    return list(map(_loaded_pass(settings), papers))


@lru_cache(maxsize=1)
def _loaded_pass(settings: Settings) -> Callable[[Path], BuiltPaper | Failure]:
    from kamergraaf.engines.paper_pass import paper_pass

    loaded = paper_pass(settings)
    # The vocabularies are for good: the collector of cycles need not look through them again and again.
    gc.freeze()
    return loaded
