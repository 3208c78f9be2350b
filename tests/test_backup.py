"""A backup holds all of a store, and nothing else takes the place of what is stored."""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import zipfile
from contextlib import closing
from importlib.resources import as_file
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from durability import dump, rubbish
from kamergraaf.builder import build
from kamergraaf.commands import app
from kamergraaf.errors import StoreError
from kamergraaf.resources import samples
from kamergraaf.store import GraphStore, open_store
from kamergraaf.store.backup import check_backup, restore_folder, restore_into, write_backup

KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from kamergraaf.commands import app
from kamergraaf.store.oxigraph import OxigraphStore

left = int(sys.argv.pop(1))

def dying(of, name):
    step = getattr(of, name)
    def last(*arguments, **named):
        global left
        done = step(*arguments, **named)
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    setattr(of, name, last)

for of, name in ((OxigraphStore, "replace_all"), (OxigraphStore, "close"), (Path, "rename"), (shutil, "rmtree")):
    dying(of, name)
app()
"""
"""``kamergraaf``, killed after so many of the steps that a restore takes."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples and findings on them."""
    store = tmp_path_factory.mktemp("full") / "store"
    with as_file(samples()) as papers, closing(open_store(store)) as opened:
        build([papers], opened)
    assert run("analyse", "answer-kinds", "--write", "--store", store).exit_code == 0
    return store


