"""The server, a clock that only moves when one sleeps, and a folder to fetch into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from fetch.publisher import Publisher, running
from kamergraaf.fetch import run
from kamergraaf.fetch.manifest import NAME
from kamergraaf.fetch.officielebekendmakingen import OfficieleBekendmakingen
from kamergraaf.fetch.run import FetchReport
from kamergraaf.fetch.tweedekamer import TweedeKamer
from kamergraaf.fetch.wanted import Source, Wanted
from kamergraaf.fetch.web import Web


class StoppedClock:
    """Seconds that pass only in ``sleep``."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Fetching:
    """Fetches from the server into a folder, as the command does, on a clock that costs no time."""

    def __init__(self, publisher: Publisher, clock: StoppedClock, folder: Path) -> None:
        self.publisher = publisher
        self.clock = clock
        self.folder = folder

    def __call__(self, *ids: str, source: str = "officielebekendmakingen", **wanted: object) -> FetchReport:
        asked = Wanted(ids, **wanted)  # type: ignore[arg-type]
        with closing(self.web()) as web:
            return run.fetch(self.source(web, source), web, asked, self.folder, f"{source} {asked}")

    def web(self, rate: float = 1.0) -> Web:
        return Web([self.publisher.address], rate=rate, clock=self.clock.now, sleep=self.clock.sleep)

    def source(self, web: Web, name: str) -> Source:
        if name == "tweedekamer":
            return TweedeKamer(web, self.publisher.odata)
        return OfficieleBekendmakingen(web, self.publisher.sru, self.publisher.address)

    def files(self) -> list[str]:
        """Return the names of the files in the folder, but for the manifest."""
        return sorted(path.name for path in self.folder.iterdir() if path.name != NAME and path.name[0] != ".")

    def manifest(self) -> list[dict[str, str]]:
        lines = (self.folder / NAME).read_bytes().splitlines()
        return [msgspec.json.decode(line) for line in lines]


@pytest.fixture(scope="package")
def server() -> Iterator[Publisher]:
    with running() as publisher:
        yield publisher


@pytest.fixture
def publisher(server: Publisher) -> Publisher:
    server.reset()
    return server


@pytest.fixture
def clock(publisher: Publisher) -> StoppedClock:
    clock = StoppedClock()
    publisher.clock = clock.now
    return clock


@pytest.fixture
def fetching(publisher: Publisher, clock: StoppedClock, tmp_path: Path) -> Fetching:
    return Fetching(publisher, clock, tmp_path / "papers")
