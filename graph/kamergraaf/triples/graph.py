"""Triples as the lines of a named graph, and what they say there is of each class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from kamergraaf.models import GraphText
from kamergraaf.namespaces import KG
from kamergraaf.triples import terms as t

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object as N-Triples writes them."""


def graph_text(name: str, triples: Iterable[Triple]) -> GraphText:
    """Return ``triples``, each once, as the named graph ``name``."""
    end = f" {t.iri(name)} .\n"
    return GraphText(name, "".join(f"{s} {p} {o}{end}" for s, p, o in triples).encode())


def members(triples: Iterable[Triple]) -> dict[str, set[str]]:
    """Return the things of each class of our ontology, by the class's local name."""
    ours = f"<{KG}"
    found: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in triples:
        if predicate == t.TYPE and value.startswith(ours):
            found[value[len(ours) : -1]].add(subject)
    return found
