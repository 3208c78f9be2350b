"""What kamergraaf asks of a store; any RDF store that keeps named graphs can stand behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Protocol, TypeAlias

import pyoxigraph as ox

from kamergraaf.errors import KamergraafError, StoreError
from kamergraaf.models import GraphText

QueryResult: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class QueryError(KamergraafError):
    """A query that is no SPARQL 1.1 query, or an update, or one that calls another endpoint."""


class QueryTimeoutError(StoreError):
    """A server that is there, but takes longer over a query than it allows, or than we wait."""


class GraphStore(Protocol):
    """A dataset of named graphs, one a document, whose merge is what a query sees.

    Graphs are named by their IRI. Every method raises :class:`kamergraaf.errors.StoreError` if the store
    cannot be read or written.
    """

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> bool:
        """Make ``quads`` the whole of ``graph``, in one transaction.

        Returns:
            False, with nothing written, if the graph held exactly these quads already.
        """

    def replace_all(self, graphs: Sequence[GraphText]) -> int:
        """Make each of ``graphs`` the whole of its named graph; no two have the same name.

        After an error or a kill each named graph is either as it was or as it is to be, and the merge fits.

        Returns:
            How many of them were changed.
        """

    def remove(self, graph: str) -> bool:
        """Remove ``graph`` whole, in one transaction; return False if there was none."""

    def graphs(self) -> list[str]:
        """Return the names of all graphs, sorted."""

    def quads(self, graph: str) -> list[ox.Quad]:
        """Return the quads of ``graph`` in the order of their N-Quads lines."""

    def query(self, sparql: str) -> QueryResult:
        """Answer a SPARQL 1.1 query; the prefixes of :mod:`kamergraaf.namespaces` need no declaring.

        The default graph is the RDF merge of all named graphs: a triple that stands in several is one.

        Raises:
            QueryError: ``sparql`` is no query, or an update, or calls another endpoint by ``SERVICE``.
        """

    def dump(self, output: IO[bytes], rdf_format: ox.RdfFormat) -> None:
        """Write all graphs to ``output``, always in the same order; merged if the format knows no graphs."""

    def load(self, source: IO[bytes], rdf_format: ox.RdfFormat) -> None:
        """Replace each graph that ``source``, a dump in a format with named graphs, holds."""

    def count(self) -> int:
        """Return the number of triples, counted in each graph they stand in."""

    def close(self) -> None:
        """Write all to disk and let go of the store, so that another process may open it."""


def solutions(store: GraphStore, sparql: str) -> ox.QuerySolutions:
    """Return the answer to ``sparql``, a SELECT.

    Raises:
        QueryError: as :meth:`GraphStore.query`.
    """
    rows = store.query(sparql)
    assert isinstance(rows, ox.QuerySolutions)
    return rows


def merged(store: GraphStore) -> Iterator[ox.Triple]:
    """Yield the triples of all graphs, each once, in the order of their N-Triples lines."""
    seen = {quad.triple for graph in store.graphs() for quad in store.quads(graph)}
    yield from sorted(seen, key=str)
