"""``kamergraaf demo``: the sample papers, two questions and a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.commands.app import app, opened
from kamergraaf.commands.build import build_with_summary
from kamergraaf.commands.show import draw
from kamergraaf.show.formats import ResultFormat

DEMO_QUERIES = ("who-asks-about-which-country", "commitments-by-minister")
"""The shipped queries that ``demo`` runs."""


@app.command()
def demo(
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="Folder to keep the store in; else it is not kept."),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.html", help="The picture.")] = Path(
        "kamergraaf-demo.html"
    ),
) -> None:
    """Build the sample papers, ask two questions and draw a picture."""
    from importlib.resources import as_file

    from kamergraaf.index import explorer_folder
    from kamergraaf.resources import queries, samples
    from kamergraaf.show.results import print_result

    with as_file(samples()) as folder, opened(store, create=True, writing=True) as graph_store:
        report = build_with_summary([folder], graph_store)
        shipped = queries()
        for name in DEMO_QUERIES:
            typer.echo(f"\n{shipped[name].question}  (kamergraaf query {name})")
            print_result(graph_store.query(shipped[name].text), ResultFormat.TABLE)
        draw(graph_store, store and explorer_folder(store), graph_store.graphs()[0], output)
    if report.failures:
        raise typer.Exit(1)
