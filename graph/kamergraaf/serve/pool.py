"""The worker processes: a queue of free ones, each replaced when it dies or must be killed."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from pathlib import Path

from kamergraaf.serve.limits import Limits
from kamergraaf.serve.worker import Job, Reply, refusal, work

_SPAWN = multiprocessing.get_context("spawn")
_START = 20.0
"""Seconds that a new worker may take to load."""


class _Worker:
    """One process with the pipe to it."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder = folder
        self._ready = False
        self._seconds = seconds
        self._pipe, far_end = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=work, args=(folder, seconds, far_end), daemon=True)
        self._process.start()
        far_end.close()

    def ask(self, job: Job) -> Reply | None:
        """Return the reply to ``job``, or ``None`` if it took too long.

        Raises:
            EOFError, OSError: the worker has died.
        """
        if not self._ready:
            if not self._pipe.poll(_START):
                return None
            self._pipe.recv()
            self._ready = True
        self._pipe.send(job)
        if not self._pipe.poll(self._seconds):
            return None
        reply = self._pipe.recv()
        assert isinstance(reply, Reply)
        return reply

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


class Pool:
    """Answers jobs from the copy of the store in ``folder``, ``limits.workers`` at a time."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._free: queue.Queue[_Worker] = queue.Queue()
        self._all: set[_Worker] = set()
        self._closed = False
        self._lock = threading.Lock()
        for _ in range(limits.workers):
            worker = _Worker(folder, limits.seconds)
            self._all.add(worker)
            self._free.put(worker)

    def use(self, folder: Path) -> None:
        """Answer from the copy in ``folder`` from now on; queries that are running end on the old one."""
        self._folder = folder

    def ask(self, job: Job) -> Reply:
        """Return the reply to ``job``; blocks, for the time limit at most (twice it, if all workers are busy)."""
        try:
            worker = self._free.get(timeout=self._limits.seconds)
        except queue.Empty:
            return refusal(503, "the server is busy with other queries; try again later")
        if worker.folder != self._folder:
            worker = self._replaced(worker)
        try:
            reply = worker.ask(job)
        except (EOFError, OSError):
            reply = refusal(503, "the query needed more memory or depth than one query may have, and was stopped")
            worker = self._replaced(worker)
        if reply is None:
            reply = refusal(503, f"the query took more than {self._limits.seconds:g} seconds, and was stopped")
            worker = self._replaced(worker)
        self._free.put(worker)
        return reply

    def _replaced(self, worker: _Worker) -> _Worker:
        """Stop ``worker`` and return a new one, unless the server is stopping anyway."""
        worker.stop()
        with self._lock:
            self._all.discard(worker)
            if not self._closed:
                worker = _Worker(self._folder, self._limits.seconds)
                self._all.add(worker)
        return worker

    def close(self) -> None:
        """Stop all workers, busy or not."""
        with self._lock:
            self._closed = True
            workers = list(self._all)
        for worker in workers:
            worker.stop()
