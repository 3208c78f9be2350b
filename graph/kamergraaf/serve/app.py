"""The application: which address is answered by what."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kamergraaf.serve import graphs, linked, pages
from kamergraaf.serve.explorer import Explorer
from kamergraaf.serve.protocol import sparql
from kamergraaf.serve.queries import query_page
from kamergraaf.serve.rendering import page
from kamergraaf.serve.result_graph import result_graph
from kamergraaf.serve.security import BodyLimit, SecurityHeaders
from kamergraaf.show.palette import theme_css
from kamergraaf.show.picture import asset

_log = logging.getLogger(__name__)
_ASSETS = {
    "graph.js": "text/javascript",
    "vis-network.min.js": "text/javascript",
    "vis-network.css": "text/css",
    "base.css": "text/css",
    "graph.css": "text/css",
}
_CACHED = {"Cache-Control": "public, max-age=3600"}


def application(explorer: Explorer, cors: Sequence[str] = ()) -> Starlette:
    """Return the application that shows ``explorer``; scripts from the origins ``cors`` may read its answers."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        following = asyncio.create_task(explorer.follow())
        yield
        following.cancel()

    middleware = [Middleware(SecurityHeaders), Middleware(BodyLimit), Middleware(GZipMiddleware)]
    if cors:
        # Browsers ask before they send a body of SPARQL; a page elsewhere may read what it gets.
        middleware.insert(
            1,
            Middleware(
                CORSMiddleware,
                allow_origins=list(cors),
                allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type"],
                expose_headers=["Kamergraaf-Cut-Off"],
            ),
        )
    app = Starlette(
        routes=_ROUTES,
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )
    app.state.explorer = explorer
    return app


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name == "theme.css":
        return Response(theme_css(), media_type="text/css", headers=_CACHED)
    if name not in _ASSETS:
        raise HTTPException(404)
    return Response(asset(name), media_type=_ASSETS[name], headers=_CACHED)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    if not _reads_html(request):
        return PlainTextResponse(f"{error.detail}\n", status, error.headers)
    response = page(request, "error.html", status=status, q="", key="not_found" if status == 404 else "bad_request")
    response.headers.update(error.headers or {})
    return response


def _failed(request: Request, error: Exception) -> Response:
    # What went wrong is told to the one who runs the server; Starlette logs it with its traceback.
    if not _reads_html(request):
        return PlainTextResponse("the server has failed\n", 500)
    return page(request, "error.html", status=500, q="", key="error")


def _reads_html(request: Request) -> bool:
    """Tell a browser from a program: of an error, who takes anything gets a line of text."""
    return "text/html" in request.headers.get("accept", "")


_ROUTES = [
    Route("/", pages.home),
    Route("/card", pages.card),
    Route("/thing", linked.any_thing, name="thing"),
    Route("/id/{local:path}", linked.own),
    Route("/vocabulary/{local:path}", linked.vocabulary),
    Route("/ontology", linked.ontology),
    Route("/graph", graphs.graph_page),
    Route("/graph/data", graphs.graph_data),
    Route("/graph/export", graphs.graph_export),
    Route("/query", query_page),
    Route("/query/graph", result_graph, methods=["POST"]),
    Route("/sparql", sparql, methods=["GET", "POST"], name="sparql"),
    Route("/assets/{name}", _asset),
    Mount("/fonts", StaticFiles(packages=[("kamergraaf.show", "assets/fonts")])),
    Mount("/static", StaticFiles(packages=[("kamergraaf.serve", "static")]), name="static"),
]
