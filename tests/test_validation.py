"""``kamergraaf validate`` on stores of several documents: a sample, several processes, faults in many places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from kamergraaf.analyse.validation import documents_to_check, violations
from kamergraaf.commands import app
from kamergraaf.namespaces import DCTERMS, KG
from kamergraaf.store import GraphStore, open_store


@pytest.fixture
def changed(sample_store: GraphStore, tmp_path: Path) -> Callable[[str], Path]:
    """Return what makes a store of the samples from which a property is missing."""

    def make(without: str) -> Path:
        folder = tmp_path / "store"
        with closing(open_store(folder)) as store:
            for graph in sample_store.graphs():
                store.replace(graph, [q for q in sample_store.quads(graph) if q.predicate.value != without])
        return folder

    return make


def validate(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["validate", "--store", str(folder), *options])


def test_a_fault_in_many_places_is_told_ten_times_and_counted(changed: Callable[[str], Path]) -> None:
    folder = changed(f"{KG}answerKind")
    told = validate(folder)
    assert told.exit_code == 1
    # The samples have 22 + 7 + 8 + 7 answers.
    assert "Answer-answerKind of shapes.ttl is broken in 44 places, of which 10 are told above\n" in told.stdout
    assert told.stdout.endswith("4 documents checked, 4 of them wrong, in 44 places\n")
    assert len(re.findall("An answer has one kind", told.stdout)) == 10
    assert len(re.findall("An answer has one kind", validate(folder, "--all").stdout)) == 44


def test_a_sample_is_checked_and_is_always_the_same(changed: Callable[[str], Path]) -> None:
    folder = changed("")
    told = validate(folder, "--sample", "3")
    assert (told.exit_code, told.stdout) == (0, "3 of 4 documents checked, 0 of them wrong, in 0 places\n")
    with closing(open_store(folder)) as store:
        three = documents_to_check(store, 3)
        assert three == documents_to_check(store, 3) == sorted(three)
        assert set(documents_to_check(store, 2)) < set(three) < set(documents_to_check(store, 100))
        assert documents_to_check(store) == store.graphs()


@pytest.fixture
def many(sample_store: GraphStore) -> Iterator[GraphStore]:
    """Return a store of enough documents for several processes: the samples under six names each, without titles."""
    with closing(open_store(None)) as store:
        for graph in sample_store.graphs():
            triples = [q.triple for q in sample_store.quads(graph) if q.predicate.value != f"{DCTERMS}title"]
            for number in range(6):
                name = ox.NamedNode(f"{graph}-{number}")
                store.replace(name.value, [ox.Quad(*triple, name) for triple in triples])
        yield store


def test_several_processes_find_what_one_finds_in_the_same_order(many: GraphStore) -> None:
    graphs = many.graphs()
    done: list[tuple[str, int, int]] = []
    one = list(violations(many, graphs, lambda *step: done.append(step), processes=1))
    assert done == [(graph, number, 24) for number, graph in enumerate(graphs, 1)]
    assert [(found.graph, found.path, found.promise) for found in one] == [
        (graph, f"{DCTERMS}title", "Document-title") for graph in graphs
    ]
    assert list(violations(many, graphs, processes=2)) == one
