"""Trends: what is asked about more or less as time goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from kamergraaf.analyse.networks.together import NAMED
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.table import Column, Table, share
from kamergraaf.analyse.things import Thing, entities
from kamergraaf.store import GraphStore

TOPICS = 20
"""Topics that are followed: those that most questions name."""
_MONTHS, _QUARTERS = 24, 40
"""Months are counted if they are no more than this; else quarters, if they are no more than that; else years."""

_QUESTIONS = """
SELECT ?unit ?on ?entity
WHERE {{ ?unit a kg:Question .
  {scope}
  OPTIONAL {{ ?unit kg:mentions ?entity }} }}
"""
_COLUMNS = (
    Column("topic", Thing, "what is asked about"),
    Column("class", str, "what kind of thing it is"),
    Column("period", str, "month, quarter or year"),
    Column("questions", int, "questions of that period that name it"),
    Column("of", int, "all questions of that period"),
    Column("share", float, "the first as a share of the second; none where there are no questions"),
)


def trends(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Count how many questions of each month, quarter or year name the things most asked about.

    Those are the ``TOPICS`` that most questions name. Periods are months, quarters or years, as the span of the
    papers asks for, none left out between the first and the last; questions of papers without a day are not counted.
    """
    things = entities(store, NAMED)
    days: dict[str, date] = {}
    naming: set[tuple[str, str]] = set()
    for unit, on, entity in select(store, _QUESTIONS.format(scope=scope.pattern())):
        if on:
            days[unit] = date.fromisoformat(on)
            if entity in things:
                naming.add((entity, unit))
    names, period = _periods(days.values())
    asked = Counter(map(period, days.values()))
    totals = Counter(entity for entity, _ in naming)
    counts = Counter((entity, period(days[unit])) for entity, unit in naming)
    followed = sorted(totals, key=lambda iri: (-totals[iri], iri))[:TOPICS]
    rows = tuple(
        (things[iri], things[iri].cls, name, counts[iri, name], asked[name], _part(counts[iri, name], asked[name]))
        for iri in followed
        for name in names
    )
    return Table(
        "trends",
        "What is asked about, over time",
        "For each topic the share of the questions of a month, quarter or year that name it. Mind the periods with "
        "few questions: there one question is a large share.",
        _COLUMNS,
        rows,
    )


def _part(named: int, asked: int) -> float | None:
    """A period without questions tells nothing of what is asked about."""
    return share(named, asked) if asked else None


def _periods(days: Iterable[date]) -> tuple[list[str], Callable[[date], str]]:
    """Return the names of all periods from the first to the last of ``days``, and what names that of a day."""
    months = sorted({day.year * 12 + day.month - 1 for day in days})
    if not months:
        return [], date.isoformat
    every = range(months[0], months[-1] + 1)

    def name(month: int) -> str:
        year, place = divmod(month, 12)
        if len(every) <= _MONTHS:
            return f"{year}-{place + 1:02}"
        return f"{year}-K{place // 3 + 1}" if len(every) <= 3 * _QUARTERS else str(year)

    return list(dict.fromkeys(map(name, every))), lambda day: name(day.year * 12 + day.month - 1)
