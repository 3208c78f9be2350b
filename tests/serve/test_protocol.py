"""SPARQL 1.1 Protocol, as clients speak it; and queries that would do harm."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
from collections.abc import Iterator
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from .running import get

DOCUMENTS = "SELECT ?d WHERE { ?d a kg:Document } ORDER BY ?d"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SAMPLE = "https://zoek.officielebekendmakingen.nl/ah-tk-20982099-101"


def ask(server: str, query: str, accept: str = "*/*") -> httpx.Response:
    return get(f"{server}/sparql", accept, query=query)


def documents(answer: httpx.Response) -> list[str]:
    return [row["d"]["value"] for row in answer.json()["results"]["bindings"]]


def test_one_query_gives_one_answer_however_it_is_sent(server: str) -> None:
    got = documents(ask(server, DOCUMENTS))
    assert SAMPLE in got
    address = f"{server}/sparql"
    assert documents(httpx.post(address, data={"query": DOCUMENTS})) == got
    plain = {"Content-Type": "application/sparql-query; charset=utf-8"}
    assert documents(httpx.post(address, content=DOCUMENTS, headers=plain)) == got


def test_results_come_in_each_format(server: str) -> None:
    query = "SELECT ?id ?title { ?d dcterms:identifier ?id ; dcterms:title ?title } ORDER BY ?id LIMIT 3"
    rows = ask(server, query).json()["results"]["bindings"]
    assert len(rows) == 3
    wanted = [[row["id"]["value"], row["title"]["value"]] for row in rows]
    as_csv = ask(server, query, "text/csv")
    assert as_csv.headers["content-type"].startswith("text/csv")
    assert list(csv.reader(io.StringIO(as_csv.text)))[1:] == wanted
    tsv = ask(server, query, "text/tab-separated-values").text.splitlines()
    assert tsv[0] == "?id\t?title" and len(tsv) == 4
    xml = ElementTree.fromstring(ask(server, query, "application/sparql-results+xml").content)
    literals = [e.text for e in xml.iter("{http://www.w3.org/2005/sparql-results#}literal")]
    assert literals == [value for row in wanted for value in row]
    assert get(f"{server}/sparql", query=query, format="csv").text == as_csv.text


@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_come_in_each_format(server: str, accept: str, rdf_format: ox.RdfFormat) -> None:
    for query in (f"DESCRIBE <{SAMPLE}>", f"CONSTRUCT WHERE {{ <{SAMPLE}> ?p ?o }}"):
        answer = ask(server, query, accept)
        assert answer.headers["content-type"].startswith(accept)
        found = {quad.triple for quad in ox.parse(answer.content, format=rdf_format)}
        assert any(triple.object == ox.Literal("ah-tk-20982099-101") for triple in found)


def test_quality_decides_and_what_is_not_offered_is_refused(server: str) -> None:
    answer = ask(server, DOCUMENTS, "text/csv;q=0.2, application/sparql-results+xml;q=0.9, text/html")
    assert answer.headers["content-type"].startswith("application/sparql-results+xml")
    assert ask(server, DOCUMENTS, "image/png").status_code == 406
    assert ask(server, "ASK { ?s ?p ?o }", "application/sparql-results+json").json() == {"head": {}, "boolean": True}


def test_graphs_named_by_the_request_are_the_dataset(server: str) -> None:
    counted = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a kg:Document }"
    answer = get(f"{server}/sparql", "text/csv", query=counted, **{"default-graph-uri": SAMPLE})
    assert answer.text.split() == ["n", "1"]
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?d a kg:Document } }"
    answer = get(f"{server}/sparql", "text/csv", query=named, **{"named-graph-uri": SAMPLE})
    assert answer.text.split() == ["n", "1"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_service_describes_itself(server: str, accept: str) -> None:
    answer = get(f"{server}/sparql", accept)
    graph = Graph().parse(data=answer.text, format={"application/ld+json": "json-ld"}.get(accept, accept))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert (URIRef(f"{server}/sparql"), URIRef(f"{sd}endpoint"), URIRef(f"{server}/sparql")) in graph


@pytest.mark.parametrize("return_format", [JSON, XML, CSV])
def test_sparqlwrapper_is_served(server: str, return_format: str) -> None:
    client = SPARQLWrapper(f"{server}/sparql", returnFormat=return_format)
    client.setQuery(f"PREFIX kg: <https://w3id.org/kamergraaf/ontology#> {DOCUMENTS}")
    for method, how in (("GET", None), (POST, None), (POST, POSTDIRECTLY)):
        client.setMethod(method)
        if how:
            client.setRequestMethod(how)
        found = client.query().convert()
        text = (
            found
            if isinstance(found, bytes)
            else found.toxml().encode()
            if return_format == XML
            else json.dumps(found).encode()
        )
        assert SAMPLE.encode() in text


def test_sparqlwrapper_gets_a_graph(server: str) -> None:
    client = SPARQLWrapper(f"{server}/sparql", returnFormat=TURTLE)
    client.setQuery(f"DESCRIBE <{SAMPLE}>")
    graph = Graph().parse(data=client.query().convert(), format="turtle")
    assert (URIRef(SAMPLE), None, None) in graph


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_sparqlstore_is_served(server: str, method: str) -> None:
    graph = Graph(SPARQLStore(f"{server}/sparql", method=method))
    rows = list(graph.query(f"PREFIX kg: <https://w3id.org/kamergraaf/ontology#> {DOCUMENTS}"))
    assert (URIRef(SAMPLE),) in [tuple(row) for row in rows]
    assert (URIRef(SAMPLE), None, None) in graph
    built = graph.query(f"CONSTRUCT {{ <{SAMPLE}> ?p ?o }} WHERE {{ <{SAMPLE}> ?p ?o }}")
    assert len(built) > 3


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1/x>",
        "PREFIX a: <http://x/> # a comment\nINSERT DATA { a:b a:c a:d }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP ALL",
    ],
)
def test_updates_are_refused_and_change_nothing(server: str, update: str) -> None:
    before = ask(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text
    tries = [
        ask(server, update),
        httpx.post(f"{server}/sparql", data={"query": update}),
        httpx.post(f"{server}/sparql", data={"update": update}),
        get(f"{server}/sparql", update=update),
        httpx.post(f"{server}/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
    ]
    for answer in tries:
        assert answer.status_code == 403
        assert "read-only" in answer.text
    assert ask(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text == before


class Listener:
    """A server on this machine that counts who calls it."""

    def __init__(self) -> None:
        self.calls = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.socket.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { service silent <%s> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . VALUES ?e { <%s> } SERVICE ?e { ?a ?b ?c } }",
        "SELECT * { ?s ?p 1.SERVICE<%s>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p ?o.SERVICE <%s> { ?a ?b ?c } }",
        "SELECT * { ?s ?p 'a'@nl.SERVICE <%s> { ?a ?b ?c } }",
        "SELECT * { BIND(1 AS ?x) FILTER(1<2)SERVICE#>\n<%s> { ?a ?b ?c } }",
        'SELECT * { FILTER(1<2#>"""\n) SERVICE <%s> { ?a ?b ?c } #"""\n}',
        "PREFIX k: <%s> SELECT * { SERVICEk:x { ?a ?b ?c } }",
        "PREFIX SERVICEk: <http://x/> PREFIX k: <%s> SELECT * { SERVICEk:x # c\n { ?a ?b ?c } }",
        "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
        "SELECT * FROM <%s> { ?s ?p ?o }",
        "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <%s>",
    ],
)
def test_no_query_makes_the_server_call_another(server: str, listener: Listener, query: str) -> None:
    answer = ask(server, query % listener.address)
    assert listener.calls == 0
    assert answer.status_code in (400, 403) or answer.json()["results"]["bindings"] == []
    if "SERVICE" in query.upper():
        assert answer.status_code == 403 or "\\u0053" in query


