"""The options by which commands choose a part of the store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kamergraaf.commands.app import fail

if TYPE_CHECKING:
    from kamergraaf.analyse.scope import Scope
    from kamergraaf.store import GraphStore

_DAY = {"formats": ["%Y-%m-%d"], "metavar": "YYYY-MM-DD", "show_default": False}
Since = Annotated[datetime | None, typer.Option("--since", help="First day, of questions or else answers.", **_DAY)]
Until = Annotated[datetime | None, typer.Option("--until", help="Last day.", **_DAY)]
Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Type of document (aanhangsel); may be repeated.", show_default=False),
]
Groups = Annotated[
    list[str] | None,
    typer.Option("--fractie", metavar="NAME", help="Fractie that asks (D66); may be repeated.", show_default=False),
]


def scope_of(
    store: GraphStore, since: datetime | None, until: datetime | None, types: list[str] | None, groups: list[str] | None
) -> Scope:
    """Return the scope that the options stand for; end the command if the store knows no such type or fractie."""
    from kamergraaf.analyse.scope import Scope, select
    from kamergraaf.namespaces import KG

    known_types = {kind.removeprefix(KG) for (kind,) in select(store, "SELECT DISTINCT ?k { ?d dcterms:type ?k }")}
    known_groups = {
        name for (name,) in select(store, "SELECT ?n { ?g a kg:ParliamentaryGroup ; dcterms:identifier ?n }")
    }
    for what, wanted, known in (("type of document", types, known_types), ("fractie", groups, known_groups)):
        for name in wanted or ():
            if name not in known:
                fail(f"{name}: no such {what} in the store (known: {', '.join(sorted(known)) or 'none'})")
    return Scope(since and since.date(), until and until.date(), tuple(types or ()), tuple(groups or ()))
