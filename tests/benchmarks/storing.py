"""What the parts of a build cost of the processor, as multiples of tokenising (``make benchmark-storing``).

The pass over papers, and pyoxigraph loading the graphs that it made into a new store with nothing of ours in between:
the named graphs alone, and with their merge as kamergraaf stores it. All are times of all threads of this one process,
RocksDB's included, so that a machine that does other things changes them little. The papers are those of
``scale.py``. Skips, with the reason, where ``../shared`` is absent.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox
import spacy
from rich.console import Console
from rich.table import Table
from scale import SCALE, write_papers

from kamergraaf.engines.base import BuiltPaper
from kamergraaf.engines.paper_pass import paper_pass
from kamergraaf.models import GraphText
from kamergraaf.papers import Failure
from kamergraaf.settings import Settings
from kamergraaf.store.texts import evenly, triple_lines

PAPERS = 4_800
_PART = 32 * 1024 * 1024
"""Bytes of N-Quads that are loaded at a time, as kamergraaf does it."""


def main() -> None:
    """Measure and print a row for each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=PAPERS, help="number of papers")
    arguments = parser.parse_args()
    console = Console()
    if not SCALE.is_file():
        console.print(f"skipped: {SCALE} is not there")
        return
    with tempfile.TemporaryDirectory() as folder:
        seconds = _measured(Path(folder), arguments.papers)
    table = Table(title=f"{arguments.papers:,} papers, seconds of the processor")
    for head in ("", "seconds", "× tokenising"):
        table.add_column(head, justify="right" if head else "left")
    for name, taken in seconds.items():
        table.add_row(name, f"{taken:.1f}", f"{taken / seconds['tokenising']:.2f}")
    console.print(table)


def _measured(folder: Path, number: int) -> dict[str, float]:
    papers = folder / "papers"
    write_papers(papers, 0, number)
    paths = sorted(papers.iterdir())
    blank, build = spacy.blank("nl"), paper_pass(Settings())
    results: list[BuiltPaper | Failure] = []
    tokenising = _seconds(lambda: [blank.make_doc(path.read_text(encoding="utf-8")) for path in paths])
    making = _seconds(lambda: results.extend(map(build, paths)))
    graphs = [result.graph for result in results if isinstance(result, BuiltPaper)]
    return {
        "tokenising": tokenising,
        "pass": making,
        "loading named graphs alone": _loading(folder / "alone", graphs, merge=False),
        "loading them and their merge": _loading(folder / "merged", graphs, merge=True),
    }


def _loading(location: Path, graphs: Sequence[GraphText], *, merge: bool) -> float:
    parts = [
        b"".join(graph.lines + triple_lines(graph) if merge else graph.lines for graph in part)
        for part in evenly(graphs, _PART)
    ]

    def load() -> None:
        store = ox.Store(str(location))
        for part in parts:
            store.bulk_load(part, ox.RdfFormat.N_QUADS, lenient=True)
        store.optimize()
        store.flush()

    return _seconds(load)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
