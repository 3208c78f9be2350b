"""Results, queries and counts as tables for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kamergraaf.analyse.projection import prefixed
from kamergraaf.analyse.table import Table as MeasureTable
from kamergraaf.resources import ShippedQuery

if TYPE_CHECKING:
    # Importing the build for its types alone would load spaCy, which takes seconds.
    from kamergraaf.builder import BuildReport

_WIDEST = 200
"""Characters of a line of a table that goes to a file or another program; what is longer is folded."""

_BRIEF = 160
"""Characters of a text that the table of a measure shows."""


def result_table(result: ox.QuerySolutions | ox.QueryTriples) -> Table:
    """Return a row for each solution of a SELECT, or each triple of a CONSTRUCT or DESCRIBE."""
    if isinstance(result, ox.QuerySolutions):
        names = [variable.value for variable in result.variables]
        rows: Iterable[Iterable[object]] = result
    else:
        names = ["subject", "predicate", "object"]
        rows = result
    table = _table(*names)
    for row in rows:
        table.add_row(*(_cell(term) for term in row))
    return table


def queries_table(queries: Iterable[ShippedQuery]) -> Table:
    """Return the names of the shipped queries with the question that each answers."""
    table = _table("query", "question")
    for query in queries:
        table.add_row(safe(query.name), safe(query.question))
    return table


def documented_table(kind: str, functions: Mapping[str, Callable[..., object]]) -> Table:
    """Return the names of ``functions`` with what each does, by the first line of its documentation."""
    table = _table(kind, "what it does")
    for name, function in functions.items():
        table.add_row(safe(name), safe((function.__doc__ or "").partition("\n")[0]))
    return table


def measure_table(measured: MeasureTable, most: int) -> Table:
    """Return the first ``most`` rows of what a measure found; numbers to the right, shares to four places."""
    table = _table(*(column.name.replace("_", " ") for column in measured.columns))
    for column, made in zip(measured.columns, table.columns, strict=True):
        if column.type in (int, float):
            made.justify = "right"
    for row in measured.rows[:most]:
        table.add_row(*(safe("" if cell is None else _brief(cell)) for cell in row))
    return table


def _brief(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    # A table is for the eye; all of a long text stands in the other formats.
    text = " ".join(str(cell).split())
    return text if len(text) <= _BRIEF else f"{text[: _BRIEF - 1]}…"


def summary_table(report: BuildReport, stored: Mapping[str, int]) -> Table:
    """Return what a build read, beside what the store holds now by class (:func:`class_counts`)."""
    read = report.parts | {name: len(iris) for name, iris in report.entities.items()}
    table = _table("class", "in these papers", "in the store")
    for column in table.columns[1:]:
        column.justify = "right"
    for name in sorted(read.keys() | stored.keys(), key=lambda name: (-stored.get(name, 0), name)):
        table.add_row(safe(spaced(name)), Text(str(read.get(name, 0))), Text(str(stored.get(name, 0))))
    return table


def print_table(table: Table, console: Console) -> None:
    """Print ``table``; where there is no terminal, as wide as it needs, within reason."""
    if not console.is_terminal:
        unbound = Console(file=console.file, width=_WIDEST)
        console = Console(file=console.file, width=unbound.measure(table).maximum)
    console.print(table)


def safe(text: str) -> Text:
    """Return ``text`` as it stands: no markup is read in it, no control sequence reaches the terminal."""
    return Text("".join("\ufffd" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c for c in text))


def spaced(name: str) -> str:
    """Return the local name of a class in words (``CourtDecision`` → ``court decision``)."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for name in columns:
        table.add_column(safe(name), overflow="fold")
    return table


def _cell(term: object) -> Text:
    match term:
        case None:
            return Text("")
        case ox.NamedNode():
            return safe(prefixed(term.value))
        case ox.Literal():
            return safe(term.value)
        case _:
            return safe(str(term))
