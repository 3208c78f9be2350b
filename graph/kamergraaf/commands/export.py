"""``kamergraaf export``: the store, written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, fail, opened, output_to
from kamergraaf.show.formats import EXPORT_SUFFIXES, ExportFormat


@app.command()
def export(
    export_format: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            help="Form of the export; else by the suffix of FILE, else nquads.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else standard output.")] = None,
    store: Store = STORE,
) -> None:
    """Write out the whole store."""
    from kamergraaf.show.export import export as write

    if export_format is None:
        export_format = ExportFormat.NQUADS if output is None else EXPORT_SUFFIXES.get(output.suffix.lower())
    if export_format is None:
        fail(f"{output}: no format known by that suffix (known: {' '.join(EXPORT_SUFFIXES)}); name one with --format")
    with opened(store) as graph_store, output_to(output) as stream:
        write(graph_store, export_format, stream)
