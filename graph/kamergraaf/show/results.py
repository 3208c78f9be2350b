"""A query's result, written out."""

from __future__ import annotations

import csv
import io
import sys

import pyoxigraph as ox
from rich.console import Console

from kamergraaf.show.formats import ResultFormat
from kamergraaf.show.tables import print_table, result_table
from kamergraaf.store import QueryResult

_SERIAL = {
    ResultFormat.CSV: ox.QueryResultsFormat.CSV,
    ResultFormat.JSON: ox.QueryResultsFormat.JSON,
}


def print_result(result: QueryResult, result_format: ResultFormat) -> None:
    """Print ``result`` on standard output.

    CSV and JSON are the SPARQL 1.1 Query Results formats. The triples of a CONSTRUCT or DESCRIBE, for which
    those have no form, are a CSV of three columns, or JSON-LD.
    """
    if result_format is ResultFormat.TABLE:
        if isinstance(result, ox.QueryBoolean):
            print("yes" if result else "no")
        else:
            print_table(result_table(result), Console())
        return
    # The formats fix UTF-8 and the ends of lines, whatever the terminal has.
    output = sys.stdout.buffer
    if not isinstance(result, ox.QueryTriples):
        result.serialize(output, _SERIAL[result_format])
    elif result_format is ResultFormat.JSON:
        ox.serialize(sorted(set(result), key=str), output, ox.RdfFormat.JSON_LD)
    else:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(("subject", "predicate", "object"))
        for triple in sorted(set(result), key=str):
            writer.writerow(term.value if not isinstance(term, ox.Triple) else str(term) for term in triple)
        output.write(text.getvalue().encode())
    output.flush()
