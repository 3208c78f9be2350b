"""``kamergraaf explain``: what a question or an answer names, and by which rule."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kamergraaf.commands.app import STORE, Store, app, opened


@app.command()
def explain(
    unit: Annotated[
        str,
        typer.Argument(
            metavar="UNIT",
            help="IRI of a question or an answer, DOCUMENT/answer/N, or 'DOCUMENT POSITION'.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="A page instead of text in the terminal.")
    ] = None,
    store: Store = STORE,
) -> None:
    """Show a unit's text with its mentions marked, each with its identifier, rule and confidence."""
    from kamergraaf.analyse.explaining import explain_unit
    from kamergraaf.show.explained import marked_text, mentions_table, page
    from kamergraaf.show.tables import print_table

    with opened(store) as graph_store:
        explained = explain_unit(graph_store, unit)
    if output is not None:
        output.write_text(page(explained), encoding="utf-8")
        typer.echo(f"page: {output}")
        return
    console = Console()
    console.print(f"{explained.document}, {explained.position}  {explained.iri}\n", markup=False, highlight=False)
    console.print(marked_text(explained), highlight=False)
    print_table(mentions_table(explained), console)
