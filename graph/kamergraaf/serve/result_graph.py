"""A query's result as a graph: what stands side by side in a row is linked."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kamergraaf.analyse.projection import prefixed
from kamergraaf.index.neighbourhood import MOST_NODES, View
from kamergraaf.index.reader import Index, Thing
from kamergraaf.serve.explorer import explorer
from kamergraaf.serve.rendering import words_for
from kamergraaf.show.picture import picture_data, place

_MOST_LINKS = 2000
_LONGEST_NAME = 400


async def result_graph(request: Request) -> Response:
    """Lay out the links in the body, JSON of the form ``{"links": [[from, to, kind], …]}``; all three are strings."""
    links = _links(await request.body())
    data = await run_in_threadpool(_drawn, request, links)
    return JSONResponse(data)


def _links(body: bytes) -> list[tuple[str, str, str]]:
    try:
        found = json.loads(body)["links"][:_MOST_LINKS]
        links = [(source, target, kind) for source, target, kind in found]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise HTTPException(400) from None
    if not links or not all(isinstance(name, str) for link in links for name in link):
        raise HTTPException(400)
    return [(source[:_LONGEST_NAME], target[:_LONGEST_NAME], kind) for source, target, kind in links]


def _drawn(request: Request, links: list[tuple[str, str, str]]) -> dict[str, Any]:
    """Draw the things with most links, at most as many as an eye can tell apart."""
    counts = Counter(name for source, target, _ in links for name in (source, target))
    kept = [name for name, _ in counts.most_common(MOST_NODES)]
    things = _things(explorer(request).index, kept, counts)
    numbers = {thing.iri: number for number, thing in things.items()}
    view = View(things[0], things, len(counts))
    for source, target, kind in links:
        if source in numbers and target in numbers and source != target:
            kinds = view.links.setdefault((numbers[source], numbers[target]), [])
            if kind not in kinds:
                kinds.append(kind)
    return picture_data(view, place(view), words_for(request))


def _things(index: Index, names: list[str], counts: Counter[str]) -> dict[int, Thing]:
    known = index.things_by_iri(names)
    found = {}
    for number, name in enumerate(names):
        thing = known.get(name)
        label, english = (thing.label, thing.label_en) if thing else (prefixed(name), None)
        found[number] = Thing(number, name, thing.cls if thing else "Value", label, english, None, counts[name])
    return found
