"""The command as a user gives it: what it says, its exit status, and killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fetch.holdings import aanhangsel, overleg
from fetch.publisher import Answers, Cut, Publisher
from kamergraaf.commands import app
from kamergraaf.papers import find_papers
from serve.running import COMMAND, kamergraaf


@pytest.fixture(autouse=True)
def holdings(publisher: Publisher) -> None:
    publisher.holdings = [
        aanhangsel(1, "de pont", date="2098-08-01"),
        aanhangsel(2, "de brug", date="2098-08-02", padding=200_000),
        aanhangsel(3, "de sluis", date="2098-08-03"),
        overleg("99317", 974, "gemalen"),
    ]


@pytest.fixture
def options(publisher: Publisher, tmp_path: Path) -> list[str]:
    """Where the servers are, where to, and so fast that the test need not wait."""
    servers = ["--odata", publisher.odata, "--sru", publisher.sru, "--publications", publisher.address]
    return [*servers, "--to", str(tmp_path / "papers"), "--rate", "1000"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["fetch", *arguments])


def names(folder: Path) -> list[str]:
    return [found.name for found in find_papers([folder]) if isinstance(found, Path)]


def test_all_that_was_wanted_is_status_0(options: list[str], tmp_path: Path) -> None:
    result = run(*options, "--since", "2098-08-02", "--until", "2098-08-03")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"2 papers in {tmp_path / 'papers'}: 2 new, 0 changed, 0 unchanged; 0 failed\n"
    again = run(*options, "--since", "2098-08-02", "--until", "2098-08-03")
    assert "0 new, 0 changed, 2 unchanged; 0 failed" in again.stdout and again.exit_code == 0


def test_some_of_it_is_status_1_and_none_of_it_status_2(options: list[str], publisher: Publisher) -> None:
    result = run(*options, "ah-tk-20982099-1", "ah-tk-20982099-9")
    assert result.exit_code == 1 and "1 papers in" in result.stdout
    assert result.stderr.startswith(
        f"kamergraaf: ah-tk-20982099-9: {publisher.address}/ah-tk-20982099-9.xml: the server"
    )
    assert run(*options, "ah-tk-20982099-9").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say which papers: an ID, --dossier, --since or --until"),
        (["--dossier", "twaalf"], "twaalf: is no number of a dossier"),
        (["--since", "2 augustus"], "2 augustus"),
        (["--rate", "0", "--since", "2098-01-01"], "--rate"),
        (["--sru", "elders", "--since", "2098-01-01"], "elders: is no address on the web"),
    ],
)
def test_wrong_usage_is_status_2_and_asks_nothing(publisher: Publisher, arguments: list[str], message: str) -> None:
    result = run("--odata", publisher.odata, "--sru", publisher.sru, "--publications", publisher.address, *arguments)
    assert result.exit_code == 2 and message in result.stderr
    assert publisher.log == []


def test_a_dry_run_lists_and_fetches_nothing(options: list[str], publisher: Publisher, tmp_path: Path) -> None:
    result = run(*options, "--dry-run", "--dossier", "99317", "--source", "tweedekamer")
    assert result.stdout == f"kst-99317-974\t{publisher.odata}Document({publisher.holdings[3].guid})/resource\n"
    assert result.exit_code == 0 and not (tmp_path / "papers").exists()
    assert run(*options, "--dry-run", "geen-id.").exit_code == 2


def test_the_servers_can_be_named_in_the_environment(publisher: Publisher, tmp_path: Path) -> None:
    environment = {
        "KAMERGRAAF_ODATA": publisher.odata,
        "KAMERGRAAF_SRU": publisher.sru,
        "KAMERGRAAF_PUBLICATIONS": publisher.address,
    }
    for source in ("tweedekamer", "officielebekendmakingen"):
        wanted = ["--dossier", "99317", "--source", source, "--rate", "1000", "--to", str(tmp_path / source)]
        result = CliRunner().invoke(app, ["fetch", *wanted], env=environment)
        assert "1 papers in" in result.stdout


def test_a_server_that_fails_on_and_on_is_named(options: list[str], publisher: Publisher) -> None:
    for number in (1, 2, 3):
        publisher.next(f"/ah-tk-20982099-{number}.xml", Answers(429, headers={"Retry-After": "86400"}))
    result = run(*options, "--since", "2098-01-01")
    assert result.exit_code == 2
    assert "stopped: the server fails for 3 papers in a row; the same command goes on from here" in result.stderr


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_in_the_middle_of_a_file_goes_on_there(
    options: list[str], publisher: Publisher, tmp_path: Path, how: signal.Signals
) -> None:
    folder = tmp_path / "papers"
    publisher.next("/ah-tk-20982099-2.xml", Cut(100_000, stall=True))
    command = [*COMMAND, "fetch", "--since", "2098-08-01", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    part = folder / "ah-tk-20982099-2.xml.part"
    while not (part.exists() and part.stat().st_size == 100_000):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    process.send_signal(how)
    _, errors = process.communicate(timeout=30)
    if how is signal.SIGINT:
        assert process.returncode == 130 and errors == "kamergraaf: stopped; the same command goes on from here\n"
    assert names(folder) == ["ah-tk-20982099-1.xml"]

    publisher.log.clear()
    done = kamergraaf("fetch", "--since", "2098-08-01", *options)
    assert done.returncode == 0 and "3 papers in" in done.stdout
    files = [request for request in publisher.log if request.path != "/sru"]
    assert [(request.path, request.headers.get("range")) for request in files] == [
        ("/ah-tk-20982099-2.xml", "bytes=100000-"),
        ("/ah-tk-20982099-3.xml", None),
    ]
    for number, held in ((n, publisher.holdings[n - 1]) for n in (1, 2, 3)):
        assert (folder / f"ah-tk-20982099-{number}.xml").read_bytes() == held.files[".xml"]
    assert not part.exists()


def test_from_the_publisher_to_the_graph(options: list[str], tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert kamergraaf("fetch", "--since", "2098-08-03", "--dossier", "99317", *options).returncode == 0
    assert kamergraaf("fetch", "ah-tk-20982099-2", "kst-99317-974", *options).returncode == 0
    built = kamergraaf("build", tmp_path / "papers", "--store", store)
    assert (built.returncode, built.stderr) == (0, "") and "2 papers (" in built.stdout
    asked = "SELECT ?id { ?d a kg:Document ; dcterms:identifier ?id } ORDER BY ?id"
    result = kamergraaf("query", asked, "--store", store, "--format", "csv")
    assert result.stdout.split() == ["id", "ah-tk-20982099-2", "kst-99317-974"]
