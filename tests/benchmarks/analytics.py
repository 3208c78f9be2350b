"""Time and memory of networks and measures at 1,600 and 16,000 papers (``make benchmark-analytics``).

The 1,600 papers are those of ``../shared/scale``, read by the real pipeline; the 16,000 are ten copies of them under
new ids, each thirty days later than the one before. A thing that only one paper names becomes another thing in each
copy, for new papers would bring new such things too; what more papers name stays one. The papers are Belgian and name
no fractie we know, so each is given one of the twelve below, by its number, that fracties can be measured as well.

Each network and measure runs in a process of its own on a store on disk. Its time is that of the processor, so that
other work on the machine does not count; its memory is the most that the process
held, less what it held with the store open. Linux only. Skips, with the reason, where ``../shared`` is absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kamergraaf.analyse.measures import MEASURES
from kamergraaf.analyse.networks import NETWORKS, co_mention_network
from kamergraaf.analyse.projection import entity_graph
from kamergraaf.analyse.scope import Scope
from kamergraaf.builder import build
from kamergraaf.namespaces import DCTERMS, ID, KG, SKOS, XSD, own_iri
from kamergraaf.store import GraphStore, open_store

SCALE = Path(__file__).resolve().parents[3] / "shared" / "scale" / "be-qrva.jsonl.gz"
PAPERS, COPIES = 1600, 10
FRACTIES = ("VVD", "D66", "PVV", "SP", "CDA", "BBB", "NSC", "SGP", "DENK", "Volt", "FVD", "JA21")
_DATE = ox.NamedNode(f"{XSD}date")
_TASKS: dict[str, Callable[..., Any]] = {
    "whole graph": entity_graph,
    **{f"network {name}": function for name, function in NETWORKS.items()},
    "co-mention of one fractie": partial(co_mention_network, scope=Scope(groups=("VVD",))),
    **MEASURES,
}


def main() -> int:
    """Build what is not there yet, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="keep the stores here, and use those that are there")
    folder = parser.parse_args().folder
    if not SCALE.is_file():
        print(f"benchmark: skipped, {SCALE} is not there")
        return 0
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        _run(folder)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        _run(Path(temporary))
    return 0


def _run(folder: Path) -> None:
    small, large = folder / "small", folder / "large"
    if not small.exists():
        _build_small(small)
    if not large.exists():
        _build_large(small, large)
    print(f"| what | {PAPERS:,} papers: s | MB | {PAPERS * COPIES:,} papers: s | MB | time | memory | result |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |", flush=True)
    for name in _TASKS:
        (time_1, memory_1, size_1), (time_2, memory_2, size_2) = (_measured(name, store) for store in (small, large))
        times, memories = f"× {time_2 / time_1:.1f}", f"× {memory_2 / max(memory_1, 1):.1f}"
        print(
            f"| {name} | {time_1:.1f} | {memory_1:.0f} | {time_2:.1f} | {memory_2:.0f} | {times} | {memories} | "
            f"{size_1} → {size_2} |",
            flush=True,
        )


def _measured(name: str, store: Path) -> tuple[float, float, str]:
    """Return the seconds of the processor, the megabytes and the size of the result of a task on ``store``."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_task, (name, str(store)))


def _task(name: str, location: str) -> tuple[float, float, str]:
    store = open_store(Path(location), create=False)
    before = _peak()
    started = time.process_time()
    result = _TASKS[name](store)
    seconds = time.process_time() - started
    if hasattr(result, "rows"):
        size = f"{len(result.rows):,} rows"
    else:
        size = f"{result.number_of_nodes():,} nodes, {result.number_of_edges():,} edges"
    return seconds, _peak() - before, size


def _peak() -> float:
    """Return the most memory that this process has held, in megabytes; Linux tells (proc(5), VmHWM)."""
    # The figure of getrusage is no use here: it starts from that of the process that started this one.
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _build_small(location: Path) -> None:
    print(f"building {PAPERS:,} papers …", flush=True)
    with tempfile.TemporaryDirectory() as texts:
        with gzip.open(SCALE, "rt", encoding="utf-8") as lines:
            for number, line in zip(range(PAPERS), lines, strict=False):
                Path(texts, f"{number:05}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
        built = open_store(None)
        report = build([Path(texts)], built)
    print(f"built in {report.seconds:.0f} s, {len(report.failures)} failed")
    store = open_store(location)
    for number, graph in enumerate(built.graphs()):
        store.replace(graph, [*built.quads(graph), *_asked_by(built, graph, FRACTIES[number % len(FRACTIES)])])
    store.close()


def _asked_by(store: GraphStore, graph: str, name: str) -> Iterator[ox.Quad]:
    group, where = ox.NamedNode(own_iri("group", name.lower())), ox.NamedNode(graph)
    yield ox.Quad(group, ox.NamedNode(f"{DCTERMS}identifier"), ox.Literal(name), where)
    yield ox.Quad(group, ox.NamedNode(f"{SKOS}prefLabel"), ox.Literal(name, language="nl"), where)
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    yield ox.Quad(group, kind, ox.NamedNode(f"{KG}ParliamentaryGroup"), where)
    for quad in store.quads(graph):
        if quad.predicate == kind and quad.object == ox.NamedNode(f"{KG}Question"):
            yield ox.Quad(quad.subject, ox.NamedNode(f"{KG}askedBy"), group, where)


def _build_large(small: Path, location: Path) -> None:
    print(f"copying them {COPIES} times …", flush=True)
    source, store = open_store(small, create=False), open_store(location)
    graphs = {graph: source.quads(graph) for graph in source.graphs()}
    mentioned = Counter(
        quad.object.value
        for quads in graphs.values()
        for quad in {(q.object, q.graph_name): q for q in quads if q.predicate.value == f"{KG}refersTo"}.values()
    )
    once = {iri for iri, number in mentioned.items() if number == 1}
    for copy in range(COPIES):
        for graph, quads in graphs.items():
            own = f"{ID}{graph.rpartition('/')[2]}/"
            store.replace(_renamed(graph, graph, own, once, copy), _copied(quads, graph, own, once, copy))
    store.close()


def _renamed(iri: str, graph: str, own: str, once: set[str], copy: int) -> str:
    ours = iri == graph or iri in once
    if copy and (ours or iri.startswith(own)):
        return f"{iri}-copy{copy}" if ours else iri.replace(own, f"{own[:-1]}-copy{copy}/", 1)
    return iri


def _copied(quads: list[ox.Quad], graph: str, own: str, once: set[str], copy: int) -> Iterator[ox.Quad]:
    def term(value: Any) -> Any:
        if isinstance(value, ox.NamedNode):
            return ox.NamedNode(_renamed(value.value, graph, own, once, copy))
        if isinstance(value, ox.Literal) and value.datatype == _DATE:
            later = date.fromisoformat(value.value) + timedelta(days=30 * copy)
            return ox.Literal(later.isoformat(), datatype=_DATE)
        return value

    for quad in quads:
        yield ox.Quad(term(quad.subject), quad.predicate, term(quad.object), term(quad.graph_name))


if __name__ == "__main__":
    raise SystemExit(main())
