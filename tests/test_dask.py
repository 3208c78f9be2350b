"""The engine on Dask: real schedulers and workers on loopback, some of them killed."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import as_file
from itertools import islice
from pathlib import Path

import dask
import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from cluster import Cluster, cluster
from kamergraaf.builder import BuildReport, build
from kamergraaf.commands import app
from kamergraaf.engines.dask import CHUNK, DaskEngine
from kamergraaf.errors import EngineError, PartlyReadError
from kamergraaf.resources import ontology, samples
from kamergraaf.settings import Settings
from kamergraaf.store import GraphStore, open_store
from stumbling import stumbling

PAPERS = Path(__file__).parent / "papers"
SCALE = Path(__file__).resolve().parents[2] / "shared" / "scale" / "be-qrva.jsonl.gz"
TEXTS = 100
OWN = '<https://example.org/thema> a <{0}Concept> ; <{0}prefLabel> "{1}"@nl .'
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers that no test ends."""
    with cluster(tmp_path_factory.mktemp("cluster")) as started:
        started.worker("--no-nanny")
        started.worker("--no-nanny", "--nthreads", "3")
        yield started


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler of the test's own, without workers."""
    with cluster(tmp_path / "cluster") as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Papers of all layouts, more than a chunk of them, and files that are none."""
    place = Path(shutil.copytree(PAPERS, tmp_path / "papers"))
    (place / "expectations.json").unlink()
    with as_file(samples()) as papers:
        shutil.copytree(papers, place / "samples")
    (place / "broken.pdf").write_bytes(b"%PDF-1.7 nonsense")
    (place / "empty.md").touch()
    (place / "letter.txt").write_text("Geachte voorzitter, hierbij mijn brief. Hoogachtend.", encoding="utf-8")
    shutil.copy(place / "overleg-themes-zwemonderwijs.md", place / "the-same.md")
    return place


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real texts, enough that two workers are busy for a while."""
    if not SCALE.is_file():
        pytest.skip(f"the texts are not there: {SCALE}")
    place = tmp_path_factory.mktemp("texts")
    with gzip.open(SCALE, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, TEXTS)):
            (place / f"{number:03}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
    return place


@pytest.fixture
def engine(running: Cluster, tmp_path: Path) -> DaskEngine:
    return DaskEngine(running.address, tmp_path / "shards")


@pytest.fixture
def store() -> GraphStore:
    return open_store(None)


def dumped(store: GraphStore) -> bytes:
    output = io.BytesIO()
    store.dump(output, ox.RdfFormat.N_QUADS)
    return output.getvalue()


def in_process(path: Path) -> tuple[bytes, BuildReport]:
    """Return the graph of ``path`` as this process makes it, and what it tells."""
    store = open_store(None)
    report = build([path], store)
    return dumped(store), report


def told(report: BuildReport) -> tuple[object, ...]:
    """Return all that a build tells, but for the time."""
    counts = report.papers, report.questions, report.answers, report.triples, report.unchanged
    return *counts, report.failures, report.parts, report.entities


def left(shards: Path) -> list[str]:
    return [name for name in os.listdir(shards) if name != "lock"]


def test_the_graph_and_what_is_told_are_those_of_one_machine(
    folder: Path, engine: DaskEngine, store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The workers run in another folder; papers are told of as they were named.
    monkeypatch.chdir(tmp_path)
    here = Path(folder.name)
    graph, expected = in_process(here)
    assert len(expected.failures) == 4
    assert expected.papers > CHUNK
    report = build([here], store, engine=engine)
    assert told(report) == told(expected)
    assert dumped(store) == graph
    assert left(tmp_path / "shards") == []


def test_real_texts_give_the_graph_of_one_machine_when_a_worker_is_killed(
    texts: Path, alone: Cluster, store: GraphStore, tmp_path: Path
) -> None:
    graph, expected = in_process(texts)
    first, second = (alone.worker("--no-nanny") for _ in range(2))
    shards: list[int] = []

    def kill(_: str, done: int, __: int) -> None:
        if done == CHUNK + 1:
            first.kill()
        # With two workers at most eight chunks are under way, however many papers there are.
        shards.extend(len(list(run.iterdir())) for run in (tmp_path / "shards").glob("run-*"))

    report = build([texts], store, kill, engine=DaskEngine(alone.address, tmp_path / "shards"))
    assert first.wait() == -signal.SIGKILL
    assert second.poll() is None
    assert told(report) == told(expected)
    assert dumped(store) == graph
    assert 0 < max(shards) <= 9


def test_a_worker_killed_at_a_paper_has_its_papers_done_by_others(
    folder: Path, alone: Cluster, store: GraphStore, tmp_path: Path
) -> None:
    graph, expected = in_process(folder)
    environment = stumbling(tmp_path / "hook", once="lijst-van-vragen-musea.md")
    workers = [alone.worker("--no-nanny", environment=environment) for _ in range(2)]
    report = build([folder], store, engine=DaskEngine(alone.address, tmp_path / "shards"))
    assert sorted(str(worker.poll()) for worker in workers) == ["-9", "None"]
    assert told(report) == told(expected)
    assert dumped(store) == graph


def test_a_paper_at_which_every_worker_dies_is_told_and_the_others_are_built(
    folder: Path, alone: Cluster, store: GraphStore, tmp_path: Path
) -> None:
    # Nannies start workers again; without them a cluster would soon have none.
    alone.worker(environment=stumbling(tmp_path / "hook", deadly="letter.txt"))
    report = build([folder], store, engine=DaskEngine(alone.address, tmp_path / "shards"))
    failures = {Path(failure.name).name: failure.reason for failure in report.failures}
    assert failures.pop("letter.txt").startswith("every worker that read it died")
    assert set(failures) == {"broken.pdf", "empty.md", "the-same.md"}
    (folder / "letter.txt").unlink()
    graph, expected = in_process(folder)
    assert report.papers == expected.papers
    assert dumped(store) == graph


def test_a_scheduler_that_dies_is_told_and_the_next_build_goes_on(
    texts: Path, alone: Cluster, tmp_path: Path, engine: DaskEngine
) -> None:
    store = open_store(tmp_path / "store")
    alone.worker("--no-nanny")

    def kill(_: str, done: int, __: int) -> None:
        if done == 2 * CHUNK:
            alone.scheduler.kill()

    told = rf"{alone.address} does not answer any more; at least \d+ papers were stored before and stay"
    with pytest.raises(PartlyReadError, match=told):
        build([texts], store, kill, engine=DaskEngine(alone.address, tmp_path / "shards"))
    assert 2 * CHUNK <= len(store.graphs()) < TEXTS
    kept = len(store.graphs())
    assert left(tmp_path / "shards") == []
    report = build([texts], store, engine=engine)
    assert (report.papers, report.unchanged) == (TEXTS, kept)
    assert dumped(store) == in_process(texts)[0]


def test_a_scheduler_that_hangs_is_told(texts: Path, alone: Cluster, store: GraphStore, tmp_path: Path) -> None:
    alone.worker("--no-nanny")

    def stop(_: str, done: int, __: int) -> None:
        if done == CHUNK:
            alone.scheduler.send_signal(signal.SIGSTOP)

    with pytest.raises(EngineError, match="does not answer any more"):
        build([texts], store, stop, engine=DaskEngine(alone.address, tmp_path / "shards", patience=3))
    assert len(store.graphs()) == CHUNK
    alone.scheduler.send_signal(signal.SIGCONT)


def test_a_cluster_that_loses_its_last_worker_is_told(
    texts: Path, alone: Cluster, store: GraphStore, tmp_path: Path
) -> None:
    worker = alone.worker("--no-nanny")

    def kill(_: str, done: int, __: int) -> None:
        if done == CHUNK:
            worker.kill()

    with pytest.raises(EngineError, match=rf"{alone.address} has had no worker for 3 s.*dask worker {alone.address}"):
        build([texts], store, kill, engine=DaskEngine(alone.address, tmp_path / "shards", patience=3))
    assert len(store.graphs()) >= CHUNK


def test_a_cluster_without_workers_is_told(folder: Path, alone: Cluster, store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="has had no worker for 1 s"):
        build([folder], store, engine=DaskEngine(alone.address, tmp_path / "shards", patience=1))


@pytest.mark.parametrize("address", ["nowhere", "carrier-pigeon://host:1", "tcp://127.0.0.1:1"])
def test_a_scheduler_that_is_not_there_is_told_and_no_store_is_made(folder: Path, tmp_path: Path, address: str) -> None:
    arguments = ["build", str(folder), "--engine", "dask", "--scheduler", address, "--store", str(tmp_path / "store")]
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"kamergraaf: no Dask scheduler can be reached at {address}: ")
    assert not (tmp_path / "store").exists()


def test_a_worker_of_another_version_writes_nothing(
    folder: Path, alone: Cluster, store: GraphStore, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(Path(__file__).parents[1] / "graph" / "kamergraaf", other / "kamergraaf")
    with as_file(ontology()) as vocabularies:
        shutil.copytree(vocabularies, other / "kamergraaf" / "ontology")
    with (other / "kamergraaf" / "name_forms.py").open("a", encoding="utf-8") as module:
        module.write("# another version\n")
    alone.worker("--no-nanny", environment={"PYTHONPATH": str(other)})
    with pytest.raises(EngineError, match=r"worker tcp://\S+ differs from this machine in kamergraaf's rules"):
        build([folder], store, engine=DaskEngine(alone.address, tmp_path / "shards"))
    assert store.graphs() == []


def test_a_worker_without_kamergraaf_is_told(folder: Path, alone: Cluster, store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "other" / "kamergraaf").mkdir(parents=True)
    absent = "raise ModuleNotFoundError(\"No module named 'kamergraaf'\")"
    (tmp_path / "other" / "kamergraaf" / "__init__.py").write_text(absent, encoding="utf-8")
    alone.worker("--no-nanny", environment={"PYTHONPATH": str(tmp_path / "other")})
    with pytest.raises(EngineError, match=r"worker tcp://\S+ cannot run this kamergraaf \(.*install the same on all"):
        build([folder], store, engine=DaskEngine(alone.address, tmp_path / "shards"))


def test_a_worker_takes_up_a_vocabulary_that_has_changed(folder: Path, engine: DaskEngine, tmp_path: Path) -> None:
    vocabulary = tmp_path / "own.ttl"
    for word in ("zwemonderwijs", "drinkwater"):
        vocabulary.write_text(OWN.format(SKOS, word), encoding="utf-8")
        here, there = open_store(None), open_store(None)
        build([folder], here, settings=Settings(vocabulary))
        build([folder], there, settings=Settings(vocabulary), engine=engine)
        assert dumped(there) == dumped(here)


@pytest.mark.parametrize("hidden", ["papers", "shards", "own"])
def test_what_a_worker_does_not_see_is_told(
    hidden: str, folder: Path, alone: Cluster, store: GraphStore, tmp_path: Path
) -> None:
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("a worker with a view of its own needs unshare(1) and the right to use it")
    for name in ("shards", "own"):
        (tmp_path / name).mkdir()
    vocabulary = tmp_path / "own" / "own.ttl"
    vocabulary.write_text(OWN.format(SKOS, "zwemonderwijs"), encoding="utf-8")
    hide = f'mount -t tmpfs none "{tmp_path / hidden}" && exec "$@"'
    alone.worker("--no-nanny", before=["unshare", "-m", "sh", "-c", hide, "sh"])
    dask_engine = DaskEngine(alone.address, tmp_path / "shards")
    if hidden == "papers":
        report = build([folder], store, engine=dask_engine)
        assert report.papers == 0
        assert all(Path(failure.name).is_file() and "does not see it" in failure.reason for failure in report.failures)
        return
    with pytest.raises(
        EngineError, match=r"worker tcp://\S+ cannot (write shards to .*not see it; --shards|read .*own\.ttl)"
    ):
        build([folder], store, settings=Settings(vocabulary), engine=dask_engine)


def test_what_a_killed_build_left_is_removed(
    folder: Path, engine: DaskEngine, store: GraphStore, tmp_path: Path
) -> None:
    (tmp_path / "shards" / "run-0").mkdir(parents=True)
    (tmp_path / "shards" / "run-0" / "0000001.nq.gz").write_bytes(b"half")
    build([folder], store, engine=engine)
    assert left(tmp_path / "shards") == []


def test_two_builds_do_not_share_a_folder_of_shards(folder: Path, engine: DaskEngine, store: GraphStore) -> None:
    papers = sorted(folder.glob("*.md"))
    first = engine.run(papers, Settings())
    next(first)
    with pytest.raises(EngineError, match=r"another build keeps its shards in .*--shards"):
        build([folder], store, engine=engine)
    first.close()
    build([folder], store, engine=engine)


def test_a_build_that_is_stopped_leaves_no_shards(folder: Path, engine: DaskEngine, tmp_path: Path) -> None:
    results = engine.run(sorted(folder.glob("*.md")), Settings())
    next(results)
    assert left(tmp_path / "shards") != []
    results.close()
    assert left(tmp_path / "shards") == []


def test_shards_that_cannot_be_kept_are_told(folder: Path, running: Cluster, store: GraphStore) -> None:
    with pytest.raises(EngineError, match=r"shards cannot be kept in /proc/none: "):
        build([folder], store, engine=DaskEngine(running.address, Path("/proc/none")))


def test_the_command_builds_on_a_cluster(folder: Path, running: Cluster, tmp_path: Path) -> None:
    arguments = ["build", str(folder / "samples"), "--store", str(tmp_path / "store")]
    result = CliRunner().invoke(app, [*arguments, "--engine", "dask", "--scheduler", running.address])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 papers (0 unchanged), 0 failed" in result.stdout
    assert left(tmp_path / "store.shards") == []


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--engine", "dask"], "needs --scheduler"),
        (["--engine", "dask", "--scheduler", "tcp://h:1", "--jobs", "2"], "--jobs is for --engine local"),
        (["--scheduler", "tcp://h:1"], "are for --engine dask"),
        (["--engine", "local", "--shards", "here"], "are for --engine dask"),
        (["--engine", "spark"], "'spark'"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    options: list[str], reason: str, folder: Path, tmp_path: Path
) -> None:
    result = CliRunner().invoke(app, ["build", str(folder), "--store", str(tmp_path / "store"), *options])
    assert result.exit_code == 2
    assert reason in result.stderr
    assert not (tmp_path / "store").exists()


def test_dask_that_is_not_installed_is_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for name in ("dask", "dask_worker"):
        monkeypatch.delitem(sys.modules, f"kamergraaf.engines.{name}")
    options = ["--engine", "dask", "--scheduler", "tcp://h:1", "--store", str(tmp_path / "store")]
    result = CliRunner().invoke(app, ["build", str(folder), *options])
    assert result.exit_code == 2
    assert result.stderr == "kamergraaf: --engine dask needs Dask; install it with: pip install 'kamergraaf[dask]'\n"
