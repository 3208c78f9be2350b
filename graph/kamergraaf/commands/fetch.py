"""``kamergraaf fetch``: papers from their publishers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kamergraaf.commands.app import app, fail, progress_bar, say
from kamergraaf.commands.stopping import exit_status
from kamergraaf.fetch.addresses import ODATA, SRU
from kamergraaf.namespaces import PUBLICATIONS

if TYPE_CHECKING:
    from kamergraaf.fetch.wanted import Source, Wanted
    from kamergraaf.fetch.web import Web


class SourceName(StrEnum):
    """The publishers that are asked."""

    TWEEDE_KAMER = "tweedekamer"
    OFFICIELE_BEKENDMAKINGEN = "officielebekendmakingen"


@app.command()
def fetch(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID…]", help="Papers: ah-tk-20232024-1984, kst-32317-974.")
    ] = None,
    dossier: Annotated[
        list[str] | None, typer.Option("--dossier", metavar="NUMBER", help="Papers of a dossier; repeatable.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Papers of this day and after.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Papers of this day and before.")
    ] = None,
    source: Annotated[SourceName, typer.Option("--source", help="Whom to ask.")] = SourceName.OFFICIELE_BEKENDMAKINGEN,
    folder: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder for the papers.")] = Path("papers"),
    rate: Annotated[float, typer.Option("--rate", min=0.01, metavar="N", help="Requests a second, at most.")] = 1.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List the papers; fetch none.")] = False,
    odata: Annotated[
        str, typer.Option(envvar="KAMERGRAAF_ODATA", metavar="URL", help="The Tweede Kamer's open data.")
    ] = ODATA,
    sru: Annotated[
        str, typer.Option(envvar="KAMERGRAAF_SRU", metavar="URL", help="The search of officielebekendmakingen.nl.")
    ] = SRU,
    publications: Annotated[
        str, typer.Option(envvar="KAMERGRAAF_PUBLICATIONS", metavar="URL", help="Where its papers are.")
    ] = PUBLICATIONS,
) -> None:
    """Fetch papers with questions and answers into a folder that build reads; again, and only what changed comes."""
    from contextlib import closing

    from kamergraaf.fetch.officielebekendmakingen import OfficieleBekendmakingen
    from kamergraaf.fetch.tweedekamer import TweedeKamer
    from kamergraaf.fetch.wanted import Wanted, parse_dossier
    from kamergraaf.fetch.web import Web

    wanted = Wanted(
        tuple(ids or ()),
        tuple(parse_dossier(text) for text in dossier or ()),
        since.date() if since else None,
        until.date() if until else None,
    )
    if not wanted.ids and not wanted.searches:
        fail("say which papers: an ID, --dossier, --since or --until")
    bases = (odata,) if source is SourceName.TWEEDE_KAMER else (sru, publications)
    with closing(Web(bases, rate=rate)) as web:
        asked: Source
        if source is SourceName.TWEEDE_KAMER:
            asked = TweedeKamer(web, odata)
        else:
            asked = OfficieleBekendmakingen(web, sru, publications)
        try:
            if dry_run:
                _list(asked, wanted)
            else:
                _fetch(asked, web, wanted, folder, f"{source} {bases} {wanted}")
        except KeyboardInterrupt as stop:
            say("stopped; the same command goes on from here")
            raise typer.Exit(exit_status(stop)) from None


def _list(source: Source, wanted: Wanted) -> None:
    from kamergraaf.fetch.listing import list_papers

    listing = list_papers(source, wanted)
    for paper in listing.papers:
        typer.echo(f"{paper.id}\t{paper.files[0].address}")
    for failure in listing.failures:
        say(f"{failure.name}: {failure.reason}")
    if listing.failures:
        raise typer.Exit(1 if listing.papers else 2)


def _fetch(source: Source, web: Web, wanted: Wanted, folder: Path, request: str) -> None:
    from kamergraaf.fetch import run

    with progress_bar() as progress:
        report = run.fetch(source, web, wanted, folder, request, progress)
    for failure in report.failures:
        say(f"{failure.name}: {failure.reason}")
    typer.echo(
        f"{report.papers} papers in {folder}: {report.new} new, {report.changed} changed, "
        f"{report.unchanged} unchanged; {len(report.failures)} failed"
    )
    if report.stopped:
        say(f"stopped: {report.stopped}; the same command goes on from here")
    if report.failures:
        raise typer.Exit(1 if report.papers else 2)
