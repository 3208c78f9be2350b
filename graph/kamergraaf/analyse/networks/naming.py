"""Networks of who names what: units and entities, fracties and topics."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from kamergraaf.analyse.networks.together import NAMED
from kamergraaf.analyse.nodes import add_thing, widen
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.things import Thing, entities, units
from kamergraaf.models import EntityClass
from kamergraaf.store import GraphStore

_MENTIONS = """
SELECT ?unit ?entity ?on
WHERE {{ ?mention kg:inUnit ?unit ; kg:refersTo ?entity .
  {scope} }}
"""
_ASKED = """
SELECT DISTINCT ?group ?entity ?unit ?on
WHERE {{
  ?unit a kg:Question ; kg:askedBy ?group ; kg:mentions ?entity .
  ?group a kg:ParliamentaryGroup .
  {scope}
}}
"""


def unit_entity_network(
    store: GraphStore, scope: Scope = EVERYTHING, classes: Iterable[EntityClass] = NAMED
) -> nx.DiGraph[str]:
    """Return which question or answer names which entity.

    Nodes: questions and answers, and entities of ``classes``, with ``label``, ``class``, ``start`` and ``end``
    (first and last day, ISO 8601, where known).
    Edges: from the question or answer to what it names.
    Weight: how many times it does.
    """
    rows = select(store, _MENTIONS.format(scope=scope.pattern()))
    return _pointing(((unit, entity, on) for unit, entity, on in rows), units(store), entities(store, classes))


def group_topic_network(
    store: GraphStore, scope: Scope = EVERYTHING, classes: Iterable[EntityClass] = (EntityClass.POLICY,)
) -> nx.DiGraph[str]:
    """Return which fractie asks about what; policies if nothing else is said.

    Nodes: fracties, and entities of ``classes``, with ``label``, ``class``, ``start`` and ``end`` (first and
    last day, ISO 8601, where known).
    Edges: from the fractie to what its questions name.
    Weight: the number of its questions that do.
    """
    rows = select(store, _ASKED.format(scope=scope.pattern()))
    groups = entities(store, (EntityClass.GROUP,))
    # A question that names a fractie does not ask about it: it is one of those who ask.
    topics = {iri: thing for iri, thing in entities(store, classes).items() if iri not in groups}
    return _pointing(((group, entity, on) for group, entity, _, on in rows), groups, topics)


def _pointing(
    rows: Iterable[tuple[str, str, str]], sources: dict[str, Thing], targets: dict[str, Thing]
) -> nx.DiGraph[str]:
    counts: dict[tuple[str, str], dict[str, str | int]] = {}
    for source, target, on in rows:
        if source in sources and target in targets:
            facts = counts.setdefault((source, target), {"weight": 0})
            facts["weight"] = int(facts["weight"]) + 1
            widen(facts, on)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for source in sorted({source for source, _ in counts}):
        add_thing(graph, sources[source])
    for target in sorted({target for _, target in counts}):
        add_thing(graph, targets[target])
    for (source, target), facts in sorted(counts.items()):
        graph.add_edge(source, target, **facts)
        for node in (source, target):
            for day in ("start", "end"):
                widen(graph.nodes[node], str(facts.get(day, "")))
    return graph
