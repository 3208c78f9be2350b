"""A store on a SPARQL 1.1 server: what is the same whatever its default graph is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.namespaces import PREFIXES
from kamergraaf.store.base import QueryResult, QueryTimeoutError
from kamergraaf.store.checking import empty_answer
from kamergraaf.store.http import Answer, Http
from kamergraaf.store.texts import as_stored, checked, dump, graphs_in

JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_CANCELLED = b"cancelled"
"""What Oxigraph writes behind the part of an answer that it had sent when the time was up."""


class ServerStore(ABC):
    """A :class:`kamergraaf.store.base.GraphStore` on a server that answers at ``endpoint``.

    The server is there for kamergraaf alone, or keeps what others wrote out of sight as the kinds below tell.
    """

    def __init__(self, http: Http, endpoint: str) -> None:
        self._http = http
        self._endpoint = endpoint
        self._updates: str | None = None

    # ---------------------------------------------------------------- what the kinds of server do in their own ways

    @abstractmethod
    def graphs(self) -> list[str]: ...

    @abstractmethod
    def replace_all(self, graphs: Sequence[GraphText]) -> int: ...

    @abstractmethod
    def _asked(self, sparql: str, accept: str, variables: list[ox.Variable]) -> Answer:
        """Send ``sparql``, a valid query with its prefixes, so that it sees the merge as its default graph."""

    # ---------------------------------------------------------------- writing

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> bool:
        lines = "".join(f"{quad} .\n" for quad in checked(graph, quads))
        return self.replace_all([GraphText(graph, lines.encode())]) > 0

    def remove(self, graph: str) -> bool:
        return self.replace_all([GraphText(graph, b"")]) > 0

    def load(self, source: IO[bytes], rdf_format: ox.RdfFormat) -> None:
        found = graphs_in(source, rdf_format)
        self.replace_all(
            [GraphText(name, "".join(f"{quad} .\n" for quad in quads).encode()) for name, quads in found.items()]
        )

    def _update(self, sparql: str | bytes) -> None:
        if self._updates is None:
            self._updates = self._update_endpoint()
        answer = self._http.update(self._updates, sparql)
        if answer.status >= 300:
            raise self._http.failed(answer)

    def _update_endpoint(self) -> str:
        """Return where the server takes updates, found by asking it to remove what is not there."""
        nothing = "DROP SILENT GRAPH <https://w3id.org/kamergraaf/store/nothing>"
        addresses = self._http.address.update_addresses()
        found = self._http.find(addresses, lambda url: self._http.update(url, nothing))
        if found is None:
            raise StoreError(f"server {self._http.address.url} takes no updates (tried: {' '.join(addresses)})")
        url, answer = found
        if answer.status >= 300:
            raise self._http.failed(answer)
        return url

    # ---------------------------------------------------------------- reading

    def query(self, sparql: str) -> QueryResult:
        empty = empty_answer(sparql)
        select_or_ask = not isinstance(empty, ox.QueryTriples)
        variables = empty.variables if isinstance(empty, ox.QuerySolutions) else []
        answer = self._asked(f"{_PROLOGUE}{sparql}", JSON if select_or_ask else N_TRIPLES, variables)
        self._check_whole(answer, b"}" if select_or_ask else b".")
        if isinstance(empty, ox.QueryBoolean):
            return self._truth(answer)
        if select_or_ask:
            return ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
        # Only a store makes an answer of this type.
        triples = ox.Store()
        triples.bulk_extend(ox.parse(answer.body, ox.RdfFormat.N_TRIPLES))
        result = triples.query("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(result, ox.QueryTriples)
        return result

    def _truth(self, answer: Answer) -> QueryResult:
        result = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
        if isinstance(result, ox.QuerySolutions):
            # Virtuoso answers an ASK by one row, with a number.
            said = any(row[0] is not None and row[0].value == "1" for row in result)
            return ox.Store().query(f"ASK {{ FILTER({str(said).lower()}) }}")
        return result

    def quads(self, graph: str) -> list[ox.Quad]:
        name = ox.NamedNode(graph)
        answer = self._http.query(
            self._endpoint, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}", N_TRIPLES
        )
        self._check_whole(answer, b".")
        triples = ox.parse(answer.body, ox.RdfFormat.N_TRIPLES)
        return sorted(as_stored(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples), key=str)

    def dump(self, output: IO[bytes], rdf_format: ox.RdfFormat) -> None:
        dump(self, output, rdf_format)

    def count(self) -> int:
        return self._number_of("GRAPH ?g { ?s ?p ?o }")

    def _number_of(self, pattern: str) -> int:
        (row,) = self._rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return int(row["n"].value)

    def _rows(self, sparql: str) -> Iterator[ox.QuerySolution]:
        """Yield the solutions of a SELECT of our own, whose default graph is what the server takes it to be."""
        return self._parsed(self._http.query(self._endpoint, sparql, JSON))

    def _parsed(self, answer: Answer) -> Iterator[ox.QuerySolution]:
        self._check_whole(answer, b"}")
        rows = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)
        return rows

    def _check_whole(self, answer: Answer, end: bytes) -> None:
        """Find what a server breaks off when it has begun to answer: it cannot change the status any more."""
        size = answer.body.seek(0, 2)
        answer.body.seek(max(0, size - 200))
        tail = answer.body.read().rstrip()
        answer.body.seek(0)
        if _CANCELLED in tail.rpartition(end)[2]:
            raise QueryTimeoutError(f"server {self._http.address.url} gave up a query: it took longer than it allows")

    def close(self) -> None:
        self._http.close()
