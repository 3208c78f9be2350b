"""What the nodes and edges of all networks carry: label, class and the days between which they are seen."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kamergraaf.analyse.things import Thing


def add_thing(graph: nx.Graph[str], thing: Thing, **facts: Any) -> None:
    """Add ``thing`` as a node, with its ``label`` and ``class``."""
    graph.add_node(thing.iri, label=thing.label, **{"class": thing.cls}, **facts)


def widen(facts: dict[str, Any], on: str) -> None:
    """Widen the days between which a node or an edge is seen by ``on`` (ISO 8601; ``""`` is not known)."""
    if on:
        facts["start"] = min(on, facts.get("start", on))
        facts["end"] = max(on, facts.get("end", on))


def thing(graph: nx.Graph[str], node: str) -> Thing:
    """Return what ``node`` of a network stands for."""
    facts = graph.nodes[node]
    return Thing(facts["label"], node, facts["class"])
