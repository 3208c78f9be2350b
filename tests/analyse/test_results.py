"""What becomes of a measure's table: files, frames, pictures, triples; and of networks: files for others' tools."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from hand_made import TWO_PAPERS, names, stored

from kamergraaf import (
    NetworkView,
    Scope,
    co_mention_network,
    communities,
    frame,
    plot,
    sample_store,
    save_plot,
    waiting,
    write_findings,
)
from kamergraaf.analyse.findings import QB
from kamergraaf.analyse.measures import MEASURES
from kamergraaf.analyse.networks import NETWORKS
from kamergraaf.analyse.projection import entity_graph
from kamergraaf.analyse.summary import class_counts
from kamergraaf.analyse.table import Column, Table
from kamergraaf.analyse.things import Thing
from kamergraaf.analyse.validation import violations
from kamergraaf.errors import KamergraafError, MissingLibraryError
from kamergraaf.namespaces import PROV
from kamergraaf.show.charts import CHARTS, PictureError
from kamergraaf.show.files import write_table
from kamergraaf.show.formats import NetworkFormat, TableFormat
from kamergraaf.show.network_files import write_network, write_network_tables
from kamergraaf.store import GraphStore

SCRIPT = "<script>alert(1)</script> & $x$"
TABLE = Table(
    "waiting",
    "A title",
    "How to read it.",
    (
        Column("document", Thing, "a paper"),
        Column("days", int, "days"),
        Column("share", float, "share"),
        Column("on", date, "a day"),
        Column("note", str, "a note"),
    ),
    (
        (Thing("één, twee", "https://example.org/1"), 3, 0.5, date(2098, 1, 2), 'a "b"\nc'),
        (None, None, None, None, None),
    ),
)


@pytest.fixture(scope="module")
def sample() -> GraphStore:
    return sample_store()


def written(table_format: TableFormat, table: Table = TABLE) -> bytes:
    output = io.BytesIO()
    write_table(table, table_format, output)
    return output.getvalue()


# ------------------------------------------------------------------------------------ files and frames


def test_csv_holds_labels_and_iris() -> None:
    assert list(csv.reader(io.StringIO(written(TableFormat.CSV).decode(), newline=""))) == [
        ["document", "document_iri", "days", "share", "on", "note"],
        ["één, twee", "https://example.org/1", "3", "0.5", "2098-01-02", 'a "b"\nc'],
        [""] * 6,
    ]


def test_json_says_how_to_read_it() -> None:
    content = json.loads(written(TableFormat.JSON))
    assert content["reading"] == "How to read it."
    assert content["rows"][0]["on"] == "2098-01-02"
    assert content["rows"][1]["days"] is None


def test_parquet_keeps_types() -> None:
    table = pq.read_table(io.BytesIO(written(TableFormat.PARQUET)))
    types = {field.name: str(field.type) for field in table.schema}
    assert types == {
        "document": "string",
        "document_iri": "string",
        "days": "int64",
        "share": "double",
        "on": "date32[day]",
        "note": "string",
    }
    assert table.to_pylist()[0]["on"] == date(2098, 1, 2)


def test_a_frame_holds_numbers_and_days() -> None:
    made = frame(TABLE)
    assert list(made.columns) == ["document", "document_iri", "days", "share", "on", "note"]
    assert pd.api.types.is_datetime64_any_dtype(made["on"])
    assert made["days"].iloc[0] == 3
    assert made["note"].isna().tolist() == [False, True]


def test_a_query_becomes_a_frame() -> None:
    store = stored(TWO_PAPERS)
    made = frame(
        store.query("SELECT ?q ?place ?on ?none { ?q schema:position ?place ; dcterms:isPartOf/kg:submittedOn ?on }")
    )
    assert sorted(made["place"]) == [1, 2, 3, 4]
    assert set(made["on"]) == {date(2098, 1, 10)}
    assert made["none"].isna().all()
    assert list(frame(store.query("CONSTRUCT { ?s a kg:X } { ?s a kg:Country }"))["object"]) == [
        "https://w3id.org/kamergraaf/ontology#X"
    ]
    with pytest.raises(ValueError, match="ASK"):
        frame(store.query("ASK {}"))


@pytest.mark.parametrize(
    ("missing", "call"),
    [
        ("pandas", lambda: frame(TABLE)),
        ("pyarrow", lambda: written(TableFormat.PARQUET)),
        ("matplotlib", lambda: plot(TABLE)),
    ],
)
def test_a_library_that_is_not_installed_is_named(missing: str, call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    finders = [_Without(missing), *sys.meta_path]
    monkeypatch.setattr(sys, "meta_path", finders)
    with pytest.raises(MissingLibraryError, match=rf"needs {missing}; install it with: pip install 'kamergraaf"):
        call()


class _Without:
    """Finds no module of one library, as if it were not installed."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] == self.name:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


