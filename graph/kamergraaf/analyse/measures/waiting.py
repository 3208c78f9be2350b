"""Time: from question to answer, and from commitment to the day it is due."""

from __future__ import annotations

from datetime import date

from kamergraaf.analyse.edtf import last_day
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.table import Column, Row, Table, ranked
from kamergraaf.analyse.things import Thing, entities, units
from kamergraaf.models import EntityClass
from kamergraaf.store import GraphStore

TERM = 21
"""Days in which written questions are to be answered (Reglement van Orde van de Tweede Kamer: three weeks)."""

_PAPERS = """
SELECT DISTINCT ?document ?identifier ?submitted ?answered ?office
WHERE {{
  ?unit a kg:Question .
  {scope}
  FILTER(BOUND(?submitted) && BOUND(?answered))
  ?document dcterms:identifier ?identifier .
  OPTIONAL {{ ?document kg:addressedTo/skos:prefLabel ?office }}
}}
"""
_WAITING_COLUMNS = (
    Column("document", Thing, "the paper"),
    Column("addressed_to", str, "the offices asked"),
    Column("submitted", date, "day on which the questions were sent in"),
    Column("answered", date, "day on which the answers came"),
    Column("days", int, "days in between"),
    Column("late", int, f"days over the {TERM} that the rules of the House give; 0 if in time"),
)
_PROMISES = """
SELECT DISTINCT ?promise ?unit ?text ?due ?answered ?minister
WHERE {{
  ?unit kg:makesCommitment ?promise .
  ?promise schema:text ?text .
  {scope}
  OPTIONAL {{ ?promise kg:dueBy ?due }}
  OPTIONAL {{ ?unit kg:givenBy ?minister }}
}}
"""
_COMMITMENT_COLUMNS = (
    Column("minister", str, "who undertakes it; several where the paper does not tell them apart"),
    Column("commitment", str, "the sentence"),
    Column("said", date, "day of the answer"),
    Column("due", str, "by when, as far as said, in EDTF (2024, 2025-06, 2025-21 is spring)"),
    Column("days", int, "days from the answer to the last day of that time"),
    Column("answer", Thing, "the answer it stands in"),
)


def waiting(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Return for each paper how many days its answers took, the longest first.

    Papers that lack the one day or the other are left out; reports of written consultations do, mostly.
    """
    papers: dict[str, tuple[str, date, date]] = {}
    offices: dict[str, set[str]] = {}
    for document, identifier, submitted, answered, office in select(store, _PAPERS.format(scope=scope.pattern())):
        papers[document] = (identifier, date.fromisoformat(submitted), date.fromisoformat(answered))
        offices.setdefault(document, set()).update({office} - {""})
    rows: list[Row] = []
    for iri, (identifier, submitted_on, answered_on) in papers.items():
        days = (answered_on - submitted_on).days
        asked = ", ".join(sorted(offices[iri]))
        paper = Thing(identifier, iri, "Document")
        rows.append((paper, asked, submitted_on, answered_on, days, max(0, days - TERM)))
    return Table(
        "waiting",
        "Days from question to answer",
        f"Days from the sending in of the questions to the answers. The rules of the House give {TERM}; a minister "
        "may ask for more, which this does not know of.",
        _WAITING_COLUMNS,
        ranked(_WAITING_COLUMNS, rows, "-days", "document"),
    )


def commitments(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Return what ministers undertook and by when, the soonest due first, those without a time last."""
    people, answers = entities(store, (EntityClass.PERSON,)), units(store)
    found: dict[str, tuple[str, str, str, str]] = {}
    ministers: dict[str, set[str]] = {}
    for promise, unit, text, due, answered, minister in select(store, _PROMISES.format(scope=scope.pattern())):
        found[promise] = (unit, text, due, answered)
        ministers.setdefault(promise, set()).update({minister} & people.keys())
    rows: list[Row] = []
    for promise, (unit, text, due, answered) in found.items():
        by = last_day(due) if due else None
        said = date.fromisoformat(answered) if answered else None
        days = (by - said).days if by and said else None
        who = ", ".join(sorted(people[iri].label for iri in ministers[promise]))
        rows.append((who, text, said, due or None, days, answers[unit]))
    return Table(
        "commitments",
        "What ministers undertook, and by when",
        "Each row is a sentence in which a minister undertakes something. Without 'due' the sentence names no time, "
        "and nobody can say that it is late.",
        _COMMITMENT_COLUMNS,
        ranked(_COMMITMENT_COLUMNS, rows, "due", "minister", "answer", "commitment"),
    )
