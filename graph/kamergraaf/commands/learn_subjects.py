"""``kamergraaf learn-subjects``: from papers that a user has indexed to a model for ``kamergraaf build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kamergraaf.commands.app import app, fail, say


@app.command("learn-subjects")
def learn_subjects(
    indexed: Annotated[
        Path, typer.Argument(metavar="INDEXED.jsonl", help="Papers with their concepts, a JSON object a line (or .gz).")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MODEL", help="File to write the model to.")],
    field: Annotated[str, typer.Option(metavar="NAME", help="Field that lists a paper's concepts.")] = "subjects",
    scheme: Annotated[
        Path | None, typer.Option(metavar="FILE.ttl", help="SKOS scheme of concepts that are not EuroVoc's.")
    ] = None,
) -> None:
    """Learn from papers that you have indexed which subjects to give to new ones (build --subjects MODEL)."""
    from kamergraaf.subjects.indexed import IndexedPapers, read_scheme
    from kamergraaf.subjects.learned import learn
    from kamergraaf.subjects.model_file import save_model

    unread: list[str] = []
    papers = IndexedPapers(indexed, field, read_scheme(scheme) if scheme else {}).read(unread.append)
    try:
        model = learn(papers)
    except ValueError as error:
        fail(f"{indexed}: nothing to learn: {error}")
    finally:
        for reason in unread:
            say(reason)
    save_model(model, output)
    count = model.papers.shape[0]
    typer.echo(f"{count} papers, {len(model.concepts)} concepts learned, {len(unread)} papers unread: {output}")
    if unread:
        raise typer.Exit(1)