# --------------------------------------------------------------------------------------------- pictures


def test_every_measure_has_a_chart() -> None:
    assert list(CHARTS) == list(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_of_the_sample_is_drawn(sample: GraphStore, tmp_path: Path, name: str) -> None:
    table = MEASURES[name](sample)
    if not table.rows:
        with pytest.raises(PictureError, match="nothing to draw"):
            plot(table)
        return
    for file in ("1.png", "1.svg", "2.svg", "1.html"):
        save_plot(table, tmp_path / file)
    assert (tmp_path / "1.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()
    assert "<svg" in (tmp_path / "1.html").read_text(encoding="utf-8")
    assert ElementTree.parse(tmp_path / "1.svg").getroot().tag.endswith("svg")


def test_a_picture_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"known: \.png \.svg \.html"):
        save_plot(TABLE, tmp_path / "picture.jpg")


def test_text_of_a_paper_stays_text_in_a_page(tmp_path: Path) -> None:
    # A character that XML cannot hold, too.
    rows = ((Thing(f"{SCRIPT}\u0001", "javascript:alert(1)"), SCRIPT, date(2098, 1, 1), date(2098, 1, 9), 8, 0),)
    table = Table("waiting", SCRIPT, SCRIPT, waiting(stored("")).columns, rows)
    save_plot(table, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])
    assert "javascript:" not in re.sub(r">[^<]*<", "><", page)
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img|iframe)[^>]*\b(src|href)\s*=\s*[\"']?http", page)


def test_a_network_view_needs_no_network_and_stands_still() -> None:
    turtle = TWO_PAPERS.replace('"Land"@nl', json.dumps(SCRIPT) + "@nl")
    graph = co_mention_network(stored(turtle))
    view, again = NetworkView(graph, SCRIPT), NetworkView(graph, SCRIPT)
    assert view.page == again.page
    assert not re.search(r"<(script|link|img|iframe)[^>]*\b(src|href)\s*=", view.page)
    assert SCRIPT not in view.page
    assert "<script" not in view._repr_html_()
    assert "– 2 of 6 nodes" in NetworkView(graph, "Things", most=2).page
    with pytest.raises(KamergraafError, match="empty"):
        NetworkView(nx.Graph(), "Things")


