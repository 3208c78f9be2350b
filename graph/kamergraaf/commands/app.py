"""The application: how every command opens the store, tells of errors and shows progress.

Exit status: 0 done; 1 done in part; 2 nothing done.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from typer.core import TyperGroup

from kamergraaf.commands.stopping import exit_status, stoppable
from kamergraaf.errors import KamergraafError, PartlyDoneError

if TYPE_CHECKING:
    from kamergraaf.store import GraphStore


class _Commands(TyperGroup):
    """Says every error that a user can act on in one line, in the same way for all commands."""

    def invoke(self, ctx: Any) -> Any:
        try:
            with stoppable():
                return super().invoke(ctx)
        except PartlyDoneError as error:
            say(str(error))
            raise typer.Exit(1) from None
        except KamergraafError as error:
            fail(str(error))
        except KeyboardInterrupt as stop:
            say("stopped; papers that were read stay in the store")
            raise typer.Exit(exit_status(stop)) from None
        except BrokenPipeError:
            # The reader of our output, such as head, has seen enough; that is no error.
            sys.stderr.close()
            raise typer.Exit(0) from None
        except OSError as error:
            fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


app = typer.Typer(
    cls=_Commands,
    help="A knowledge graph of parliamentary questions and answers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Store = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="KAMERGRAAF_STORE",
        metavar="DIR|URL",
        help="Folder of the store, or URL of a SPARQL 1.1 server that keeps it.",
    ),
]
STORE = "kamergraaf-store"
"""Where the graph is kept if nothing else is said."""
WAIT = 5.0
"""Seconds that a command which writes waits for those that read: a query is soon done, and a build is not."""


def say(message: str) -> None:
    """Tell the user ``message`` on standard error."""
    typer.echo(f"kamergraaf: {message}", err=True)


def fail(message: str) -> NoReturn:
    """Tell the user ``message`` and end with status 2: nothing was done."""
    say(message)
    raise typer.Exit(2)


@contextmanager
def opened(
    location: Path | str | None, *, create: bool = False, writing: bool = False, wait: float = WAIT
) -> Iterator[GraphStore]:
    """Open the store at ``location``, for reading or for ``writing``, and close it again."""
    from kamergraaf.store import open_store

    with closing(open_store(location, create=create, reading=not writing, wait=wait)) as store:
        yield store


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None] | None]:
    """Show a bar of progress on a terminal; yields what moves it: (name, how many are done, how many there are)."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import Progress as Bar

    with Bar(console=console, transient=True) as bar:
        task = bar.add_task("loading", total=None)
        yield lambda name, done, total: bar.update(task, description=name, completed=done, total=total)


@contextmanager
def output_to(path: Path | None) -> Iterator[IO[bytes]]:
    """Open ``path`` for writing, or standard output if it is ``None``."""
    with nullcontext(sys.stdout.buffer) if path is None else path.open("wb") as stream:
        yield stream
        stream.flush()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kamergraaf {version('kamergraaf')}")
        raise typer.Exit


@app.callback()
def main(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Tell of internal errors where they arose.")] = False,
) -> None:
    logging.basicConfig(format="kamergraaf: %(message)s")
    # Only our own messages: the libraries that read papers have a great deal to tell.
    logging.getLogger("kamergraaf").setLevel(logging.DEBUG if verbose else logging.WARNING)
