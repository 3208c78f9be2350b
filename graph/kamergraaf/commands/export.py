"""``kamergraaf export``: the store, written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, fail, opened, output_to
from kamergraaf.commands.scope import Groups, Since, Types, Until, scope_of
from kamergraaf.show.formats import EXPORT_SUFFIXES, NETWORK_FORMATS, TABLE_FORMATS, ExportFormat


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
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Else standard output; a folder for csv and parquet."),
    ] = None,
    network: Annotated[
        str | None,
        typer.Option(
            "--network",
            metavar="NAME",
            help="This network in place of the whole store, in graphml, gexf, csv or parquet; the options below "
            "choose a part of it.",
            show_default=False,
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    types: Types = None,
    groups: Groups = None,
    store: Store = STORE,
) -> None:
    """Write out the whole store, or one network of it."""
    from kamergraaf.analyse.networks import NETWORKS
    from kamergraaf.analyse.projection import entity_graph
    from kamergraaf.show.export import export as write
    from kamergraaf.show.export import export_network, export_tables

    if network is not None and network not in NETWORKS:
        fail(f"{network}: no network of that name (known: {', '.join(NETWORKS)})")
    if network is None and any((since, until, types, groups)):
        fail("only a part of a network can be chosen; name one with --network")
    if export_format is None:
        export_format = ExportFormat.NQUADS if output is None else EXPORT_SUFFIXES.get(output.suffix.lower())
    if export_format is None:
        fail(f"{output}: no format known by that suffix (known: {' '.join(EXPORT_SUFFIXES)}); name one with --format")
    if network is not None and export_format not in (*NETWORK_FORMATS, *TABLE_FORMATS):
        fail(f"{export_format}: a network is written as {', '.join((*NETWORK_FORMATS, *TABLE_FORMATS))}")
    if export_format in TABLE_FORMATS and output is None:
        fail(f"{export_format}: is two files, nodes and edges; name a folder for them with -o")
    with opened(store) as graph_store:
        scope = scope_of(graph_store, since, until, types, groups)
        if export_format in TABLE_FORMATS and output is not None:
            graph = entity_graph(graph_store) if network is None else NETWORKS[network](graph_store, scope)
            for file in export_tables(graph, export_format, output):
                typer.echo(f"written: {file}")
            return
        with output_to(output) as stream:
            if network is None:
                write(graph_store, export_format, stream)
            else:
                export_network(NETWORKS[network](graph_store, scope), export_format, stream)
