"""Results as pandas frames."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kamergraaf.analyse.table import Table
from kamergraaf.namespaces import XSD
from kamergraaf.show.libraries import library
from kamergraaf.store import QueryResult

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS: dict[str, type[int] | type[float]] = {
    f"{XSD}{name}": int for name in ("integer", "int", "long", "nonNegativeInteger")
}
_NUMBERS |= {f"{XSD}{name}": float for name in ("decimal", "double", "float")}


def frame(result: Table | QueryResult) -> pd.DataFrame:
    """Return the table of a measure, or the result of a SELECT, CONSTRUCT or DESCRIBE, as a pandas frame.

    Numbers and dates come as such, other terms as text; what is not bound is missing. A thing of a table is its
    label, with its IRI in a column ``NAME_iri``.

    Raises:
        MissingLibraryError: pandas is not installed.
        ValueError: ``result`` is that of an ASK, which has no rows.
    """
    pandas = library("pandas", "a frame")
    if isinstance(result, Table):
        columns = {column.name: cells for column, cells in result.flat()}
        dates = [column.name for column, _ in result.flat() if column.type is date]
        made = pandas.DataFrame(columns)
        for name in dates:
            made[name] = pandas.to_datetime(made[name])
        return made  # type: ignore[no-any-return]
    if isinstance(result, ox.QueryBoolean):
        raise ValueError("the result of an ASK has no rows")
    if isinstance(result, ox.QuerySolutions):
        names = [variable.value for variable in result.variables]
        return pandas.DataFrame(([_value(term) for term in row] for row in result), columns=names)  # type: ignore[no-any-return]
    names = ["subject", "predicate", "object"]
    return pandas.DataFrame(([_value(term) for term in triple] for triple in result), columns=names)  # type: ignore[no-any-return]


def _value(term: object) -> Any:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind in _NUMBERS:
            return _NUMBERS[kind](term.value)
        return date.fromisoformat(term.value) if kind == f"{XSD}date" else term.value
    return getattr(term, "value", None if term is None else str(term))
