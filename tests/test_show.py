"""What is made of the store for people and other software: tables, exports and the picture."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from rich.console import Console

from kamergraaf.analyse.documents import document_graphs
from kamergraaf.analyse.projection import entity_graph, prefixed
from kamergraaf.analyse.summary import class_counts
from kamergraaf.index import Index, updated_index
from kamergraaf.index.neighbourhood import neighbourhood
from kamergraaf.index.reader import Thing
from kamergraaf.show.export import export
from kamergraaf.show.formats import ExportFormat
from kamergraaf.show.language import words
from kamergraaf.show.layout import lay_out
from kamergraaf.show.picture import picture
from kamergraaf.show.tables import print_table, result_table, safe, spaced
from kamergraaf.store import GraphStore, open_store

DOCUMENT = "https://zoek.officielebekendmakingen.nl/ah-tk-20982099-1"
SCRIPT = "</script><script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\" href=y>"

# A made-up paper whose texts try to be HTML, terminal commands and markup.
TRIG = f"""
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix d: <{DOCUMENT}#> .
<{DOCUMENT}> {{
  <{DOCUMENT}> a kg:Document ; dcterms:identifier "ah-tk-20982099-1" ; dcterms:title {json.dumps(SCRIPT)} .
  d:q1 a kg:Question ; dcterms:isPartOf <{DOCUMENT}> ; kg:number "1" ; schema:position 1 ;
    schema:text {json.dumps("Een vraag. " + SCRIPT)} ; kg:mentions <https://example.org/land> .
  d:q2 a kg:Question ; dcterms:isPartOf <{DOCUMENT}> ; schema:position 2 ; schema:text "Nog een vraag?" .
  d:a1 a kg:Answer ; dcterms:isPartOf <{DOCUMENT}> ; schema:position 3 ; schema:text "Ja.\\u0001" ;
    kg:answers d:q1 ; kg:mentions <https://example.org/land> , <https://example.org/wet> ;
    kg:cites <https://example.org/wet> .
  d:a2 a kg:Answer ; dcterms:isPartOf <{DOCUMENT}> ; schema:position 4 ; schema:text "Nee." ;
    kg:answers d:q2 .
  d:m1 a kg:Mention ; kg:inUnit d:q1 ; kg:refersTo <https://example.org/land> .
  <https://example.org/land> a kg:Country ; dcterms:identifier "LND" ; skos:prefLabel "Lánd [bold]&"@nl .
  <https://example.org/wet> a kg:Legislation ; dcterms:identifier "wet" ;
    skos:prefLabel "Wet \\u001b[31m"@nl .
}}
<https://example.org/other> {{
  <https://example.org/other> a kg:Document ; dcterms:identifier "other" ; dcterms:title "Ander stuk" .
  <https://example.org/land> a kg:Country ; dcterms:identifier "LND" ; skos:prefLabel "Lánd [bold]&"@nl .
}}
"""


@pytest.fixture
def store() -> GraphStore:
    store = open_store(None)
    store.load(io.BytesIO(TRIG.encode()), ox.RdfFormat.TRIG)
    return store


def exported(store: GraphStore, export_format: ExportFormat) -> bytes:
    output = io.BytesIO()
    export(store, export_format, output)
    return output.getvalue()


def test_things_are_counted_once_over_all_documents(store: GraphStore) -> None:
    assert class_counts(store) == {
        "Answer": 2,
        "Country": 1,
        "Document": 2,
        "Legislation": 1,
        "Mention": 1,
        "Question": 2,
    }


def test_a_document_is_found_by_identifier_and_iri(store: GraphStore) -> None:
    assert document_graphs(store, "ah-tk-20982099-1") == document_graphs(store, DOCUMENT) == [DOCUMENT]
    assert document_graphs(store, "LND") == []


def test_the_projection_holds_things_and_their_links(store: GraphStore) -> None:
    graph = entity_graph(store)
    assert {graph.nodes[node]["class"] for node in graph} == {
        "Answer",
        "Country",
        "Document",
        "Legislation",
        "Question",
    }
    links = {
        (s.removeprefix(DOCUMENT), facts["property"], o.removeprefix(DOCUMENT))
        for s, o, facts in graph.edges(data=True)
    }
    assert links == {
        *((unit, "dcterms:isPartOf", "") for unit in ("#q1", "#q2", "#a1", "#a2")),
        ("#a1", "kg:answers", "#q1"),
        ("#a2", "kg:answers", "#q2"),
        ("#q1", "kg:mentions", "https://example.org/land"),
        ("#a1", "kg:mentions", "https://example.org/land"),
        ("#a1", "kg:mentions", "https://example.org/wet"),
        ("#a1", "kg:cites", "https://example.org/wet"),
    }


@pytest.mark.parametrize(
    ("node", "label"), [("#q1", "Vraag 1"), ("#q2", "Vraag 2"), ("#a1", "Antwoord 1"), ("#a2", "Antwoord 4")]
)
def test_a_unit_is_called_by_its_number_or_its_place(store: GraphStore, node: str, label: str) -> None:
    assert entity_graph(store).nodes[DOCUMENT + node]["label"] == label


@pytest.mark.parametrize("export_format", ExportFormat)
def test_two_exports_are_the_same(store: GraphStore, export_format: ExportFormat) -> None:
    assert exported(store, export_format) == exported(store, export_format) != b""


@pytest.mark.parametrize(
    ("export_format", "rdf_format"),
    [
        (ExportFormat.NQUADS, ox.RdfFormat.N_QUADS),
        (ExportFormat.TRIG, ox.RdfFormat.TRIG),
        (ExportFormat.JSONLD, ox.RdfFormat.JSON_LD),
    ],
)
def test_an_export_with_graphs_loses_nothing(
    store: GraphStore, export_format: ExportFormat, rdf_format: ox.RdfFormat
) -> None:
    read = set(ox.parse(exported(store, export_format), rdf_format))
    assert read == {quad for graph in store.graphs() for quad in store.quads(graph)}


@pytest.mark.parametrize(
    ("export_format", "read"),
    [(ExportFormat.GRAPHML, nx.read_graphml), (ExportFormat.GEXF, nx.read_gexf)],
)
def test_network_software_can_read_the_export(store: GraphStore, export_format: ExportFormat, read: object) -> None:
    assert callable(read)
    graph = read(io.BytesIO(exported(store, export_format)))
    wanted = entity_graph(store)
    assert set(graph.nodes) == set(wanted.nodes)
    assert graph.number_of_edges() == wanted.number_of_edges()
    assert graph.nodes[f"{DOCUMENT}#a1"]["text"] == "Ja.\ufffd"


def test_a_table_shows_text_and_not_markup(store: GraphStore) -> None:
    rows = store.query("SELECT ?e ?l ?none WHERE { ?e skos:prefLabel ?l } ORDER BY ?l")
    assert isinstance(rows, ox.QuerySolutions)
    output = io.StringIO()
    print_table(result_table(rows), Console(file=output))
    assert "Lánd [bold]&" in output.getvalue()
    assert "\x1b" not in output.getvalue()


def test_long_text_is_folded_and_not_cut() -> None:
    rows = open_store(None).query(f'SELECT ("{"a" * 5000}" AS ?long) ("b" AS ?next) WHERE {{}}')
    assert isinstance(rows, ox.QuerySolutions)
    output = io.StringIO()
    print_table(result_table(rows), Console(file=output))
    assert output.getvalue().count("a") == 5000
    assert max(map(len, output.getvalue().splitlines())) == 200


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert safe("a\x1b[2J\r\x9b\nb\tc").plain == "a\ufffd[2J\ufffd\ufffd\nb\tc"


def test_names_are_written_as_people_read_them() -> None:
    assert spaced("CourtDecision") == "court decision"
    assert prefixed("https://w3id.org/kamergraaf/ontology#mentions") == "kg:mentions"
    assert prefixed("https://w3id.org/kamergraaf/id/person/x") == "https://w3id.org/kamergraaf/id/person/x"


@pytest.fixture
def index(store: GraphStore) -> Index:
    return updated_index(store, None)


@pytest.mark.parametrize("wanted", ["https://example.org/land", "LND", "lánd [BOLD]&"])
def test_a_thing_is_found_by_iri_identifier_and_label(index: Index, wanted: str) -> None:
    assert [thing.iri for thing in index.find(wanted)] == ["https://example.org/land"]


def of(index: Index, iri: str) -> Thing:
    thing = index.thing(iri)
    assert thing is not None
    return thing


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="graph-data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_picture_says_what_it_leaves_out(index: Index) -> None:
    centre = of(index, DOCUMENT)
    view = neighbourhood(index, centre, 3)
    assert len(view.nodes) == 3
    page = picture(index, centre, words("en"), view)
    assert len(data_of(page)["nodes"]) == 3
    assert "3 of 7 things nearby are shown" in page


def test_the_picture_needs_no_network_and_stands_still(index: Index) -> None:
    page = picture(index, of(index, DOCUMENT), words("nl"))
    assert page == picture(index, of(index, DOCUMENT), words("nl"))
    assert not re.search(r"<(script|link|img|iframe)[^>]*\b(src|href)\s*=", page)
    assert "physics: { enabled: false }" in page


def test_the_picture_lets_no_scripts_run_but_its_own(index: Index) -> None:
    page = picture(index, of(index, DOCUMENT), words("nl"))
    policy = html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


@pytest.mark.parametrize(("language", "label"), [("nl", "Vraag 1"), ("en", "Question 1")])
def test_the_picture_speaks_dutch_and_english(index: Index, language: str, label: str) -> None:
    data = data_of(picture(index, of(index, DOCUMENT), words(language)))
    assert label in {node["name"] for node in data["nodes"]}


def test_text_of_a_paper_stays_text_in_the_picture(index: Index) -> None:
    page = picture(index, of(index, DOCUMENT), words("nl"))
    assert SCRIPT not in page
    assert f"<title>{html.escape(SCRIPT).replace('&quot;', '&#34;').replace('&#x27;', '&#39;')}</title>" in page
    texts = [node["text"] for node in data_of(page)["nodes"]]
    assert f"Een vraag. {SCRIPT}" in texts


def test_no_two_nodes_lie_on_one_another(index: Index) -> None:
    boxes = {number: (90.0, 40.0) for number in range(120)}
    places = lay_out(boxes, [(number, number // 3) for number in range(1, 120)], 0)
    for one, (x, y) in places.items():
        for other, (u, v) in places.items():
            assert one == other or abs(x - u) > 80 or abs(y - v) > 30


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_a_browser_draws_the_picture_and_runs_nothing_of_the_paper(index: Index, tmp_path: Path) -> None:
    page = tmp_path / "picture.html"
    page.write_text(picture(index, of(index, DOCUMENT), words("nl")), encoding="utf-8")
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --virtual-time-budget=3000 --dump-dom"
    )
    offline = "--host-resolver-rules=MAP * ~NOTFOUND"
    command = ["chromium", *flags.split(), offline, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert "<canvas" in dom
    assert "<title>run</title>" not in dom
