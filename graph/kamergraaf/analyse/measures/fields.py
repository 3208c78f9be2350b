"""Policy fields: which are spoken of together, and what bridges them."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from kamergraaf.analyse.measures.centrality import betweenness
from kamergraaf.analyse.networks import co_mention_network, unit_entity_network
from kamergraaf.analyse.nodes import thing
from kamergraaf.analyse.scope import EVERYTHING, Scope
from kamergraaf.analyse.table import Column, Row, Table, joined, ranked, share
from kamergraaf.analyse.things import Thing, policy_fields
from kamergraaf.store import GraphStore

_PAIR_COLUMNS = (
    Column("field", str, "a policy field"),
    Column("other_field", str, "another"),
    Column("units", int, "questions and answers that name policies of both"),
    Column("share", float, "these as a share of the units that name the rarer of the two"),
    Column("through", str, "the policies most often named there"),
)
_BRIDGE_COLUMNS = (
    Column("thing", Thing, "what is named"),
    Column("class", str, "what kind of thing it is"),
    Column("fields", int, "policy fields with which it is named"),
    Column("spread", float, "0: always with one field; near 1: with many, evenly (participation coefficient)"),
    Column("betweenness", float, "share of the shortest ways between two others that lead over it"),
    Column("named_with", str, "the fields it is named with most, with the number of links"),
)


def field_pairs(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Count the questions and answers that name policies of two fields.

    Fields are those of the shipped scheme of policies (``kg:field``); a policy of another scheme has none.
    """
    graph = unit_entity_network(store, scope)
    fields = policy_fields()
    counts: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    through: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for unit, facts in graph.nodes.items():
        if facts["class"] not in ("Question", "Answer"):
            continue
        policies = [node for node in graph.successors(unit) if node in fields]
        present = sorted({fields[node] for node in policies})
        alone.update(present)
        for pair in combinations(present, 2):
            counts[pair] += 1
            through[pair].update(graph.nodes[node]["label"] for node in policies if fields[node] in pair)
    rows = tuple(
        (*pair, number, share(number, min(alone[pair[0]], alone[pair[1]])), joined(_first(through[pair])))
        for pair, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    return Table(
        "field-pairs",
        "Policy fields that are spoken of together",
        "Each row is two policy fields that meet in the same question or answer; a share of 1 means that the rarer "
        "field is never spoken of without the other.",
        _PAIR_COLUMNS,
        rows,
    )


def bridges(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Rank the things that join policy fields: policies of more than one field are named with them.

    ``spread`` is Guimerà and Amaral's participation coefficient, 1 - Σ (links to a field / links to all)²,
    over the policies a thing is named with, each link by its weight; a policy's own field counts too.
    """
    graph = co_mention_network(store, scope)
    fields = policy_fields()
    between = betweenness(graph)
    rows: list[Row] = []
    for node in graph:
        links: Counter[str] = Counter()
        for other, facts in graph.adj[node].items():
            if other in fields:
                links[fields[other]] += facts["weight"]
        total = sum(links.values())
        if len(links) < 2:
            continue
        spread = round(1 - sum((number / total) ** 2 for number in links.values()), 4)
        named_with = joined([f"{name} {number}" for name, number in _ranked(links)], 4)
        rows.append(
            (thing(graph, node), graph.nodes[node]["class"], len(links), spread, round(between[node], 6), named_with)
        )
    return Table(
        "bridges",
        "What bridges policy fields",
        "These are named with policies of several fields. High betweenness says that little else joins what they "
        "join; a high spread, that they belong to no one field.",
        _BRIDGE_COLUMNS,
        ranked(_BRIDGE_COLUMNS, rows, "-betweenness", "-spread", "thing"),
    )


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _first(counts: Counter[str]) -> list[str]:
    return [name for name, _ in _ranked(counts)]
