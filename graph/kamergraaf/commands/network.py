"""``kamergraaf network``: one network of the store, for Gephi and others' tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kamergraaf.commands.app import STORE, Store, app, fail, opened, output_to
from kamergraaf.commands.scope import Groups, Since, Types, Until, scope_of
from kamergraaf.show.formats import IN_ONE_FILE, NetworkFormat


@app.command()
def network(
    name: Annotated[
        str | None, typer.Argument(metavar="NETWORK", help="Nothing: list the networks.", show_default=False)
    ] = None,
    network_format: Annotated[
        NetworkFormat | None,
        typer.Option(
            "--format", help="Form of the network; else by the suffix of FILE, else gexf.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Else standard output; a folder for csv and parquet."),
    ] = None,
    since: Since = None,
    until: Until = None,
    types: Types = None,
    groups: Groups = None,
    store: Store = STORE,
) -> None:
    """Write out a network: what is named together, who asks about what, which answer points at which."""
    from kamergraaf.analyse.networks import NETWORKS
    from kamergraaf.show.network_files import write_network, write_network_tables
    from kamergraaf.show.tables import documented_table, print_table

    if name is None:
        print_table(documented_table("network", NETWORKS), Console())
        return
    if name not in NETWORKS:
        fail(f"{name}: no network of that name (known: {', '.join(NETWORKS)})")
    if network_format is None:
        suffix = "gexf" if output is None else output.suffix.lower().removeprefix(".")
        if suffix not in IN_ONE_FILE:
            fail(f"{output}: no format known by that suffix (known: .graphml .gexf); name one with --format")
        network_format = NetworkFormat(suffix)
    if network_format not in IN_ONE_FILE and output is None:
        fail(f"{network_format}: is two files, nodes and edges; name a folder for them with -o")
    with opened(store) as graph_store:
        graph = NETWORKS[name](graph_store, scope_of(graph_store, since, until, types, groups))
    if network_format not in IN_ONE_FILE and output is not None:
        for file in write_network_tables(graph, network_format, output):
            typer.echo(f"written: {file}")
        return
    with output_to(output) as stream:
        write_network(graph, network_format, stream)
