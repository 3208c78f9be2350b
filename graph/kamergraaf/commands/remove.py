"""``kamergraaf remove``: documents out of the store."""

from __future__ import annotations

from typing import Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, opened, say


@app.command()
def remove(
    documents: Annotated[list[str], typer.Argument(metavar="ID…", help="Identifiers or IRIs of documents.")],
    store: Store = STORE,
) -> None:
    """Remove documents from the store, each whole."""
    from kamergraaf.analyse.documents import document_graphs

    removed = 0
    with opened(store, writing=True) as graph_store:
        for document in documents:
            graphs = document_graphs(graph_store, document)
            if not any([graph_store.remove(graph) for graph in graphs]):
                say(f"{document}: no such document in the store")
            else:
                removed += 1
    typer.echo(f"{removed} documents removed")
    if removed < len(documents):
        raise typer.Exit(1 if removed else 2)
