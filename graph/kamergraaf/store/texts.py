"""Graphs as text and as sets of quads, as all kinds of store need them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.models import GraphText
from kamergraaf.namespaces import PREFIXES
from kamergraaf.store.base import GraphStore, merged


def as_stored(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return ``quads`` as they come back from a store: Oxigraph keeps 0.90 as 0.9, and 01 as 1."""
    store = ox.Store()
    store.extend(quads)
    return set(store)


def checked(graph: str, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return ``quads`` as they come back from a store.

    Raises:
        ValueError: one stands in another graph than ``graph``.
    """
    name = ox.NamedNode(graph)
    stored = as_stored(quads)
    if any(quad.graph_name != name for quad in stored):
        raise ValueError(f"a quad to be written stands outside {graph}")
    return stored


def triple_lines(graph: GraphText) -> bytes:
    """Return the lines of ``graph`` as N-Triples.

    Raises:
        ValueError: a line stands in another graph.
    """
    here = f" <{graph.name}> .\n".encode()
    # A line feed or a quote within a literal is escaped, so this is found at the end of a line alone.
    if graph.lines.count(here) != graph.lines.count(b"\n"):
        raise ValueError(f"a quad to be written stands outside {graph.name}")
    return graph.lines.replace(here, b" .\n")


def in_batches(graphs: Iterable[GraphText], size: int, number: int) -> Iterator[list[GraphText]]:
    """Yield ``graphs`` by as many as fit in ``size`` bytes, at least one and at most ``number`` at a time."""
    batch: list[GraphText] = []
    held = 0
    for graph in graphs:
        if batch and (held + len(graph.lines) > size or len(batch) == number):
            yield batch
            batch, held = [], 0
        batch.append(graph)
        held += len(graph.lines)
    if batch:
        yield batch


def evenly(graphs: Sequence[GraphText], size: int) -> list[list[GraphText]]:
    """Return ``graphs`` in parts of some ``size`` bytes, none of them much smaller than the others."""
    total = sum(len(graph.lines) for graph in graphs)
    parts: list[list[GraphText]] = [[] for _ in range(max(1, round(total / size)))]
    before = 0
    for graph in graphs:
        parts[before * len(parts) // total if total else 0].append(graph)
        before += len(graph.lines)
    return [part for part in parts if part]


def dump(store: GraphStore, output: IO[bytes], rdf_format: ox.RdfFormat) -> None:
    """Do for ``store`` as :meth:`GraphStore.dump` promises."""
    rows: Iterable[ox.Quad] | Iterable[ox.Triple] = (
        (quad for graph in store.graphs() for quad in store.quads(graph))
        if rdf_format.supports_datasets
        else merged(store)
    )
    ox.serialize(rows, output, rdf_format, prefixes=PREFIXES)


def graphs_in(source: IO[bytes], rdf_format: ox.RdfFormat) -> dict[str, list[ox.Quad]]:
    """Return the quads of each named graph in ``source``, a dump, in the order of the graphs' names.

    Raises:
        StoreError: ``source`` is not valid, or holds triples in no named graph.
    """
    found: dict[str, list[ox.Quad]] = defaultdict(list)
    try:
        for quad in ox.parse(source, rdf_format):
            if not isinstance(quad.graph_name, ox.NamedNode):
                raise StoreError(f"cannot be loaded, for it stands in no named graph: {quad.triple}")
            found[quad.graph_name.value].append(quad)
    except SyntaxError as error:
        raise StoreError(f"no valid {rdf_format.name}: {error}") from error
    return dict(sorted(found.items()))
