"""Builds that are killed, and what must hold of the store after that: ``make durability`` kills more of them."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kamergraaf.resources import samples
from kamergraaf.store import open_store

Triples = frozenset[str]
"""The triples of a graph, as lines of N-Triples."""
SCALE = Path(__file__).resolve().parents[2] / "shared" / "scale" / "be-qrva.jsonl.gz"
DRIVER = """
import os
from kamergraaf import storing
from kamergraaf.commands import app
from kamergraaf.engines import local
from kamergraaf.store import oxigraph

# Many small writes, in bulk all the same, so that a kill hits one.
storing.BATCH, oxigraph._PART, oxigraph._BULK = 48 * 1024, 24 * 1024, 24 * 1024
local._CHUNK = 2

def tell(what):
    # A bar of progress catches what is printed.
    os.write(1, f"@{what}\\n".encode())

def told(name):
    done = getattr(oxigraph.OxigraphStore, name)
    def telling(self, *arguments, **named):
        tell(name)
        return done(self, *arguments, **named)
    setattr(oxigraph.OxigraphStore, name, telling)

for name in ("__init__", "_load", "_change", "close"):
    told(name)
tell("start")
app()
"""
"""``kamergraaf`` with batches of a few papers, telling on standard output what it is about to do."""
_OF_ROCKSDB = re.compile(r"\d{6}\.(sst|log)|CURRENT|IDENTITY|LOCK|LOG|MANIFEST-\d{6}|OPTIONS-\d{6}")
_STAGES = {"start": 1.5, "__init__": 0.15, "_load": 0.06, "_change": 0.01, "close": 0.02}
"""What a killed build was about to do, and within how many seconds of that it is killed."""


def write_papers(folder: Path, papers: int, *, changed: bool = False) -> None:
    """Write ``papers`` papers: the first sample under other numbers, and texts of ``../shared/scale`` if it is there.

    With ``changed`` each has one more question than without it.
    """
    folder.mkdir()
    texts: list[str] = []
    if SCALE.is_file():
        with gzip.open(SCALE, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for _, line in zip(range(papers // 2), lines, strict=False)]
    with as_file(samples()) as shipped:
        sample = (shipped / "ah-tk-20982099-101.txt").read_text(encoding="utf-8")
    for number in range(papers - len(texts)):
        texts.append(re.sub(r"(?m)^(ah-tk-20982099-)?101$", rf"\g<1>{number + 1001}", sample))
    for number, text in enumerate(texts):
        more = "\n\nVraag 99\nKent u Polen?\n\nAntwoord 99\nJa.\n" if changed else "\n"
        (folder / f"{number:04}.txt").write_text(text + more, encoding="utf-8")


def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run ``kamergraaf`` with small batches to its end."""
    command = [sys.executable, "-c", DRIVER, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def started(*arguments: object, **options: Any) -> subprocess.Popen[str]:
    """Start ``kamergraaf`` with small batches, in a session of its own."""
    command = [sys.executable, "-c", DRIVER, *map(str, arguments)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(command, text=True, start_new_session=True, **pipes)


def reach(process: subprocess.Popen[str], stage: str, times: int = 1) -> bool:
    """Wait until ``process`` is about to do ``stage`` for the so manieth time; tell whether it ever did."""
    assert process.stdout is not None
    with killed_after(process, 120):
        for line in process.stdout:
            times -= line == f"@{stage}\n"
            if not times:
                return True
    return False


@contextmanager
def killed_after(process: subprocess.Popen[str], seconds: float) -> Iterator[None]:
    """Kill ``process`` if the block takes longer than ``seconds``, so that a test that is wrong ends."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def wait_for_group(group: int, seconds: float = 60) -> None:
    """Wait until no process of ``group`` is left (Linux ``/proc``)."""
    end = time.monotonic() + seconds
    while left := list(_processes(group)):
        assert time.monotonic() < end, f"still running: {left}"
        time.sleep(0.05)


def _processes(group: int) -> Iterator[str]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, _, rest = stat.read_text(errors="replace").partition(" (")
            state, _, its_group = rest.rpartition(") ")[2].split()[:3]
            if its_group == str(group) and state != "Z":
                yield number


def dump(store: Path) -> bytes:
    """Return all of ``store`` as N-Quads."""
    with tempfile.TemporaryFile() as file, closing(open_store(store, reading=True)) as opened:
        opened.dump(file, ox.RdfFormat.N_QUADS)
        file.seek(0)
        return file.read()


def graphs(store: Path) -> dict[str, Triples]:
    """Return the triples of each named graph of ``store``, after a look at whether their merge is what it should be."""
    database = ox.Store.read_only(str(store))
    named: dict[str, set[str]] = {}
    merged: set[str] = set()
    for quad in database:
        triple = str(quad.triple)
        if isinstance(quad.graph_name, ox.NamedNode):
            named.setdefault(quad.graph_name.value, set()).add(triple)
        else:
            merged.add(triple)
    assert merged == set().union(*named.values()), "the default graph is not the merge of the named graphs"
    return {name: frozenset(triples) for name, triples in named.items()}


def rubbish(store: Path) -> list[str]:
    """Return the files of ``store`` that do not belong to it."""
    held = os.listdir(store)
    database = ox.Store(str(store))
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        database.backup(f"{folder}/live")
        live = set(os.listdir(f"{folder}/live"))
    return sorted(
        name for name in held if not _OF_ROCKSDB.fullmatch(name) or (name.endswith(".sst") and name not in live)
    )


@dataclass(frozen=True)
class Kill:
    """A moment at which a build is killed."""

    stage: str
    times: int
    seconds: float
    whole_group: bool

    def __str__(self) -> str:
        who = "all processes" if self.whole_group else "the main process"
        return f"{who}, {self.seconds:.3f} s after {self.stage} {self.times}"


def moments(seed: int, rounds: int, *, writing: str) -> Iterator[Kill]:
    """Yield where to kill, most often where ``writing`` takes place, and in the end when the store is closed."""
    chance = random.Random(seed)
    for number in range(rounds):
        last = number >= rounds - max(1, rounds // 10)
        stage = "close" if last else chance.choice(["start", "__init__", *[writing] * 4])
        times = chance.randint(1, 3) if stage == writing else 1
        yield Kill(stage, times, chance.uniform(0, _STAGES[stage]), chance.random() < 0.5)


def killed_builds(
    papers: Path,
    store: Path,
    kills: Iterator[Kill],
    whole: dict[str, Triples],
    before: dict[str, Triples],
) -> int:
    """Build ``papers`` into ``store`` and kill it, again and again; each time look at what is stored.

    Each graph must be that of ``whole`` or, if it is not reached yet, that of ``before``.

    Returns:
        How many were killed, and not done before that.
    """
    killed = 0
    for number, kill in enumerate(kills):
        process = started("build", papers, "--store", store, "--jobs", 2)
        if reach(process, kill.stage, kill.times):
            time.sleep(kill.seconds)
        with suppress(ProcessLookupError):
            (os.killpg if kill.whole_group else os.kill)(process.pid, signal.SIGKILL)
        process.communicate()
        wait_for_group(process.pid)
        hit = process.returncode == -signal.SIGKILL
        killed += hit
        stored = graphs(store) if (store / "CURRENT").exists() else {}
        done = sum(stored.get(name) == triples for name, triples in whole.items())
        print(f"{number + 1}: {kill}: {'killed' if hit else 'was done'}, {done} of {len(whole)} papers", flush=True)
        for name, triples in stored.items():
            assert triples in (whole[name], before.get(name)), f"{name} is neither as before nor as it is to be"
        assert stored.keys() >= before.keys(), "a paper is lost"
    return killed


def kill_test(folder: Path, papers: int, rounds: int, seed: int) -> None:
    """Kill builds of new papers, and builds of changed ones, ``rounds`` times each; then let one finish."""
    old, new = folder / "old", folder / "new"
    write_papers(old, papers)
    write_papers(new, papers, changed=True)
    undisturbed: dict[Path, Path] = {}
    for texts in (old, new):
        undisturbed[texts] = folder / f"undisturbed-{texts.name}"
        done = run("build", texts, "--store", undisturbed[texts], "--jobs", 2)
        assert done.returncode == 0, done.stderr
    before: dict[str, Triples] = {}
    store = folder / "store"
    for texts, writing in ((old, "_load"), (new, "_change")):
        whole = graphs(undisturbed[texts])
        assert len(whole) == papers
        print(f"{texts.name} papers, seed {seed}", flush=True)
        killed = killed_builds(texts, store, moments(seed, rounds, writing=writing), whole, before)
        assert killed >= rounds * 0.8, "too few builds were killed before they were done"
        done = run("build", texts, "--store", store, "--jobs", 2)
        assert done.returncode == 0, done.stderr
        assert dump(store) == dump(undisturbed[texts])
        assert (left := rubbish(store)) == [], left
        assert not [path for path in store.parent.glob("store.*") if not path.name.startswith("store.readings")]
        before = whole


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        kill_test(Path(temporary), papers=200, rounds=50, seed=int(sys.argv[1]) if sys.argv[1:] else time.time_ns())
