"""The command line: ``kamergraaf build|query|export|validate|remove|show|demo``.

Each command imports what it needs when it runs: spaCy alone takes seconds to load, and ``kamergraaf --help``
or a query needs none of it.

Exit status: 0 done; 1 done in part; 2 nothing done.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from typer.core import TyperGroup

from kamergraaf.errors import KamergraafError
from kamergraaf.show.formats import EXPORT_SUFFIXES, ExportFormat, ResultFormat

if TYPE_CHECKING:
    from kamergraaf.build import BuildReport, Failure, Progress
    from kamergraaf.store import GraphStore

DEMO_QUERIES = ("who-asks-about-which-country", "commitments-by-minister")
"""The shipped queries that ``demo`` runs."""

_INTERRUPTED = 130
"""Exit status by which a shell knows that Ctrl-C ended a command."""


class _Commands(TyperGroup):
    """Says every error that a user can act on in one line, in the same way for all commands."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KamergraafError as error:
            _fail(str(error))
        except KeyboardInterrupt:
            _say("stopped; papers that were read stay in the store")
            raise typer.Exit(_INTERRUPTED) from None
        except BrokenPipeError:
            # The reader of our output, such as head, has seen enough; that is no error.
            sys.stderr.close()
            raise typer.Exit(0) from None
        except OSError as error:
            _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


app = typer.Typer(
    cls=_Commands,
    help="A knowledge graph of parliamentary questions and answers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Store = Annotated[Path, typer.Option("--store", envvar="KAMERGRAAF_STORE", metavar="DIR", help="Folder of the store.")]
_STORE = Path("kamergraaf-store")


def _say(message: str) -> None:
    typer.echo(f"kamergraaf: {message}", err=True)


def _fail(message: str) -> NoReturn:
    _say(message)
    raise typer.Exit(2)


@contextmanager
def _opened(folder: Path | None, *, create: bool = False) -> Iterator[GraphStore]:
    from kamergraaf.store import open_store

    with closing(open_store(folder, create=create)) as store:
        yield store


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kamergraaf {version('kamergraaf')}")
        raise typer.Exit


@app.callback()
def main(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Tell of internal errors where they arose.")] = False,
) -> None:
    logging.basicConfig()
    # Only our own messages: the libraries that read papers have a great deal to tell.
    logging.getLogger("kamergraaf").setLevel(logging.DEBUG if verbose else logging.WARNING)


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Papers, and folders of papers.")],
    store: Store = _STORE,
) -> None:
    """Read papers (.txt .md .pdf .docx .html .xml) into the store; doing it again changes nothing."""
    from kamergraaf.build import Failure, find_papers

    found = list(find_papers(paths))
    if all(isinstance(path, Failure) for path in found):
        # Nothing to read: then no new store is made either.
        _name(failure for failure in found if isinstance(failure, Failure))
        raise typer.Exit(2)
    with _opened(store, create=True) as opened:
        report = _build(paths, opened)
    if report.failures:
        raise typer.Exit(1 if report.papers else 2)


def _name(failures: Iterable[Failure]) -> None:
    for failure in failures:
        _say(f"{failure.name}: {failure.reason}")


def _build(paths: list[Path], store: GraphStore) -> BuildReport:
    """Build with a bar of progress, name what failed and print the summary."""
    from kamergraaf import build as builder
    from kamergraaf.analyse.summary import class_counts
    from kamergraaf.show.tables import print_table, summary_table

    with _progress() as progress:
        report = builder.build(paths, store, progress)
    _name(report.failures)
    if report.papers:
        print_table(summary_table(report, class_counts(store)), Console())
        typer.echo(
            f"{report.papers} papers read ({report.unchanged} unchanged), {len(report.failures)} failed, "
            f"{report.triples} triples, {report.seconds:.1f} s"
        )
    return report


@contextmanager
def _progress() -> Iterator[Progress | None]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import Progress as Bar

    with Bar(console=console, transient=True) as bar:
        task = bar.add_task("loading", total=None)
        yield lambda name, done, total: bar.update(task, description=name, completed=done, total=total)


@app.command()
def query(
    sparql: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE.rq|'SELECT …'|NAME", help="Nothing: list the shipped queries.", show_default=False
        ),
    ] = None,
    result_format: Annotated[ResultFormat, typer.Option("--format", help="Form of the result.")] = ResultFormat.TABLE,
    store: Store = _STORE,
) -> None:
    """Ask the store in SPARQL, or by the name of a shipped query."""
    from kamergraaf.resources import queries
    from kamergraaf.show.results import print_result
    from kamergraaf.show.tables import print_table, queries_table

    if sparql is None:
        print_table(queries_table(queries().values()), Console())
        return
    text = _sparql(sparql)
    with _opened(store) as opened:
        print_result(opened.query(text), result_format)


