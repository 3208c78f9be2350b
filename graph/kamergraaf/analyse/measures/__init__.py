"""Measures: each a function from the store, and a scope, to a table that says how it is read."""

from collections.abc import Callable

from kamergraaf.analyse.measures.answering import answer_kinds, chains
from kamergraaf.analyse.measures.asking import drivers, similarity
from kamergraaf.analyse.measures.centrality import centrality
from kamergraaf.analyse.measures.communities import communities
from kamergraaf.analyse.measures.coverage import coverage
from kamergraaf.analyse.measures.fields import bridges, field_pairs
from kamergraaf.analyse.measures.repeats import repeats
from kamergraaf.analyse.measures.trends import trends
from kamergraaf.analyse.measures.waiting import commitments, waiting
from kamergraaf.analyse.table import Table

MEASURES: dict[str, Callable[..., Table]] = {
    "centrality": centrality,
    "communities": communities,
    "bridges": bridges,
    "field-pairs": field_pairs,
    "drivers": drivers,
    "similarity": similarity,
    "trends": trends,
    "repeats": repeats,
    "answer-kinds": answer_kinds,
    "chains": chains,
    "coverage": coverage,
    "waiting": waiting,
    "commitments": commitments,
}
"""The measures by the names that ``kamergraaf analyse`` knows them by."""

OF_A_NETWORK = ("centrality", "communities")
"""The measures that take any network, by ``network``."""

__all__ = [
    "MEASURES",
    "OF_A_NETWORK",
    "answer_kinds",
    "bridges",
    "centrality",
    "chains",
    "commitments",
    "communities",
    "coverage",
    "drivers",
    "field_pairs",
    "repeats",
    "similarity",
    "trends",
    "waiting",
]
