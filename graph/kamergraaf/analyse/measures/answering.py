"""Answer behaviour: who is answered, who is pointed elsewhere, where such pointers end."""

from __future__ import annotations

from collections import Counter, defaultdict

import networkx as nx

from kamergraaf.analyse.networks import answer_reference_network
from kamergraaf.analyse.nodes import thing
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.table import Column, Row, Table, ranked, share
from kamergraaf.analyse.things import Thing, entities
from kamergraaf.models import AnswerKind, EntityClass
from kamergraaf.namespaces import KG
from kamergraaf.store import GraphStore

_KINDS = "SELECT ?unit ?kind WHERE {{ ?unit a kg:Answer ; kg:answerKind ?kind .\n  {scope} }}"
_SIDES = {
    "asked by": "SELECT DISTINCT ?unit ?who { ?unit kg:answers/kg:askedBy ?who . ?who a kg:ParliamentaryGroup }",
    "answered by": "SELECT DISTINCT ?unit ?who { ?unit kg:givenBy ?who }",
}
_KIND_COLUMNS = (
    Column("side", str, "whose answers: those to questions asked by, those given by, or all"),
    Column("who", Thing, "the fractie or the minister"),
    Column("answers", int, "answers"),
    Column("direct", float, "share that answers here"),
    Column("partial", float, "share that answers here and points elsewhere too"),
    Column("reference", float, "share that only points elsewhere"),
)
_CHAIN_COLUMNS = (
    Column("answer", Thing, "an answer that points at another and that nothing points at"),
    Column("end", Thing, "where its pointers end; none if they lead round in a circle"),
    Column("steps", int, "pointers on the longest way there"),
    Column("ends_in", str, "what stands there: a direct, partial or reference answer, or a circle"),
    Column("pointed_at", int, "answers that lead there, by whatever way"),
)


def answer_kinds(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Return the shares of direct, partial and reference answers, of all, by fractie and by minister.

    An answer to several fracties at once counts for each.
    """
    things = entities(store, (EntityClass.GROUP, EntityClass.PERSON))
    kind_of = {unit: kind.removeprefix(KG) for unit, kind in select(store, _KINDS.format(scope=scope.pattern()))}
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    if kind_of:
        counts["all", ""] = Counter(kind_of.values())
    for side, query in _SIDES.items():
        for unit, who in select(store, query):
            if unit in kind_of:
                counts[side, who][kind_of[unit]] += 1
    order = ("all", *_SIDES)
    rows: list[Row] = []
    for side, who in sorted(counts, key=lambda key: (order.index(key[0]), -counts[key].total(), key[1])):
        kinds = counts[side, who]
        shares = (share(kinds[kind], kinds.total()) for kind in AnswerKind)
        rows.append((side, things.get(who), kinds.total(), *shares))
    return Table(
        "answer-kinds",
        "Who is answered and who is pointed elsewhere",
        "A reference answer says nothing but 'see elsewhere'. Compare a fractie's share of them with that of all; "
        "with fewer than some twenty answers, one answer more or less makes the difference.",
        _KIND_COLUMNS,
        tuple(rows),
    )


def chains(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Follow the pointers from answer to answer to where they end.

    A row for each pair of a start and an end. Answers that point at one another in a circle are taken as one
    step of the way (networkx's condensation); if the way ends in such a circle, it has no end.
    """
    graph = answer_reference_network(store, scope)
    knots: nx.DiGraph[int] = nx.condensation(graph)
    members = {knot: sorted(knots.nodes[knot]["members"]) for knot in knots}
    rows: list[Row] = []
    for start in knots:
        # A circle that nothing leads to is a chain of its own.
        if knots.in_degree(start) or not (knots.out_degree(start) or len(members[start]) > 1):
            continue
        reached = {start, *nx.descendants(knots, start)}
        steps = _longest(knots.subgraph(reached), start)
        for end in sorted(knot for knot in reached if not knots.out_degree(knot)):
            circle = len(members[end]) > 1
            leading = sum(len(members[knot]) for knot in nx.ancestors(knots, end))
            rows.append(
                (
                    thing(graph, members[start][0]),
                    None if circle else thing(graph, members[end][0]),
                    steps[end] + (len(members[end]) if circle else 0),
                    "circle" if circle else graph.nodes[members[end][0]]["kind"],
                    leading,
                )
            )
    return Table(
        "chains",
        "Where references to other answers end",
        "Each row follows 'zie het antwoord op …' to the answer where the way stops. If that answer is itself a "
        "'reference', the reply is nowhere in the papers read.",
        _CHAIN_COLUMNS,
        ranked(_CHAIN_COLUMNS, rows, "-steps", "answer", "end"),
    )


def _longest(knots: nx.DiGraph[int], start: int) -> dict[int, int]:
    """Return the number of steps of the longest way from ``start`` to each knot of an acyclic graph."""
    steps = {start: 0}
    for knot in nx.topological_sort(knots):
        for following in knots.successors(knot):
            steps[following] = max(steps.get(following, 0), steps[knot] + 1)
    return steps
