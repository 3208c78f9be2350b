"""The query page."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from kamergraaf.namespaces import PREFIXES
from kamergraaf.resources import ShippedQuery, queries
from kamergraaf.serve.explorer import explorer
from kamergraaf.serve.rendering import page, words_for

_DUTCH = re.compile(r"^#\s*vraag:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
_FIRST = "who-asks-about-which-country"
"""The query that stands in the editor at first."""


def query_page(request: Request) -> Response:
    """Show the editor with the shipped queries as examples."""
    language = words_for(request).language
    shipped = queries()
    examples = [(query.name, _question(query, language), query.text) for query in shipped.values()]
    wanted = request.query_params.get("example", "")
    first = shipped.get(wanted) or shipped.get(_FIRST) or next(iter(shipped.values()))
    found = explorer(request)
    return page(
        request,
        "query.html",
        q="",
        examples=examples,
        first=first,
        prefixes=PREFIXES,
        limits=found.limits,
        endpoint=str(request.url_for("sparql")),
    )


def _question(query: ShippedQuery, language: str) -> str:
    dutch = _DUTCH.search(query.text) if language == "nl" else None
    return dutch.group(1) if dutch else query.question
