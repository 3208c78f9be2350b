"""What a server says when it does not give what is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import msgspec

from kamergraaf.fetch.errors import FetchError, MissingError, PassingError

_GONE = frozenset({404, 410})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_BODY = 65536


class Problem(msgspec.Struct):
    """What a server says is wrong, in OData's JSON."""

    message: str


class _ErrorAnswer(msgspec.Struct):
    """OData JSON Format 4.01, section 21.1."""

    error: Problem


def printable(text: str, longest: int = 300) -> str:
    """Return ``text`` from a server in one line that is safe to show on a terminal."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def refusal(response: httpx.Response) -> FetchError:
    """Return the error that the status of ``response`` is, with what its body says of it."""
    address = str(response.url)
    reason = f"the server answers {response.status_code} {response.reason_phrase}".rstrip()
    try:
        told = msgspec.json.decode(next(response.iter_bytes(_BODY), b""), type=_ErrorAnswer).error.message
    except (msgspec.DecodeError, RecursionError):
        pass
    else:
        reason = f"{reason}: {printable(told)}"
    if response.status_code in _GONE:
        return MissingError(address, reason)
    if response.status_code in _PASSING:
        return PassingError(address, reason, _asked_to_wait(response))
    return FetchError(address, reason)


def _asked_to_wait(response: httpx.Response) -> float:
    """Seconds that ``Retry-After`` asks for, as a number or as a date (RFC 9110, section 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    moment, now = _moment(value), _moment(response.headers.get("Date", ""))
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds()) if moment else 0.0


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
