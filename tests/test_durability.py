"""Nothing is lost: builds that are killed or stopped, full and read-only disks, several processes on one store."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import resource
import shutil
import signal
import subprocess
import termios
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from durability import Triples, dump, graphs, kill_test, reach, rubbish, run, started, wait_for_group, write_papers
from kamergraaf.commands import app
from kamergraaf.errors import StoreError
from kamergraaf.store import open_store

PAPERS = 16
MANY = 200
COUNT = "SELECT (COUNT(?d) AS ?n) { ?d a kg:Document }"


@dataclass(frozen=True)
class Undisturbed:
    """Papers, the same papers changed, and the store of each when nothing went wrong."""

    old: Path
    new: Path
    old_store: Path
    new_store: Path


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    made = Undisturbed(folder / "old", folder / "new", folder / "old-store", folder / "new-store")
    write_papers(made.old, PAPERS)
    write_papers(made.new, PAPERS, changed=True)
    for papers, store in ((made.old, made.old_store), (made.new, made.new_store)):
        done = run("build", papers, "--store", store, "--jobs", 1)
        assert done.returncode == 0, done.stderr
    return made


@pytest.fixture
def store(undisturbed: Undisturbed, tmp_path: Path) -> Path:
    """A copy of the store of the old papers."""
    return Path(shutil.copytree(undisturbed.old_store, tmp_path / "store"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """More papers than can be read while a signal is under way; none of them is changed."""
    folder = tmp_path_factory.mktemp("many")
    write_papers(folder / "papers", MANY)
    done = command("build", folder / "papers", "--store", folder / "store")
    assert done.exit_code == 0, done.stderr
    return Undisturbed(folder / "papers", folder / "papers", folder / "store", folder / "store")


def old_or_new(store: Path, undisturbed: Undisturbed) -> dict[str, Triples]:
    """Return the graphs of ``store``, of which each must be as before or as it is to be."""
    old, new = graphs(undisturbed.old_store), graphs(undisturbed.new_store)
    found = graphs(store)
    for name, triples in found.items():
        assert triples in (old[name], new[name]), name
    return found


def command(*arguments: object) -> Result:
    """Run ``kamergraaf`` in this process."""
    return CliRunner().invoke(app, list(map(str, arguments)))


@contextmanager
def disk(folder: Path, options: str) -> Iterator[Callable[[str], None]]:
    """Mount a disk in memory on ``folder``; yields what mounts it again with other options."""

    def mount(*arguments: str) -> None:
        done = subprocess.run(["mount", *arguments, folder], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")

    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    folder.mkdir()
    mount("-t", "tmpfs", "-o", options, "none")
    try:
        yield lambda changed: mount("-o", f"remount,{changed}")
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


# --------------------------------------------------------------------------------------- kill -9


def test_builds_killed_at_any_moment_leave_each_paper_whole_and_the_next_one_finishes(tmp_path: Path) -> None:
    kill_test(tmp_path, papers=PAPERS, rounds=10, seed=8)


def test_a_store_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    store = tmp_path / "store"
    # As a kill leaves it that hits while the files of a new store are put in their place.
    (store / "beginning").mkdir(parents=True)
    (store / "MANIFEST-000001").write_bytes(b"half")
    with pytest.raises(StoreError, match="there is no store"):
        open_store(store, create=False)
    open_store(store).close()
    with closing(open_store(store, reading=True)) as opened:
        assert opened.count() == 0
    assert not (store / "beginning").exists()


def test_what_a_killed_bulk_load_leaves_is_deleted_by_the_next_who_writes(store: Path) -> None:
    (store / "bulk-123456789.sst").write_bytes(b"half a file")
    (store / "reading-000000007").mkdir()
    (store / "unfinished").mkdir()
    with closing(open_store(store, reading=True)):
        assert (store / "bulk-123456789.sst").exists()
    open_store(store).close()
    assert rubbish(store) == []


# --------------------------------------------------------------------------------- signals


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_what_was_read_before_a_signal_is_stored(number: signal.Signals, many: Undisturbed, tmp_path: Path) -> None:
    build = started("build", many.old, "--store", tmp_path / "store", "--jobs", 2)
    assert reach(build, "_load", 2), build.communicate()
    # A terminal sends Ctrl-C to all processes of the group, and so does a machine that shuts down.
    os.killpg(build.pid, number)
    _, told = build.communicate(timeout=120)
    wait_for_group(build.pid)
    assert build.returncode == 128 + number
    assert told == "kamergraaf: stopped; papers that were read stay in the store\n"
    assert 0 < len(old_or_new(tmp_path / "store", many)) < MANY


def test_what_was_read_before_the_terminal_closed_is_stored(many: Undisturbed, tmp_path: Path) -> None:
    ours, its = pty.openpty()

    def on_terminal() -> None:
        fcntl.ioctl(its, termios.TIOCSCTTY, 0)
        # Under nohup these tests ignore it, and so would the build.
        signal.signal(signal.SIGHUP, signal.SIG_DFL)

    build = started(
        "build", many.old, "--store", tmp_path / "store", "--jobs", 2,
        stdin=its, stderr=its, preexec_fn=on_terminal,
        env={**os.environ, "TERM": "dumb"},  # Else the bar of progress fills a terminal that no one looks at.
    )  # fmt: skip
    os.close(its)
    assert reach(build, "_load", 2)
    os.close(ours)
    build.communicate(timeout=120)
    wait_for_group(build.pid)
    # 129, unless it finds that it has no one to tell any more.
    assert build.returncode in (1, 128 + signal.SIGHUP)
    assert 0 < len(old_or_new(tmp_path / "store", many)) < MANY


# --------------------------------------------------------------------------------- disks


def test_a_full_disk_loses_nothing_and_the_next_build_goes_on(undisturbed: Undisturbed, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "size=1500k") as changed:
        store = tmp_path / "disk" / "store"
        full = run("build", undisturbed.old, "--store", store, "--jobs", 1)
        assert full.returncode == 1
        assert "its disk is full" in full.stderr
        stored = len(old_or_new(store, undisturbed))
        told = re.search(r"at least (\d+) papers were stored before and stay", full.stderr)
        # The batch that was being written may be stored in part.
        assert told is not None and 0 < int(told[1]) <= stored < PAPERS
        # Who reads needs no room.
        asked = run("query", COUNT, "--store", store, "--format", "csv")
        assert asked.stdout.split()[-2:] == [str(stored), "@close"], asked.stderr
        changed("size=100m")
        assert run("build", undisturbed.old, "--store", store, "--jobs", 1).returncode == 0
        assert dump(store) == dump(undisturbed.old_store)
        # The same for papers that are replaced: nothing of the old ones goes before the new ones are there.
        filler = tmp_path / "disk" / "filler"
        free = os.statvfs(store)
        filler.write_bytes(bytes(free.f_bavail * free.f_frsize - 300_000))
        full = run("build", undisturbed.new, "--store", store, "--jobs", 1)
        assert full.returncode in (1, 2)
        assert "its disk is full" in full.stderr
        assert len(old_or_new(store, undisturbed)) == PAPERS
        filler.unlink()
        assert run("build", undisturbed.new, "--store", store, "--jobs", 1).returncode == 0
        assert dump(store) == dump(undisturbed.new_store)
        assert rubbish(store) == []


def test_a_full_disk_of_temporary_files_is_told_and_the_next_build_goes_on(
    undisturbed: Undisturbed, tmp_path: Path
) -> None:
    with disk(tmp_path / "disk", "size=64k"):
        environment = {**os.environ, "TMPDIR": str(tmp_path / "disk")}
        full = run("build", undisturbed.old, "--store", tmp_path / "store", "--jobs", 2, env=environment)
    assert full.returncode in (1, 2)
    told = f"kamergraaf: results cannot be handed over in {tmp_path / 'disk'} (TMPDIR): No space left on device"
    assert full.stderr.startswith(told) and full.stderr.count("\n") == 1
    assert run("build", undisturbed.old, "--store", tmp_path / "store", "--jobs", 2).returncode == 0
    assert dump(tmp_path / "store") == dump(undisturbed.old_store)


@pytest.mark.skipif(os.geteuid() == 0, reason="root tries it with a disk that is full")
def test_a_file_that_may_not_grow_is_as_a_full_disk(undisturbed: Undisturbed, store: Path) -> None:
    full = run(
        "build", undisturbed.new, "--store", store, "--jobs", 1,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )  # fmt: skip
    assert full.returncode in (1, 2)
    assert "its disk is full" in full.stderr
    assert len(old_or_new(store, undisturbed)) == PAPERS
    assert run("build", undisturbed.new, "--store", store, "--jobs", 1).returncode == 0
    assert dump(store) == dump(undisturbed.new_store)


def test_a_read_only_store_is_read_by_all_commands_that_read(undisturbed: Undisturbed, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "size=50m") as changed:
        store = Path(shutil.copytree(undisturbed.old_store, tmp_path / "disk" / "store"))
        changed("ro")
        # An identifier of a paper, as query tells it.
        asked = run(
            "query", "SELECT ?i { ?d a kg:Document ; dcterms:identifier ?i }", "--format", "csv", "--store", store
        )
        paper = asked.stdout.split()[-2]
        for reading in (
            ("export", "-o", tmp_path / "all.nq"),
            ("query", COUNT),
            ("show", paper, "-o", tmp_path / "paper.html"),
            ("validate", "--sample", 1),
            ("analyse", "answer-kinds"),
            ("network", "co-mention", "-o", tmp_path / "network.gexf"),
            ("explain", f"{paper} 1"),
            ("backup", tmp_path / "backup.zip"),
        ):
            done = command(*reading, "--store", store)
            assert done.exit_code == 0, (reading, done.stderr)
        assert (tmp_path / "all.nq").read_bytes() == dump(undisturbed.old_store)
        for writing in (("build", undisturbed.new), ("remove", paper), ("analyse", "answer-kinds", "--write")):
            done = command(*writing, "--store", store)
            assert done.exit_code == 2
            assert done.stderr == (
                f"kamergraaf: store {store} cannot be written: no permission, or its disk is read-only\n"
            )


# --------------------------------------------------------------------------------- several processes


def test_a_second_build_is_refused_or_waits_and_readers_read_what_was_before(
    undisturbed: Undisturbed, store: Path, tmp_path: Path
) -> None:
    first = started("build", undisturbed.new, "--store", store, "--jobs", 1)
    assert reach(first, "_change", 3)
    # It stands still while others ask, however slow they are.
    os.kill(first.pid, signal.SIGSTOP)
    refused = run("build", undisturbed.new, "--store", store, "--wait", 0)
    assert refused.returncode == 2
    assert (
        refused.stderr
        == f"kamergraaf: store {store} is in use by another process; stop that one first, or wait for it\n"
    )
    exported = run("export", "--store", store, "-o", tmp_path / "meanwhile.nq")
    assert exported.returncode == 0
    assert exported.stderr == f"kamergraaf: store {store} is being written; this is what it held when that began\n"
    assert (tmp_path / "meanwhile.nq").read_bytes() == dump(undisturbed.old_store)
    assert run("backup", tmp_path / "meanwhile.zip", "--store", store).returncode == 0
    second = started("build", undisturbed.new, "--store", store, "--jobs", 1, "--wait", 600)
    assert second.stderr is not None
    assert "waiting at most 600 seconds" in second.stderr.readline()
    os.kill(first.pid, signal.SIGCONT)
    for build in (first, second):
        _, told = build.communicate(timeout=120)
        assert (build.returncode, told) == (0, "")
    assert dump(store) == dump(undisturbed.new_store)
    assert rubbish(store) == []
    assert run("restore", tmp_path / "meanwhile.zip", "--store", tmp_path / "restored").returncode == 0
    assert dump(tmp_path / "restored") == dump(undisturbed.old_store)


def test_any_number_may_read_at_once_and_none_writes_meanwhile(store: Path) -> None:
    with closing(open_store(store, reading=True)) as one, closing(open_store(store, reading=True)) as other:
        assert one.graphs() == other.graphs()
        with pytest.raises(StoreError, match="cannot be written"):
            one.remove(one.graphs()[0])
        with pytest.raises(StoreError, match="in use by another process"):
            open_store(store)
    open_store(store).close()


def test_a_reader_of_what_was_before_reads_on_when_the_build_is_done(undisturbed: Undisturbed, store: Path) -> None:
    with closing(open_store(store)) as writing:
        reader = open_store(store, reading=True)
        writing.remove(writing.graphs()[0])
    with closing(open_store(store)) as writing:
        writing.remove(writing.graphs()[0])
        assert reader.count() == sum(map(len, graphs(undisturbed.old_store).values()))
        reader.close()
    assert rubbish(store) == []
