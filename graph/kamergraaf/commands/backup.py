"""``kamergraaf backup``: the store into one file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, opened


@app.command()
def backup(
    target: Annotated[
        Path, typer.Argument(metavar="FILE|DIR", help="The file to write; in a folder, one named after store and time.")
    ],
    store: Store = STORE,
) -> None:
    """Write the store into one file, which restore reads; others may read or serve the store meanwhile."""
    from kamergraaf.store import server_address
    from kamergraaf.store.backup import write_backup

    name = Path(STORE if server_address(store) else store).name
    file = target / f"{name}-{datetime.now():%Y%m%d-%H%M%S}.zip" if target.is_dir() else target
    with opened(store) as graph_store:
        written = write_backup(graph_store, file)
    typer.echo(f"backup: {file} ({written.graphs} graphs, {written.triples} triples)")
