"""Asking a web server politely: one request at a time, never too fast, and again later where it is busy."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import TypeVar

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from kamergraaf.fetch.errors import FetchError, PassingError, shortened
from kamergraaf.fetch.refusals import refusal
from kamergraaf.read.limits import MAX_FILE_BYTES, MEBIBYTE

USER_AGENT = f"kamergraaf/{version('kamergraaf')} (reader of parliamentary papers) python-httpx/{httpx.__version__}"
ATTEMPTS = 5
LONGEST_WAIT = 300.0
"""Seconds; a server that wants to be left alone for longer is not waited for."""

_TIMEOUT = httpx.Timeout(30.0, read=180.0)
"""Searches in officielebekendmakingen.nl are told to take up to two minutes."""
_MAX_REDIRECTS = 5
_back_off = wait_exponential_jitter(initial=1, max=60, jitter=1)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that was read whole: the address it came from in the end, and its bytes."""

    address: str
    data: bytes

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return shortened(self.address)


class Web:
    """A client for the servers that ``bases`` name, and for no others, whatever these point or redirect to.

    Args:
        bases: addresses (http or https) of the servers.
        rate: requests a second, redirects and further attempts included.
        clock: seconds, monotonic.
        sleep: waits for so many seconds.

    Raises:
        FetchError: one of ``bases`` is no such address.
    """

    def __init__(
        self,
        bases: Iterable[str],
        *,
        rate: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._servers = {_server(base) for base in bases}
        self._interval = 1 / rate
        self._next = clock()
        self._clock = clock
        self._sleep = sleep
        self._client = httpx.Client(
            headers={"User-Agent": USER_AGENT},
            timeout=_TIMEOUT,
            follow_redirects=True,
            max_redirects=_MAX_REDIRECTS,
            event_hooks={"request": [self._before]},
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def page(self, address: str, parameters: Mapping[str, str] | None = None) -> Page:
        """Return the answer to ``address``, asked again where the fault may pass.

        Raises:
            FetchError: there is none, or it is larger than a file may be.
        """

        def ask() -> Page:
            with self.asked(address, parameters) as response:
                return Page(str(response.url), b"".join(limited(response)))

        return self.again(ask)

    def serves(self, address: str) -> bool:
        """Whether ``address`` is on one of the servers that may be asked."""
        try:
            return _server(address) in self._servers
        except FetchError:
            return False

    def again(self, action: Callable[[], T]) -> T:
        """Return what ``action`` returns; where it raises PassingError, try again after a while, a few times."""
        retrying = Retrying(
            sleep=self._sleep,
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception(_is_worth_waiting_for),
            reraise=True,
        )
        return retrying(action)

    @contextmanager
    def asked(
        self,
        address: str,
        parameters: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        expected: Collection[int] = (200,),
    ) -> Iterator[httpx.Response]:
        """Ask for ``address`` and yield the answer, whose body is still to be read.

        Raises:
            MissingError: there is nothing there.
            PassingError: the server is busy or cannot be reached, or the connection breaks off, also while
                the caller reads.
            FetchError: the status is none of ``expected``; or another server is pointed to.
        """
        try:
            with self._client.stream("GET", address, params=parameters, headers=headers) as response:
                if response.status_code not in expected:
                    raise refusal(response)
                yield response
        except httpx.TimeoutException as error:
            raise PassingError(address, "the server does not answer in time") from error
        except httpx.TooManyRedirects as error:
            raise FetchError(address, "redirects in a circle") from error
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise FetchError(address, f"is or redirects to no address on the web ({error})") from error
        except httpx.DecodingError as error:
            raise FetchError(address, "is compressed in a way that cannot be undone") from error
        except httpx.ConnectError as error:
            raise PassingError(address, f"the server cannot be reached ({error})") from error
        except httpx.TransportError as error:
            raise PassingError(address, "the connection broke off") from error

    def _before(self, request: httpx.Request) -> None:
        """Runs before each request, also of a redirect."""
        if _server(str(request.url)) not in self._servers:
            raise FetchError(str(request.url), "is on another server than the source's, and is not asked for")
        wait = self._next - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._next = self._clock() + self._interval


def limited(response: httpx.Response) -> Iterator[bytes]:
    """Yield the body of ``response``, not compressed.

    Raises:
        FetchError: it is larger than MAX_FILE_BYTES.
    """
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > MAX_FILE_BYTES:
            raise FetchError(str(response.url), f"is larger than {MAX_FILE_BYTES // MEBIBYTE} MB")
        yield chunk


def _server(address: str) -> tuple[str, str, int | None]:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise FetchError(address, f"is no address on the web ({error})") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchError(address, "is no address on the web (http:// or https://)")
    return url.scheme, url.host, url.port


def _is_worth_waiting_for(error: BaseException) -> bool:
    return isinstance(error, PassingError) and error.after <= LONGEST_WAIT


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return max(_back_off(state), error.after if isinstance(error, PassingError) else 0.0)
