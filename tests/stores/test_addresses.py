"""Where a store is, as the user says it, and how a server is found there."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.store import address as addresses
from kamergraaf.store import open_store, solutions
from kamergraaf.store.address import beside, server_address
from kamergraaf.store.http import Http
from kamergraaf.store.rewriting import as_solutions, has_own_dataset, with_graphs_hidden
from stores.servers import PASSWORD, USER, OxigraphServer, Server

ONE = GraphText(
    "https://example.org/one", b'<https://example.org/s> <https://example.org/p> "a" <https://example.org/one> .\n'
)


@pytest.mark.parametrize("folder", ["kamergraaf-store", "./http", "/srv/stores/http:", "httpd/store"])
def test_what_is_no_url_is_a_folder(folder: str) -> None:
    assert server_address(folder) is None
    assert beside(folder, "explorer") == Path(f"{folder}.explorer")


def test_user_and_password_are_taken_out_of_the_url() -> None:
    found = server_address("HTTPS://me:p%40ss@Example.org:8890/sparql/")
    assert found is not None
    assert (found.url, found.user, found.password) == ("https://example.org:8890/sparql", "me", "p@ss")
    assert "p@ss" not in repr(found)
    assert beside("http://me:pass@example.org/", "explorer") is None


def test_user_and_password_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(addresses.USER, "me")
    monkeypatch.setenv(addresses.PASSWORD, "secret")
    found = server_address("http://[::1]:7878/query?x=y")
    assert found is not None
    assert (found.url, found.user, found.password) == ("http://[::1]:7878/query", "me", "secret")


@pytest.mark.parametrize("url", ["http://", "http:///x", "https://me:secret@", "http://me:secret@host:port"])
def test_a_url_of_no_server_is_refused_and_tells_no_password(url: str) -> None:
    with pytest.raises(StoreError, match="names no server") as error:
        server_address(url)
    assert "secret" not in str(error.value)


def test_the_address_of_queries_or_of_the_server_will_do(oxigraph: Server, virtuoso: Server) -> None:
    login = f"//{USER}:{PASSWORD}@"
    roots = {oxigraph: oxigraph.url, virtuoso: virtuoso.url.removesuffix("/sparql").replace("//", login)}
    for server, root in roots.items():
        paths = ("", "/", "/query") if isinstance(server, OxigraphServer) else ("", "/sparql", "/sparql-auth")
        for path in paths:
            with closing(open_store(root + path)) as store:
                assert store.replace_all([ONE]) == 1
                assert store.graphs() == [ONE.name]
                assert store.remove(ONE.name)


def test_what_answers_no_sparql_is_told(oxigraph: Server, virtuoso: Server) -> None:
    for server in (oxigraph, virtuoso):
        with pytest.raises(StoreError, match="answers no SPARQL queries"):
            open_store(f"http://127.0.0.1:{server.port}/nothing/here")


def test_who_may_not_write_is_told_how_to_say_who_they_are(virtuoso: Server) -> None:
    with closing(open_store(virtuoso.url)) as store, pytest.raises(StoreError, match=addresses.USER):
        store.replace_all([ONE])
    with pytest.raises(StoreError, match="refuses the user dba or the password") as error:
        open_store(virtuoso.url.replace("//", "//dba:wrong@"))
    assert "wrong" not in str(error.value)


class _Guarded(BaseHTTPRequestHandler):
    """Answers those who log in by the basic scheme."""

    def do_GET(self) -> None:
        login = base64.b64encode(b"me:secret").decode()
        known = self.headers.get("Authorization") == f"Basic {login}"
        body = b'{"head": {}, "boolean": true}' if known else b""
        self.send_response(200 if known else 401)
        if not known:
            self.send_header("WWW-Authenticate", 'Basic realm="papers"')
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def guarded() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Guarded) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"127.0.0.1:{server.server_port}/query"
        server.shutdown()


@pytest.mark.parametrize(("login", "status"), [("me:secret@", 200), ("me:other@", 401), ("", 401)])
def test_a_user_logs_in_by_the_basic_scheme_where_that_is_asked_for(guarded: str, login: str, status: int) -> None:
    address = server_address(f"http://{login}{guarded}")
    assert address is not None
    with closing(Http(address)) as http:
        assert http.get(address.url, "*/*", query="ASK {}").status == status


def test_what_others_wrote_on_the_server_is_not_found_and_stays(virtuoso: Server) -> None:
    with closing(open_store(virtuoso.store)) as store:
        store.replace_all([ONE])
    other = "https://example.org/others"
    update = f"INSERT DATA {{ GRAPH <{other}> {{ <https://example.org/s> <https://example.org/p> 'theirs' }} }}"
    address = server_address(virtuoso.store)
    assert address is not None
    with closing(Http(address)) as http:
        assert http.update(f"{address.base}/sparql-auth", update).status == 200
        with closing(open_store(virtuoso.store)) as store:
            assert store.graphs() == [ONE.name]
            found = list(solutions(store, "SELECT * { GRAPH ?g { ?s ?p ?o } }"))
            assert (store.count(), len(found)) == (1, 1)
            assert not store.remove(other)
            store.remove(ONE.name)
        asked = http.query(f"{address.base}/sparql-auth", f"SELECT ?o {{ GRAPH <{other}> {{ ?s ?p ?o }} }}", "text/csv")
        assert b"theirs" in asked.body.read()
        http.update(f"{address.base}/sparql-auth", f"DROP GRAPH <{other}>")


def test_a_server_that_holds_other_things_in_its_default_graph_is_not_written_to(oxigraph: Server) -> None:
    address = server_address(oxigraph.store)
    assert address is not None
    with closing(Http(address)) as http:
        http.update(f"{address.base}/update", "INSERT DATA { <https://example.org/s> <https://example.org/p> 1 }")
        with pytest.raises(StoreError, match="holds what kamergraaf did not write"):
            open_store(oxigraph.store)
        http.update(f"{address.base}/update", "DROP ALL")


@pytest.mark.parametrize(
    ("query", "rewritten"),
    [
        ("ASK { GRAPH ?g { ?s ?p ?o } }", "ASK { FILTER(?g != <x>) GRAPH ?g { ?s ?p ?o } }"),
        ("ASK { graph $g{ ?s ?p 'GRAPH ?g' } } # GRAPH ?h",
         "ASK { FILTER($g != <x>) graph $g{ ?s ?p 'GRAPH ?g' } } # GRAPH ?h"),
        ("ASK { ?graph a ex:GRAPH , graph:x , <http://GRAPH> ; ?p \"\"\"GRAPH ?g\"\"\" }",) * 2,
        ("ASK { GRAPH ex:g { } }", "ASK { FILTER(?kamergraaf_graph_1 = ex:g) GRAPH ?kamergraaf_graph_1 { } }"),
    ],
)  # fmt: skip
def test_graph_clauses_find_what_is_ours(query: str, rewritten: str) -> None:
    assert with_graphs_hidden(query, "{0} != <x>", []) == rewritten


def test_a_query_may_say_itself_which_graphs_it_asks() -> None:
    assert has_own_dataset("SELECT * from <http://g> { ?s ?p ?o }")
    assert not has_own_dataset("SELECT ?from { ?from ?p 'FROM <http://g>' } # FROM <http://g>")


@pytest.mark.parametrize(
    ("construct", "select"),
    [
        ("CONSTRUCT { ?s ?p '}' } WHERE { ?s ?p ?o }", "SELECT (1 AS ?kamergraaf_one)  WHERE { ?s ?p ?o }"),
        (
            "PREFIX a: <b> CONSTRUCT WHERE { ?s ?p ?o }",
            "PREFIX a: <b> SELECT (1 AS ?kamergraaf_one)  WHERE { ?s ?p ?o }",
        ),
        ("CONSTRUCT {} { ?s ?p ?o }", "SELECT (1 AS ?kamergraaf_one)  { ?s ?p ?o }"),
        ("DESCRIBE ?construct { ?construct ?p ?o }", None),
    ],
)
def test_the_solutions_behind_a_construct_can_be_asked_for(construct: str, select: str | None) -> None:
    assert as_solutions(construct) == select
