"""The sample papers on each kind of store: built, asked, measured, checked and written out alike."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import as_file

import pyoxigraph as ox
import pytest

from kamergraaf.analyse.measures import MEASURES
from kamergraaf.analyse.networks import NETWORKS
from kamergraaf.analyse.projection import entity_graph
from kamergraaf.analyse.validation import documents_to_check, violations
from kamergraaf.builder import build
from kamergraaf.resources import profile, queries, samples
from kamergraaf.show.formats import Profile
from kamergraaf.store import GraphStore, open_store
from stores.servers import OxigraphServer, Server, VirtuosoServer

_JOINED = {"ministers", "movers", "names_group", "group", "asked_by"}
"""Columns of joined labels, whose order SPARQL leaves open, and whose language Virtuoso drops."""


@pytest.fixture(scope="module", params=[OxigraphServer, VirtuosoServer])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """Return a store of the sample papers on a server."""
    found: Server = request.getfixturevalue(request.param.__name__.removesuffix("Server").lower())
    with closing(open_store(found.store)) as store, as_file(samples()) as folder:
        report = build([folder], store)
        assert (report.papers, report.unchanged, report.failures) == (4, 0, [])
        yield store
        for graph in store.graphs():
            store.remove(graph)
        assert store.count() == 0


def dumped(store: GraphStore) -> bytes:
    output = io.BytesIO()
    store.dump(output, ox.RdfFormat.N_QUADS)
    return output.getvalue()


def rows(store: GraphStore, sparql: str) -> list[str]:
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return sorted(
        str([", ".join(sorted(term.value.split(", "))) if name in _JOINED else str(term)
             for name, term in zip(names, row, strict=True) if term is not None])
        for row in found
    )  # fmt: skip


def test_the_dump_is_that_of_the_embedded_store(built: GraphStore, sample_store: GraphStore) -> None:
    assert dumped(built) == dumped(sample_store)


def test_building_again_changes_nothing(built: GraphStore) -> None:
    before = dumped(built)
    with as_file(samples()) as folder:
        report = build([folder], built)
    assert (report.papers, report.unchanged) == (4, 4)
    assert dumped(built) == before


@pytest.mark.parametrize("name", sorted(queries()))
def test_every_shipped_query_is_answered_alike(built: GraphStore, sample_store: GraphStore, name: str) -> None:
    sparql = queries()[name].text
    assert rows(built, sparql) == rows(sample_store, sparql)


@pytest.mark.parametrize("wanted", list(Profile))
def test_every_profile_is_made_alike(built: GraphStore, sample_store: GraphStore, wanted: Profile) -> None:
    for construct in profile(wanted):
        assert sorted(map(str, built.query(construct))) == sorted(map(str, sample_store.query(construct)))


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_measure_gives_the_same_table(built: GraphStore, sample_store: GraphStore, name: str) -> None:
    assert MEASURES[name](built).rows == MEASURES[name](sample_store).rows


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_every_network_is_the_same(built: GraphStore, sample_store: GraphStore, name: str) -> None:
    here, there = NETWORKS[name](built), NETWORKS[name](sample_store)
    assert dict(here.nodes(data=True)) == dict(there.nodes(data=True))
    assert sorted(map(str, here.edges(data=True))) == sorted(map(str, there.edges(data=True)))


def test_the_whole_graph_is_the_same(built: GraphStore, sample_store: GraphStore) -> None:
    here, there = entity_graph(built), entity_graph(sample_store)
    assert list(here.nodes(data=True)) == list(there.nodes(data=True))
    assert list(here.edges(data=True)) == list(there.edges(data=True))


def test_the_shapes_are_checked(built: GraphStore) -> None:
    assert list(violations(built, documents_to_check(built))) == []
