"""What any store promises, on each kind of store: embedded, on the Oxigraph server, on Virtuoso."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import closing

import pyoxigraph as ox
import pytest

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.namespaces import XSD
from kamergraaf.store import GraphStore, QueryError, open_store
from kamergraaf.store.address import ServerAddress
from kamergraaf.store.texts import evenly, in_batches
from stores.servers import Server

ONE, TWO = "https://example.org/one", "https://example.org/two"
SUBJECT, PROPERTY = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")


def quads(graph: str, *values: str | ox.Literal) -> list[ox.Quad]:
    literals = (value if isinstance(value, ox.Literal) else ox.Literal(value) for value in values)
    return [ox.Quad(SUBJECT, PROPERTY, literal, ox.NamedNode(graph)) for literal in literals]


def text(graph: str, *values: str) -> GraphText:
    return GraphText(graph, "".join(f"{quad} .\n" for quad in quads(graph, *values)).encode())


def asked(store: GraphStore, sparql: str = "SELECT ?o WHERE { ?s ?p ?o }") -> list[str]:
    rows = store.query(sparql)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(row["o"].value for row in rows)


def dumped(store: GraphStore, rdf_format: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> bytes:
    output = io.BytesIO()
    store.dump(output, rdf_format)
    return output.getvalue()


def embedded(graphs: Iterable[list[ox.Quad]]) -> GraphStore:
    store = open_store(None)
    for graph in graphs:
        store.replace(graph[0].graph_name.value, graph)
    return store


def test_writing_the_same_graph_again_changes_nothing(store: GraphStore) -> None:
    assert store.replace(ONE, quads(ONE, "a", "b"))
    before = dumped(store)
    assert not store.replace(ONE, reversed(quads(ONE, "a", "b")))
    assert dumped(store) == before


def test_a_number_written_in_another_way_is_no_change(store: GraphStore) -> None:
    def number(lexical: str) -> list[ox.Quad]:
        return quads(ONE, ox.Literal(lexical, datatype=ox.NamedNode(f"{XSD}decimal")))

    assert store.replace(ONE, number("0.90"))
    assert not store.replace(ONE, number("0.90"))
    assert not store.replace(ONE, number("0.9"))


def test_many_graphs_are_written_at_a_time(store: GraphStore) -> None:
    store.replace(ONE, quads(ONE, "old", "kept"))
    three = "https://example.org/three"
    graphs = [text(ONE, "kept", "new"), text(TWO, "kept"), text(three, "a")]
    assert store.replace_all(graphs) == 3
    assert store.replace_all(graphs) == 0
    assert store.graphs() == [ONE, three, TWO]
    assert asked(store) == ["a", "kept", "new"]
    assert store.count() == 4


def test_a_server_need_not_take_quads(oxigraph: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # The Graph Store Protocol knows single graphs alone.
    monkeypatch.setattr(ServerAddress, "data_addresses", lambda _: [])
    with closing(open_store(oxigraph.store)) as store:
        assert store.replace_all([text(ONE, "shared", "a"), text(TWO, "shared")]) == 2
        assert asked(store) == ["a", "shared"]
        assert store.replace_all([text(ONE), text(TWO)]) == 2
        assert store.count() == 0


def test_graphs_are_written_in_batches() -> None:
    graphs = [GraphText(str(number), b"x" * number) for number in (1, 2, 9, 3, 3, 3, 0, 0, 0, 0)]
    found = [[len(graph.lines) for graph in batch] for batch in in_batches(graphs, 6, 3)]
    assert found == [[1, 2], [9], [3, 3], [3, 0, 0], [0, 0]]


def test_parts_of_a_batch_are_of_one_size() -> None:
    # A batch that is a little more than a part is one, not a part and a paper.
    for sizes, parts in (([4, 3], [[4, 3]]), ([3, 3, 3, 3], [[3, 3], [3, 3]]), ([20, 1], [[20], [1]]), ([0], [[0]])):
        graphs = [GraphText(str(place), b"x" * size) for place, size in enumerate(sizes)]
        assert [[len(graph.lines) for graph in part] for part in evenly(graphs, 6)] == parts
    assert evenly([], 6) == []


def test_a_triple_in_two_graphs_is_found_once(store: GraphStore) -> None:
    store.replace(ONE, quads(ONE, "shared", "a"))
    store.replace(TWO, quads(TWO, "shared", "b"))
    assert asked(store) == ["a", "b", "shared"]
    assert store.count() == 4


def test_replacing_takes_away_what_no_other_graph_holds(store: GraphStore) -> None:
    store.replace(ONE, quads(ONE, "shared", "a"))
    store.replace(TWO, quads(TWO, "shared", "b"))
    assert store.replace(ONE, quads(ONE, "c"))
    assert asked(store) == ["b", "c", "shared"]
    assert store.quads(ONE) == quads(ONE, "c")


def test_what_two_graphs_lose_at_a_time_is_taken_away(store: GraphStore) -> None:
    store.replace_all([text(ONE, "shared", "a"), text(TWO, "shared", "b")])
    assert store.replace_all([text(ONE, "a"), text(TWO, "b")]) == 2
    assert asked(store) == ["a", "b"]


def test_removing_takes_the_whole_graph_and_no_other(store: GraphStore) -> None:
    store.replace(ONE, quads(ONE, "shared", "a"))
    store.replace(TWO, quads(TWO, "shared"))
    assert store.remove(ONE)
    assert not store.remove(ONE)
    assert store.graphs() == [TWO]
    assert asked(store) == ["shared"]


def test_a_quad_of_another_graph_is_refused(store: GraphStore) -> None:
    with pytest.raises(ValueError, match="outside"):
        store.replace(ONE, quads(TWO, "a"))
    with pytest.raises(ValueError, match="outside"):
        store.replace_all([GraphText(ONE, text(TWO, "a").lines)])
    assert store.graphs() == []
    store.replace(ONE, quads(ONE, "a"))
    with pytest.raises(ValueError, match="outside"):
        store.replace_all([GraphText(ONE, text(TWO, "a").lines)])
    assert store.count() == 1


def test_the_store_keeps_what_it_holds(location: str) -> None:
    with closing(open_store(location)) as store:
        store.replace(ONE, quads(ONE, "a"))
    with closing(open_store(location, create=False)) as store:
        assert asked(store) == ["a"]


def test_any_character_survives(store: GraphStore) -> None:
    odd = (*range(0x300), 0x2028, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600, 0x10FFFF)
    texts = [f"{chr(code)}a{chr(code)}" for code in odd] + ["", " ", "\r\n", "\\u0041", "]]>", "&amp;", "é" * 5000]
    store.replace(ONE, quads(ONE, "first"))
    store.replace(ONE, quads(ONE, *texts))
    assert asked(store) == sorted(texts)
    assert dumped(store) == dumped(embedded([quads(ONE, *texts)]))


def test_the_dump_is_that_of_any_other_store(store: GraphStore) -> None:
    literals = [
        ox.Literal("hallo", language="nl"),
        *(
            ox.Literal(value, datatype=ox.NamedNode(f"{XSD}{name}"))
            for name, value in (
                ("boolean", "true"),
                ("date", "2024-05-06"),
                ("dateTime", "2024-05-06T12:00:00Z"),
                ("decimal", "0.90"),
                ("double", "0.1"),
                ("gYear", "2024"),
                ("gYearMonth", "2024-05"),
                ("integer", "-12"),
            )
        ),
    ]
    graphs = [quads(ONE, "a", *literals), quads(TWO, "a", "é\n\"'\\")]
    for graph in graphs:
        store.replace(graph[0].graph_name.value, graph)
    for rdf_format in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG, ox.RdfFormat.TURTLE):
        assert dumped(store, rdf_format) == dumped(embedded(graphs), rdf_format)


def test_a_dump_can_be_loaded(store: GraphStore) -> None:
    dump = dumped(embedded([quads(ONE, "a", "b"), quads(TWO, "a")]))
    store.load(io.BytesIO(dump), ox.RdfFormat.N_QUADS)
    assert dumped(store) == dump
    assert not store.replace(ONE, quads(ONE, "a", "b"))
    with pytest.raises(StoreError, match="no named graph"):
        store.load(io.BytesIO(b"<https://example.org/s> <https://example.org/p> 1 ."), ox.RdfFormat.TURTLE)


@pytest.mark.parametrize(
    ("sparql", "found"),
    [
        (f"SELECT ?o {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}", ["a", "shared"]),
        (f"SELECT * {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}", ["a", "shared"]),
        ("PREFIX ex: <https://example.org/> SELECT ?o { ?s ?p ?o GRAPH ex:two { ?s ?p ?o } } # GRAPH ?o",
         ["b", "shared"]),
        ("SELECT (STR(?g) AS ?o) { GRAPH ?g { ?s ?p 'shared' } }", [ONE, TWO]),
        ("SELECT DISTINCT (STR(?g) AS ?o) { GRAPH ?g { ?s ?p ?any } }", [ONE, TWO]),
        ("SELECT (STR(COUNT(*)) AS ?o) { graph ?g { ?s ?p ?any } }", ["4"]),
        ("SELECT (STR(COUNT(*)) AS ?o) { ?s ?p ?any }", ["3"]),
        (f"SELECT ?o {{ ?s ?p ?o FILTER NOT EXISTS {{ GRAPH <{TWO}> {{ ?s ?p ?o }} }} }}", ["a"]),
        (f"SELECT ?o {{ ?s ?p ?o MINUS {{ GRAPH <{TWO}> {{ ?s ?p ?o }} }} }}", ["a"]),
        (f"SELECT ?o FROM <{ONE}> {{ ?s ?p ?o }}", ["a", "shared"]),
    ],
)  # fmt: skip
def test_named_graphs_and_their_merge_can_be_asked(store: GraphStore, sparql: str, found: list[str]) -> None:
    store.replace_all([text(ONE, "shared", "a"), text(TWO, "shared", "b")])
    assert asked(store, sparql) == found
    rows = store.query(sparql)
    assert isinstance(rows, ox.QuerySolutions)
    assert [variable.value for variable in rows.variables if variable.value.startswith("kamergraaf")] == []


def test_every_form_of_query_is_answered(store: GraphStore) -> None:
    store.replace_all([text(ONE, "shared", "a"), text(TWO, "shared")])
    assert store.query("ASK { ?s ?p 'a' }")
    assert not store.query("ASK { ?s ?p 'b' }")
    for sparql in ("CONSTRUCT WHERE { ?s ?p ?o }", f"DESCRIBE {SUBJECT}", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        triples = store.query(sparql)
        assert isinstance(triples, ox.QueryTriples)
        assert sorted(triple.object.value for triple in triples) == ["a", "shared"]


def test_the_usual_prefixes_need_no_declaring(store: GraphStore) -> None:
    assert not store.query("ASK { ?d a kg:Document ; dcterms:title ?t ; schema:text ?x ; skos:prefLabel ?l }")
    assert not store.query("PREFIX kg: <https://example.org/> ASK { ?d a kg:Document }")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT",
        "INSERT DATA { <https://example.org/a> <https://example.org/b> 1 }",
        "DROP ALL",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "define sql:log-enable 2 SELECT * { ?s ?p ?o }",
    ],
)
def test_only_queries_of_the_store_itself_are_answered(store: GraphStore, sparql: str) -> None:
    with pytest.raises(QueryError):
        store.query(sparql)
