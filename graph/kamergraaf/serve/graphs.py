"""The graph view: the page, what it draws, and files of it."""

from __future__ import annotations

from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kamergraaf.index.neighbourhood import MOST_NODES, Narrowing, View, neighbourhood
from kamergraaf.index.reader import Index, Thing
from kamergraaf.namespaces import kebab
from kamergraaf.serve.explorer import explorer
from kamergraaf.serve.rendering import page, words_for
from kamergraaf.show.picture import Places, graphml, grow, legend, note, picture, picture_data, place

SIZES = (40, 80, 150, MOST_NODES)
_SIZE = 80
_MOST_EXPANSIONS = 20
_GROUPS = 60
_STARTS = ("Country", "Policy", "Legislation", "ParliamentaryGroup", "Document")


def graph_page(request: Request) -> Response:
    """Show the graph around a thing, or things to begin from."""
    index = explorer(request).index
    if "centre" not in request.query_params:
        starts = [(cls, index.of_class(cls, 8)) for cls in _STARTS]
        return page(request, "graph_start.html", q="", starts=[(cls, found) for cls, found in starts if found])
    view, places = _drawn(request)
    t = words_for(request)
    query = str(request.url.query)
    data = picture_data(view, places, t) | {"card": "/card", "source": "/graph/data", "page": "/graph"}
    return page(
        request,
        "graph_page.html",
        q="",
        centre=view.centre,
        data=data,
        legend=legend(view, t),
        note=note(view, t),
        query=query,
        groups=sorted(index.of_class("ParliamentaryGroup", _GROUPS), key=lambda group: group.label.casefold()),
        sizes=SIZES,
        size=_size(request),
        asked=request.query_params,
    )


def graph_data(request: Request) -> Response:
    """Give what the graph page draws."""
    view, places = _drawn(request)
    t = words_for(request)
    return JSONResponse(picture_data(view, places, t) | {"note": note(view, t)})


def graph_export(request: Request) -> Response:
    """Give the view as a file: ``as=html``, which works offline, or ``as=graphml``."""
    view, places = _drawn(request)
    wanted = request.query_params.get("as")
    if wanted == "graphml":
        body, media_type, suffix = graphml(view, places), "application/graphml+xml", "graphml"
    elif wanted == "html":
        text = picture(explorer(request).index, view.centre, words_for(request), view, places)
        body, media_type, suffix = text.encode(), "text/html; charset=utf-8", "html"
    else:
        raise HTTPException(400)
    name = f"{kebab(view.centre.label)[:60] or 'kamergraaf'}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, headers=headers, media_type=media_type)


def _drawn(request: Request) -> tuple[View, Places]:
    """Return the view that the address names: a centre, what narrows it, and what was expanded, in order."""
    found = explorer(request)
    asked = request.query_params
    view, places = _laid_out(
        found.index,
        found.version,
        asked.get("centre", ""),
        _size(request),
        asked.get("party", ""),
        asked.get("since", "")[:10],
        asked.get("until", "")[:10],
        tuple(asked.getlist("expand")[:_MOST_EXPANSIONS]),
    )
    return view, places


@lru_cache(maxsize=64)
def _laid_out(
    index: Index,
    version: int,
    centre: str,
    most: int,
    party: str,
    since: str,
    until: str,
    expanded: tuple[str, ...],
) -> tuple[View, Places]:
    """Lay out a view. ``version`` is that of the store: the same view of a later one is another."""
    if expanded:
        *earlier, last = expanded
        before, places = _laid_out(index, version, centre, most, party, since, until, tuple(earlier))
        view = View(before.centre, dict(before.nodes), before.near, dict(before.links))
        thing = index.thing(last)
        if thing is None or thing.id not in view.nodes:
            return before, places
        return view, grow(index, view, places, thing)
    thing = _wanted(index, centre)
    group = index.thing(party) if party else None
    view = neighbourhood(index, thing, most, Narrowing(group, since, until))
    return view, place(view)


def _wanted(index: Index, centre: str) -> Thing:
    found = index.find(centre)
    if not found:
        raise HTTPException(404)
    return found[0]


def _size(request: Request) -> int:
    text = request.query_params.get("most", "")
    return int(text) if text in map(str, SIZES) else _SIZE
