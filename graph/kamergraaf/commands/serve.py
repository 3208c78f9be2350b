"""``kamergraaf serve``: SPARQL over HTTP and the explorer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, fail, progress_bar, say


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 for any that is free.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    seconds: Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds that a query may take.")] = 30.0,
    rows: Annotated[int, typer.Option("--row-limit", min=1, help="Rows that a result may have.")] = 10_000,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Queries that are answered at a time.")] = 4,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="Let scripts of pages from ORIGIN ask; * for any. Repeatable."),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option("--cache", metavar="DIR", help="Where to keep what is made of the store; else beside it."),
    ] = None,
    store: Store = STORE,
) -> None:
    """Answer SPARQL at /sparql, read-only, and show the explorer at /."""
    import contextlib
    import socket

    import uvicorn

    from kamergraaf.index import explorer_folder
    from kamergraaf.serve.announcing import AnnouncingServer
    from kamergraaf.serve.app import application
    from kamergraaf.serve.explorer import open_explorer
    from kamergraaf.serve.limits import Limits
    from kamergraaf.store import server_address

    if (server := server_address(store)) is not None:
        fail(
            f"serve shows a store in a folder, and {server.url} is a server, which answers SPARQL itself; "
            "for the explorer, make a copy with kamergraaf backup, and restore it into a folder"
        )
    folder = Path(store)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with listening:
        try:
            listening.bind((host, port))
        except OSError as error:
            fail(f"cannot listen on {host} port {port}: {error.strerror}")
        with progress_bar() as progress:
            explorer = open_explorer(folder, cache or explorer_folder(folder), Limits(seconds, rows, workers), progress)
        # Ctrl-C, and what else asks to end, is how a server ends; uvicorn passes it on when running requests are done.
        with contextlib.suppress(KeyboardInterrupt), contextlib.closing(explorer):
            if explorer.behind:
                say(f"{explorer.behind}; what the store held when it was last served is shown until it can be read")
            shown = f"[{host}]" if ":" in host else host
            address = f"http://{shown}:{listening.getsockname()[1]}/"
            config = uvicorn.Config(
                application(explorer, cors or ()),
                log_level="warning",
                limit_concurrency=200,
                timeout_graceful_shutdown=1,
                server_header=False,
            )
            AnnouncingServer(config, lambda: typer.echo(address)).run(sockets=[listening])
