"""A query's result as a graph: what stands side by side in a row is linked."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
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
    known = _known(explorer(request).index, {name for source, target, _ in links for name in (source, target)})
    counts = Counter(_key(name, known) for source, target, _ in links for name in (source, target))
    numbers = {key: number for number, (key, _) in enumerate(counts.most_common(MOST_NODES))}
    by_iri = {thing.iri: thing for thing in known.values()}
    things = {
        number: replace(by_iri.get(key) or _value(key, counts[key]), id=number) for key, number in numbers.items()
    }
    view = View(things[0], things, len(counts))
    for source, target, kind in links:
        ends = numbers.get(_key(source, known)), numbers.get(_key(target, known))
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            kinds = view.links.setdefault((ends[0], ends[1]), [])
            if kind not in kinds:
                kinds.append(kind)
    data = picture_data(view, place(view), words_for(request))
    return data | {"card": "/card"}


def _known(index: Index, names: set[str]) -> dict[str, Thing]:
    """Return the things among ``names``: those whose IRI one is, and those whose name one is and no other's."""
    return index.things_by_iri(names) | index.things_by_label(names)


def _key(name: str, known: dict[str, Thing]) -> str:
    """Return what stands for ``name``: one thing is one node, whether its name or its IRI is in the result."""
    return known[name].iri if name in known else name


def _value(name: str, links: int) -> Thing:
    return Thing(0, name, "Value", prefixed(name), None, None, links)
