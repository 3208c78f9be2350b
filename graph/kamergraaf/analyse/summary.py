"""How much the store holds, by class."""

from __future__ import annotations

from kamergraaf.namespaces import KG
from kamergraaf.store import GraphStore, solutions

_COUNTS = f"""
SELECT ?class (COUNT(?thing) AS ?number)
WHERE {{ ?thing a ?class . FILTER(STRSTARTS(STR(?class), "{KG}")) }}
GROUP BY ?class
"""


def class_counts(store: GraphStore) -> dict[str, int]:
    """Return how many things of each ``kg:`` class the store holds, by the class's local name, sorted."""
    rows = solutions(store, _COUNTS)
    return dict(sorted((row["class"].value.removeprefix(KG), int(row["number"].value)) for row in rows))
