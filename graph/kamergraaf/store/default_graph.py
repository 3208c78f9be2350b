"""A store on a server whose default graph is a graph of its own, as Oxigraph's and Fuseki's is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.store.http import Answer, Http
from kamergraaf.store.server import ServerStore
from kamergraaf.store.texts import as_stored, triple_lines

_REQUEST = 32 * 1024 * 1024
"""Bytes of triples from which on the graphs that follow go into a next request."""


class DefaultGraphStore(ServerStore):
    """Keeps the merge in the default graph, as the embedded store does.

    All that a request changes is one update of several operations, which such servers do whole or not at all.
    """

    def __init__(self, http: Http, endpoint: str) -> None:
        super().__init__(http, endpoint)
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
        changed, size = 0, 0
        batch: list[GraphText] = []
        for graph in graphs:
            batch.append(graph)
            size += len(graph.lines)
            if size >= _REQUEST:
                changed += self._replace(batch)
                batch, size = [], 0
        return changed + self._replace(batch)

    def _replace(self, graphs: Sequence[GraphText]) -> int:
        texts = {graph.name: triple_lines(graph) for graph in graphs}
        stored = self._stored(texts)
        changed = [graph.name for graph in graphs if _differs(graph, stored.get(graph.name))]
        if changed:
            old = [name for name in changed if name in stored]
            self._update(b";\n".join((*_removals(old), *_additions({name: texts[name] for name in changed}))))
        return len(changed)

    def _stored(self, names: Iterable[str]) -> dict[str, set[ox.Quad]]:
        """Return the quads of those of the graphs that the server has."""
        found: dict[str, list[ox.Quad]] = defaultdict(list)
        rows = self._rows(f"SELECT ?s ?p ?o ?g WHERE {{ VALUES ?g {{ {_iris(names)} }} GRAPH ?g {{ ?s ?p ?o }} }}")
        for row in rows:
            found[row["g"].value].append(ox.Quad(*row))
        return {name: as_stored(quads) for name, quads in found.items()}


def _differs(graph: GraphText, stored: set[ox.Quad] | None) -> bool:
    if stored is None:
        return bool(graph.lines)
    return as_stored(ox.parse(graph.lines, ox.RdfFormat.N_QUADS)) != stored


def _removals(names: Sequence[str]) -> list[bytes]:
    """Return the operations that remove graphs, and from the merge what stands in no other."""
    if not names:
        return []
    iris = _iris(names)
    unshared = (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES ?g {{ {iris} }} GRAPH ?g {{ ?s ?p ?o }} FILTER NOT EXISTS {{"
        f" GRAPH ?other {{ ?s ?p ?o }} FILTER(?other NOT IN ({iris.replace(' ', ', ')})) }} }}"
    )
    return [unshared.encode(), *(f"DROP SILENT GRAPH {ox.NamedNode(name)}".encode() for name in names)]


def _additions(texts: dict[str, bytes]) -> list[bytes]:
    """Return the operations that write graphs, given as N-Triples, and add them to the merge."""
    # N-Triples is SPARQL's data syntax too.
    blocks = [b"GRAPH <%b> {\n%b}" % (name.encode(), text) for name, text in texts.items()]
    merge = f"INSERT {{ ?s ?p ?o }} WHERE {{ VALUES ?g {{ {_iris(texts)} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    return [b"INSERT DATA {\n%b\n}" % b"\n".join(blocks), merge.encode()]


def _iris(names: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(name)) for name in names)
