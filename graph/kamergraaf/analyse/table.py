"""The result of a measure: a table that says how it is to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from kamergraaf.analyse.things import Thing

Cell: TypeAlias = Thing | str | int | float | date | None
"""What stands in a column; ``None`` where there is nothing to say."""
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, with the type of its cells and what it says in plain words."""

    name: str
    type: type
    """``Thing``, ``str``, ``int``, ``float`` or ``date``."""
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """What a measure found, the most telling rows first."""

    measure: str
    """Name of the measure."""
    title: str
    """What it shows, in a few plain words; the title of its picture."""
    reading: str
    """How to read it, in a sentence or two."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def flat(self) -> Iterator[tuple[Column, list[Cell]]]:
        """Yield the columns as files have them: a thing's label, and beside it its IRI as ``NAME_iri``."""
        for place, column in enumerate(self.columns):
            cells = [row[place] for row in self.rows]
            if column.type is not Thing:
                yield column, cells
                continue
            yield Column(column.name, str, column.meaning), [None if c is None else str(c) for c in cells]
            iris = [c.iri if isinstance(c, Thing) else None for c in cells]
            yield Column(f"{column.name}_iri", str, f"{column.meaning}, its IRI"), list[Cell](iris)

    def column(self, name: str) -> list[Cell]:
        """Return the cells of the column ``name``."""
        place = [column.name for column in self.columns].index(name)
        return [row[place] for row in self.rows]


def ranked(columns: Sequence[Column], rows: Iterable[Row], *by: str) -> tuple[Row, ...]:
    """Return ``rows`` in the order of the columns ``by``; ``-name`` goes from high to low, ``None`` comes last."""
    names = [column.name for column in columns]
    result = list(rows)
    for name in reversed(by):
        place = names.index(name.removeprefix("-"))
        known: list[tuple[Any, Row]] = [(row[place], row) for row in result if row[place] is not None]
        known.sort(key=lambda pair: pair[0], reverse=name.startswith("-"))
        result = [row for _, row in known] + [row for row in result if row[place] is None]
    return tuple(result)


def share(part: float, whole: float) -> float:
    """Return ``part`` of ``whole`` from 0 to 1, rounded to four places; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0


def joined(things: Sequence[object], most: int = 3) -> str:
    """Return the first ``most`` of ``things`` as one text."""
    return ", ".join(str(thing) for thing in things[:most])
