"""``kamergraaf export``: the store, written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, fail, opened, output_to
from kamergraaf.show.formats import EXPORT_SUFFIXES, ExportFormat, Profile


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
    profile: Annotated[
        Profile | None,
        typer.Option(
            help="In the shape of others: eli-ep, as the European Parliament publishes questions; void, a description"
            " of the dataset in VoID and DCAT. By default in turtle.",
            show_default=False,
        ),
    ] = None,
    store: Store = STORE,
) -> None:
    """Write out the whole store, in its own shape or in that of a profile."""
    from kamergraaf.show.export import PROFILE_FORMATS, export_profile
    from kamergraaf.show.export import export as write

    if export_format is None:
        usual = ExportFormat.NQUADS if profile is None else ExportFormat.TURTLE
        export_format = usual if output is None else EXPORT_SUFFIXES.get(output.suffix.lower())
    if export_format is None:
        fail(f"{output}: no format known by that suffix (known: {' '.join(EXPORT_SUFFIXES)}); name one with --format")
    if profile is not None and export_format not in PROFILE_FORMATS:
        fail(f"{export_format}: no format for a profile (known: {' '.join(PROFILE_FORMATS)})")
    with opened(store) as graph_store, output_to(output) as stream:
        if profile is None:
            write(graph_store, export_format, stream)
        else:
            export_profile(graph_store, profile, export_format, stream)
