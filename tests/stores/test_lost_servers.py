"""A server that goes away, or a client that does, in the middle of a change: retried, reported, and put right."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from contextlib import closing
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kamergraaf.builder import build
from kamergraaf.commands import app
from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.resources import samples
from kamergraaf.store import GraphStore, QueryTimeoutError, journal, open_store, server_address, solutions
from kamergraaf.store.http import PATIENCE, Http
from stores.servers import OxigraphServer, Server, VirtuosoServer

NAMES = [f"https://example.org/{name}" for name in ("changed", "removed", "new", "kept")]


class Killed(BaseException):
    """What ends a test's own process, as far as the store can tell."""


def text(name: str, *values: str) -> GraphText:
    lines = (f'<https://example.org/s> <https://example.org/p> "{value}" <{name}> .\n' for value in values)
    return GraphText(name, "".join(lines).encode())


def before() -> list[GraphText]:
    changed, removed, _, kept = NAMES
    return [text(changed, "a", "shared", "old"), text(removed, "shared", "b"), text(kept, "shared", "c")]


def after() -> list[GraphText]:
    changed, removed, new, _ = NAMES
    return [text(changed, "a", "x"), text(removed), text(new, "b", "y")]


def contents(store: GraphStore) -> dict[str, set[str]]:
    return {name: {quad.object.value for quad in store.quads(name)} for name in store.graphs()}  # type: ignore[union-attr]


def assert_merge_fits(store: GraphStore) -> None:
    rows = solutions(store, "SELECT ?o { ?s ?p ?o }")
    assert sorted(row["o"].value for row in rows) == sorted(set().union(*contents(store).values()))


def assert_each_is_old_or_new(store: GraphStore) -> None:
    old, new = ({graph.name: set(lexical(graph)) for graph in graphs} for graphs in (before(), after()))
    found = contents(store)
    for name in NAMES:
        assert found.get(name, set()) in (old.get(name, set()), new.get(name, old.get(name, set()))), name
    assert_merge_fits(store)


def lexical(graph: GraphText) -> list[str]:
    return [quad.object.value for quad in ox.parse(graph.lines, ox.RdfFormat.N_QUADS)]


def dumped(store: GraphStore) -> bytes:
    output = io.BytesIO()
    store.dump(output, ox.RdfFormat.N_QUADS)
    return output.getvalue()


