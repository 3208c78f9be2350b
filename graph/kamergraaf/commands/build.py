"""``kamergraaf build``: papers into the store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from kamergraaf.commands.app import STORE, WAIT, Store, app, opened, progress_bar, say
from kamergraaf.commands.engine import EngineName, chosen_engine

if TYPE_CHECKING:
    from kamergraaf.builder import BuildReport
    from kamergraaf.engines import Engine
    from kamergraaf.papers import Failure
    from kamergraaf.settings import Settings
    from kamergraaf.store import GraphStore


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Papers, and folders of papers.")],
    store: Store = STORE,
    vocabulary: Annotated[
        Path | None,
        typer.Option("--vocabulary", metavar="FILE.ttl", help="Policy concepts of your own, in SKOS."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="PACKAGE", help="A trained spaCy pipeline whose names are found too."),
    ] = None,
    subjects: Annotated[
        Path | None,
        typer.Option(
            envvar="KAMERGRAAF_SUBJECTS",
            metavar="MODEL",
            help="Model of subjects, made by learn-subjects from papers that you have indexed.",
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes of the local engine; else one a processor.")
    ] = None,
    engine: Annotated[
        EngineName,
        typer.Option("--engine", help="Read the papers on this machine, or on the workers of a Dask cluster."),
    ] = EngineName.LOCAL,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="Address of the Dask scheduler.")
    ] = None,
    shards: Annotated[
        Path | None,
        typer.Option(
            "--shards",
            metavar="DIR",
            help="Folder that the Dask workers share with this machine; else STORE.shards beside the store.",
        ),
    ] = None,
    wait: Annotated[
        float,
        typer.Option("--wait", min=0, metavar="SECONDS", help="Wait at most so long for others that use the store."),
    ] = WAIT,
) -> None:
    """Read papers (.txt .md .pdf .docx .html .xml) into the store; doing it again changes nothing."""
    from kamergraaf.papers import Failure, find_papers
    from kamergraaf.settings import Settings
    from kamergraaf.store import beside

    found = list(find_papers(paths))
    if all(isinstance(path, Failure) for path in found):
        # Nothing to read: then no new store is made either.
        _name_failures(failure for failure in found if isinstance(failure, Failure))
        raise typer.Exit(2)
    settings = Settings(vocabulary, model, subjects, beside(store, "readings"))
    settings.check()
    chosen = chosen_engine(engine, store, jobs=jobs, scheduler=scheduler, shards=shards)
    with opened(store, create=True, writing=True, wait=wait) as graph_store:
        report = build_with_summary(paths, graph_store, settings=settings, engine=chosen)
    if report.failures:
        raise typer.Exit(1 if report.papers else 2)


def _name_failures(failures: Iterable[Failure]) -> None:
    for failure in failures:
        say(f"{failure.name}: {failure.reason}")


def build_with_summary(
    paths: list[Path], store: GraphStore, *, settings: Settings | None = None, engine: Engine | None = None
) -> BuildReport:
    """Build with a bar of progress, name what failed and print the summary."""
    from kamergraaf import builder
    from kamergraaf.analyse.summary import class_counts
    from kamergraaf.show.tables import print_table, summary_table

    with progress_bar() as progress:
        report = builder.build(paths, store, progress, settings=settings, engine=engine)
    _name_failures(report.failures)
    if report.papers:
        print_table(summary_table(report, class_counts(store)), Console())
        typer.echo(
            f"{report.papers} papers ({report.unchanged} unchanged), {len(report.failures)} failed, "
            f"{report.triples} triples, {report.seconds:.1f} s"
        )
    return report
