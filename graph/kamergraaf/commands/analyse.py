"""``kamergraaf analyse``: what the graph says that no paper says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from kamergraaf.commands.app import STORE, Store, app, fail, opened, output_to, say
from kamergraaf.commands.scope import Groups, Since, Types, Until, scope_of
from kamergraaf.show.formats import TableFormat

if TYPE_CHECKING:
    from kamergraaf.analyse.table import Table

_TOP = 20


@app.command()
def analyse(
    measure: Annotated[
        str | None, typer.Argument(metavar="MEASURE", help="Nothing: list the measures.", show_default=False)
    ] = None,
    network: Annotated[
        str | None,
        typer.Option(
            "--network",
            metavar="NAME",
            help="For centrality and communities: this network, in place of co-mention.",
            show_default=False,
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    types: Types = None,
    groups: Groups = None,
    top: Annotated[int, typer.Option("--top", min=0, metavar="N", help="Rows of the table; 0 is all of them.")] = _TOP,
    table_format: Annotated[
        TableFormat, typer.Option("--format", help="Form of the result; all but table hold all rows.")
    ] = TableFormat.TABLE,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else standard output.")] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE", help="Draw a picture: .png, .svg or .html.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Write the result into the store, in a graph of its own.")] = (
        False
    ),
    store: Store = STORE,
) -> None:
    """Measure the graph: what holds it together, who asks what, how it is answered."""
    from kamergraaf.analyse.findings import write_findings
    from kamergraaf.analyse.measures import MEASURES, OF_A_NETWORK
    from kamergraaf.analyse.networks import NETWORKS
    from kamergraaf.show.charts import save_plot
    from kamergraaf.show.files import write_table
    from kamergraaf.show.tables import documented_table, print_table

    if measure is None:
        print_table(documented_table("measure", MEASURES), Console())
        return
    if measure not in MEASURES:
        fail(f"{measure}: no measure of that name (known: {', '.join(MEASURES)})")
    if network is not None and measure not in OF_A_NETWORK:
        fail(f"{measure}: has one network of its own; --network is for {' and '.join(OF_A_NETWORK)}")
    if network is not None and network not in NETWORKS:
        fail(f"{network}: no network of that name (known: {', '.join(NETWORKS)})")
    chosen: dict[str, Any] = {} if network is None else {"network": network}
    with opened(store, writing=write) as graph_store:
        scope = scope_of(graph_store, since, until, types, groups)
        table = MEASURES[measure](graph_store, scope, **chosen)
        if table_format is not TableFormat.TABLE:
            with output_to(output) as stream:
                write_table(table, table_format, stream)
        elif output is not None:
            fail("a table is for the terminal; name another --format to write a file")
        else:
            _print(table, top)
        if plot is not None:
            save_plot(table, plot)
            say(f"picture: {plot}")
        if write:
            say(f"written into the graph {write_findings(graph_store, table, scope, network)}")


def _print(table: Table, top: int) -> None:
    from kamergraaf.show.tables import measure_table, print_table

    typer.echo(f"{table.title}\n{table.reading}")
    print_table(measure_table(table, top or len(table.rows)), Console())
    if not table.rows:
        typer.echo("Nothing of the kind was found.")
    elif top and top < len(table.rows):
        typer.echo(f"{top} of {len(table.rows)} rows; all of them with --top 0.")
