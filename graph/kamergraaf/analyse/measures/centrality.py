"""Centrality: what holds a network together."""

from __future__ import annotations

import networkx as nx

from kamergraaf.analyse.networks import NETWORKS
from kamergraaf.analyse.nodes import thing
from kamergraaf.analyse.scope import EVERYTHING, Scope
from kamergraaf.analyse.table import Column, Table
from kamergraaf.analyse.things import Thing
from kamergraaf.store import GraphStore

EXACT = 1000
"""Betweenness is exact in networks of up to this many nodes; in larger ones it is estimated from a sample."""
SAMPLE = 200
"""Nodes of the sample from which it is estimated, always the same ones."""

_COLUMNS = (
    Column("thing", Thing, "what stands in the network"),
    Column("class", str, "what kind of thing it is"),
    Column("neighbours", int, "how many others it is linked with"),
    Column("strength", float, "the weights of these links together"),
    Column("pagerank", float, "share of a reader's time who keeps following links, the heavier the likelier"),
    Column("betweenness", float, "share of the shortest ways between two others that lead over it"),
)


def centrality(store: GraphStore, scope: Scope = EVERYTHING, network: str = "co-mention") -> Table:
    """Rank the nodes of a network by PageRank, with degree, weighted degree and betweenness.

    PageRank goes by the weights; degree and betweenness count each link as one. Links of a directed network
    count whichever way they point for neighbours and strength. Betweenness is estimated from ``SAMPLE`` nodes
    in networks of over ``EXACT``.
    """
    graph = NETWORKS[network](store, scope)
    ranks = nx.pagerank(graph, weight="weight") if graph else {}
    between = betweenness(graph)
    strength = dict(graph.degree(weight="weight"))
    order = sorted(graph, key=lambda node: (-ranks[node], node))
    rows = tuple(
        (
            thing(graph, node),
            graph.nodes[node]["class"],
            len(set(nx.all_neighbors(graph, node))),
            round(float(strength[node]), 4),
            round(ranks[node], 6),
            round(between[node], 6),
        )
        for node in order
    )
    estimated = f" Betweenness is estimated from {SAMPLE} of the {len(graph)} nodes." if len(graph) > EXACT else ""
    return Table(
        "centrality",
        f"What holds the network together ({network})",
        "The higher in the list, the more links lead there. High betweenness with few neighbours marks a thing "
        f"that joins debates which have little else in common.{estimated}",
        _COLUMNS,
        rows,
    )


def betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    """Return the share of shortest ways over each node; estimated where there are more than ``EXACT``."""
    sample = SAMPLE if len(graph) > EXACT else None
    return dict(nx.betweenness_centrality(graph, k=sample, seed=1))
