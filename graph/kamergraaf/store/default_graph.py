"""A store on a server whose default graph is a graph of its own, as Oxigraph's and Fuseki's is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.store.http import Answer, Http
from kamergraaf.store.server import ServerStore
from kamergraaf.store.texts import checked, in_batches, triple_lines

_REQUEST = 32 * 1024 * 1024
"""Bytes of N-Quads that go into a request."""
_NAMES = 1000
"""Graphs that a query names at most."""


class DefaultGraphStore(ServerStore):
    """Keeps the merge in the default graph, as the embedded store does.

    All that a request changes is one update of several operations, which such servers do whole or not at all.
    """

    def __init__(self, http: Http, endpoint: str) -> None:
        super().__init__(http, endpoint)
        self._data: str | None = None
        if self._holds("?s ?p ?o") != self._holds("GRAPH ?g { ?s ?p ?o }"):
            raise StoreError(
                f"server {http.address.url} holds what kamergraaf did not write: triples in its default graph alone, "
                "or in named graphs alone; name a dataset that is for kamergraaf"
            )

    def _holds(self, pattern: str) -> bool:
        return any(True for _ in self._rows(f"SELECT (1 AS ?found) WHERE {{ {pattern} }} LIMIT 1"))

    def _asked(self, sparql: str, accept: str, variables: list[ox.Variable]) -> Answer:
        return self._http.query(self._endpoint, sparql, accept)

    def graphs(self) -> list[str]:
        return sorted(row[0].value for row in self._rows("SELECT ?g WHERE { GRAPH ?g {} }"))

    def replace_all(self, graphs: Sequence[GraphText]) -> int:
        return sum(map(self._replace, in_batches(graphs, _REQUEST, _NAMES)))

    def _replace(self, graphs: Sequence[GraphText]) -> int:
        stored = self._stored(graph.name for graph in graphs)
        new = [graph for graph in graphs if graph.name not in stored and graph.lines]
        if new:
            self._add(new)
        changes = [
            change for graph in graphs if graph.name in stored and (change := self._change(graph)).gone | change.added
        ]
        if changes:
            self._update(";\n".join(_operations(changes)))
        return len(new) + len(changes)

    def _change(self, graph: GraphText) -> _Change:
        old = {quad.triple for quad in self.quads(graph.name)}
        new = {quad.triple for quad in checked(graph.name, ox.parse(graph.lines, ox.RdfFormat.N_QUADS))}
        return _Change(ox.NamedNode(graph.name), old - new, new - old, not new)

    def _add(self, graphs: Sequence[GraphText]) -> None:
        """Add ``graphs``, none of which the server has, and the merge of them, in one request."""
        texts = [(graph, triple_lines(graph)) for graph in graphs]
        if self._takes_quads():
            # Servers read this several times as fast as an update, and in one transaction too.
            self._post(b"".join(text for graph, merge in texts for text in (graph.lines, merge)))
        else:
            # N-Triples is SPARQL's data syntax too.
            blocks = [b"%b GRAPH <%b> {\n%b}" % (merge, graph.name.encode(), merge) for graph, merge in texts]
            self._update(b"INSERT DATA {\n%b\n}" % b"\n".join(blocks))

    def _stored(self, names: Iterable[str]) -> set[str]:
        """Return those of the graphs that the server has."""
        wanted = f"VALUES ?g {{ {_iris(names)} }} FILTER EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} }}"
        return {row["g"].value for row in self._rows(f"SELECT ?g WHERE {{ {wanted} }}")}

    def _takes_quads(self) -> bool:
        """Tell whether the server takes N-Quads where it takes graphs: no standard says so, but many servers do."""
        if self._data is None:
            found = self._http.find(self._http.address.data_addresses(), lambda url: self._http.post(url, b""))
            self._data = found[0] if found is not None and found[1].status < 300 else ""
        return bool(self._data)

    def _post(self, quads: bytes) -> None:
        answer = self._http.post(self._data or "", quads)
        if answer.status >= 300:
            raise self._http.failed(answer)


@dataclass(frozen=True, slots=True)
class _Change:
    """What is to become of a graph that the server has."""

    name: ox.NamedNode
    gone: set[ox.Triple]
    added: set[ox.Triple]
    empty: bool
    """Nothing is left in it."""


def _operations(changes: Sequence[_Change]) -> Iterator[str]:
    """Yield the operations of one update that makes ``changes`` in the named graphs, and then in the merge."""
    gone = sorted(set().union(*(change.gone for change in changes)), key=str)
    yield f"DELETE DATA {{ {' '.join(_block(change.name, change.gone) for change in changes)} }}"
    added = " ".join(f"{_lines(change.added)} {_block(change.name, change.added)}" for change in changes)
    yield f"INSERT DATA {{ {added} }}"
    yield from (f"DROP SILENT GRAPH {change.name}" for change in changes if change.empty)
    rows = " ".join(f"({triple})" for triple in gone)
    yield (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES (?s ?p ?o) {{ {rows} }}"
        " FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } } }"
    )


def _block(name: ox.NamedNode, triples: Iterable[ox.Triple]) -> str:
    return f"GRAPH {name} {{ {_lines(triples)} }}"


def _lines(triples: Iterable[ox.Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


def _iris(names: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(name)) for name in names)
