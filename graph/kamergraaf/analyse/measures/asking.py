"""Who asks about what: who drives a topic, and which fracties ask alike."""

from __future__ import annotations

import math

import networkx as nx

from kamergraaf.analyse.networks import group_topic_network
from kamergraaf.analyse.nodes import thing
from kamergraaf.analyse.scope import EVERYTHING, Scope
from kamergraaf.analyse.table import Column, Row, Table, joined, ranked, share
from kamergraaf.analyse.things import Thing
from kamergraaf.models import EntityClass
from kamergraaf.store import GraphStore

_TOPICS = (EntityClass.POLICY, EntityClass.COUNTRY, EntityClass.LEGISLATION)
"""What fracties are compared by; bodies and people are named in passing too often."""

_DRIVER_COLUMNS = (
    Column("topic", Thing, "what is asked about"),
    Column("class", str, "what kind of thing it is"),
    Column("fractie", Thing, "the fractie that asks most about it"),
    Column("questions", int, "that fractie's questions about it"),
    Column("of", int, "questions about it of all fracties together; one that two fracties put counts twice"),
    Column("share", float, "the first as a share of the second"),
    Column("fracties", int, "how many fracties ask about it"),
)
_SIMILARITY_COLUMNS = (
    Column("fractie", Thing, "a fractie"),
    Column("other_fractie", Thing, "another"),
    Column("similarity", float, "0: nothing asked about by both; 1: the same, as often (cosine)"),
    Column("shared", int, "topics that both ask about"),
    Column("most_shared", str, "the topics that make them most alike"),
)


def drivers(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Name the fractie that asks most about each policy, country and act; of equals, the first by IRI."""
    graph = group_topic_network(store, scope, _TOPICS)
    rows: list[Row] = []
    for topic in graph:
        asked = {group: facts["weight"] for group, facts in graph.pred[topic].items()}
        if not asked:
            continue
        first = min(asked, key=lambda group: (-asked[group], group))
        total = sum(asked.values())
        facts = (thing(graph, topic), graph.nodes[topic]["class"], thing(graph, first))
        rows.append((*facts, asked[first], total, share(asked[first], total), len(asked)))
    return Table(
        "drivers",
        "Who drives which topic",
        "For each topic the fractie that asks most about it. A share of 1 with more than a few questions is a topic "
        "that one fractie has to itself.",
        _DRIVER_COLUMNS,
        ranked(_DRIVER_COLUMNS, rows, "-of", "-share", "topic"),
    )


def similarity(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Compare fracties by the policies, countries and acts that their questions name.

    The cosine of the numbers of questions, each topic weighed by log((1 + fracties) / fracties that ask about it):
    a topic that all ask about makes two of them less alike than one that only they ask about.
    """
    graph = group_topic_network(store, scope, _TOPICS)
    groups = [node for node, degree in graph.out_degree() if degree]
    rarity = {topic: math.log((1 + len(groups)) / degree) for topic, degree in graph.in_degree() if degree}

    def parts(one: str, other: str) -> dict[str, float]:
        shared = graph.adj[one].keys() & graph.adj[other].keys()
        return {
            topic: graph.edges[one, topic]["weight"] * graph.edges[other, topic]["weight"] * rarity[topic] ** 2
            for topic in shared
        }

    def cosine(_: nx.Graph[str], one: str, other: str) -> float:
        return sum(parts(one, other).values()) / math.sqrt(
            sum(parts(one, one).values()) * sum(parts(other, other).values())
        )

    alike = nx.bipartite.generic_weighted_projected_graph(graph.to_undirected(), groups, cosine)
    rows: list[Row] = []
    for one, other, facts in alike.edges(data=True):
        first, second = sorted((thing(graph, one), thing(graph, other)))
        shared = parts(one, other)
        best = [graph.nodes[topic]["label"] for topic in sorted(shared, key=lambda topic: (-shared[topic], topic))]
        rows.append((first, second, round(facts["weight"], 4), len(shared), joined(best)))
    return Table(
        "similarity",
        "Fracties that ask about the same things",
        "The nearer to 1, the more two fracties ask about the same policies, countries and acts. It says nothing "
        "of whether they want the same. Pairs that share no topic are left out.",
        _SIMILARITY_COLUMNS,
        ranked(_SIMILARITY_COLUMNS, rows, "-similarity", "fractie", "other_fractie"),
    )
