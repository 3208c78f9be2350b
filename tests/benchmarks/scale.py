"""What a whole build costs at 200, 1,600 and 16,000 papers (``make benchmark-scale``).

The papers are the texts of ``../shared/scale``; for more than there are, they come again under new numbers. The
yardstick is ``spacy.blank("nl")`` tokenising the same files on as many processes. Both run as commands of their own in
turn, from start to end, loading included; "at the margin" is what the papers cost that a size has more than the size
before it, so that loading does not count. Then the same build again, when all papers are unchanged, beside hashing the
files; then with 20 new papers. Linux only. Skips, with the reason, where ``../shared`` is absent.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from operator import attrgetter
from pathlib import Path

import spacy
from spacy.language import Language

from kamergraaf.engines.local import usable_processors
from kamergraaf.store import open_store

SCALE = Path(__file__).resolve().parents[3] / "shared" / "scale" / "be-qrva.jsonl.gz"
SIZES = (200, 1_600, 16_000)
NEW = 20
_NUMBER = re.compile(r"^\d+$", re.MULTILINE)
"""The line on which a paper's number stands."""
_BUILD = [str(Path(sys.executable).with_name("kamergraaf")), "build"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of the clock and of all processors, and the most memory of one process in MB."""

    seconds: float
    processor: float
    memory: float


def main() -> int:
    """Measure each size and print a row for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=usable_processors(), help="processes, of both")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of papers")
    parser.add_argument("--tokenise", type=Path, metavar="DIR", help="only tokenise the files in DIR")
    arguments = parser.parse_args()
    if arguments.tokenise is not None:
        _tokenise(arguments.tokenise, arguments.jobs)
        return 0
    if not SCALE.is_file():
        print(f"benchmark: skipped, {SCALE} is not there")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), arguments.sizes, arguments.jobs)
    return 0


def _measure(folder: Path, sizes: Sequence[int], jobs: int) -> None:
    print(
        f"{jobs} processes\n\n"
        "| papers | tokenising s | build s | × | × at the margin | of processors | papers/s | triples/s | "
        "MB of a process | store MB | unchanged s | hashing s | 20 new s |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    before: tuple[Cost, Cost] | None = None
    for size in sizes:
        papers, new, store = (folder / f"{name}-{size}" for name in ("papers", "new", "store"))
        write_papers(papers, 0, size)
        write_papers(new, size, NEW)
        build = [*_BUILD, str(papers), "--store", str(store), "--jobs", str(jobs)]
        tokenising = _cost([sys.executable, __file__, "--tokenise", str(papers), "--jobs", str(jobs)])
        building = _cost(build)
        triples = _triples(store)
        stored = sum(file.stat().st_size for file in store.iterdir()) / 1e6
        again = _cost(build)
        hashing = _hashing(papers)
        adding = _cost([*_BUILD, str(papers), str(new), "--store", str(store), "--jobs", str(jobs)])
        row = (
            f"{size:,}",
            f"{tokenising.seconds:.1f}",
            f"{building.seconds:.1f}",
            f"{building.seconds / tokenising.seconds:.2f}",
            *(("", "") if before is None else _margin(before, (tokenising, building))),
            f"{size / building.seconds:.0f}",
            f"{triples / building.seconds:,.0f}",
            f"{building.memory:.0f}",
            f"{stored:.0f}",
            f"{again.seconds:.1f}",
            f"{hashing:.1f}",
            f"{adding.seconds:.1f}",
        )
        print(f"| {' | '.join(row)} |", flush=True)
        before = tokenising, building


def _margin(before: tuple[Cost, Cost], now: tuple[Cost, Cost]) -> list[str]:
    """Return the ratio of what building and tokenising the papers more took, by the clock and in processors' time."""
    tokenising, building = zip(before, now, strict=True)
    return [
        f"{(of(building[1]) - of(building[0])) / (of(tokenising[1]) - of(tokenising[0])):.2f}"
        for of in (attrgetter("seconds"), attrgetter("processor"))
    ]


def write_papers(folder: Path, first: int, number: int) -> None:
    """Write ``number`` papers into ``folder``, the texts of ``../shared/scale`` from the ``first``-th on and again."""
    folder.mkdir()
    texts = _texts()
    for place in islice(count(first), number):
        text = _NUMBER.sub(f"{place + 1_000_000}", texts[place % len(texts)], count=1)
        (folder / f"{place:06}.txt").write_text(text, encoding="utf-8")


@cache
def _texts() -> list[str]:
    with gzip.open(SCALE, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _cost(command: list[str]) -> Cost:
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if status:
        raise SystemExit(f"{' '.join(command)}: status {os.waitstatus_to_exitcode(status)}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _hashing(folder: Path) -> float:
    started = time.monotonic()
    for path in folder.iterdir():
        hashlib.sha256(path.read_bytes()).hexdigest()
    return time.monotonic() - started


def _triples(location: Path) -> int:
    store = open_store(location, create=False)
    number = store.count()
    store.close()
    return number


def _tokenise(folder: Path, jobs: int) -> None:
    """Tokenise the files in ``folder``, each on one of ``jobs`` processes."""
    paths = sorted(folder.iterdir())
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(_tokens, paths, chunksize=16))


def _tokens(path: Path) -> int:
    return len(_blank().make_doc(path.read_text(encoding="utf-8")))


@cache
def _blank() -> Language:
    return spacy.blank("nl")


if __name__ == "__main__":
    raise SystemExit(main())
