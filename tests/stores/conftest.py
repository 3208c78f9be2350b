"""Each server is started once a run; each test has an empty store on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import pytest

from kamergraaf.models import GraphText
from kamergraaf.store import GraphStore, open_store
from stores.servers import OxigraphServer, Server, VirtuosoServer

_KEPT = ["embedded", "oxigraph", "virtuoso"]
"""Kinds of store that keep what they hold when they are closed."""


def _running(kind: type[Server], factory: pytest.TempPathFactory) -> Iterator[Server]:
    if reason := kind.absent():
        pytest.skip(reason)
    server = kind(factory.mktemp(kind.__name__))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(OxigraphServer, tmp_path_factory)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _running(VirtuosoServer, tmp_path_factory)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Return a server whose store is empty."""
    found: Server = request.getfixturevalue(request.param)
    yield found
    with closing(open_store(found.store)) as store:
        store.replace_all([GraphText(name, b"") for name in store.graphs()])


@contextmanager
def _emptied(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Give what ``--store`` is given for the kind of store in ``request``: a new folder, or an empty server."""
    if request.param == "embedded":
        yield str(folder / "store")
        return
    found: Server = request.getfixturevalue(request.param)
    yield found.store
    with closing(open_store(found.store)) as store:
        store.replace_all([GraphText(name, b"") for name in store.graphs()])


@pytest.fixture(params=_KEPT)
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return what ``--store`` is given: a new folder, or a server whose store is empty."""
    with _emptied(request, tmp_path) as place:
        yield place


@pytest.fixture(params=["memory", *_KEPT])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """Return an empty store of each kind."""
    with (
        nullcontext() if request.param == "memory" else _emptied(request, tmp_path) as place,
        closing(open_store(place)) as opened,
    ):
        yield opened
