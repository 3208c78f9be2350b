"""Tables as files: CSV, JSON and Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO

from kamergraaf.analyse.table import Cell, Table
from kamergraaf.show.formats import TableFormat
from kamergraaf.show.libraries import library


def write_table(table: Table, table_format: TableFormat, output: IO[bytes]) -> None:
    """Write ``table`` to ``output`` in CSV, JSON (an object with ``title``, ``reading`` and ``rows``) or Parquet.

    A thing is written as its label, and its IRI in a column of its own.

    Raises:
        MissingLibraryError: Parquet is wanted and pyarrow is not installed.
        OSError: ``output`` cannot be written.
    """
    columns = {column.name: cells for column, cells in table.flat()}
    if table_format is TableFormat.JSON:
        rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
        content = {"measure": table.measure, "title": table.title, "reading": table.reading, "rows": rows}
        output.write(json.dumps(content, ensure_ascii=False, indent=1, default=date.isoformat).encode() + b"\n")
    elif table_format is TableFormat.PARQUET:
        write_parquet({column.name: (column.type, cells) for column, cells in table.flat()}, output)
    else:
        write_csv(columns, output)


def write_csv(columns: Mapping[str, Sequence[Cell]], output: IO[bytes]) -> None:
    """Write ``columns`` by name as CSV (RFC 4180, UTF-8)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    output.write(text.getvalue().encode())


def write_parquet(columns: Mapping[str, tuple[type, Sequence[Cell]]], output: IO[bytes]) -> None:
    """Write ``columns``, the type and cells of each by name, as Parquet.

    Raises:
        MissingLibraryError: pyarrow is not installed.
    """
    arrow = library("pyarrow", "writing Parquet")
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), date: arrow.date32()}
    arrays = {name: arrow.array(cells, types[kind]) for name, (kind, cells) in columns.items()}
    library("pyarrow.parquet", "writing Parquet").write_table(arrow.table(arrays), output)
