"""Real SPARQL servers as a user starts them: processes of their own, on free ports of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

USER, PASSWORD = "dba", "dba"
"""Who may write to a new Virtuoso."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server(ABC):
    """A server with its data in ``folder``, which may be killed and started again on the same data and port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """What ``--store`` is given, without a user."""

    @property
    def store(self) -> str:
        """What ``--store`` is given."""
        return self.url

    @abstractmethod
    def command(self) -> Sequence[str]: ...

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.folder / "output.txt").open("ab") as output:
            self._process = subprocess.Popen(self.command(), stdout=output, stderr=output, cwd=self.folder)
        trying = Retrying(
            retry=retry_if_exception_type(httpx.HTTPError), stop=stop_after_delay(60), wait=wait_fixed(0.1)
        )
        try:
            trying(httpx.get, f"http://127.0.0.1:{self.port}/", timeout=10)
        except BaseException:
            self.stop()
            raise

    def kill(self) -> None:
        """End the server as a power cut does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End the server, whatever state it is in."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()


class OxigraphServer(Server):
    """The server of the package ``oxigraph``."""

    def __init__(self, folder: Path, seconds: int | None = None) -> None:
        super().__init__(folder)
        self._limit = () if seconds is None else ("--timeout-s", str(seconds))

    @staticmethod
    def absent() -> str:
        """Return why it cannot be started, or ""."""
        return "" if Path(sys.executable).with_name("oxigraph").exists() else "the package oxigraph is not installed"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> Sequence[str]:
        program = str(Path(sys.executable).with_name("oxigraph"))
        place = ("--location", str(self.folder / "data"), "--bind", f"127.0.0.1:{self.port}")
        return (program, "serve", *place, *self._limit)


class VirtuosoServer(Server):
    """OpenLink Virtuoso, of Debian's package ``virtuoso-opensource``."""

    def __init__(self, folder: Path, rows: int = 1_000_000, seconds: int = 600) -> None:
        super().__init__(folder)
        self._rows = rows
        self._seconds = seconds

    @staticmethod
    def absent() -> str:
        """Return why it cannot be started, or ""."""
        return "" if shutil.which("virtuoso-t") else "Virtuoso is not installed (make servers)"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    @property
    def store(self) -> str:
        return self.url.replace("//", f"//{USER}:{PASSWORD}@")

    def command(self) -> Sequence[str]:
        settings = _VIRTUOSO_INI.format(sql=free_port(), http=self.port, rows=self._rows, seconds=self._seconds)
        (self.folder / "virtuoso.ini").write_text(settings)
        # A killed server leaves its lock, and a later process may have got its number.
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        return ("virtuoso-t", "-f", "-c", "virtuoso.ini")


_VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = {seconds}
"""
