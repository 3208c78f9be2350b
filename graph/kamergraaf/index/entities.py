"""Entities as the index holds them: names, who names them when, and with what."""

from __future__ import annotations

from dataclasses import dataclass

from kamergraaf.index.reader import Index, Thing
from kamergraaf.index.units import Passage

_MOST_UNITS = 20_000
"""Units that are looked at, the newest first, to tell what an entity is named together with."""

# Units that link to an entity in any way: name it, are asked by it, are given by it.
_LINKED = "SELECT DISTINCT source FROM edge WHERE target = :entity"
_NARROWED = (
    "(:year = '' OR substr(passage.date, 1, 4) = :year) "
    "AND (:party = 0 OR EXISTS (SELECT 1 FROM unit_group WHERE unit = passage.id AND party = :party))"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """How often an entity is named, by group and by year."""

    parties: list[tuple[Thing, int]]
    years: list[tuple[str, int]]
    total: int


@dataclass(frozen=True, slots=True)
class UnitsFound:
    """A page of the units that name an entity, and how many there are."""

    units: list[tuple[Passage, list[Thing]]]
    """Each with the groups it belongs to."""
    total: int


def names(index: Index, entity: Thing) -> list[tuple[str, str]]:
    """Return all that ``entity`` is called but its label and identifier, with the language."""
    return [
        (text, language)
        for text, language in index.rows(
            "SELECT text, language FROM name WHERE thing = ? ORDER BY text COLLATE NOCASE", (entity.id,)
        )
        if text not in (entity.label, entity.identifier)
    ]


def naming(index: Index, entity: Thing) -> Naming:
    """Count the units that name ``entity`` by group and by year."""
    values = {"entity": entity.id}
    parties = index.rows(
        f"SELECT party, COUNT(*) AS number FROM unit_group WHERE unit IN ({_LINKED}) "
        "GROUP BY party ORDER BY number DESC, party",
        values,
    )
    years = index.rows(
        f"SELECT COALESCE(substr(date, 1, 4), ''), COUNT(*) FROM passage "
        f"WHERE id IN ({_LINKED}) AND id <> document GROUP BY 1 ORDER BY 1",
        values,
    )
    things = index.things(party for party, _ in parties)
    counted = [(things[party], number) for party, number in parties if party != entity.id]
    return Naming(counted, [tuple(row) for row in years], sum(number for _, number in years))


def units_naming(index: Index, entity: Thing, *, party: Thing | None, year: str, most: int, offset: int) -> UnitsFound:
    """Return units that name ``entity``, the newest first; of one group or one year only, if given."""
    values = {"entity": entity.id, "party": party.id if party else 0, "year": year, "most": most, "offset": offset}
    where = f"WHERE passage.id IN ({_LINKED}) AND passage.id <> passage.document AND {_NARROWED}"
    (total,) = index.rows(f"SELECT COUNT(*) FROM passage {where}", values)[0]
    rows = index.rows(
        f"SELECT id, document, position, date, text FROM passage {where} "
        "ORDER BY date DESC, document DESC, position LIMIT :most OFFSET :offset",
        values,
    )
    things = index.things({number for row in rows for number in row[:2]})
    found = []
    for unit, document, position, date, text in rows:
        groups = index.rows("SELECT party FROM unit_group WHERE unit = ? ORDER BY party", (unit,))
        asking = list(index.things(number for (number,) in groups).values())
        found.append((Passage(things[unit], things[document], position, date, text), asking))
    return UnitsFound(found, total)


def together(index: Index, entity: Thing, most: int) -> list[tuple[Thing, int]]:
    """Return the entities named in the same units as ``entity``, with in how many units."""
    rows = index.rows(
        "SELECT other.target, COUNT(*) AS number FROM "
        "(SELECT source FROM edge WHERE target = :entity AND property = 'kg:mentions' "
        "GROUP BY source ORDER BY source DESC LIMIT :looked) AS unit "
        "JOIN (SELECT DISTINCT source, target FROM edge WHERE property = 'kg:mentions') AS other "
        "ON other.source = unit.source WHERE other.target <> :entity "
        "GROUP BY other.target ORDER BY number DESC, other.target LIMIT :most",
        {"entity": entity.id, "looked": _MOST_UNITS, "most": most},
    )
    things = index.things(number for number, _ in rows)
    return [(things[thing], number) for thing, number in rows]
