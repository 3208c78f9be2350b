"""The command line, as a user meets it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from kamergraaf.commands import app
from kamergraaf.commands.demo import DEMO_QUERIES
from kamergraaf.namespaces import DCTERMS, KG
from kamergraaf.resources import queries, samples
from kamergraaf.store import open_store

DOCUMENTS = "SELECT ?id ?title { ?d a kg:Document ; dcterms:identifier ?id ; dcterms:title ?title } ORDER BY ?id"


@pytest.fixture(scope="module")
def papers() -> Iterator[Path]:
    with as_file(samples()) as folder:
        yield folder


@pytest.fixture(scope="module")
def built(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples that no test changes."""
    store = tmp_path_factory.mktemp("built") / "store"
    assert run("build", papers, "--store", store).exit_code == 0
    return store


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A store of the samples of the test's own."""
    return Path(shutil.copytree(built, tmp_path / "copy"))


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.delenv("KAMERGRAAF_STORE", raising=False)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def rows(result: Result) -> list[list[str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.reader(io.StringIO(result.stdout)))


# ------------------------------------------------------------------------------------------------- build


def test_build_tells_what_it_read(papers: Path, tmp_path: Path) -> None:
    result = run("build", papers, "--store", tmp_path / "store")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "question" in result.stdout
    assert "4 papers (0 unchanged), 0 failed" in result.stdout
    assert "4 papers (4 unchanged)" in run("build", papers, "--store", tmp_path / "store").stdout


def test_build_keeps_the_store_in_this_folder_unless_told(papers: Path, tmp_path: Path) -> None:
    run("build", papers)
    assert (tmp_path / "here" / "kamergraaf-store").is_dir()
    CliRunner().invoke(app, ["build", str(papers)], env={"KAMERGRAAF_STORE": str(tmp_path / "elsewhere")})
    assert (tmp_path / "elsewhere").is_dir()


def test_build_done_in_part_names_what_failed(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Geachte voorzitter, dank voor uw brief.", encoding="utf-8")
    result = run("build", papers, tmp_path / "letter.txt", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"kamergraaf: {tmp_path / 'letter.txt'}: ")
    assert result.stderr.count("\n") == 1


def test_build_of_nothing_readable_makes_no_store(tmp_path: Path) -> None:
    (tmp_path / "empty.md").touch()
    for path in (tmp_path / "absent.md", tmp_path / "here"):
        result = run("build", path, "--store", tmp_path / "store")
        assert result.exit_code == 2
        assert result.stderr.startswith(f"kamergraaf: {path}: ")
    assert not (tmp_path / "store").exists()
    assert run("build", tmp_path / "empty.md", "--store", tmp_path / "store").exit_code == 2


# ------------------------------------------------------------------------------------------------- query


def test_query_without_a_query_lists_the_shipped_ones() -> None:
    result = run("query")
    assert result.exit_code == 0
    for query in queries().values():
        assert query.question
        assert f"{query.name} " in result.stdout
        assert query.question in result.stdout


@pytest.mark.parametrize("name", queries())
def test_every_shipped_query_can_be_asked_by_name(built: Path, name: str) -> None:
    found = rows(run("query", name, "--format", "csv", "--store", built))
    assert len(found) > (1 if name in DEMO_QUERIES else 0)


def test_query_prints_a_table_csv_and_json(built: Path) -> None:
    header, *found = rows(run("query", DOCUMENTS, "--format", "csv", "--store", built))
    assert header == ["id", "title"]
    assert len(found) == 4
    data = json.loads(run("query", DOCUMENTS, "--format", "json", "--store", built).stdout)
    assert [row["id"]["value"] for row in data["results"]["bindings"]] == [row[0] for row in found]
    table = run("query", DOCUMENTS, "--store", built).stdout
    assert all(identifier in table and title[:30] in table for identifier, title in found)


def test_query_reads_a_file(built: Path, tmp_path: Path) -> None:
    (tmp_path / "documents.rq").write_text(DOCUMENTS, encoding="utf-8")
    found = rows(run("query", tmp_path / "documents.rq", "--format", "csv", "--store", built))
    assert len(found) == 5


def test_query_answers_ask_and_construct(built: Path) -> None:
    ask, construct = "ASK { ?d a kg:Document }", "CONSTRUCT { ?d a kg:Document } WHERE { ?d a kg:Document }"
    assert run("query", ask, "--store", built).stdout == "yes\n"
    assert json.loads(run("query", ask, "--format", "json", "--store", built).stdout)["boolean"] is True
    assert len(rows(run("query", construct, "--format", "csv", "--store", built))) == 5
    assert len(json.loads(run("query", construct, "--format", "json", "--store", built).stdout)) == 4
    assert "kg:Document" in run("query", construct, "--store", built).stdout


@pytest.mark.parametrize(
    ("sparql", "reason"),
    [
        ("no-such-query", "no shipped query of that name"),
        ("SELECT ?x WHERE {", "no SPARQL query"),
        ("DELETE WHERE { ?s ?p ?o }", "no SPARQL query"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("absent.rq", "absent.rq: No such file"),
    ],
)
def test_query_says_what_is_wrong(built: Path, sparql: str, reason: str) -> None:
    result = run("query", sparql, "--store", built)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("kamergraaf: ")
    assert reason in result.stderr


@pytest.mark.parametrize("command", [["query", DOCUMENTS], ["export"], ["validate"], ["remove", "x"], ["show", "x"]])
def test_commands_that_read_make_no_store(tmp_path: Path, command: list[str]) -> None:
    result = run(*command)
    assert result.exit_code == 2
    assert "there is no store in kamergraaf-store" in result.stderr
    assert list((tmp_path / "here").iterdir()) == []


# ------------------------------------------------------------------------------------------------ export


def test_export_goes_to_standard_output_as_nquads(built: Path) -> None:
    result = run("export", "--store", built)
    assert result.exit_code == 0
    assert len(list(ox.parse(result.stdout, ox.RdfFormat.N_QUADS))) == open_store(built).count()


@pytest.mark.parametrize("suffix", ["nq", "trig", "ttl", "jsonld", "graphml", "gexf"])
def test_export_takes_the_format_from_the_file(built: Path, tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"first.{suffix}", tmp_path / f"second.{suffix}"
    for file in (first, second):
        assert run("export", "-o", file, "--store", built).exit_code == 0
    assert first.read_bytes() == second.read_bytes() != b""


def test_export_in_an_unknown_format_writes_nothing(built: Path, tmp_path: Path) -> None:
    result = run("export", "-o", tmp_path / "graph.xyz", "--store", built)
    assert result.exit_code == 2
    assert "no format known by that suffix" in result.stderr
    assert run("export", "--format", "xyz", "--store", built).exit_code == 2
    assert not (tmp_path / "graph.xyz").exists()


def test_export_into_no_folder_is_told(built: Path, tmp_path: Path) -> None:
    result = run("export", "-o", tmp_path / "absent" / "graph.nq", "--store", built)
    assert result.exit_code == 2
    assert result.stderr == f"kamergraaf: {tmp_path / 'absent' / 'graph.nq'}: No such file or directory\n"


# ---------------------------------------------------------------------------------------------- validate


def test_the_samples_are_valid(built: Path) -> None:
    result = run("validate", "--store", built)
    assert result.exit_code == 0, result.stdout
    assert "4 documents checked, 0 of them wrong" in result.stdout


def test_validate_says_where_and_what_is_wrong(copy: Path) -> None:
    store = open_store(copy)
    graph = store.graphs()[0]
    kept = [quad for quad in store.quads(graph) if quad.predicate.value != f"{DCTERMS}title"]
    store.replace(graph, kept)
    store.close()
    result = run("validate", "--store", copy)
    assert result.exit_code == 1
    assert f"{graph}: {graph} dcterms:title: " in result.stdout
    assert "4 documents checked, 1 of them wrong" in result.stdout


# ------------------------------------------------------------------------------------------ remove, show


def test_remove_takes_documents_out(copy: Path) -> None:
    (_, *found) = rows(run("query", DOCUMENTS, "--format", "csv", "--store", copy))
    result = run("remove", found[0][0], "no-such-document", "--store", copy)
    assert (result.exit_code, result.stdout) == (1, "1 documents removed\n")
    assert result.stderr == "kamergraaf: no-such-document: no such document in the store\n"
    assert run("remove", found[0][0], "--store", copy).exit_code == 2
    left = rows(run("query", "SELECT ?g { GRAPH ?g { ?d a kg:Document } }", "--format", "csv", "--store", copy))
    assert run("remove", left[1][0], "--store", copy).exit_code == 0
    assert len(rows(run("query", DOCUMENTS, "--format", "csv", "--store", copy))) == len(found) - 1


def test_show_draws_a_document_and_an_entity(built: Path, tmp_path: Path) -> None:
    document = rows(run("query", DOCUMENTS, "--format", "csv", "--store", built))[1][0]
    person = f"SELECT ?id {{ ?e a <{KG}Person> ; dcterms:identifier ?id }} ORDER BY ?id LIMIT 1"
    entity = rows(run("query", person, "--format", "csv", "--store", built))[1][0]
    for thing in (document, entity):
        result = run("show", thing, "-o", tmp_path / "picture.html", "--store", built)
        assert (result.exit_code, result.stdout) == (0, f"picture: {tmp_path / 'picture.html'}\n")
        assert thing in (tmp_path / "picture.html").read_text(encoding="utf-8")


def test_show_names_the_picture_after_the_thing(built: Path, tmp_path: Path) -> None:
    document = rows(run("query", DOCUMENTS, "--format", "csv", "--store", built))[1][0]
    assert run("show", document, "--store", built).exit_code == 0
    assert (tmp_path / "here" / f"{document}.html").is_file()


def test_show_of_the_unknown_is_told(built: Path) -> None:
    result = run("show", "../nothing", "--store", built)
    assert result.exit_code == 2
    assert result.stderr.startswith("kamergraaf: ../nothing: no document or entity")


# --------------------------------------------------------------------------------------------- the whole


def test_the_demo_shows_all_of_it_and_keeps_only_the_picture(tmp_path: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.stderr
    assert all(queries()[name].question in result.stdout for name in DEMO_QUERIES)
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["kamergraaf-demo.html"]


def test_an_interrupted_build_ends_in_one_line(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kamergraaf.engines.paper_pass.read_paper", interrupted)
    result = run("build", papers, "--store", tmp_path / "store")
    assert result.exit_code == 130
    assert result.stderr == "kamergraaf: stopped; papers that were read stay in the store\n"
    open_store(tmp_path / "store").close()


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("kamergraaf 0.")


@pytest.mark.parametrize("arguments", [["no-such-command"], ["build"], ["query", "--format", "xml"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_help_does_not_wait_for_the_models() -> None:
    script = "import sys, kamergraaf.commands; print(*{'spacy', 'networkx', 'rdflib', 'pyvis'} & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


def test_a_reader_that_has_seen_enough_is_no_error(built: Path) -> None:
    command = [sys.executable, "-c", "from kamergraaf.commands import app; app()", "export", "--store", str(built)]
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
