"""``kamergraaf show``: a picture of a thing and what stands around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, fail, opened

if TYPE_CHECKING:
    from kamergraaf.store import GraphStore


@app.command()
def show(
    thing: Annotated[str, typer.Argument(metavar="ID", help="Identifier, IRI or label of a document or entity.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="Else ID.html in this folder.")
    ] = None,
    store: Store = STORE,
) -> None:
    """Draw a document or an entity with all that stands around it, as an HTML file."""
    from kamergraaf.namespaces import kebab

    with opened(store) as graph_store:
        draw(graph_store, thing, output or Path(f"{kebab(thing) or 'picture'}.html"))


def draw(store: GraphStore, thing: str, output: Path) -> None:
    from kamergraaf.analyse.projection import entity_graph
    from kamergraaf.show.picture import find_nodes, picture

    graph = entity_graph(store)
    found = find_nodes(graph, thing)
    if not found:
        fail(f"{thing}: no document or entity of that identifier, IRI or label in the store")
    if len(found) > 1:
        fail(f"{thing}: could be any of these; name one by its IRI: {' '.join(found)}")
    output.write_text(picture(graph, found[0]), encoding="utf-8")
    typer.echo(f"picture: {output}")
