"""``kamergraaf analyse`` and ``kamergraaf network``, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

import kamergraaf
from kamergraaf.analyse.measures import MEASURES
from kamergraaf.analyse.networks import NETWORKS
from kamergraaf.commands import app
from kamergraaf.resources import samples

PAPER = "ah-tk-20982099-101"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("store") / "store"
    with as_file(samples()) as papers:
        assert run("build", papers, "--store", folder).exit_code == 0
    yield folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_without_a_measure_they_are_listed() -> None:
    result = run("analyse")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in MEASURES)


@pytest.mark.parametrize("measure", MEASURES)
def test_a_table_stands_under_a_line_on_how_to_read_it(store: Path, measure: str) -> None:
    result = run("analyse", measure, "--store", store, "--top", 3)
    assert result.exit_code == 0
    title, reading = result.stdout.splitlines()[:2]
    assert title and reading.endswith(".")


def test_the_table_says_how_many_rows_there_are(store: Path) -> None:
    few = run("analyse", "centrality", "--store", store, "--top", 2).stdout
    rows = json.loads(run("analyse", "centrality", "--store", store, "--format", "json").stdout)["rows"]
    assert f"2 of {len(rows)} rows" in few
    every = run("analyse", "centrality", "--store", store, "--top", 0).stdout
    assert " rows;" not in every and len(every.splitlines()) >= len(rows)


def test_formats_hold_the_same_rows(store: Path, tmp_path: Path) -> None:
    rows = json.loads(run("analyse", "waiting", "--store", store, "--format", "json").stdout)["rows"]
    table = run("analyse", "waiting", "--store", store, "--format", "csv").stdout
    assert [row["document"] for row in csv.DictReader(io.StringIO(table))] == [row["document"] for row in rows]
    file = tmp_path / "waiting.parquet"
    assert run("analyse", "waiting", "--store", store, "--format", "parquet", "-o", file).exit_code == 0
    assert pq.read_table(file)["days"].to_pylist() == [row["days"] for row in rows]


def test_a_part_of_the_store_is_chosen(store: Path) -> None:
    def papers(*options: object) -> set[str]:
        result = run("analyse", "waiting", "--store", store, "--format", "json", *options)
        return {row["document"] for row in json.loads(result.stdout)["rows"]}

    assert papers("--since", "2099-03-03", "--until", "2099-03-03") == {PAPER}
    assert papers("--type", "schriftelijk-overleg") == set()
    assert papers("--type", "aanhangsel") == papers() != set()


def test_a_picture_is_drawn_beside_the_table(store: Path, tmp_path: Path) -> None:
    result = run("analyse", "waiting", "--store", store, "--plot", tmp_path / "waiting.svg")
    assert result.exit_code == 0
    assert "<svg" in (tmp_path / "waiting.svg").read_text(encoding="utf-8")
    assert "Days from question to answer" in result.stdout


def test_findings_stay_in_the_store_until_they_are_removed(store: Path) -> None:
    graph = "https://w3id.org/kamergraaf/id/findings/waiting"
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    assert graph in run("analyse", "waiting", "--store", store, "--write").stderr
    assert int(run("query", count, "--store", store, "--format", "csv").stdout.split()[1]) > 0
    # Findings are no document: the papers are checked and counted as before.
    assert run("validate", "--store", store).stdout.startswith("4 documents checked, 0 of them wrong")
    assert run("remove", graph, "--store", store).exit_code == 0
    assert run("query", count, "--store", store, "--format", "csv").stdout.split()[1] == "0"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("analyse", "wealth"), "no measure of that name (known: centrality"),
        (("analyse", "waiting", "--network", "co-mention"), "--network is for centrality and communities"),
        (("analyse", "centrality", "--network", "web"), "no network of that name (known: co-mention"),
        (("analyse", "waiting", "--fractie", "XYZ"), "no such fractie in the store (known: "),
        (("analyse", "waiting", "--type", "brief"), "no such type of document in the store (known: aanhangsel"),
        (("analyse", "waiting", "--plot", "x.jpg"), "known: .png .svg .html"),
        (("analyse", "waiting", "-o", "x.csv"), "name another --format"),
        (
            ("analyse", "waiting", "--since", "2098-01-01", "--until", "2098-01-02", "--plot", "x.png"),
            "nothing to draw",
        ),
        (("network", "web"), "no network of that name (known: co-mention"),
        (("network", "co-mention", "-o", "network.txt"), "known: .graphml .gexf"),
        (("network", "co-mention", "--format", "csv"), "name a folder"),
        (("network", "co-mention", "--fractie", "XYZ"), "no such fractie in the store"),
    ],
)
def test_wrong_usage_is_told_in_one_line(store: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, "--store", store)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("network", NETWORKS)
def test_a_network_is_exported(store: Path, tmp_path: Path, network: str) -> None:
    assert run("network", network, "-o", tmp_path / "n.gexf", "--store", store).exit_code == 0
    size = len(nx.read_gexf(tmp_path / "n.gexf"))
    result = run("network", network, "--format", "csv", "-o", tmp_path / "n", "--store", store)
    assert result.exit_code == 0
    nodes = list(csv.DictReader((tmp_path / "n" / "nodes.csv").open(encoding="utf-8")))
    assert len(nodes) == size
    assert (tmp_path / "n" / "edges.csv").is_file()


def test_without_a_name_networks_are_listed(store: Path) -> None:
    result = run("network")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in NETWORKS)


def test_a_network_goes_to_standard_output_as_gexf(store: Path) -> None:
    assert run("network", "co-citation", "--store", store).stdout.startswith("<gexf")


def test_the_demo_draws_a_paper_though_there_are_findings(store: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(store, tmp_path / "copy")
    assert run("analyse", "waiting", "--store", copy, "--write").exit_code == 0
    assert run("demo", "--store", copy, "-o", tmp_path / "demo.html").exit_code == 0


def test_a_part_of_a_network_is_exported(store: Path, tmp_path: Path) -> None:
    for name, options in (("all", ()), ("part", ("--type", "aanhangsel"))):
        run("network", "co-mention", "-o", tmp_path / f"{name}.graphml", "--store", store, *options)
    whole, part = (set(nx.read_graphml(tmp_path / f"{name}.graphml")) for name in ("all", "part"))
    assert part < whole


def test_the_python_api_has_the_names_of_the_commands() -> None:
    names = [*MEASURES, *(f"{name}-network" for name in NETWORKS)]
    assert {name.replace("-", "_") for name in names} <= set(kamergraaf.__all__)
    assert all(getattr(kamergraaf, name) is not None for name in kamergraaf.__all__)
    for name, function in MEASURES.items():
        assert getattr(kamergraaf, name.replace("-", "_")) is function
