"""Checking the store against the SHACL shapes: each document's graph by itself, several at a time.

pySHACL takes a tenth of a second for a short paper and half a second for a long one, so a large store is checked
by several processes, or by a sample of its documents.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context

import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kamergraaf.analyse.documents import is_findings
from kamergraaf.resources import shapes
from kamergraaf.store import GraphStore

Progress = Callable[[str, int, int], None]

_SHAPES = "https://w3id.org/kamergraaf/shapes#"
_WORTH_IT = 20
"""Documents from which on it pays to start further processes, each of which loads pySHACL anew."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a document's graph does not conform."""

    graph: str
    node: str
    path: str
    """The property at fault; empty where it is the node as a whole, or a path of several steps."""
    message: str
    promise: str
    """The constraint that is broken, by its name in ``shapes.ttl``."""


def documents_to_check(store: GraphStore, sample: int | None = None) -> list[str]:
    """Return the names of the documents' graphs in ``store``, or of ``sample`` of them, sorted.

    Which ones a sample takes depends on a hash of their names: any order of building gives the same sample, and
    it is no stretch of papers of one time or kind.
    """
    graphs = [graph for graph in store.graphs() if not is_findings(graph)]
    if sample is None or sample >= len(graphs):
        return graphs
    return sorted(sorted(graphs, key=lambda name: sha256(name.encode()).digest())[:sample])


def violations(
    store: GraphStore, graphs: list[str], progress: Progress | None = None, processes: int | None = None
) -> Iterator[Violation]:
    """Yield what in each of ``graphs`` of ``store`` does not conform to ``shapes.ttl``, sorted within a graph.

    A document's graph stands on its own, and the shapes need no inference. ``progress`` is called after each
    graph with its name, how many are done and how many there are. ``processes`` is by default one a processor.
    """
    processes = min(processes or os.cpu_count() or 1, len(graphs) // _WORTH_IT + 1)
    # Only one process may have the store open: this one reads, and hands each graph on as N-Triples.
    tasks = ((graph, _triples(store, graph)) for graph in graphs)
    for done, (graph, found) in enumerate(_checked(tasks, processes), 1):
        if progress is not None:
            progress(graph, done, len(graphs))
        yield from found


def _triples(store: GraphStore, graph: str) -> str:
    return "".join(f"{quad.triple} .\n" for quad in store.quads(graph))


def _checked(tasks: Iterator[tuple[str, str]], processes: int) -> Iterator[tuple[str, list[Violation]]]:
    if processes == 1:
        yield from map(_check, tasks)
        return
    # A forked process would share the threads and locks of the open store; a spawned one starts clean.
    with get_context("spawn").Pool(processes) as pool:
        # imap reads on as the workers take, so that the graphs do not all stand in memory.
        yield from pool.imap(_check, tasks)


@cache
def _shape_graph() -> Graph:
    return Graph().parse(data=shapes(), format="turtle")


def _check(task: tuple[str, str]) -> tuple[str, list[Violation]]:
    graph, triples = task
    data = Graph().parse(data=triples, format="nt")
    _, results, _ = pyshacl.validate(data, shacl_graph=_shape_graph(), inplace=True)
    return graph, sorted(_violations(graph, results), key=lambda v: (v.node, v.path, v.message))


def _violations(graph: str, results: Graph) -> Iterator[Violation]:
    for result in results.subjects(SH.resultSeverity, SH.Violation):
        path = results.value(result, SH.resultPath)
        broken = results.value(result, SH.sourceConstraint) or results.value(result, SH.sourceShape)
        yield Violation(
            graph=graph,
            node=str(results.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, URIRef) else "",
            message=_message(results, result),
            promise=str(broken).removeprefix(_SHAPES),
        )


def _message(results: Graph, result: Node) -> str:
    """Return the message of ``result`` in English, or in what languages there are."""
    messages = [m for m in results.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    english = [message for message in messages if message.language == "en"]
    return "; ".join(sorted(str(message) for message in english or messages))
