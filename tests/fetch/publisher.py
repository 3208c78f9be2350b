"""A real HTTP server on loopback that speaks as the publishers do, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import escape
from typing import Any
from urllib.parse import urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from fetch.holdings import Holding
from fetch.queries import QueryRefusedError, matches_cql, matches_odata

LAST_MODIFIED = "Sat, 02 Aug 2098 10:00:00 GMT"
PAGE = 2
"""Records a page, however many are asked for."""


@dataclass(frozen=True)
class Answers:
    """An answer to give once, whatever was asked; as many bytes as ``cut`` says, then the connection is closed.

    With ``stall`` it is kept open instead, and nothing more is sent.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: bool = False


@dataclass(frozen=True)
class Cut:
    """The true answer, of which only so many bytes are sent; with ``stall`` the connection is then kept open."""

    after: int
    stall: bool = False


@dataclass(frozen=True)
class Asked:
    """A request, as the server got it."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    at: float
    status: int


class Publisher:
    """What the server holds, what it is to do wrong, and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.reset()

    def reset(self) -> None:
        """Hold nothing, do nothing wrong, and forget what was asked."""
        self.holdings: list[Holding] = []
        self.clock: Callable[[], float] = lambda: 0.0
        self.log: list[Asked] = []
        self.most_at_once = 0
        self.etags = True
        self.dates = True
        self.ranges = True
        self._now = 0
        self._to_do: dict[str, deque[Answers | Cut]] = defaultdict(deque)

    @property
    def odata(self) -> str:
        return f"{self.address}/OData/v4/2.0/"

    @property
    def sru(self) -> str:
        return f"{self.address}/sru"

    def next(self, path: str, *answers: Answers | Cut) -> None:
        """Answer so to the next requests for ``path``, one after the other."""
        self._to_do[path].extend(answers)

    def asked(self, path: str) -> list[Asked]:
        """Return the requests whose path ends in ``path``."""
        return [request for request in self.log if request.path.endswith(path)]

    async def answer(self, request: Request) -> Response:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        at = self.clock()
        try:
            await asyncio.sleep(0)  # others, if there are any, get their turn now
            to_do = self._to_do[request.url.path]
            task = to_do.popleft() if to_do else None
            if isinstance(task, Answers):
                response = _response(task.status, task.body, task.headers, task.cut, task.stall)
            else:
                true = self._true_answer(request)
                response = true
                if isinstance(task, Cut):
                    headers = {k: v for k, v in true.headers.items() if k != "content-length"}
                    response = _response(true.status_code, bytes(true.body), headers, task.after, task.stall)
        finally:
            self._now -= 1
        query = dict(request.query_params)
        self.log.append(Asked(request.url.path, query, dict(request.headers), at, response.status_code))
        return response

    def _true_answer(self, request: Request) -> Response:
        path = request.url.path
        if path == "/OData/v4/2.0/Document":
            return self._documents(request.query_params)
        if path == "/sru":
            return self._search(request.query_params)
        for holding in self.holdings:
            if path == f"/OData/v4/2.0/Document({holding.guid})/resource":
                return self._file(request, next(iter(holding.files.values())))
            for suffix, data in holding.files.items():
                if path == f"/{holding.id}{suffix}":
                    return self._file(request, data)
        return Response("<html><body>Niet gevonden</body></html>", 404, media_type="text/html")

    def _documents(self, query: Any) -> Response:
        try:
            found = [holding for holding in self.holdings if matches_odata(holding, query["$filter"])]
        except QueryRefusedError as error:
            return JSONResponse({"error": {"code": "", "message": str(error)}}, 400)
        found.sort(key=lambda holding: (holding.date, holding.guid))
        skip = int(query.get("$skip", 0))
        answer: dict[str, Any] = {
            "@odata.context": f"{self.odata}$metadata#Document",
            "value": [_document(holding) for holding in found[skip : skip + PAGE]],
        }
        if len(found) > skip + PAGE:
            answer["@odata.nextLink"] = f"{self.odata}Document?{urlencode({**query, '$skip': skip + PAGE})}"
        return JSONResponse(answer)

    def _search(self, query: Any) -> Response:
        try:
            found = [holding for holding in self.holdings if matches_cql(holding, query["query"])]
        except QueryRefusedError as error:
            return Response(diagnostics(str(error)), media_type="application/xml")
        start = int(query["startRecord"])
        page = found[start - 1 : start - 1 + min(PAGE, int(query["maximumRecords"]))]
        following = start + len(page)
        return Response(
            search_answer(len(found), map(record, page), following if following <= len(found) else None),
            media_type="application/xml",
        )

    def _file(self, request: Request, data: bytes) -> Response:
        headers = {"ETag": f'"{hash(data)}"'} if self.etags else {}
        headers |= {"Last-Modified": LAST_MODIFIED} if self.dates else {}
        validators = set(headers.values())
        since = request.headers.get("If-Modified-Since")
        unchanged = request.headers.get("If-None-Match") in validators or (
            "If-None-Match" not in request.headers
            and since is not None
            and self.dates
            and parsedate_to_datetime(since) >= parsedate_to_datetime(LAST_MODIFIED)
        )
        if unchanged:
            return Response(status_code=304, headers=headers)
        wanted = request.headers.get("Range")
        if wanted and self.ranges and request.headers.get("If-Range") in validators:
            first = int(wanted.removeprefix("bytes=").rstrip("-"))
            if first >= len(data):
                return Response(status_code=416, headers={"Content-Range": f"bytes */{len(data)}"})
            headers["Content-Range"] = f"bytes {first}-{len(data) - 1}/{len(data)}"
            return Response(data[first:], 206, headers)
        return Response(data, headers=headers)


