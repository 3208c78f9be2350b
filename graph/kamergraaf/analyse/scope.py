"""Which part of the store is looked at: a period, types of document, fracties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kamergraaf.namespaces import KG, XSD
from kamergraaf.store import GraphStore, solutions


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of questions and answers; what is left out is no limit.

    A unit has the day of its paper: the day on which the questions were sent in, or else, in papers that do not
    tell it, that of the answers. A paper without any day falls outside every period.
    """

    since: date | None = None
    """First day of the period."""
    until: date | None = None
    """Last day of the period, itself included."""
    kinds: tuple[str, ...] = ()
    """Types of document, by the local names of ``kg:documentTypes`` (``aanhangsel``)."""
    groups: tuple[str, ...] = ()
    """Fracties that ask, by identifier (``GroenLinks-PvdA``); the answers to their questions belong to it too."""

    def pattern(self) -> str:
        """Return SPARQL that binds ``?document`` for each ``?unit`` inside the scope.

        Where known, it binds the days of the document too: ``?submitted``, ``?answered``, and ``?on``, the unit's day.
        """
        # The documents are chosen by themselves: joined in one by one for each unit they take twice the time.
        parts = [
            "?document a kg:Document .",
            "OPTIONAL { ?document kg:submittedOn ?submitted } OPTIONAL { ?document kg:answeredOn ?answered }",
            "BIND(COALESCE(?submitted, ?answered) AS ?on)",
        ]
        for day, sign in ((self.since, ">="), (self.until, "<=")):
            if day is not None:
                parts.append(f'FILTER(?on {sign} "{day.isoformat()}"^^<{XSD}date>)')
        if self.kinds:
            kinds = ", ".join(str(ox.NamedNode(f"{KG}{kind}")) for kind in self.kinds)
            parts.append(f"?document dcterms:type ?kind . FILTER(?kind IN ({kinds}))")
        inside = "\n    ".join(parts)
        parts = [
            "?unit dcterms:isPartOf ?document .",
            f"{{ SELECT ?document ?submitted ?answered ?on WHERE {{\n    {inside} }} }}",
        ]
        if self.groups:
            names = " ".join(str(ox.Literal(group)) for group in self.groups)
            parts.append(
                f"{{ SELECT DISTINCT ?unit WHERE {{ VALUES ?scope_name {{ {names} }} "
                "?scope_group dcterms:identifier ?scope_name ; a kg:ParliamentaryGroup . "
                "{ ?unit kg:askedBy ?scope_group } UNION { ?unit kg:answers/kg:askedBy ?scope_group } } }"
            )
        return "\n  ".join(parts)


EVERYTHING = Scope()
"""The scope of all that the store holds."""


def select(store: GraphStore, sparql: str) -> Iterator[tuple[str, ...]]:
    """Yield the solutions of a SELECT as text; a variable that is not bound is ``""``."""
    for row in solutions(store, sparql):
        yield tuple("" if term is None else term.value for term in row)
