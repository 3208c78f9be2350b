"""Networks of what is named together: entities, and acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import networkx as nx

from kamergraaf.analyse.nodes import add_thing, widen
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.things import Thing, entities
from kamergraaf.models import EntityClass
from kamergraaf.store import GraphStore

NAMED = tuple(cls for cls in EntityClass if cls is not EntityClass.GROUP)
"""What questions and answers are about; fracties are named as speakers in nearly every answer."""

_NAMED = "SELECT ?unit ?entity ?on WHERE {{ ?unit kg:mentions ?entity .\n  {scope} }}"
_ACTS = """
SELECT DISTINCT ?unit ?act ?on
WHERE {{
  ?unit kg:mentions/kg:provisionOf? ?act .
  ?act a kg:Legislation .
  {scope}
}}
"""


def co_mention_network(
    store: GraphStore, scope: Scope = EVERYTHING, classes: Iterable[EntityClass] = NAMED
) -> nx.Graph[str]:
    """Return which entities are named together.

    Nodes: entities of ``classes``, with ``label``, ``class``, ``units`` (how many questions and answers name it),
    ``start`` and ``end`` (first and last day it is named, ISO 8601, where known).
    Edges: two entities named in the same question or answer; no direction.
    Weight: the number of questions and answers that name both; ``start`` and ``end`` as for nodes.
    """
    return _together(select(store, _NAMED.format(scope=scope.pattern())), entities(store, classes))


def co_citation_network(store: GraphStore, scope: Scope = EVERYTHING) -> nx.Graph[str]:
    """Return which acts are cited together.

    Nodes: acts (``kg:Legislation``), with the attributes of :func:`co_mention_network`; an article counts for
    its act.
    Edges: two acts in the same question or answer; no direction.
    Weight: the number of questions and answers that cite both.
    """
    acts = entities(store, (EntityClass.LEGISLATION,))
    return _together(select(store, _ACTS.format(scope=scope.pattern())), acts)


def _together(rows: Iterable[tuple[str, ...]], things: dict[str, Thing]) -> nx.Graph[str]:
    named: dict[str, set[str]] = defaultdict(set)
    days: dict[str, str] = {}
    for unit, entity, on in rows:
        if entity in things:
            named[unit].add(entity)
            days[unit] = on
    graph: nx.Graph[str] = nx.Graph()
    # The order of nodes decides between equals in many an algorithm, and must not depend on the store's.
    for iri in sorted({iri for iris in named.values() for iri in iris}):
        add_thing(graph, things[iri], units=0)
    for unit in sorted(named):
        on = days[unit]
        for iri in named[unit]:
            graph.nodes[iri]["units"] += 1
            widen(graph.nodes[iri], on)
        for one, other in combinations(sorted(named[unit]), 2):
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, weight=0)
            facts = graph.edges[one, other]
            facts["weight"] += 1
            widen(facts, on)
    return graph
