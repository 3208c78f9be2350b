"""``kamergraaf query``: SPARQL from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kamergraaf.commands.app import STORE, Store, app, fail, opened
from kamergraaf.show.formats import ResultFormat


@app.command()
def query(
    sparql: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE.rq|'SELECT …'|NAME", help="Nothing: list the shipped queries.", show_default=False
        ),
    ] = None,
    result_format: Annotated[ResultFormat, typer.Option("--format", help="Form of the result.")] = ResultFormat.TABLE,
    store: Store = STORE,
) -> None:
    """Ask the store in SPARQL, or by the name of a shipped query."""
    from kamergraaf.resources import queries
    from kamergraaf.show.results import print_result
    from kamergraaf.show.tables import print_table, queries_table

    if sparql is None:
        print_table(queries_table(queries().values()), Console())
        return
    text = _sparql(sparql)
    with opened(store) as graph_store:
        print_result(graph_store.query(text), result_format)


def _sparql(wanted: str) -> str:
    """Return the SPARQL that ``wanted`` stands for: a file, a shipped query, or itself."""
    from kamergraaf.resources import queries

    if wanted.endswith(".rq"):
        try:
            return Path(wanted).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            fail(f"{wanted}: is no text in UTF-8")
    shipped = queries()
    if wanted in shipped:
        return shipped[wanted].text
    # Every SPARQL query but a bare DESCRIBE has a group in braces, and no name has a space.
    if "{" in wanted or " " in wanted.strip():
        return wanted
    fail(f"{wanted}: no shipped query of that name (known: {', '.join(shipped)})")
