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
import math
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kamergraaf.builder import BuildReport, build
from kamergraaf.engines import Engine
from kamergraaf.engines.dask import CHUNK, DaskEngine
from kamergraaf.models import GraphText
from kamergraaf.store import open_store
from kamergraaf.storing import BATCH

sys.path.insert(0, str(Path(__file__).parents[1]))
from scale import SCALE, write_papers

from cluster import Cluster, cluster

PAPERS = 1_600
PLANNED = 10_000_000
NIGHT, WEEK = 10, 7 * 24
"""Hours."""
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


@dataclass(frozen=True, slots=True)
class Costs:
    """What a paper costs, in seconds of the processor and in bytes."""

    worker: float
    client: float
    """Loading the store included."""
    shard: float
    triples: float
    loading: float
    """Of a million triples."""
    stored: float
    """Of a triple."""


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
    all_of_it, at_the_end = _loading(folder / "two", folder / "again")
    costs = Costs(
        worker=(after - before) / read,
        client=built.processor / read,
        shard=sum(sizes.values()) / (len(sizes) * CHUNK),
        triples=triples / built.report.papers,
        loading=all_of_it,
        stored=built.stored / triples,
    )
    print(f"  seconds of the processor a paper: {costs.worker:.4f} in workers, {costs.client:.4f} in the client")
    print(f"  memory of a worker at most: {max(_peak(worker.pid) for worker in workers):.0f} MB")
    print(f"  bytes of shard a paper, packed: {costs.shard:,.0f}")
    print(f"  triples a paper: {costs.triples:.0f}")
    print(
        f"  seconds of the processor to load a million triples: {all_of_it:.1f}, "
        f"and {at_the_end:.1f} for the last quarter of {triples:,}"
    )
    print(f"  bytes of store a triple: {costs.stored:.0f}")
    print(_plan(costs), flush=True)
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


def _plan(costs: Costs) -> str:
    """Return what ``PLANNED`` papers of such costs take."""
    reading, triples = PLANNED * costs.worker / 3600, PLANNED * costs.triples
    loading = triples / 1e6 * costs.loading / 3600
    return "\n  ".join(
        (
            f"for {PLANNED:,} such papers:",
            f"reading: {reading:,.0f} hours of a processor; workers for a night of {NIGHT} h: "
            f"{math.ceil(reading / NIGHT)}, for a week: {math.ceil(reading / WEEK)}",
            f"triples: {triples / 1e9:.2f} billion; shards, if all were kept: {PLANNED * costs.shard / 1e9:,.0f} GB",
            f"embedded store: {triples * costs.stored / 1e12:.1f} TB, loaded in {loading:,.0f} hours of a processor",
            f"workers that keep one client busy: {costs.worker / costs.client:.1f}",
        )
    )


def _loading(source: Path, location: Path) -> tuple[float, float]:
    """Load what the store ``source`` holds into a new one.

    Returns:
        Seconds of the processor that a million triples took, of all and of the last quarter.
    """
    batches: list[list[GraphText]] = [[]]
    size = 0
    for graph in _graphs(source):
        if size >= BATCH:
            batches.append([])
            size = 0
        batches[-1].append(graph)
        size += len(graph.lines)
    store = open_store(location)
    took: list[tuple[float, int]] = []
    for batch in batches:
        begun = time.process_time()
        store.replace_all(batch)
        took.append((time.process_time() - begun, sum(graph.lines.count(b"\n") for graph in batch)))
    store.close()
    return _rate(took), _rate(took[len(took) * 3 // 4 :])


def _rate(took: list[tuple[float, int]]) -> float:
    seconds, triples = map(sum, zip(*took, strict=True))
    return seconds / triples * 1e6


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