def _response(status: int, body: bytes, headers: dict[str, str], cut: int | None, stall: bool) -> Response:
    if cut is None:
        return Response(body, status, headers)

    async def part() -> AsyncIterator[bytes]:
        yield body[:cut]
        while stall:
            await asyncio.sleep(0.01)  # until the other side is gone, which ends this
        raise ConnectionAbortedError("as the test wants it")

    return StreamingResponse(part(), status, {**headers, "Content-Length": str(len(body))})


def _document(holding: Holding) -> dict[str, Any]:
    nummer, _, toevoeging = holding.dossier.partition("-")
    dossiers = [{"Nummer": int(nummer), "Toevoeging": toevoeging or None}] if nummer else []
    return {
        "Id": holding.guid,
        "DocumentNummer": holding.number,
        "Soort": holding.soort,
        "Volgnummer": holding.volgnummer,
        "Aanhangselnummer": holding.aanhangselnummer,
        "ContentType": holding.content_type,
        "Kamerstukdossier": dossiers,
        "ApiGewijzigdOp": holding.changed,
    }


def record(holding: Holding) -> str:
    """Return the record of ``holding``, in the schema gzd."""
    kamerstuk = holding.publicatienaam == "Kamerstuk"
    subtype = f'<dcterms:type scheme="OVERHEIDop.KamerstukTypen">{holding.soort}</dcterms:type>' if kamerstuk else ""
    modified = f"<dcterms:modified>{holding.changed[:10]}</dcterms:modified>" if holding.changed else ""
    items = "".join(
        f'<gzd:itemUrl manifestation="{name}">https://repository.overheid.nl/frbr/officielepublicaties/'
        f"{holding.id}/1/{name}/{holding.id}.{name}</gzd:itemUrl>"
        for name in holding.manifestations
    )
    return f"""<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema>
 <sru:recordPacking>xml</sru:recordPacking><sru:recordData><gzd:gzd><gzd:originalData><overheidwetgeving:meta>
 <overheidwetgeving:owmskern><dcterms:identifier>{escape(holding.id)}</dcterms:identifier>
  <dcterms:title>{holding.soort}</dcterms:title>
  <dcterms:type scheme="OVERHEIDop.Parlementair">{holding.publicatienaam}</dcterms:type>{subtype}{modified}
 </overheidwetgeving:owmskern><overheidwetgeving:owmsmantel><dcterms:date>{holding.date}</dcterms:date>
 </overheidwetgeving:owmsmantel></overheidwetgeving:meta></gzd:originalData><gzd:enrichedData>
 <gzd:preferredUrl>https://zoek.officielebekendmakingen.nl/{escape(holding.id)}.html</gzd:preferredUrl>{items}
 </gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"""


def search_answer(total: int, records: Iterator[str], following: int | None = None) -> bytes:
    """Return a searchRetrieveResponse of SRU 2.0."""
    more = f"<sru:nextRecordPosition>{following}</sru:nextRecordPosition>" if following else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"
 xmlns:gzd="http://standaarden.overheid.nl/sru" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/">
 <sru:version>2.0</sru:version><sru:numberOfRecords>{total}</sru:numberOfRecords>
 <sru:records>{"".join(records)}</sru:records>{more}</sru:searchRetrieveResponse>""".encode()


def diagnostics(message: str) -> bytes:
    """Return an answer that refuses the search."""
    return f"""<?xml version="1.0"?>
<sru:searchRetrieveResponse xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse"
 xmlns:diag="http://docs.oasis-open.org/ns/search-ws/diagnostic"><sru:version>2.0</sru:version>
 <sru:numberOfRecords>0</sru:numberOfRecords><sru:diagnostics><diag:diagnostic>
 <diag:uri>info:srw/diagnostic/1/16</diag:uri><diag:details>{message}</diag:details>
 <diag:message>Unsupported index</diag:message></diag:diagnostic></sru:diagnostics>
</sru:searchRetrieveResponse>""".encode()


@contextmanager
def running() -> Iterator[Publisher]:
    """Run a server on a free port of loopback, in a thread."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        publisher = Publisher(f"http://127.0.0.1:{listening.getsockname()[1]}")
        app = Starlette(routes=[Route("/{path:path}", publisher.answer)])
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="critical", date_header=False, timeout_graceful_shutdown=0)
        )
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield publisher
        finally:
            server.should_exit = True
            thread.join()
