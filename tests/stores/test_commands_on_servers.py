"""The commands with the URL of a server for ``--store``."""

from __future__ import annotations

import json
from contextlib import closing
from importlib.resources import as_file
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kamergraaf.commands import app
from kamergraaf.resources import samples
from kamergraaf.store import open_store
from stores.servers import PASSWORD, Server


def run(server: Server, command: str, *arguments: object, status: int = 0) -> Result:
    done = CliRunner().invoke(app, [command, "--store", server.store, *map(str, arguments)])
    assert done.exit_code == status, done.stderr
    assert f":{PASSWORD}@" not in done.stdout + done.stderr
    return done


def test_the_commands_work_on_a_server(server: Server, tmp_path: Path) -> None:
    with as_file(samples()) as folder:
        paper = sorted(folder.glob("*.md"))[0]
        assert "1 papers (0 unchanged)" in run(server, "build", paper).stdout
        assert "1 papers (1 unchanged)" in run(server, "build", paper).stdout
    sparql = "SELECT ?id { ?d a kg:Document ; dcterms:identifier ?id }"
    found = json.loads(run(server, "query", sparql, "--format", "json").stdout)
    identifier = found["results"]["bindings"][0]["id"]["value"]
    run(server, "export", "-o", tmp_path / "graph.trig")
    assert identifier in (tmp_path / "graph.trig").read_text(encoding="utf-8")
    assert "1 documents checked, 0 of them wrong" in run(server, "validate").stdout
    assert "findings" in run(server, "analyse", "answer-kinds", "--write").stderr
    run(server, "show", identifier, "-o", tmp_path / "paper.html")
    assert (tmp_path / "paper.html").exists()
    run(server, "backup", tmp_path / "graph.zip")
    assert "1 documents removed" in run(server, "remove", identifier).stdout
    assert f"restored: {server.url} (" in run(server, "restore", "--replace", tmp_path / "graph.zip").stdout
    copied = CliRunner().invoke(app, ["restore", "--store", str(tmp_path / "copy"), str(tmp_path / "graph.zip")])
    assert copied.exit_code == 0
    with closing(open_store(server.store)) as here, closing(open_store(str(tmp_path / "copy"))) as there:
        assert [quad for name in here.graphs() for quad in here.quads(name)] == [
            quad for name in there.graphs() for quad in there.quads(name)
        ]


def test_serve_says_why_it_shows_no_server(server: Server) -> None:
    assert f"{server.url} is a server, which answers SPARQL itself" in run(server, "serve", status=2).stderr


@pytest.mark.parametrize("command", [("query", "SELECT"), ("query", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }")])
def test_a_bad_query_is_refused(server: Server, command: tuple[str, ...]) -> None:
    run(server, *command, status=2)
