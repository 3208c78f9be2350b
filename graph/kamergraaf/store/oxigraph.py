"""The embedded store: pyoxigraph, on disk or in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.namespaces import PREFIXES
from kamergraaf.store.base import QueryResult
from kamergraaf.store.checking import no_query, refuse_service
from kamergraaf.store.compaction import give_way
from kamergraaf.store.folder import StoreFolder, open_for_reading, open_for_writing
from kamergraaf.store.texts import checked, dump, evenly, graphs_in, triple_lines

_LOCKED = re.compile(r"\block (file|hold)", re.IGNORECASE)
"""How RocksDB words that another process, or another store of this one, has the folder open."""
_FULL = re.compile("no space left|file too large|quota exceeded", re.IGNORECASE)
"""How the system words that no more can be written (``ENOSPC``, ``EFBIG``, ``EDQUOT``)."""
_BULK = 4 * 1024 * 1024
"""Bytes of N-Quads from which on they are loaded in bulk."""
_PART = 32 * 1024 * 1024
"""Bytes of N-Quads that are loaded at a time: Oxigraph takes some ten times as much memory meanwhile."""
_MUCH = 8
"""If what was loaded in bulk is this part of the store or more, its files are merged when it is closed.

Queries over many papers take a half to an eighth of the time then.
"""


class OxigraphStore:
    """A :class:`kamergraaf.store.base.GraphStore` in an Oxigraph database.

    Oxigraph can show the union of all named graphs as default graph, but then a triple that stands in two of
    them is found twice and every count is off. So the merge is kept in the default graph itself, and each
    write brings both up to date in one transaction.
    """

    def __init__(self, location: Path | None, *, create: bool = True, reading: bool = False, wait: float = 0.0) -> None:
        self._location = location
        self._reading = reading
        self._folder: StoreFolder | None = None
        self._loaded = 0
        """Bytes of N-Quads that were loaded in bulk."""
        with self._failing("opened"):
            if location is None:
                self._store = ox.Store()
                return
            if reading:
                self._folder = open_for_reading(location)
            else:
                self._folder = open_for_writing(location, create=create, wait=wait)
            try:
                self._store = (ox.Store.read_only if reading else ox.Store)(str(self._folder.path))
                if not reading:
                    give_way()
            except BaseException:
                self._folder.close()
                raise

    def replace(self, graph: str, quads: Iterable[ox.Quad]) -> bool:
        return self._change(ox.NamedNode(graph), checked(graph, quads))

    def replace_all(self, graphs: Sequence[GraphText]) -> int:
        new: list[GraphText] = []
        changed = 0
        for graph in graphs:
            with self._failing("read"):
                known = self._store.contains_named_graph(ox.NamedNode(graph.name))
            if known:
                changed += self.replace(graph.name, ox.parse(graph.lines, ox.RdfFormat.N_QUADS))
            else:
                new.append(graph)
        self._load(new)
        return changed + len(new)

    def _load(self, graphs: Sequence[GraphText]) -> None:
        """Add ``graphs``, none of which the store holds; each with what it brings to the merge in one transaction."""
        with self._failing("written"):
            for part in evenly(graphs, _PART):
                self._load_part(part)

    def _load_part(self, graphs: Sequence[GraphText]) -> None:
        texts = [text for graph in graphs for text in (graph.lines, triple_lines(graph))]
        quads = b"".join(texts)
        # Writing files of its own pays for many triples; both ways are one transaction.
        in_bulk = len(quads) > _BULK
        load = self._store.bulk_load if in_bulk else self._store.load
        # Lenient, for the IRIs in them were checked when the lines were written.
        load(quads, ox.RdfFormat.N_QUADS, lenient=True)
        if in_bulk:
            self._loaded += len(quads)

    def remove(self, graph: str) -> bool:
        name = ox.NamedNode(graph)
        with self._failing("written"):
            found = self._store.contains_named_graph(name)
        return found and self._change(name, set())

    def _change(self, name: ox.NamedNode, new: set[ox.Quad]) -> bool:
        with self._failing("written"):
            old = set(self._store.quads_for_pattern(None, None, None, name))
            if new == old:
                return False
            added = sorted((quad.triple for quad in new - old), key=str)
            if not old:
                default = ox.DefaultGraph()
                self._store.extend(ox.Quad(t.subject, t.predicate, t.object, g) for t in added for g in (name, default))
                return True
            gone = sorted((quad.triple for quad in old - new), key=str)
            unshared = [triple for triple in gone if not self._elsewhere(triple, name)]
            # N-Triples is SPARQL's data syntax too; several operations in one update are one transaction.
            steps = [f"DELETE DATA {{ {_lines(unshared)} GRAPH {name} {{ {_lines(gone)} }} }}"]
            if new:
                steps.append(f"INSERT DATA {{ {_lines(added)} GRAPH {name} {{ {_lines(added)} }} }}")
            else:
                steps.append(f"DROP GRAPH {name}")
            self._store.update(";\n".join(steps))
        return True

    def _elsewhere(self, triple: ox.Triple, name: ox.NamedNode) -> bool:
        here = (name, ox.DefaultGraph())
        places = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        return any(quad.graph_name not in here for quad in places)

    def graphs(self) -> list[str]:
        with self._failing("read"):
            return sorted(g.value for g in self._store.named_graphs() if isinstance(g, ox.NamedNode))

    def quads(self, graph: str) -> list[ox.Quad]:
        with self._failing("read"):
            return sorted(self._store.quads_for_pattern(None, None, None, ox.NamedNode(graph)), key=str)

    def query(self, sparql: str) -> QueryResult:
        refuse_service(sparql)
        try:
            with self._failing("read"):
                return self._store.query(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            raise no_query(error) from error

    def dump(self, output: IO[bytes], rdf_format: ox.RdfFormat) -> None:
        dump(self, output, rdf_format)

    def load(self, source: IO[bytes], rdf_format: ox.RdfFormat) -> None:
        for graph, quads in graphs_in(source, rdf_format).items():
            self.replace(graph, quads)

    def count(self) -> int:
        with self._failing("read"):
            return len(self._store) - sum(1 for _ in self._default())

    def _default(self) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())

    def close(self) -> None:
        # pyoxigraph closes a store when the last reference to it goes.
        if hasattr(self, "_store"):
            try:
                if not self._reading:
                    with self._failing("written"):
                        if self._is_much_new():
                            self._store.optimize()
                        self._store.flush()
            finally:
                del self._store
                if self._folder is not None:
                    self._folder.close()

    def _is_much_new(self) -> bool:
        return self._folder is not None and 0 < self._loaded >= self._folder.size() / _MUCH

    @contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        """Say of an Oxigraph error in plain words what it means for the store."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            place = "the store in memory" if self._location is None else f"store {self._location}"
            reason = str(error).removeprefix("IO error: ")
            if _LOCKED.search(reason):
                raise StoreError(f"{place} is in use by another process; stop that one first") from error
            if _FULL.search(reason):
                reason = f"its disk is full ({reason}); make room and do it again"
            raise StoreError(f"{place} cannot be {what}: {reason}") from error


def _lines(triples: Iterable[ox.Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)
