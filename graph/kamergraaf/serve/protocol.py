"""SPARQL 1.1 Protocol at ``/sparql``: queries by GET and POST; nothing that writes."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kamergraaf.serve.description import service_description
from kamergraaf.serve.explorer import explorer
from kamergraaf.serve.negotiation import GRAPHS, NAMED, choose, wants_html
from kamergraaf.serve.worker import READ_ONLY, Job, QueryJob, Reply, refusal

_FORM = "application/x-www-form-urlencoded"
_MOST_PARAMETERS = 100


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the service to who asks nothing."""
    parameters = parse_qs(request.url.query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    if request.method == "POST":
        media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
        try:
            body = (await request.body()).decode("utf-8")
        except UnicodeDecodeError:
            return _response(refusal(400, "the request is no text in UTF-8"))
        if media_type == _FORM:
            for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS).items():
                parameters.setdefault(name, []).extend(values)
        elif media_type == "application/sparql-query":
            parameters.setdefault("query", []).append(body)
        elif media_type == "application/sparql-update":
            return _response(refusal(403, READ_ONLY))
        else:
            return _response(refusal(415, f"a query comes as {_FORM} or application/sparql-query"))
    if "update" in parameters:
        return _response(refusal(403, READ_ONLY))
    queries = parameters.get("query", [])
    accept = _accept(request, parameters)
    if not queries and request.method != "POST":
        return _description(request, accept)
    if len(queries) != 1:
        return _response(refusal(400, "a request holds one query"))
    return await reply(
        request,
        QueryJob(
            queries[0],
            accept,
            explorer(request).limits.rows,
            tuple(parameters.get("default-graph-uri", [])),
            tuple(parameters.get("named-graph-uri", [])),
        ),
    )


async def reply(request: Request, job: Job) -> Response:
    """Have a worker do ``job``, while the server answers others."""
    return _response(await asyncio.to_thread(explorer(request).pool.ask, job))


def _accept(request: Request, parameters: dict[str, list[str]]) -> str:
    named = parameters.get("format", [""])[0].lower()
    return NAMED.get(named) or request.headers.get("accept", "")


def _description(request: Request, accept: str) -> Response:
    if wants_html(accept):
        return RedirectResponse("/query", status_code=303, headers={"Vary": "Accept"})
    chosen = choose(accept, GRAPHS)
    if chosen is None:
        return _response(refusal(406, f"the description of the service comes as {', '.join(GRAPHS)}"))
    media_type, rdf_format = chosen
    body = service_description(str(request.url_for("sparql")), rdf_format)
    return Response(body, media_type=media_type, headers={"Vary": "Accept"})


def _response(answer: Reply) -> Response:
    headers = {"Vary": "Accept"}
    if answer.cut_off:
        headers["Kamergraaf-Cut-Off"] = "yes"
    return Response(answer.body, answer.status, headers, answer.media_type)
