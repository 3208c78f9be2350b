"""The SPARQL 1.1 Protocol and Graph Store Protocol, as far as a store needs them: over HTTP, with patience."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, TypeVar, cast

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_delay, wait_exponential

from kamergraaf.errors import StoreError
from kamergraaf.store.address import PASSWORD, USER, ServerAddress
from kamergraaf.store.base import QueryError, QueryTimeoutError

PATIENCE = "KAMERGRAAF_STORE_PATIENCE"
"""Environment variable: seconds to go on trying when a server does not answer."""

_log = logging.getLogger(__name__)
_PATIENCE = 30.0
_CONNECT = 10.0
_ANSWER = 600.0
"""Seconds to wait for a server that took the request; it may have a large update to do."""
_IN_MEMORY = 8 * 1024 * 1024
"""Bytes of an answer from which on it is kept in a file until it is read."""
_TIMED_OUT = ("S1T00", "S1TAT", "S1T01", "exceeds the limit of", "timed out", "cancelled")
"""How servers word that a query took longer than they allow: Virtuoso's SQL states and sentences, Oxigraph's."""

_T = TypeVar("_T")


class _Lost(Exception):
    """The server cannot be reached, or is not ready; a later try may succeed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, read to its end."""

    status: int
    headers: httpx.Headers
    body: IO[bytes]

    @property
    def content_type(self) -> str:
        return str(self.headers.get("content-type", "")).partition(";")[0].strip().lower()

    def reason(self) -> str:
        """Return what the server says went wrong, without the query that it repeats."""
        text = self.body.read(2000).decode(errors="replace").partition("\n\n")[0]
        return " ".join(text.split()) or HTTPStatus(self.status).phrase


class _Login(httpx.Auth):
    """Logs in by the scheme that the server asks for: digest (RFC 7616), as Virtuoso does, or basic (RFC 7617)."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._scheme is None:
            response = yield request
            if response.status_code != HTTPStatus.UNAUTHORIZED:
                return
            digest = response.headers.get("www-authenticate", "").lower().startswith("digest")
            self._scheme = (httpx.DigestAuth if digest else httpx.BasicAuth)(self._user, self._password)
        yield from self._scheme.auth_flow(request)


class Http:
    """Requests to one server. Where it does not answer, they are repeated; all that are made here can be.

    Raises, from every method:
        StoreError: the server cannot be reached, refuses the user, or fails; the message names its URL.
        QueryTimeoutError: the server is there, but has not answered in time.
    """

    def __init__(self, address: ServerAddress) -> None:
        self.address = address
        self._patience = float(os.environ.get(PATIENCE, _PATIENCE))
        login = _Login(address.user, address.password) if address.user else None
        self._client = httpx.Client(
            auth=login, timeout=httpx.Timeout(_ANSWER, connect=_CONNECT), follow_redirects=True, trust_env=False
        )

    def find(self, addresses: list[str], ask: Callable[[str], Answer]) -> tuple[str, Answer] | None:
        """Return the first of ``addresses`` that exists, and its answer to ``ask``."""
        for url in addresses:
            answer = ask(url)
            if answer.status not in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
                return url, answer
        return None

    def get(self, url: str, accept: str, **parameters: str) -> Answer:
        return self._send("GET", url, accept, params=parameters or None)

    def query(self, url: str, sparql: str, accept: str, **parameters: str) -> Answer:
        """Send a query; 200 is the only status that is returned.

        Raises:
            QueryError: the server takes it for no query.
        """
        answer = self._send("POST", url, accept, data={"query": sparql, **parameters})
        # Virtuoso answers a query that it broke off with what it had found.
        broken_off = answer.headers.get("x-sql-state")
        if broken_off is None and answer.status == HTTPStatus.OK:
            return answer
        reason = answer.headers.get("x-sql-message") or answer.reason()
        if broken_off or any(words in reason for words in _TIMED_OUT):
            raise QueryTimeoutError(f"server {self.address.url} gave up a query: {reason}")
        if answer.status == HTTPStatus.BAD_REQUEST:
            raise QueryError(f"server {self.address.url} cannot answer the query: {reason}")
        raise self.failed(answer, reason)

    def update(self, url: str, sparql: str | bytes) -> Answer:
        """Send an update, and return the answer whatever it is."""
        if url.endswith("/update"):
            headers = {"Content-Type": "application/sparql-update"}
            return self._send("POST", url, "*/*", content=sparql, headers=headers)
        # Virtuoso takes an update at the address of queries, and in a form only.
        return self._send("POST", url, "*/*", data={"update": sparql})

    def put(self, url: str, graph: str, triples: bytes) -> Answer:
        """Make N-Triples the whole of ``graph``, and return the answer whatever it is."""
        headers = {"Content-Type": "application/n-triples"}
        return self._send("PUT", url, "*/*", params={"graph": graph}, content=triples, headers=headers)

    def post(self, url: str, quads: bytes) -> Answer:
        """Add N-Quads to what the server holds, and return the answer whatever it is."""
        return self._send("POST", url, "*/*", content=quads, headers={"Content-Type": "application/n-quads"})

    def failed(self, answer: Answer, reason: str | None = None) -> StoreError:
        """Return what to tell of ``answer``, which is not what was asked for."""
        url, reason = self.address.url, reason or answer.reason()
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            if self.address.user:
                return StoreError(f"server {url} refuses the user {self.address.user} or the password")
            return StoreError(f"server {url} asks for a user; name one in the URL, or with {USER} and {PASSWORD}")
        return StoreError(f"server {url} failed: {reason} (HTTP status {answer.status})")

    def close(self) -> None:
        self._client.close()

    def _send(self, method: str, url: str, accept: str, *, headers: Mapping[str, str] = {}, **what: object) -> Answer:
        request = {"headers": {"Accept": accept, **headers}, **what}
        trying = Retrying(
            retry=retry_if_exception_type(_Lost),
            stop=stop_after_delay(self._patience),
            wait=wait_exponential(multiplier=0.2, max=5),
            before_sleep=self._tell,
            reraise=True,
        )
        try:
            return trying(self._once, method, url, request)
        except _Lost as error:
            raise StoreError(
                f"server {self.address.url} cannot be reached: {error} "
                f"(tried for {self._patience:g} s; what is stored stays, and the same command goes on from there)"
            ) from error

    def _once(self, method: str, url: str, request: Mapping[str, object]) -> Answer:
        body = cast(IO[bytes], SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - closed with the answer
        try:
            with self._client.stream(method, url, **request) as response:  # type: ignore[arg-type]
                for chunk in response.iter_bytes():
                    body.write(chunk)
        except (httpx.ReadTimeout, httpx.WriteTimeout) as error:
            raise QueryTimeoutError(f"server {self.address.url} has not answered within {_ANSWER:g} s") from error
        except httpx.TransportError as error:
            raise _Lost(str(error) or type(error).__name__) from error
        body.seek(0)
        answer = Answer(response.status_code, response.headers, body)
        if answer.status in (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT):
            raise _Lost(f"{answer.reason()} (HTTP status {answer.status})")
        return answer

    def _tell(self, state: RetryCallState) -> None:
        if state.attempt_number == 1 and state.outcome is not None:
            _log.warning("server %s: %s; trying again", self.address.url, state.outcome.exception())
