"""Stores to serve: the sample papers; the real papers too, where they are; and papers that would do harm."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import pytest

from kamergraaf.resources import samples

from .running import kamergraaf, served

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
SCRIPT = "\"><script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the samples and, where they are, the real papers."""
    folder = tmp_path_factory.mktemp("served") / "store"
    with as_file(samples()) as papers:
        built = kamergraaf("build", papers, *([CORPUS] if CORPUS.is_dir() else []), "--store", folder)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def server(store: Path) -> Iterator[str]:
    """The address of a server of that store, whose queries may take two seconds and have 500 rows."""
    with served(
        store, "--time-limit", 2, "--row-limit", 500, "--workers", 2, "--cors", "https://example.org"
    ) as address:
        yield address


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of a paper whose head, question and answer try to be a script."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "vraag.md").write_text(
        f"Vragen van het lid Mus (VVD) aan de Minister van Financiën over `{SCRIPT}` (ingezonden 3 mei 2099).\n\n"
        f"## Vraag 1\n\nBent u bekend met `{SCRIPT}` van de IND in Polen?\n\n"
        f"## Antwoord 1\n\nJa, `{SCRIPT}` in Polen. Ik zal de Kamer voor de zomer `{SCRIPT}` toezenden.\n",
        encoding="utf-8",
    )
    built = kamergraaf("build", folder, "--store", folder / "store")
    assert built.returncode == 0, built.stderr
    with served(folder / "store") as address:
        yield address
