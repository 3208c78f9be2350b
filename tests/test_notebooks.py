"""The notebooks run top to bottom in a fresh kernel, on the sample papers and on real ones, and are kept clean."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kamergraaf.builder import build
from kamergraaf.store import open_store

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SAMPLE = "STORE: Path | None = None"


def test_there_are_at_least_four() -> None:
    assert len(NOTEBOOKS) >= 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_committed(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_the_sample_in_a_fresh_kernel(path: Path, tmp_path: Path) -> None:
    done = executed(path, SAMPLE, tmp_path)
    pictures = [
        kind for cell in done.cells for output in cell.get("outputs", ()) for kind in output.get("data", ()) if kind
    ]
    assert "image/png" in pictures
    # Found, and told in words, at the end.
    assert done.cells[-1]["outputs"][0]["text"].strip()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_one_line_changes_the_store(path: Path, real_store: Path, tmp_path: Path) -> None:
    assert path.read_text(encoding="utf-8").count(SAMPLE) == 1
    done = executed(path, f'STORE: Path | None = Path("{real_store}")', tmp_path)
    assert done.cells[-1]["outputs"][0]["text"].strip()


@pytest.fixture(scope="module")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CORPUS.is_dir():
        pytest.skip(f"{CORPUS} is not there")
    folder = tmp_path_factory.mktemp("real") / "store"
    store = open_store(folder)
    build([CORPUS], store)
    store.close()
    return folder


def executed(path: Path, line: str, folder: Path) -> nbformat.NotebookNode:
    """Run the notebook with ``line`` in place of the one that opens the sample."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell["source"] = cell["source"].replace(SAMPLE, line)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return notebook
