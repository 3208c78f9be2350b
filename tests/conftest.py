"""Stores that several tests ask: the sample papers and the real papers, each built once a run."""

from __future__ import annotations

from importlib.resources import as_file
from pathlib import Path

import pytest

from kamergraaf.builder import build
from kamergraaf.resources import samples
from kamergraaf.store import GraphStore, open_store

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def sample_store() -> GraphStore:
    """Return a store of the four sample papers."""
    store = open_store(None)
    with as_file(samples()) as folder:
        report = build([folder], store)
    assert (report.papers, report.failures) == (4, [])
    return store


@pytest.fixture(scope="session")
def corpus_store() -> GraphStore:
    """Return a store of the real papers of ``../shared``."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip(f"the real papers are not there: {folder}")
    store = open_store(None)
    report = build([folder], store)
    assert report.failures == []
    return store
