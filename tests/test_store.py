"""The embedded store; what all kinds of store promise is tested in ``stores/test_stores.py``."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.store import GraphStore, QueryError, open_store, oxigraph
from kamergraaf.store.readonly import calls_service

ONE, TWO = "https://example.org/one", "https://example.org/two"
SUBJECT, PROPERTY = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")


def quads(graph: str, *values: str) -> list[ox.Quad]:
    return [ox.Quad(SUBJECT, PROPERTY, ox.Literal(value), ox.NamedNode(graph)) for value in values]


def asked(store: GraphStore) -> list[str]:
    rows = store.query("SELECT ?o WHERE { ?s ?p ?o }")
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(row["o"].value for row in rows)


def dumped(store: GraphStore) -> bytes:
    output = io.BytesIO()
    store.dump(output, ox.RdfFormat.N_QUADS)
    return output.getvalue()


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> GraphStore:
    return open_store(None if request.param == "memory" else tmp_path / "store")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, unique=True))
def test_any_text_survives_being_replaced(values: list[str]) -> None:
    store = open_store(None)
    store.replace(ONE, quads(ONE, "first"))
    store.replace(ONE, quads(ONE, *values))
    assert asked(store) == sorted(values)


def test_the_order_of_writing_does_not_show_in_a_dump() -> None:
    first, second = open_store(None), open_store(None)
    first.replace(ONE, quads(ONE, "a", "b"))
    first.replace(TWO, quads(TWO, "c"))
    second.replace(TWO, quads(TWO, "c"))
    second.replace(ONE, quads(ONE, "b"))
    second.replace(ONE, quads(ONE, "b", "a"))
    assert dumped(first) == dumped(second)


@pytest.mark.parametrize("rdf_format", [ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD])
def test_a_dump_can_be_loaded(rdf_format: ox.RdfFormat) -> None:
    store, copy, output = open_store(None), open_store(None), io.BytesIO()
    store.replace(ONE, quads(ONE, "a", "é\n\"'\\"))
    store.replace(TWO, quads(TWO, "a"))
    store.dump(output, rdf_format)
    copy.load(io.BytesIO(output.getvalue()), rdf_format)
    assert dumped(copy) == dumped(store)


@pytest.mark.parametrize("data", [b"no quads", b'<https://example.org/s> <https://example.org/p> "a" .'])
def test_what_is_no_dump_cannot_be_loaded(data: bytes) -> None:
    store = open_store(None)
    with pytest.raises(StoreError):
        store.load(io.BytesIO(data), ox.RdfFormat.N_QUADS)
    assert store.graphs() == []


def test_a_dump_without_graphs_is_merged() -> None:
    store, output = open_store(None), io.BytesIO()
    store.replace(ONE, quads(ONE, "a"))
    store.replace(TWO, quads(TWO, "a", "b"))
    store.dump(output, ox.RdfFormat.TURTLE)
    assert len(list(ox.parse(output.getvalue(), ox.RdfFormat.TURTLE))) == 2


def test_a_killed_process_leaves_whole_graphs(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from test_store import ONE, quads, open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "values = [str(n) for n in range(2000)]\n"
        "store.replace(ONE, quads(ONE, *values))\n"
        "print('written', flush=True)\n"
        "while True:\n"
        "    store.replace(ONE, quads(ONE, 'x', *values[:1000])); store.replace(ONE, quads(ONE, *values))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "store"), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(StoreError, match="in use by another process"):
            open_store(tmp_path / "store")
        process.kill()
    store = open_store(tmp_path / "store")
    assert len(asked(store)) == len(store.quads(ONE)) in (1001, 2000)


def _file(folder: Path) -> None:
    folder.write_text("no folder")


def _other_files(folder: Path) -> None:
    folder.mkdir()
    (folder / "holiday.jpg").touch()


def _broken(folder: Path) -> None:
    folder.mkdir()
    (folder / "CURRENT").write_text("nonsense")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_file, "is a file, not a folder"),
        (_other_files, "is not empty and no store"),
        (_broken, "cannot be opened"),
    ],
)
def test_what_is_no_store_is_not_opened(tmp_path: Path, make: Callable[[Path], None], reason: str) -> None:
    make(tmp_path / "store")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match=reason):
        open_store(tmp_path / "store")
    if reason != "cannot be opened":
        assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, who may write anywhere.
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(StoreError, match="no permission"):
        open_store(tmp_path / "store")


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path / "store", create=False)
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "a" / "store")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT",
        "INSERT DATA { <https://example.org/a> <https://example.org/b> 1 }",
        "DROP ALL",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ex:a\\# . service silent ?where { ?s ?p ?o } }",
        # Oxigraph needs no space before a word, and takes for code what looks like part of an IRI.
        "SELECT * { ?s ?p ?o.SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1.SERVICE<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a'@nl.SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { FILTER(1<2#>"""\n) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #"""\n}',
        "PREFIX k: <http://127.0.0.1:9/> SELECT * { SERVICEk:x { ?s ?p ?o } }",
        "PREFIX SERVICEk: <http://x/> PREFIX k: <http://127.0.0.1:9/> SELECT * { SERVICEk:x # c\n { ?s ?p ?o } }",
    ],
)
def test_only_queries_of_the_store_itself_are_answered(store: GraphStore, sparql: str) -> None:
    with pytest.raises(QueryError):
        store.query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s ?p '''it's a SERVICE' '''@en }",
        "SELECT ?service { ?service ?p <http://example.org/SERVICE> }  # SERVICE <http://example.org/>",
        "PREFIX service: <https://example.org/> SELECT * { ?s a service:SERVICE , <https://example.org/#x> }",
    ],
)
def test_the_word_service_may_be_written(sparql: str) -> None:
    assert not calls_service(sparql)
    open_store(None).query(sparql)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads have priorities of their own on Linux alone")
def test_merging_the_files_of_a_store_gives_way_to_other_work(tmp_path: Path) -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with closing(open_store(tmp_path / "store")):
        threads = [int(thread.name) for thread in Path("/proc/self/task").iterdir() if "low" in name_of(thread)]
        assert threads
        assert all(os.getpriority(os.PRIO_PROCESS, thread) > before for thread in threads)
        assert os.getpriority(os.PRIO_PROCESS, 0) == before


def name_of(thread: Path) -> str:
    return (thread / "comm").read_text()


def test_a_store_that_was_filled_has_one_file_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oxigraph, "_BULK", 0)
    values = {f"https://example.org/{number}": f"{number} " * 1_000 for number in range(200)}
    graphs = [
        GraphText(name, "".join(f"{quad} .\n" for quad in quads(name, value)).encode())
        for name, value in values.items()
    ]
    with closing(open_store(tmp_path / "store")) as store:
        for start in range(0, 200, 20):
            assert store.replace_all(graphs[start : start + 20]) == 20
        before = len(list((tmp_path / "store").glob("*.sst")))
    # Three indexes of the merge, six of the graphs, the texts; names of graphs and RocksDB's own notes are not merged.
    assert len(list((tmp_path / "store").glob("*.sst"))) <= 10 + 10 + 1 < before
    with closing(open_store(tmp_path / "store", reading=True)) as store:
        assert asked(store) == sorted(values.values())


def test_options_that_a_killed_process_did_not_come_to_rename_are_removed(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    left = tmp_path / "store" / "OPTIONS-000014.dbtmp"
    left.write_bytes(b"half")
    open_store(tmp_path / "store").close()
    assert not left.exists()
