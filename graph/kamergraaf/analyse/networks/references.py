"""The network of answers that point at other answers."""

from __future__ import annotations

import networkx as nx

from kamergraaf.analyse.nodes import add_thing, widen
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.things import units
from kamergraaf.namespaces import KG
from kamergraaf.store import GraphStore

_ANSWERS = """
SELECT ?unit ?kind ?document ?on
WHERE {{ ?unit a kg:Answer . OPTIONAL {{ ?unit kg:answerKind ?kind }}
  {scope} }}
"""
_POINTERS = "SELECT ?answer ?other WHERE { ?answer a kg:Answer ; kg:refersToAnswer ?other . ?other a kg:Answer }"


def answer_reference_network(store: GraphStore, scope: Scope = EVERYTHING) -> nx.DiGraph[str]:
    """Return which answer points at which.

    Nodes: all answers, also those that nothing points at, with ``label``, ``class``, ``kind`` (``direct``,
    ``partial`` or ``reference``), ``document`` (its IRI), ``start`` and ``end`` (its day, where known).
    Edges: from the answer that says "zie het antwoord op …" to the answer meant.
    Weight: 1.
    """
    names = units(store)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for answer, kind, document, on in sorted(select(store, _ANSWERS.format(scope=scope.pattern()))):
        add_thing(graph, names[answer], kind=kind.removeprefix(KG), document=document)
        widen(graph.nodes[answer], on)
    for answer, other in sorted(select(store, _POINTERS)):
        if answer in graph and other in graph:
            graph.add_edge(answer, other, weight=1)
            widen(graph.edges[answer, other], graph.nodes[answer].get("start", ""))
    return graph