# ------------------------------------------------------------------------------------------- networks


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(("suffix", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_network_software_reads_labels_classes_weights(sample: GraphStore, name: str, suffix: str, read: Any) -> None:
    wanted = NETWORKS[name](sample)
    output = io.BytesIO()
    write_network(wanted, NetworkFormat(suffix), output)
    graph = read(io.BytesIO(output.getvalue()))
    assert graph.is_directed() == wanted.is_directed()
    assert dict(graph.nodes(data="label")) == dict(wanted.nodes(data="label"))
    assert dict(graph.nodes(data="class")) == dict(wanted.nodes(data="class"))
    assert {edge: facts["weight"] for edge, facts in graph.edges.items()} == pytest.approx(
        {edge: facts["weight"] for edge, facts in wanted.edges.items()}
    )


def test_gexf_tells_between_which_days() -> None:
    output = io.BytesIO()
    write_network(co_mention_network(stored(TWO_PAPERS)), NetworkFormat.GEXF, output)
    space = {"g": "http://www.gexf.net/1.2draft"}
    root = ElementTree.fromstring(output.getvalue())
    (graph,) = root.findall("g:graph", space)
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    node = next(n for n in graph.iterfind(".//g:node", space) if n.get("label") == "Land")
    assert (node.get("start"), node.get("end")) == ("2098-01-10", "2098-03-05")
    assert all(edge.get("start") and edge.get("weight") for edge in graph.iterfind(".//g:edge", space))


def test_the_whole_graph_has_weights_and_days_too() -> None:
    graph = entity_graph(stored(TWO_PAPERS))
    named = graph.edges["https://example.org/q1", "https://example.org/land", key_of(graph, "q1", "land")]
    assert (named["weight"], named["start"], named["end"]) == (2, "2098-01-10", "2098-01-10")
    land = graph.nodes["https://example.org/land"]
    assert (land["start"], land["end"]) == ("2098-01-10", "2098-03-05")


def key_of(graph: nx.MultiDiGraph[str], one: str, other: str) -> str:
    (key,) = graph[f"https://example.org/{one}"][f"https://example.org/{other}"]
    return str(key)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_nodes_and_edges_are_tables(tmp_path: Path, suffix: str) -> None:
    graph = co_mention_network(stored(TWO_PAPERS))
    nodes, edges = write_network_tables(graph, NetworkFormat(suffix), tmp_path / "new")
    read = pd.read_csv if suffix == "csv" else pd.read_parquet
    assert set(read(nodes)["id"]) == set(graph)
    assert list(read(nodes).columns) == ["id", "label", "class", "end", "start", "units"]
    assert read(edges)["weight"].sum() == sum(weight for _, _, weight in graph.edges(data="weight"))


# ------------------------------------------------------------------------------------------- findings


def test_findings_are_a_data_cube_with_its_provenance() -> None:
    store = stored(TWO_PAPERS)
    before, counted = store.count(), class_counts(store)
    graph = write_findings(store, waiting(store))
    assert graph == "https://w3id.org/kamergraaf/id/findings/waiting"
    found = frame(
        store.query(
            f"""SELECT ?set ?days ?document ?used {{
              ?row a <{QB}Observation> ; <{QB}dataSet> ?set ; <{graph}#days> ?days ; <{graph}#document> ?document .
              ?set <{PROV}wasGeneratedBy>/<{PROV}used> ?used }} ORDER BY ?used"""
        )
    )
    assert found[["set", "days", "document"]].drop_duplicates().values.tolist() == [
        [graph, 31, "https://example.org/p1"]
    ]
    assert list(found["used"]) == ["https://example.org/p1", "https://example.org/p2"]
    # Every property of a row is declared, with what it means.
    assert not frame(
        store.query(
            f"""SELECT ?p {{ ?row a <{QB}Observation> ; ?p ?o .
            FILTER(STRSTARTS(STR(?p), "{graph}#")) FILTER NOT EXISTS {{ ?p rdfs:comment ?meaning }} }}"""
        )
    ).size
    # The papers' own graphs are as they were, and the shapes find nothing in the new one.
    assert class_counts(store) == counted
    assert not list(violations(store, [graph]))
    assert store.remove(graph)
    assert store.count() == before


def test_to_write_again_changes_nothing_and_new_findings_replace_old_ones() -> None:
    store = stored(TWO_PAPERS)
    graph = write_findings(store, waiting(store))
    quads = store.quads(graph)
    assert write_findings(store, waiting(store)) == graph
    assert store.quads(graph) == quads
    store.replace("https://example.org/graph", [])
    write_findings(store, waiting(store))
    assert not any(quad.object == ox.NamedNode(f"{QB}Observation") for quad in store.quads(graph))


def test_findings_with_other_settings_have_a_graph_of_their_own() -> None:
    store = stored(TWO_PAPERS + names("q3", "hub"))
    graphs = {
        write_findings(store, communities(store)),
        write_findings(store, communities(store, network="co-citation"), network="co-citation"),
        write_findings(store, communities(store, Scope(groups=("Bos",))), Scope(groups=("Bos",))),
    }
    assert graphs == {
        "https://w3id.org/kamergraaf/id/findings/communities",
        "https://w3id.org/kamergraaf/id/findings/communities/network-co-citation",
        "https://w3id.org/kamergraaf/id/findings/communities/fractie-bos",
    }


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_can_be_written_back(sample: GraphStore, name: str) -> None:
    table = MEASURES[name](sample)
    graph = write_findings(sample, table)
    rows = [quad for quad in sample.quads(graph) if quad.object == ox.NamedNode(f"{QB}Observation")]
    assert len(rows) == len(table.rows)
    assert MEASURES[name](sample) == table
