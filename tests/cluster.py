"""A Dask scheduler and workers on loopback, each a process of its own, for tests and measurements."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

_DASK = str(Path(sys.executable).with_name("dask"))
_DEADLINE = 60.0
"""Seconds in which a scheduler must be there."""


class Cluster:
    """A scheduler, and the workers that are added to it; all end with the context in which it was made."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        file = folder / "scheduler.json"
        self.scheduler = self._start(
            [_DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)],
            # A task is given up when two workers have died with it; by default four must.
            {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"},
        )
        self.address = _address(file, self.scheduler)

    def worker(
        self, *options: str, environment: dict[str, str] | None = None, before: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a worker of one thread; ``--no-nanny`` makes it one process, which nothing starts again.

        Args:
            options: of ``dask worker``; the last of a name counts.
            environment: variables to add to those of this process.
            before: a command that runs the worker's.
        """
        command = [_DASK, "worker", self.address, "--nthreads", "1", "--no-dashboard", *options]
        return self._start([*before, *command, "--local-directory", str(self._folder)], environment or {})

    def _start(self, command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        log = self._stack.enter_context((self._folder / "cluster.log").open("ab"))
        process = subprocess.Popen(command, env=os.environ | environment, stdout=log, stderr=log)
        self._stack.callback(_end, process)
        return process


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Start a scheduler that keeps its files in ``folder``, and end all in the end."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        yield Cluster(folder, stack)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    """Return the address that the scheduler writes into ``file`` once it listens."""
    deadline = time.monotonic() + _DEADLINE
    while time.monotonic() < deadline and scheduler.poll() is None:
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (FileNotFoundError, ValueError):
            time.sleep(0.05)
    raise RuntimeError(f"the scheduler does not start; see {file.parent / 'cluster.log'}")
