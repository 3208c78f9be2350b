"""Repeats: questions of different papers that are about the same things."""

from __future__ import annotations

from kamergraaf.analyse.networks import question_similarity_network
from kamergraaf.analyse.nodes import thing
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.table import Column, Row, Table, ranked
from kamergraaf.analyse.things import Thing
from kamergraaf.store import GraphStore

_COLUMNS = (
    Column("question", Thing, "a question"),
    Column("other_question", Thing, "a question of another paper"),
    Column("similarity", float, "0: nothing named by both; 1: the very same (cosine, rare things weigh more)"),
    Column("text", str, "the first"),
    Column("other_text", str, "the second"),
)
_TEXTS = "SELECT ?unit ?text { ?unit a kg:Question ; schema:text ?text }"


def repeats(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Return the pairs of questions from different papers that name much the same, the most alike first."""
    graph = question_similarity_network(store, scope)
    texts = {unit: text for unit, text in select(store, _TEXTS)}
    rows: list[Row] = []
    for one, other, facts in graph.edges(data=True):
        if graph.nodes[one]["document"] != graph.nodes[other]["document"]:
            first, second = sorted((thing(graph, one), thing(graph, other)))
            rows.append((first, second, facts["weight"], texts[first.iri], texts[second.iri]))
    return Table(
        "repeats",
        "Questions that were asked before",
        "Pairs of questions in different papers that name the same things. They need not ask the same of them.",
        _COLUMNS,
        ranked(_COLUMNS, rows, "-similarity", "question", "other_question"),
    )
