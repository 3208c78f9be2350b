"""How much the store holds, by class."""

from __future__ import annotations

import pyoxigraph as ox

from kamergraaf.namespaces import KG
from kamergraaf.store import GraphStore

_COUNTS = f"""
SELECT ?class (COUNT(?thing) AS ?number)
WHERE {{ ?thing a ?class . FILTER(STRSTARTS(STR(?class), "{KG}")) }}
GROUP BY ?class
"""


def class_counts(store: GraphStore) -> dict[str, int]:
    """Return how many things of each ``kg:`` class the store holds, by the class's local name, sorted."""
    rows = store.query(_COUNTS)
    assert isinstance(rows, ox.QuerySolutions)
    return dict(sorted((row["class"].value.removeprefix(KG), int(row["number"].value)) for row in rows))
