"""What a build on a Dask cluster costs a paper, also when a worker is killed (``make distributed``).

Starts a scheduler and two workers on loopback and builds the texts of ``../shared/scale`` three times: on this machine
alone; on the cluster, where what a paper costs is measured; and on the cluster again with a worker that is killed
(``kill -9``) half-way. All three graphs must be the same, byte for byte.

Seconds of the workers are those of the processor, so that other work on the machine does not count, and without those
of loading the vocabularies. The store is loaded as the build does it, a batch at a time. Linux only. Skips, with the
reason, where ``../shared`` is absent.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kamergraaf.builder import BATCH, BuildReport, build
from kamergraaf.engines import Engine
from kamergraaf.engines.dask import CHUNK, DaskEngine
from kamergraaf.models import GraphText
from kamergraaf.store import open_store

sys.path.insert(0, str(Path(__file__).parents[1]))
from scale import SCALE, write_papers

from cluster import Cluster, cluster

PAPERS = 1_600
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Built:
    """A build: what it told, and what it took."""

    report: BuildReport
    graph: str
    """SHA-256 of the dump."""
    stored: int
    """Bytes of the store on disk."""
    processor: float
    """Seconds of the processor in this process."""


def main() -> int:
    """Build thrice, print the costs, and return 1 if the graphs differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=PAPERS, help="number of papers; more than there are come again")
    papers = parser.parse_args().papers
    if not SCALE.is_file():
        print(f"distributed: skipped, {SCALE} is not there")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder), papers)


def _run(folder: Path, number: int) -> int:
    papers = folder / "papers"
    write_papers(papers, 0, number)
    print(f"{number:,} papers; {os.cpu_count()} processors, Python {platform.python_version()}, {platform.platform()}")
    alone = _built(papers, folder / "alone", None)
    print(f"on this machine alone: {_line(alone)}", flush=True)
    with cluster(folder / "cluster") as running:
        undisturbed = _undisturbed(papers, folder, running)
    with cluster(folder / "cluster-2") as running:
        disturbed = _disturbed(papers, folder, running)
    if not alone.graph == undisturbed.graph == disturbed.graph:
        print("the graphs differ")
        return 1
    print("all three graphs are the same, byte for byte")
    return 0


def _undisturbed(papers: Path, folder: Path, running: Cluster) -> Built:
    """Build on two workers and print what it costs."""
    workers = [running.worker("--no-nanny") for _ in range(2)]
    # Loading is not counted: each worker has its share of a few papers first.
    _built_on(running, sorted(papers.iterdir())[: 8 * CHUNK], folder / "first")
    before = sum(_processor(worker.pid) for worker in workers)
    sizes: dict[str, int] = {}

    def note(_: str, done: int, __: int) -> None:
        # A shard is gone when its last paper has been taken.
        if done % CHUNK != 1:
            return
        for shard in folder.glob("two.shards/run-*/*.nq.gz"):
            try:
                sizes[shard.name] = shard.stat().st_size
            except FileNotFoundError:
                continue

    built = _built(papers, folder / "two", DaskEngine(running.address, folder / "two.shards"), note)
    after = sum(_processor(worker.pid) for worker in workers)
    print(f"on two workers: {_line(built)}")
    read, triples = built.report.papers + len(built.report.failures), built.report.triples
    print(f"  seconds of the processor a paper, in workers: {(after - before) / read:.4f}")
    print(f"  memory of a worker at most: {max(_peak(worker.pid) for worker in workers):.0f} MB")
    print(f"  bytes of shard a paper, packed: {sum(sizes.values()) / (len(sizes) * CHUNK):,.0f}")
    print(f"  triples a paper: {triples / built.report.papers:.0f}")
    print(f"  seconds of the processor in the client a paper, loading the store included: {built.processor / read:.4f}")
    print(f"  loading a million triples: {_loading(folder / 'two', folder / 'again', triples)}")
    print(f"  bytes of store a triple: {built.stored / triples:.0f}", flush=True)
    return built


def _disturbed(papers: Path, folder: Path, running: Cluster) -> Built:
    """Build on two workers of which one is killed half-way."""
    first, _ = (running.worker("--no-nanny") for _ in range(2))

    def kill(_: str, done: int, total: int) -> None:
        if done == total // 2:
            first.kill()

    built = _built(papers, folder / "killed", DaskEngine(running.address, folder / "killed.shards"), kill)
    print(f"on two workers, one killed half-way: {_line(built)}", flush=True)
    return built


def _built_on(running: Cluster, papers: list[Path], shards: Path) -> None:
    build(papers, open_store(None), engine=DaskEngine(running.address, shards))


def _built(
    papers: Path, location: Path, engine: Engine | None, progress: Callable[[str, int, int], None] | None = None
) -> Built:
    store = open_store(location)
    begun = time.process_time()
    report = build([papers], store, progress, engine=engine)
    processor = time.process_time() - begun
    with tempfile.TemporaryFile() as dump:
        store.dump(dump, ox.RdfFormat.N_QUADS)
        dump.seek(0)
        graph = hashlib.file_digest(dump, "sha256").hexdigest()
    store.close()
    return Built(report, graph, sum(file.stat().st_size for file in location.iterdir()), processor)


def _loading(source: Path, location: Path, triples: int) -> str:
    """Load what the store ``source`` holds into a new one, and tell what a million ``triples`` take."""
    graphs = _graphs(source)
    store = open_store(location)
    clock, begun = time.monotonic(), time.process_time()
    batch: list[GraphText] = []
    size = 0
    for graph in graphs:
        batch.append(graph)
        size += len(graph.lines)
        if size >= BATCH:
            store.replace_all(batch)
            batch, size = [], 0
    store.replace_all(batch)
    store.close()
    seconds, processor = time.monotonic() - clock, time.process_time() - begun
    return f"{processor / triples * 1e6:.1f} s of the processor, {seconds / triples * 1e6:.1f} s of the clock"


def _graphs(location: Path) -> list[GraphText]:
    store = open_store(location, create=False)
    graphs = []
    for name in store.graphs():
        lines = ox.serialize(store.quads(name), format=ox.RdfFormat.N_QUADS)
        assert lines is not None
        graphs.append(GraphText(name, lines))
    store.close()
    return graphs


def _line(built: Built) -> str:
    report = built.report
    return (
        f"{report.papers:,} papers, {len(report.failures)} failed, {report.triples:,} triples, "
        f"{report.seconds:.0f} s, SHA-256 {built.graph[:16]}"
    )


def _processor(process: int) -> float:
    """Return the seconds of the processor that ``process`` has taken (proc(5): utime and stime, fields 14 and 15)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _peak(process: int) -> float:
    """Return the most memory that ``process`` has held, in megabytes (proc(5), VmHWM)."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
