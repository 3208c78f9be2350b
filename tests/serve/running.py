"""A server as a user starts it: the command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

COMMAND = [sys.executable, "-c", "from kamergraaf.commands import app; app()"]
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def kamergraaf(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    environment = {name: value for name, value in os.environ.items() if name != "KAMERGRAAF_STORE"}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, env=environment
    )


@contextmanager
def served(store: Path, *options: object) -> Iterator[str]:
    """Serve ``store`` on a free port; yields the address, without a slash at the end."""
    command = [*COMMAND, "serve", "--store", str(store), "--port", "0", *map(str, options)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout and process.stderr
    address = process.stdout.readline().strip().rstrip("/")
    try:
        assert address.startswith("http"), process.stderr.read()
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=30)


def get(address: str, accept: str = HTML["Accept"], **parameters: str) -> httpx.Response:
    """Ask as a browser does, or as ``accept`` says."""
    return httpx.get(address, params=parameters or None, headers={"Accept": accept}, timeout=90)