def test_the_word_service_itself_is_no_harm(server: str) -> None:
    query = 'SELECT ?service { VALUES ?service { "SERVICE <http://x/>" <https://example.org/service> } } # SERVICE'
    assert ask(server, query).status_code == 200


def test_an_endless_query_is_stopped_while_others_are_answered(server: str) -> None:
    answers: list[httpx.Response] = []
    endless = threading.Thread(target=lambda: answers.append(ask(server, ENDLESS)))
    endless.start()
    assert SAMPLE in documents(ask(server, DOCUMENTS))
    assert get(server).status_code == 200
    assert not answers
    endless.join(timeout=60)
    assert answers[0].status_code == 503
    assert "more than 2 seconds" in answers[0].text
    assert SAMPLE in documents(ask(server, DOCUMENTS))


def test_a_query_that_eats_all_memory_is_stopped(server: str) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d ?f"
    assert ask(server, greedy).status_code == 503
    assert SAMPLE in documents(ask(server, DOCUMENTS))


def test_a_query_nested_without_end_stops_no_one_else(server: str) -> None:
    deep = "SELECT * " + "{" * 60_000 + "}" * 60_000
    sent = {"Content-Type": "application/sparql-query"}
    assert httpx.post(f"{server}/sparql", content=deep, headers=sent, timeout=60).status_code in (400, 503)
    assert SAMPLE in documents(ask(server, DOCUMENTS))


