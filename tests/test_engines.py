"""The engine of several processes: its order, processes that die, and what is left when it is stopped."""

from __future__ import annotations

import io
import os
import pickle
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kamergraaf.builder import build
from kamergraaf.engines import InProcess, Processes, local
from kamergraaf.papers import Failure, find_papers
from kamergraaf.settings import Settings
from kamergraaf.store import GraphStore, open_store
from stumbling import stumbling

PAPERS = Path(__file__).parent / "papers"
KAMERGRAAF = Path(sys.executable).with_name("kamergraaf")
STUMBLE = "lijst-van-vragen-sluizen.txt"
"""A paper in the second of two chunks."""
_DEADLINE = 60.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Papers of all layouts, more than two processes are given at a time, and files that are none."""
    place = Path(shutil.copytree(PAPERS, tmp_path / "papers"))
    (place / "expectations.json").unlink()
    (place / "empty.md").touch()
    shutil.copy(place / "overleg-themes-zwemonderwijs.md", place / "the-same.md")
    return place


def papers(folder: Path) -> list[Path]:
    return [path for path in find_papers([folder]) if isinstance(path, Path)]


def dumped(store: GraphStore) -> bytes:
    output = io.BytesIO()
    store.dump(output, ox.RdfFormat.N_QUADS)
    return output.getvalue()


def test_results_come_in_the_order_of_the_papers_and_are_those_of_one_process(folder: Path) -> None:
    settings = Settings()
    assert list(Processes(2).run(papers(folder), settings)) == list(InProcess().run(papers(folder), settings))


def test_a_build_in_several_processes_gives_the_same_graph(folder: Path) -> None:
    one, two = open_store(None), open_store(None)
    expected, report = build([folder], one), build([folder], two, engine=Processes(2))
    assert (report.papers, report.triples, report.failures) == (expected.papers, expected.triples, expected.failures)
    assert dumped(two) == dumped(one)


def test_a_process_that_is_killed_has_its_papers_done_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings()
    expected = list(InProcess().run(papers(folder), settings))
    monkeypatch.setenv("PYTHONPATH", stumbling(tmp_path / "hook", once=STUMBLE)["PYTHONPATH"])
    assert list(Processes(2).run(papers(folder), settings)) == expected
    assert not (tmp_path / "hook" / "flag").exists(), "no process was killed"


def test_a_paper_at_which_every_process_dies_is_told_and_the_others_are_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings()
    expected = list(InProcess().run(papers(folder), settings))
    monkeypatch.setenv("PYTHONPATH", stumbling(tmp_path / "hook", deadly=STUMBLE)["PYTHONPATH"])
    results = list(Processes(2).run(papers(folder), settings))
    (place,) = (number for number, path in enumerate(papers(folder)) if path.name == STUMBLE)
    failure = results.pop(place)
    assert isinstance(failure, Failure)
    assert failure.name == str(folder / STUMBLE)
    assert "the process that read it died" in failure.reason
    del expected[place]
    assert results == expected


@pytest.fixture
def held_up(folder: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A build of which a process stands at a paper until the pipe, which is given too, is closed."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    environment = stumbling(tmp_path / "hook", held=STUMBLE, gate=gate)
    command = [KAMERGRAAF, "build", folder, "--store", tmp_path / "store", "--jobs", "2"]
    process = subprocess.Popen(
        command, env=os.environ | environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
    )
    # Opening it waits until a process stands at the paper.
    pipe = os.open(gate, os.O_WRONLY)
    yield process, pipe
    os.close(pipe)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_ctrl_c_ends_all_processes_and_keeps_what_was_read(
    held_up: tuple[subprocess.Popen[bytes], int], folder: Path, tmp_path: Path
) -> None:
    process, pipe = held_up
    os.killpg(process.pid, signal.SIGINT)
    # The paper under way is let go on; no other is begun.
    os.write(pipe, b"\n")
    _, errors = process.communicate(timeout=_DEADLINE)
    assert process.returncode == 130
    assert errors.decode() == "kamergraaf: stopped; papers that were read stay in the store\n"
    _all_end(process.pid)
    store = open_store(tmp_path / "store")
    kept = len(store.graphs())
    assert build([folder], store).unchanged == kept
    whole = open_store(None)
    build([folder], whole)
    assert dumped(store) == dumped(whole)


def test_a_build_that_is_killed_leaves_no_processes(held_up: tuple[subprocess.Popen[bytes], int]) -> None:
    process, _ = held_up
    process.kill()
    process.wait()
    _all_end(process.pid)


def _all_end(session: int) -> None:
    """Wait until no process of ``session`` runs."""
    deadline = time.monotonic() + _DEADLINE
    while left := _running(session):
        assert time.monotonic() < deadline, f"still running: {left}"
        time.sleep(0.05)


def _running(session: int) -> list[int]:
    """Return the processes of ``session`` that have not ended (proc(5): state is field 3, session field 6)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(fields[3]) == session and fields[0] not in "ZX":
                found.append(int(entry.name))
    return found


def test_what_a_process_tells_goes_through_a_pipe_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    # Larger pieces may be cut in two by a process that dies, and the rest waited for for ever (POSIX write).
    told = local._run(papers(folder), Settings(), str(tmp_path))
    assert len(pickle.dumps(told)) < select.PIPE_BUF
    assert list(map(type, pickle.loads(Path(told).read_bytes()))) == [
        type(result) for result in InProcess().run(papers(folder), Settings())
    ]
