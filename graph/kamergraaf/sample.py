"""The sample papers as a store, to try things out on."""

from __future__ import annotations

from importlib.resources import as_file

from kamergraaf.builder import build
from kamergraaf.resources import samples
from kamergraaf.store import GraphStore, open_store


def sample_store() -> GraphStore:
    """Return a store in memory with the sample papers, built anew; that takes a few seconds."""
    store = open_store(None)
    with as_file(samples()) as folder:
        build([folder], store)
    return store
