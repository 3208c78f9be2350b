"""``kamergraaf restore``: a backup into a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.commands.app import STORE, WAIT, Store, app, opened


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What kamergraaf backup wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Delete what the store holds, once the backup has been loaded.")
    ] = False,
    store: Store = STORE,
) -> None:
    """Make a store of what backup wrote; a server that shows the store follows."""
    from kamergraaf.store import server_address
    from kamergraaf.store.backup import restore_folder, restore_into

    server = server_address(store)
    if server is None:
        restored = restore_folder(file, Path(store), replace=replace, wait=WAIT)
    else:
        with opened(store, writing=True) as graph_store:
            restored = restore_into(file, graph_store, replace=replace)
    # The URL as the user gave it may hold a password.
    place = store if server is None else server.url
    typer.echo(f"restored: {place} ({restored.graphs} graphs, {restored.triples} triples)")
