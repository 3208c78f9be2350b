"""What goes wrong between us and a server; each error names the address and the reason."""

from __future__ import annotations

from kamergraaf.errors import KamergraafError

_LONGEST = 160


def shortened(address: str) -> str:
    """Return ``address``, or of a long one, such as that of a search, as much as tells which it is."""
    return address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"


class FetchError(KamergraafError):
    """What a server sends cannot be used, or what is asked of it cannot be asked."""

    def __init__(self, address: str, reason: str) -> None:
        self.address = shortened(address)
        super().__init__(f"{self.address}: {reason}")
        self.reason = reason


class MissingError(FetchError):
    """There is nothing at the address (404 and 410, RFC 9110)."""


class PassingError(FetchError):
    """A fault that may be over when one asks again: a busy server, a connection that broke off.

    ``after`` is for how many seconds the server wants to be left alone (``Retry-After``, RFC 9110), if it says so.
    """

    def __init__(self, address: str, reason: str, after: float = 0.0) -> None:
        super().__init__(address, reason)
        self.after = after