def at_request(number: int, do: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Call ``do`` right before the request of that number, counted from 1."""
    real, seen = Http._once, [0]

    def once(self: Http, *arguments: Any) -> Any:
        seen[0] += 1
        if seen[0] == number:
            do()
        return real(self, *arguments)

    monkeypatch.setattr(Http, "_once", once)


def test_a_client_killed_at_any_request_leaves_what_the_next_one_puts_right(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end() -> None:
        raise Killed

    number, done = 0, False
    while not done:
        number += 1
        with closing(open_store(server.store)) as store:
            store.replace_all([text(NAMES[2]), *before()])
            with monkeypatch.context() as patched:
                at_request(number, end, patched)
                try:
                    store.replace_all(after())
                    done = True
                except Killed:
                    pass
        with closing(open_store(server.store)) as store:
            assert_each_is_old_or_new(store)
            store.replace_all(after())
            assert contents(store) == {NAMES[0]: {"a", "x"}, NAMES[2]: {"b", "y"}, NAMES[3]: {"shared", "c"}}
            assert_merge_fits(store)
            assert store.replace_all(after()) == 0
    assert number > 3


def test_what_was_staged_and_never_noted_is_cleared_away_a_day_later(virtuoso: Server) -> None:
    address = server_address(virtuoso.store)
    assert address is not None
    now = int(time.time())
    old, new = (f"{journal.OWN}staged/{begun}-x/digest" for begun in (now - 90_000, now))
    with closing(Http(address)) as http:
        for graph in (old, new):
            http.update(f"{address.base}/sparql-auth", f"INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> a <{graph}> }} }}")
        with closing(open_store(virtuoso.store)) as store:
            store.replace_all([text(NAMES[0], "a")])
            store.remove(NAMES[0])
        for graph, there in ((old, False), (new, True)):
            asked = http.query(
                f"{address.base}/sparql-auth", f"SELECT * {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", "text/csv"
            )
            assert (graph.encode() in asked.body.read()) == there
        http.update(f"{address.base}/sparql-auth", f"DROP GRAPH <{new}>")


# Of the requests of this build the first asks what is there. The Oxigraph server gets all papers by the third; Virtuoso
# gets them one by one from the fourth to the sixth, then the note of what is to be done, and then it is done in steps.
@pytest.mark.parametrize(
    ("kind", "number", "meanwhile"),
    [
        (OxigraphServer, 1, False),
        (OxigraphServer, 3, False),
        (OxigraphServer, 3, True),
        (VirtuosoServer, 5, False),
        (VirtuosoServer, 10, True),
    ],
)
def test_a_server_killed_in_the_middle_is_reported_and_the_next_build_goes_on(
    kind: type[Server], number: int, meanwhile: bool, running: Callable[[type[Server]], Server],
    sample_store: GraphStore, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    server = running(kind)
    monkeypatch.setenv(PATIENCE, "0.5")
    killer = threading.Thread(target=server.kill)

    def kill() -> None:
        killer.start()
        if not meanwhile:
            killer.join()

    with as_file(samples()) as folder:
        paper = sorted(folder.glob("*.md"))[0]
        with closing(open_store(server.store)) as store:
            build([paper], store)
            at_request(number, kill, monkeypatch)
            with pytest.raises(StoreError, match=rf"server {server.url} cannot be reached: .*the same command goes on"):
                # Where the server dies after its last answer of the build, asking shows it.
                build([folder], store)
                store.count()
        killer.join()
        server.start()
        with closing(open_store(server.store)) as store:
            assert_merge_fits_papers(store)
            report = build([folder], store)
            assert (report.papers, report.failures) == (4, [])
            assert dumped(store) == dumped(sample_store)
            assert_merge_fits_papers(store)
            assert build([folder], store).unchanged == 4


def assert_merge_fits_papers(store: GraphStore) -> None:
    union = {str(quad.triple) for graph in store.graphs() for quad in store.quads(graph)}
    assert sorted(map(str, store.query("CONSTRUCT WHERE { ?s ?p ?o }"))) == sorted(union)  # type: ignore[call-overload]


def test_a_server_that_comes_back_is_not_noticed(running: Callable[[type[Server]], Server]) -> None:
    server = running(OxigraphServer)
    with closing(open_store(server.store)) as store:
        store.replace_all(before())
        server.kill()
        starting = threading.Thread(target=server.start)
        starting.start()
        assert store.replace_all(after()) == 3
        starting.join()
        assert_merge_fits(store)


def test_the_command_names_the_server_and_the_reason(
    running: Callable[[type[Server]], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = running(OxigraphServer)
    server.kill()
    monkeypatch.setenv(PATIENCE, "0.2")
    address = server.url.replace("//", "//somebody:secret@")
    with as_file(samples()) as folder:
        done = CliRunner().invoke(app, ["build", "--store", address, str(folder)])
    assert done.exit_code == 2
    assert f"server {server.url} cannot be reached: " in done.stderr
    assert "secret" not in done.stderr + done.stdout


def test_a_query_that_takes_too_long_is_no_lost_server(running: Callable[..., Server]) -> None:
    server = running(OxigraphServer, seconds=1)
    with closing(open_store(server.store)) as store:
        assert_it_gives_up(server, store)


def assert_it_gives_up(server: Server, store: GraphStore) -> None:
    values = {str(number) for number in range(2000)}
    store.replace_all([text(NAMES[0], *values)])
    with pytest.raises(QueryTimeoutError, match=f"server {server.url} gave up a query"):
        store.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f < ?i) }")
    assert contents(store) == {NAMES[0]: values}


def test_an_answer_that_is_cut_off_is_refused(running: Callable[..., Server]) -> None:
    server = running(VirtuosoServer, rows=100, seconds=1)
    with closing(open_store(server.store)) as store:
        # What we ask ourselves comes in parts.
        assert_it_gives_up(server, store)
        for sparql in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT { ?s ?p 1 } { ?s ?p ?o }"):
            with pytest.raises(StoreError, match="cuts off its answers at 100 rows"):
                store.query(sparql)


@pytest.fixture
def running(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Server]:
    """Return what starts a server of the test's own."""

    def start(kind: type[Server], **settings: int) -> Server:
        if reason := kind.absent():
            pytest.skip(reason)
        folder = tmp_path / kind.__name__
        folder.mkdir()
        server = kind(folder, **settings)
        request.addfinalizer(server.stop)
        server.start()
        return server

    return start
