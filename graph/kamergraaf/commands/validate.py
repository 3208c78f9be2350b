"""``kamergraaf validate``: the SHACL shapes."""

from __future__ import annotations

import typer

from kamergraaf.commands.app import STORE, Store, app, opened, progress_bar


@app.command()
def validate(store: Store = STORE) -> None:
    """Check the store against the SHACL shapes; exit status 1 if anything is wrong."""
    from kamergraaf.analyse.documents import is_findings
    from kamergraaf.analyse.projection import prefixed
    from kamergraaf.analyse.validation import violations
    from kamergraaf.show.tables import safe

    with opened(store) as graph_store, progress_bar() as progress:
        graphs = [graph for graph in graph_store.graphs() if not is_findings(graph)]
        wrong = list(violations(graph_store, progress))
    for found in wrong:
        place = f"{found.node} {prefixed(found.path)}".rstrip()
        typer.echo(safe(f"{found.graph}: {place}: {found.message}").plain)
    typer.echo(
        f"{len(graphs)} documents checked, {len({v.graph for v in wrong})} of them wrong, in {len(wrong)} places"
    )
    if wrong:
        raise typer.Exit(1)
