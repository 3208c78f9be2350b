"""``kamergraaf show``: a picture of a thing and what stands around it."""

from __future__ import annotations

import os
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kamergraaf.commands.app import STORE, Store, app, fail, opened, progress_bar

if TYPE_CHECKING:
    from kamergraaf.store import GraphStore


class Language(StrEnum):
    """Languages that the picture may speak."""

    DUTCH = "nl"
    ENGLISH = "en"


@app.command()
def show(
    thing: Annotated[
        str, typer.Argument(metavar="ENTITY|ID", help="Identifier, IRI or label of a document, unit or entity.")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.html", help="Else ID.html in this folder.")
    ] = None,
    language: Annotated[Language, typer.Option("--language", help="Language of the picture.")] = Language.DUTCH,
    store: Store = STORE,
) -> None:
    """Draw a document or an entity with what stands around it, as one HTML file that works offline."""
    from kamergraaf.namespaces import kebab
    from kamergraaf.store import beside

    folder = beside(store, "explorer")
    if folder is not None and not os.access(folder if folder.exists() else folder.parent, os.W_OK):
        folder = None
    with opened(store) as graph_store:
        draw(graph_store, folder, thing, output or Path(f"{kebab(thing) or 'picture'}.html"), language)


def draw(store: GraphStore, folder: Path | None, thing: str, output: Path, language: Language = Language.DUTCH) -> None:
    """Write the picture of ``thing``; the index of ``store`` is kept in ``folder``, if any."""
    from kamergraaf.index import updated_index
    from kamergraaf.show.language import words
    from kamergraaf.show.picture import picture

    with progress_bar() as progress, closing(updated_index(store, folder, progress)) as index:
        found = index.find(thing)
        if not found:
            fail(f"{thing}: no document or entity of that identifier, IRI or label in the store")
        if len(found) > 1:
            fail(f"{thing}: could be any of these; name one by its IRI: {' '.join(one.iri for one in found)}")
        output.write_text(picture(index, found[0], words(language.value)), encoding="utf-8")
    typer.echo(f"picture: {output}")
