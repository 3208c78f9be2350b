"""Questions, answers and documents as the index holds them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kamergraaf.index.reader import Index, Thing


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a question or an answer, or the title of a document."""

    thing: Thing
    document: Thing
    position: int
    date: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a unit's text where something is named, referred to or promised."""

    kind: str
    """``mention``, ``reference`` or ``commitment``."""
    target: Thing | None
    start: int | None
    end: int | None
    quote: str
    confidence: float | None
    found_by: str
    footnote: str | None


Links = dict[str, list[Thing]]
"""Things by the (prefixed) property that links them, the most linked first."""


def passage(index: Index, thing: Thing) -> Passage | None:
    """Return the text of ``thing``, if it is a unit or a document."""
    rows = index.rows("SELECT document, position, date, text FROM passage WHERE id = ?", (thing.id,))
    if not rows:
        return None
    document, position, date, text = rows[0]
    return Passage(thing, index.things([document])[document], position, date, text)


def places(index: Index, unit: Thing) -> list[Place]:
    """Return the places in ``unit``'s text where something was found, in order."""
    rows = index.rows(
        "SELECT kind, target, start, end, quote, confidence, found_by, footnote FROM mark "
        "WHERE unit = ? ORDER BY start, end, target",
        (unit.id,),
    )
    targets = index.things({row[1] for row in rows if row[1] is not None})
    return [Place(row[0], targets.get(row[1]), *row[2:]) for row in rows]


def units(index: Index, document: Thing) -> list[Passage]:
    """Return the questions and answers of ``document`` in the order of the paper."""
    rows = index.rows(
        "SELECT id, position, date, text FROM passage WHERE document = ?1 AND id <> ?1 ORDER BY position",
        (document.id,),
    )
    things = index.things(row[0] for row in rows)
    return [Passage(things[number], document, position, date, text) for number, position, date, text in rows]


def links_from(index: Index, thing: Thing) -> Links:
    """Return what ``thing`` links to."""
    return _links(index, index.rows("SELECT DISTINCT property, target FROM edge WHERE source = ?", (thing.id,)))


def links_to(index: Index, thing: Thing, most: int) -> Links:
    """Return what links to ``thing``, at most ``most`` things."""
    return _links(
        index,
        index.rows("SELECT DISTINCT property, source FROM edge WHERE target = ? LIMIT ?", (thing.id, most)),
    )


def _links(index: Index, rows: list[tuple[str, int]]) -> Links:
    things = index.things({number for _, number in rows})
    links: Links = defaultdict(list)
    for name, number in rows:
        links[name].append(things[number])
    return {name: sorted(found, key=lambda t: (-t.degree, t.id)) for name, found in sorted(links.items())}


def parties(index: Index, unit: Thing) -> list[Thing]:
    """Return the groups that ask ``unit``, or are answered by it."""
    rows = index.rows("SELECT party FROM unit_group WHERE unit = ? ORDER BY party", (unit.id,))
    return list(index.things(number for (number,) in rows).values())


def latest(index: Index, most: int) -> list[Passage]:
    """Return the latest documents."""
    rows = index.rows(
        "SELECT id, date, text FROM passage WHERE id = document AND date IS NOT NULL "
        "ORDER BY date DESC, id DESC LIMIT ?",
        (most,),
    )
    things = index.things(row[0] for row in rows)
    return [Passage(things[number], things[number], 0, date, text) for number, date, text in rows]


def facts(index: Index, thing: Thing) -> list[tuple[str, str]]:
    """Return what is said of ``thing`` in words, numbers and dates: (prefixed property, value)."""
    return [*map(tuple, index.rows("SELECT property, value FROM fact WHERE thing = ? ORDER BY 1, 2", (thing.id,)))]
