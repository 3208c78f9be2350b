"""Checking the store against the SHACL shapes, one document at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kamergraaf.resources import shapes
from kamergraaf.store import GraphStore

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a document's graph does not conform."""

    graph: str
    node: str
    path: str
    """The property at fault; empty where it is the node as a whole, or a path of several steps."""
    message: str


def violations(store: GraphStore, progress: Progress | None = None) -> Iterator[Violation]:
    """Yield what in each graph of ``store`` does not conform to ``shapes.ttl``, sorted within a graph.

    A document's graph stands on its own, and the shapes need no inference. ``progress`` is called before each
    graph with its name, how many are done and how many there are.
    """
    shape_graph = Graph().parse(data=shapes(), format="turtle")
    graphs = store.graphs()
    for done, graph in enumerate(graphs):
        if progress is not None:
            progress(graph, done, len(graphs))
        triples = ox.serialize((quad.triple for quad in store.quads(graph)), format=ox.RdfFormat.N_TRIPLES)
        data = Graph().parse(data=triples, format="nt")
        _, results, _ = pyshacl.validate(data, shacl_graph=shape_graph, inplace=True)
        yield from sorted(_violations(graph, results), key=lambda v: (v.node, v.path, v.message))


def _violations(graph: str, results: Graph) -> Iterator[Violation]:
    for result in results.subjects(SH.resultSeverity, SH.Violation):
        path = results.value(result, SH.resultPath)
        yield Violation(
            graph=graph,
            node=str(results.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, URIRef) else "",
            message=_message(results, result),
        )


def _message(results: Graph, result: Node) -> str:
    """Return the message of ``result`` in English, or in what languages there are."""
    messages = [m for m in results.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    english = [message for message in messages if message.language == "en"]
    return "; ".join(sorted(str(message) for message in english or messages))
