"""A store on a server that shows all its graphs, one after the other, as its default graph, as Virtuoso does."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.store import journal
from kamergraaf.store.http import Answer, Http
from kamergraaf.store.rewriting import as_solutions, has_own_dataset, with_graphs_hidden
from kamergraaf.store.server import JSON, N_TRIPLES, ServerStore
from kamergraaf.store.texts import as_stored, checked, in_batches

_log = logging.getLogger(__name__)
_CUT_OFF = "x-sparql-maxrows"
"""Header by which Virtuoso tells of the most rows that it gives, in an answer that has so many."""
_NAMES = 200
"""Graphs that one query or update names at most: Virtuoso does not compile a text of any length."""
_SIZE = 8 * 1024 * 1024
"""Bytes of N-Quads that are changed at a time: Virtuoso gives up a transaction that logs over 50 MB."""


class UnionStore(ServerStore):
    """Keeps the merge in a named graph, which each query gets for its default graph (see :mod:`.journal`).

    The server may hold other things: what stands in graphs that kamergraaf did not write is not found.
    """

    def __init__(self, http: Http, endpoint: str) -> None:
        super().__init__(http, endpoint)
        self._data: str | None = None
        self._finish_all()

    # ---------------------------------------------------------------- reading

    def _asked(self, sparql: str, accept: str, variables: list[ox.Variable]) -> Answer:
        text = with_graphs_hidden(sparql, self._is_ours, variables) if "graph" in sparql.lower() else sparql
        dataset = {} if has_own_dataset(text) else {"default-graph-uri": journal.MERGE}
        answer = self._http.query(self._endpoint, text, accept, **dataset)
        self._refuse_part(answer)
        solutions = as_solutions(text) if accept == N_TRIPLES else None
        if solutions is not None:
            # Of a CONSTRUCT Virtuoso does not tell that it is cut off.
            self._refuse_part(self._http.query(self._endpoint, solutions, JSON, **dataset))
        return answer

    @property
    def _is_ours(self) -> str:
        """The SPARQL expression by which the graph in the variable ``{0}`` is a paper's."""
        hidden = ", ".join(str(ox.NamedNode(name)) for name in self._others if not journal.is_own(name))
        return f'!STRSTARTS(STR({{0}}), "{journal.OWN}")' + (f" && {{0}} NOT IN ({hidden})" if hidden else "")

    def graphs(self) -> list[str]:
        rows = self._matches("?g", f"GRAPH <{journal.CATALOGUE}> {{ ?g <{journal.HOLDS}> ?source }}")
        return sorted(row[0].value for row in rows)

    def count(self) -> int:
        return self._number_of(
            f"GRAPH <{journal.CATALOGUE}> {{ ?g <{journal.HOLDS}> ?source }} GRAPH ?g {{ ?s ?p ?o }}"
        )

    def quads(self, graph: str) -> list[ox.Quad]:
        found = super().quads(graph)
        name = ox.NamedNode(graph)
        pattern = f"GRAPH {name} {{ ?s ?p ?o }}"
        if len(found) != self._number_of(pattern):
            # It was cut off, of which Virtuoso does not tell in this form.
            found = sorted(as_stored(ox.Quad(s, p, o, name) for s, p, o in self._matches("?s ?p ?o", pattern)), key=str)
        return found

    def _rows(self, sparql: str) -> Iterator[ox.QuerySolution]:
        answer = self._http.query(self._endpoint, sparql, JSON)
        self._refuse_part(answer)
        return self._parsed(answer)

    def _matches(self, variables: str, pattern: str) -> Iterator[ox.QuerySolution]:
        """Yield all that matches ``pattern``, however much it is; no two solutions may be the same."""
        sparql = f"SELECT {variables} WHERE {{ {pattern} }}"
        answer = self._http.query(self._endpoint, sparql, JSON)
        most = int(answer.headers.get(_CUT_OFF, 0))
        return self._in_parts(sparql, most - 1, self._number_of(pattern)) if most else self._parsed(answer)

    def _in_parts(self, sparql: str, size: int, number: int) -> Iterator[ox.QuerySolution]:
        """Yield the solutions, ``size`` at a time: a walk along the same index, which is checked by their number."""
        seen: set[str] = set()
        for start in range(0, number, size):
            for row in self._rows(f"{sparql} LIMIT {size} OFFSET {start}"):
                seen.add(str(row))
                yield row
        if len(seen) != number:
            raise StoreError(f"server {self._http.address.url} was changed while it was read; try again")

    def _refuse_part(self, answer: Answer) -> None:
        if most := answer.headers.get(_CUT_OFF):
            raise StoreError(
                f"server {self._http.address.url} cuts off its answers at {most} rows; raise ResultSetMaxRows in the "
                "[SPARQL] section of its virtuoso.ini, or ask for less"
            )

    @cached_property
    def _others(self) -> list[str]:
        """The graphs that are no papers', such as those that Virtuoso has for itself."""
        # Virtuoso takes a hundred times as long over DISTINCT, or if the catalogue is asked in the same query.
        rows = self._rows("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return sorted({row[0].value for row in rows}.difference(self.graphs()))

    # ---------------------------------------------------------------- writing

    def replace_all(self, graphs: Sequence[GraphText]) -> int:
        return sum(map(self._replace, in_batches(graphs, _SIZE, _NAMES)))

    def _replace(self, graphs: Sequence[GraphText]) -> int:
        # A change of ours that an error has stopped comes first.
        self._finish_all()
        texts: dict[str, bytes] = {}
        contents: dict[str, str] = {}
        for graph in graphs:
            quads = checked(graph.name, ox.parse(graph.lines, ox.RdfFormat.N_QUADS))
            lines = sorted(f"{quad.triple} .\n" for quad in quads)
            contents[graph.name] = journal.digest(lines)
            texts[graph.name] = "".join(lines).encode()
        held = self._held(contents)
        changed = [name for name, content in contents.items() if content != held.get(name, journal.digest(()))]
        if changed:
            for forgotten in filter(journal.is_forgotten, self._others):
                self._update(f"DROP SILENT GRAPH {ox.NamedNode(forgotten)}")
            run = journal.new_run()
            sources = {name: journal.staged(run, contents[name]) for name in changed}
            for name, source in sources.items():
                if texts[name]:
                    self._put(source, texts[name])
            self._update(journal.note(run, sources.items()))
            self._finish(run, sources.values())
        return len(changed)

    def _held(self, names: Iterable[str]) -> dict[str, str]:
        """Return the digests of those of the graphs that the server has."""
        iris = " ".join(str(ox.NamedNode(name)) for name in names)
        rows = self._rows(
            f"SELECT ?g ?source WHERE {{ GRAPH <{journal.CATALOGUE}> {{ ?g <{journal.HOLDS}> ?source }}"
            f" VALUES ?g {{ {iris} }} }}"
        )
        return {g.value: journal.digest_of(source.value) for g, source in rows}

    def _put(self, graph: str, triples: bytes) -> None:
        addresses = self._http.address.data_addresses() if self._data is None else [self._data]
        found = self._http.find(addresses, lambda url: self._http.put(url, graph, triples))
        if found is None:
            raise StoreError(f"server {self._http.address.url} takes no graphs (tried: {' '.join(addresses)})")
        self._data, answer = found
        if answer.status >= 300:
            raise self._http.failed(answer)

    def _finish_all(self) -> None:
        """Carry out what was noted, and was broken off before it was done, by this process or another."""
        noted: dict[str, set[str]] = defaultdict(set)
        for source, note in self._rows(
            f"SELECT ?source ?note WHERE {{ GRAPH <{journal.CATALOGUE}> {{ ?source ?note ?g }}"
            f" FILTER(?note != <{journal.HOLDS}>) }}"
        ):
            noted[journal.run_of(note.value)].add(source.value)
        if noted and self._http.address.user is None:
            _log.warning(
                "server %s is being written to, or that was broken off; open it once with a user to finish it",
                self._http.address.url,
            )
            return
        for run, sources in noted.items():
            self._finish(run, sources)

    def _finish(self, run: str, sources: Iterable[str]) -> None:
        for step in (*journal.steps(run), *journal.leavings(run, sources)):
            self._update(step)
