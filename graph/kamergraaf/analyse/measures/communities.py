"""Communities: what is named together more than with the rest."""

from __future__ import annotations

import networkx as nx

from kamergraaf.analyse.networks import NETWORKS
from kamergraaf.analyse.nodes import thing
from kamergraaf.analyse.scope import EVERYTHING, Scope
from kamergraaf.analyse.table import Column, Table, joined, share
from kamergraaf.analyse.things import Thing
from kamergraaf.store import GraphStore

_COLUMNS = (
    Column("community", int, "number of the community, 1 the largest"),
    Column("label", str, "the three things that are most its own"),
    Column("size", int, "how many things it holds"),
    Column("inside", float, "share of its links' weight that stays inside it"),
    Column("thing", Thing, "a thing in it"),
    Column("class", str, "what kind of thing it is"),
    Column("strength", float, "the weights of its links inside the community together"),
)


def communities(store: GraphStore, scope: Scope = EVERYTHING, network: str = "co-mention") -> Table:
    """Divide a network into communities by Louvain's method, and list the members of each.

    A community is labelled by the three of its members with the greatest weight of links inside it, counted by
    the share of the member's links that stay inside: a country that all debates name labels none of them.
    Things without any link are in no community.
    """
    graph = nx.Graph(NETWORKS[network](store, scope))
    graph.remove_nodes_from(list(nx.isolates(graph)))
    found = nx.community.louvain_communities(graph, weight="weight", seed=1) if graph else []
    rows = []
    for number, members in enumerate(sorted(found, key=lambda c: (-len(c), min(c))), 1):
        inside = dict(graph.subgraph(members).degree(weight="weight"))
        whole = dict(graph.degree(members, weight="weight"))
        own = {node: inside[node] * share(inside[node], whole[node]) for node in members}
        label = joined([graph.nodes[node]["label"] for node in sorted(members, key=lambda n: (-own[n], n))])
        stays = share(sum(inside.values()), sum(whole.values()))
        for node in sorted(members, key=lambda n: (-inside[n], n)):
            facts = graph.nodes[node]
            rows.append(
                (number, label, len(members), stays, thing(graph, node), facts["class"], round(float(inside[node]), 4))
            )
    return Table(
        "communities",
        f"What is named together ({network})",
        "Each community is a set of things that are named with one another more than with the rest; it is called "
        "after the three most its own. The nearer 'inside' is to 1, the more it is a debate by itself.",
        _COLUMNS,
        tuple(rows),
    )