def test_a_long_result_is_cut_off_and_says_so(server: str) -> None:
    answer = ask(server, "SELECT * { ?s ?p ?o }")
    assert len(answer.json()["results"]["bindings"]) == 500
    assert answer.headers["Kamergraaf-Cut-Off"] == "yes"
    graph = ask(server, "CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert len(graph.text.splitlines()) == 500
    assert graph.headers["Kamergraaf-Cut-Off"] == "yes"
    assert "Kamergraaf-Cut-Off" not in ask(server, "SELECT * { ?s ?p ?o } LIMIT 500").headers


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * {", 400),
        ("", 400),
        ("SELECT" * 9000, 400),
        ("SELECT * { ?s ?p ?o } \x00", 400),
        ("ASK { <a b> ?p ?o }", 400),
    ],
)
def test_a_broken_query_gets_the_reason_and_no_innards(server: str, query: str, status: int) -> None:
    answer = httpx.post(f"{server}/sparql", data={"query": query})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    for innards in ("Traceback", "kamergraaf/", ".py", "site-packages"):
        assert innards not in answer.text


def test_what_is_no_query_request_is_refused(server: str) -> None:
    address = f"{server}/sparql"
    assert httpx.post(address, content="x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert (
        httpx.post(address, content=b"\xff\xfe", headers={"Content-Type": "application/sparql-query"}).status_code
        == 400
    )
    assert httpx.put(address, content="x").status_code == 405
    assert httpx.post(address, content=b"a" * 1_000_000).status_code == 413
    two = httpx.get(f"{address}?query=ASK%7B%7D&query=ASK%7B%7D")
    assert two.status_code == 400


def test_a_body_of_unsaid_length_is_bounded_too(server: str) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(2000):
            yield b"a" * 1000

    try:
        status = httpx.post(f"{server}/sparql", content=endless()).status_code
    except httpx.WriteError:
        # The server closed the connection before all was sent.
        return
    assert status == 413


def test_scripts_elsewhere_may_ask_only_if_let(server: str, hostile: str) -> None:
    origin = {"Origin": "https://example.org"}
    assert (
        httpx.get(f"{server}/sparql?query=ASK%7B%7D", headers=origin).headers["access-control-allow-origin"]
        == "https://example.org"
    )
    other = httpx.get(f"{server}/sparql?query=ASK%7B%7D", headers={"Origin": "https://example.com"})
    assert "access-control-allow-origin" not in other.headers
    asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert httpx.options(f"{server}/sparql", headers=asked).status_code == 200
    assert "access-control-allow-origin" not in httpx.get(f"{hostile}/sparql?query=ASK%7B%7D", headers=origin).headers
