"""Writing graphs a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kamergraaf import storing
from kamergraaf.models import GraphText
from kamergraaf.store.oxigraph import OxigraphStore
from kamergraaf.storing import BatchWriter

NUMBER = 2_000


@pytest.fixture
def sizes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bytes of the batches that stores are given from now on; the least is 1,000 bytes and the most 8,000."""
    found: list[int] = []
    write = OxigraphStore.replace_all

    def noting(store: OxigraphStore, graphs: Sequence[GraphText]) -> int:
        found.append(sum(len(graph.lines) for graph in graphs))
        return write(store, graphs)

    monkeypatch.setattr(OxigraphStore, "replace_all", noting)
    monkeypatch.setattr(storing, "BATCH", 1_000)
    monkeypatch.setattr(storing, "_LARGEST", 8_000)
    return found


def test_batches_grow_with_what_was_written_up_to_the_largest(sizes: list[int]) -> None:
    store = OxigraphStore(None)
    writer = BatchWriter(store)
    graphs = [one_triple(number) for number in range(NUMBER)]
    for graph in graphs:
        writer.add(graph)
    writer.close()
    longest = max(len(graph.lines) for graph in graphs)
    whole = sizes[:-1]  # the last is what was left
    assert whole == sorted(whole)
    assert 1_000 <= whole[0] < 1_000 + longest
    assert 8_000 <= whole[-1] < 8_000 + longest
    assert writer.stored == writer.changed == store.count() == NUMBER


def one_triple(number: int) -> GraphText:
    name = f"https://example.org/{number:04}"
    return GraphText(name, f'<{name}> <https://example.org/p> "{number:04}" <{name}> .\n'.encode())
