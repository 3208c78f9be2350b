"""``kamergraaf validate``: the SHACL shapes."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, opened, progress_bar

_PLACES = 10
"""Places that are told of one fault: a fault of the program stands in every document."""


@app.command()
def validate(
    sample: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Check N documents, always the same ones, and not all.", show_default=False
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Check in N processes; else one a processor.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=f"Tell every place, not {_PLACES} of each fault.")] = False,
    store: Store = STORE,
) -> None:
    """Check the store against the SHACL shapes; exit status 1 if anything is wrong."""
    from kamergraaf.analyse.projection import prefixed
    from kamergraaf.analyse.validation import documents_to_check, violations
    from kamergraaf.show.tables import safe

    with opened(store) as graph_store, progress_bar() as progress:
        total = len(documents_to_check(graph_store))
        graphs = documents_to_check(graph_store, sample)
        wrong = list(violations(graph_store, graphs, progress, processes))
    told: Counter[str] = Counter()
    for found in wrong:
        told[found.promise] += 1
        if every or told[found.promise] <= _PLACES:
            place = f"{found.node} {prefixed(found.path)}".rstrip()
            typer.echo(safe(f"{found.graph}: {place}: {found.message}").plain)
    for promise, places in told.most_common():
        untold = "" if every or places <= _PLACES else f", of which {_PLACES} are told above"
        typer.echo(f"{promise} of shapes.ttl is broken in {places} places{untold}")
    checked = f"{len(graphs)} documents" if len(graphs) == total else f"{len(graphs)} of {total} documents"
    typer.echo(f"{checked} checked, {len({v.graph for v in wrong})} of them wrong, in {len(wrong)} places")
    if wrong:
        raise typer.Exit(1)
