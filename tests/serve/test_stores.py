"""The server and its store: backups, restores, and stores that cannot be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import closing
from importlib.resources import as_file
from pathlib import Path

import pytest

from kamergraaf.resources import samples
from kamergraaf.store import open_store

from .running import get, kamergraaf, served

COUNT = "SELECT (COUNT(?d) AS ?n) { ?d a kg:Document }"


@pytest.fixture(scope="module")
def one_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one") / "store"
    with as_file(samples()) as papers:
        assert kamergraaf("build", papers / "ah-tk-20982099-101.txt", "--store", folder).returncode == 0
    return folder


def documents(address: str) -> int:
    return int(get(f"{address}/sparql", "text/csv", query=COUNT).text.split()[-1])


def test_a_served_store_is_backed_up_and_a_restored_one_is_shown(store: Path, one_paper: Path, tmp_path: Path) -> None:
    served_store = Path(shutil.copytree(store, tmp_path / "store"))
    assert kamergraaf("backup", tmp_path / "one.zip", "--store", one_paper).returncode == 0
    with served(served_store) as running:
        held = documents(running)
        assert held > 1
        backup = kamergraaf("backup", tmp_path / "all.zip", "--store", served_store)
        assert (backup.returncode, backup.stderr) == (0, "")
        for file, expected in (("one.zip", 1), ("all.zip", held)):
            restored = kamergraaf("restore", tmp_path / file, "--store", served_store, "--replace")
            assert restored.returncode == 0, restored.stderr
            for _ in range(100):
                if documents(running) == expected:
                    break
                time.sleep(0.3)
            assert documents(running) == expected


def test_what_a_store_held_before_a_build_is_served_while_it_runs(one_paper: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(one_paper, tmp_path / "store"))
    with closing(open_store(folder)) as building:
        building.remove(building.graphs()[0])
        with served(folder) as running:
            assert documents(running) == 1


def test_a_read_only_store_is_served(one_paper: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "none", disk], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        shutil.copytree(one_paper, disk / "store")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with served(disk / "store", "--cache", tmp_path / "cache") as running:
            assert documents(running) == 1
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)