@pytest.fixture(scope="module")
def file(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of that store."""
    path = tmp_path_factory.mktemp("backup") / "backup.zip"
    assert run("backup", path, "--store", full).exit_code == 0
    return path


@pytest.fixture
def other(full: Path, tmp_path: Path) -> Path:
    """A store that holds a paper less."""
    store = Path(shutil.copytree(full, tmp_path / "store"))
    with closing(open_store(store)) as opened:
        opened.remove(opened.graphs()[0])
    return store


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_a_store_comes_back_as_it_was(full: Path, file: Path, tmp_path: Path) -> None:
    restored = run("restore", file, "--store", tmp_path / "store")
    assert restored.exit_code == 0, restored.stderr
    assert dump(tmp_path / "store") == dump(full)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    assert rubbish(tmp_path / "store") == []


def test_a_backup_is_read_by_any_software_and_tells_what_it_holds(full: Path, file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        assert archive.read("graphs.nq") == dump(full)
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["graphs"] == 5
    assert manifest["triples"] == dump(full).count(b"\n")
    assert manifest["software"].startswith("kamergraaf ")


def test_the_same_store_gives_the_same_graphs_in_another_kind_of_store(full: Path, file: Path) -> None:
    memory = open_store(None)
    memory.replace("https://example.org/other", [_quad("https://example.org/other")])
    restore_into(file, memory, replace=True)
    assert memory.graphs() == _graphs(full)
    assert _dumped(memory) == dump(full)


def test_in_a_folder_a_backup_is_named_after_store_and_time(full: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path, "--store", full).exit_code == 0
    (written,) = tmp_path.iterdir()
    assert written.match("store-????????-??????.zip")


def test_a_backup_that_fails_leaves_the_one_before(file: Path, tmp_path: Path) -> None:
    earlier = Path(shutil.copy(file, tmp_path / "backup.zip"))

    class Broken:
        def dump(self, output: object, rdf_format: object) -> None:
            raise StoreError("the store is gone")

    with pytest.raises(StoreError, match="the store is gone"):
        write_backup(Broken(), earlier)  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["backup.zip"]
    assert earlier.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.99])
def test_a_truncated_backup_is_refused(file: Path, other: Path, tmp_path: Path, part: float) -> None:
    damaged = tmp_path / "damaged.zip"
    data = file.read_bytes()
    damaged.write_bytes(data[: int(len(data) * part)])
    _refused(damaged, other)


@pytest.mark.parametrize("place", [0.001, 0.2, 0.5, 0.8, 0.97])
def test_an_altered_backup_is_refused(file: Path, other: Path, tmp_path: Path, place: float) -> None:
    damaged = tmp_path / "damaged.zip"
    data = bytearray(file.read_bytes())
    # A run of bytes, for there are some in a ZIP that mean nothing.
    at = int(len(data) * place)
    data[at : at + 16] = bytes(byte ^ 0xFF for byte in data[at : at + 16])
    damaged.write_bytes(data)
    _refused(damaged, other)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"triples": 1}, {"format": 2}, {"unknown": 1}])
def test_a_backup_that_is_not_what_it_says_is_refused(
    file: Path, other: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(tmp_path / "damaged.zip", "w") as altered:
        altered.writestr("graphs.nq", archive.read("graphs.nq"))
        altered.writestr("manifest.json", json.dumps(json.loads(archive.read("manifest.json")) | change))
    _refused(tmp_path / "damaged.zip", other)


def _refused(damaged: Path, store: Path) -> None:
    before = dump(store)
    refused = run("restore", damaged, "--store", store, "--replace")
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"kamergraaf: {damaged} ")
    assert dump(store) == before
    with pytest.raises(StoreError):
        check_backup(damaged)


def test_what_is_stored_is_replaced_only_when_told(full: Path, file: Path, other: Path) -> None:
    before = dump(other)
    refused = run("restore", file, "--store", other)
    assert (refused.exit_code, dump(other)) == (2, before)
    assert "--replace" in refused.stderr
    assert run("restore", file, "--store", other, "--replace").exit_code == 0
    assert dump(other) == dump(full)


def test_files_that_are_no_store_are_not_replaced(file: Path, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    refused = run("restore", file, "--store", tmp_path, "--replace")
    assert refused.exit_code == 2
    assert "is not empty and no store" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_store_that_is_in_use_is_not_replaced(file: Path, other: Path) -> None:
    with closing(open_store(other)), pytest.raises(StoreError, match="in use by another process"):
        restore_folder(file, other, replace=True)
    with closing(open_store(other, reading=True)), pytest.raises(StoreError, match="in use by another process"):
        restore_folder(file, other, replace=True)


def test_a_restore_killed_after_any_step_leaves_the_old_store_or_the_new_one(
    full: Path, file: Path, other: Path
) -> None:
    old, new = dump(other), dump(full)
    found = []
    for steps in range(1, 30):
        store = Path(shutil.copytree(other, other.with_name(f"store-{steps}")))
        command = [sys.executable, "-c", KILLED, str(steps), "restore", str(file), "--store", str(store), "--replace"]
        process = subprocess.run(command, capture_output=True, check=False)
        found.append(dump(store))
        assert found[-1] in (old, new)
        assert run("restore", file, "--store", store, "--replace").exit_code == 0
        assert dump(store) == new
        open_store(store).close()
        assert rubbish(store) == []
        assert list(store.parent.glob(f"{store.name}.*")) == []
        if process.returncode != -signal.SIGKILL:
            break
    assert process.returncode == 0
    # Some were killed before the new one took its place, and some after.
    assert found[0] == old and found[-2] == new


def test_a_full_disk_leaves_the_store_as_it_was(file: Path, other: Path) -> None:
    before = dump(other)
    command = [sys.executable, "-c", "from kamergraaf.commands import app; app()", "restore", str(file)]
    full = subprocess.run(
        [*command, "--store", str(other), "--replace"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )
    assert full.returncode == 2
    assert "its disk is full" in full.stderr
    assert dump(other) == before
    open_store(other).close()
    assert os.listdir(other.parent) == ["store"]


def _quad(graph: str) -> ox.Quad:
    node = ox.NamedNode(graph)
    return ox.Quad(node, node, node, node)


def _graphs(store: Path) -> list[str]:
    with closing(open_store(store, reading=True)) as opened:
        return opened.graphs()


def _dumped(store: GraphStore) -> bytes:
    output = io.BytesIO()
    store.dump(output, ox.RdfFormat.N_QUADS)
    return output.getvalue()