def _sparql(wanted: str) -> str:
    """Return the SPARQL that ``wanted`` stands for: a file, a shipped query, or itself."""
    from kamergraaf.resources import queries

    if wanted.endswith(".rq"):
        try:
            return Path(wanted).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            _fail(f"{wanted}: is no text in UTF-8")
    shipped = queries()
    if wanted in shipped:
        return shipped[wanted].text
    # Every SPARQL query but a bare DESCRIBE has a group in braces, and no name has a space.
    if "{" in wanted or " " in wanted.strip():
        return wanted
    _fail(f"{wanted}: no shipped query of that name (known: {', '.join(shipped)})")


@app.command()
def export(
    export_format: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            help="Form of the export; else by the suffix of FILE, else nquads.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else standard output.")] = None,
    store: Store = _STORE,
) -> None:
    """Write out the whole store."""
    from kamergraaf.show.export import export as write

    if export_format is None:
        export_format = ExportFormat.NQUADS if output is None else EXPORT_SUFFIXES.get(output.suffix.lower())
    if export_format is None:
        _fail(f"{output}: no format known by that suffix (known: {' '.join(EXPORT_SUFFIXES)}); name one with --format")
    with _opened(store) as opened, _output(output) as stream:
        write(opened, export_format, stream)


@contextmanager
def _output(path: Path | None) -> Iterator[IO[bytes]]:
    with nullcontext(sys.stdout.buffer) if path is None else path.open("wb") as stream:
        yield stream
        stream.flush()


@app.command()
def validate(store: Store = _STORE) -> None:
    """Check the store against the SHACL shapes; exit status 1 if anything is wrong."""
    from kamergraaf.analyse.projection import prefixed
    from kamergraaf.analyse.validation import violations
    from kamergraaf.show.tables import safe

    with _opened(store) as opened, _progress() as progress:
        graphs = opened.graphs()
        wrong = list(violations(opened, progress))
    for found in wrong:
        place = f"{found.node} {prefixed(found.path)}".rstrip()
        typer.echo(safe(f"{found.graph}: {place}: {found.message}").plain)
    typer.echo(
        f"{len(graphs)} documents checked, {len({v.graph for v in wrong})} of them wrong, in {len(wrong)} places"
    )
    if wrong:
        raise typer.Exit(1)


@app.command()
def remove(
    documents: Annotated[list[str], typer.Argument(metavar="ID…", help="Identifiers or IRIs of documents.")],
    store: Store = _STORE,
) -> None:
    """Remove documents from the store, each whole."""
    from kamergraaf.analyse.documents import document_graphs

    removed = 0
    with _opened(store) as opened:
        for document in documents:
            graphs = document_graphs(opened, document)
            if not any([opened.remove(graph) for graph in graphs]):
                _say(f"{document}: no such document in the store")
            else:
                removed += 1
    typer.echo(f"{removed} documents removed")
    if removed < len(documents):
        raise typer.Exit(1 if removed else 2)


@app.command()
def show(
    thing: Annotated[str, typer.Argument(metavar="ID", help="Identifier, IRI or label of a document or entity.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="Else ID.html in this folder.")
    ] = None,
    store: Store = _STORE,
) -> None:
    """Draw a document or an entity with all that stands around it, as an HTML file."""
    from kamergraaf.namespaces import kebab

    with _opened(store) as opened:
        _draw(opened, thing, output or Path(f"{kebab(thing) or 'picture'}.html"))


def _draw(store: GraphStore, thing: str, output: Path) -> None:
    from kamergraaf.analyse.projection import entity_graph
    from kamergraaf.show.picture import find_nodes, picture

    graph = entity_graph(store)
    found = find_nodes(graph, thing)
    if not found:
        _fail(f"{thing}: no document or entity of that identifier, IRI or label in the store")
    if len(found) > 1:
        _fail(f"{thing}: could be any of these; name one by its IRI: {' '.join(found)}")
    output.write_text(picture(graph, found[0]), encoding="utf-8")
    typer.echo(f"picture: {output}")


@app.command()
def demo(
    store: Annotated[
        Path | None,
        typer.Option("--store", metavar="DIR", help="Folder to keep the store in; else it is not kept."),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.html", help="The picture.")] = Path(
        "kamergraaf-demo.html"
    ),
) -> None:
    """Build the sample papers, ask two questions and draw a picture."""
    from importlib.resources import as_file

    from kamergraaf.resources import queries, samples
    from kamergraaf.show.results import print_result

    with as_file(samples()) as folder, _opened(store, create=True) as opened:
        report = _build([folder], opened)
        shipped = queries()
        for name in DEMO_QUERIES:
            typer.echo(f"\n{shipped[name].question}  (kamergraaf query {name})")
            print_result(opened.query(shipped[name].text), ResultFormat.TABLE)
        _draw(opened, opened.graphs()[0], output)
    if report.failures:
        raise typer.Exit(1)
