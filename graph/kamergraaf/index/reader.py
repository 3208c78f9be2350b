"""Reading the index: things by IRI, identifier and name."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_COLUMNS = "id, iri, class, label, label_en, identifier, degree"


@dataclass(frozen=True, slots=True)
class Thing:
    """A document, a unit, a commitment or an entity."""

    id: int
    iri: str
    cls: str
    label: str
    label_en: str | None
    identifier: str | None
    degree: int
    """How many links it has."""

    def name(self, language: str) -> str:
        """Return what the thing is called in ``language`` ("nl" or "en"), in Dutch if it has no other name."""
        return self.label_en or self.label if language == "en" else self.label


class Index:
    """The index in the file ``location``, read by any number of threads; or one in memory, read by one at a time."""

    def __init__(self, location: Path | sqlite3.Connection) -> None:
        self._location = location
        self._local = threading.local()

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """Return the rows that ``sql`` finds."""
        return self._connection().execute(sql, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        if isinstance(self._location, sqlite3.Connection):
            return self._location
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"{self._location.absolute().as_uri()}?mode=ro", uri=True)
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Let go of the file, as far as this thread holds it."""
        self._connection().close()
        self._local = threading.local()

    def thing(self, iri: str) -> Thing | None:
        """Return the thing with ``iri``, if the index holds it."""
        return next(iter(self._things("iri = ?", (iri,))), None)

    def things(self, ids: Iterable[int]) -> dict[int, Thing]:
        """Return the things with the row numbers ``ids``, in that order."""
        wanted = list(ids)
        found = {
            thing.id: thing for thing in self._things("id IN (SELECT value FROM json_each(?))", (json.dumps(wanted),))
        }
        return {number: found[number] for number in wanted if number in found}

    def things_by_iri(self, iris: Iterable[str]) -> dict[str, Thing]:
        """Return the things with the given IRIs, as far as the index holds them."""
        found = self._things("iri IN (SELECT value FROM json_each(?))", (json.dumps(list(iris)),))
        return {thing.iri: thing for thing in found}

    def things_by_label(self, labels: Iterable[str]) -> dict[str, Thing]:
        """Return the entities that are called by one of ``labels``, as far as no two are called the same."""
        found = self._things(
            "id IN (SELECT thing FROM name WHERE text COLLATE NOCASE IN (SELECT value FROM json_each(?)))",
            (json.dumps(list(labels)),),
        )
        counts = Counter(thing.label for thing in found)
        return {thing.label: thing for thing in found if counts[thing.label] == 1}

    def find(self, wanted: str) -> list[Thing]:
        """Return the things whose IRI or identifier is ``wanted``; failing those, whose name is."""
        found = self._things("iri = ?1 OR identifier = ?1", (wanted,))
        if exact := [thing for thing in found if thing.iri == wanted]:
            return exact
        return found or self._things("id IN (SELECT thing FROM name WHERE text = ? COLLATE NOCASE)", (wanted,))

    def of_class(self, cls: str, most: int) -> list[Thing]:
        """Return the things of class ``cls`` with most links."""
        return self._things("class = ?", (cls,), f"ORDER BY degree DESC, id LIMIT {most:d}")

    def _things(self, where: str, values: tuple[Any, ...], order: str = "ORDER BY iri") -> list[Thing]:
        return [Thing(*row) for row in self.rows(f"SELECT {_COLUMNS} FROM thing WHERE {where} {order}", values)]

    def counts(self) -> dict[str, int]:
        """Return how many things of each class there are."""
        found = self.rows("SELECT value FROM meta WHERE key = 'counts'")
        counts: dict[str, int] = json.loads(found[0][0]) if found else {}
        return counts
