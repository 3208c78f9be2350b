"""Where a store is: in a folder, or on a SPARQL 1.1 server."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from kamergraaf.errors import StoreError

USER = "KAMERGRAAF_STORE_USER"
PASSWORD = "KAMERGRAAF_STORE_PASSWORD"
"""Environment variables for who may write to a server, if the URL does not say it."""

_QUERY_PATHS = ("query", "sparql", "sparql-auth")
"""Last parts of the address at which servers answer queries: Oxigraph and Fuseki, Virtuoso, Virtuoso with a user."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """The URL of a server as the user names it, without the user and password that may stand in it."""

    url: str
    user: str | None = None
    password: str = field(default="", repr=False)

    @property
    def base(self) -> str:
        """The URL without the part that servers use for queries: all their addresses are under it."""
        head, _, last = self.url.rpartition("/")
        return head if last in _QUERY_PATHS else self.url

    def query_addresses(self) -> list[str]:
        """Return where queries may be answered, the likeliest first."""
        if self.base != self.url and not (self.user and self.url.endswith("/sparql")):
            return [self.url]
        # Virtuoso lets users in at an address of its own.
        paths = ("sparql-auth", *_QUERY_PATHS[:2]) if self.user else _QUERY_PATHS[:2]
        return [*(f"{self.base}/{path}" for path in paths), self.url]

    def update_addresses(self) -> list[str]:
        """Return where updates may be taken, the likeliest first."""
        return [f"{self.base}/{path}" for path in ("update", *(("sparql-auth",) if self.user else ()), "sparql")]

    def data_addresses(self) -> list[str]:
        """Return where whole graphs may be sent (SPARQL 1.1 Graph Store Protocol), the likeliest first."""
        crud = "sparql-graph-crud-auth" if self.user else "sparql-graph-crud"
        return [f"{self.base}/{path}" for path in (crud, "data", "store")]


def server_address(location: str) -> ServerAddress | None:
    """Return the server that ``location`` names, or ``None`` if it names a folder.

    User and password are taken from the URL, else from the environment (:data:`USER`, :data:`PASSWORD`).

    Raises:
        StoreError: ``location`` is no URL of a server.
    """
    if not location.lower().startswith(("http://", "https://")):
        return None
    parts = urlsplit(location)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host:
        raise StoreError("the URL of the store names no server; it should look like http://localhost:7878")
    place = f"[{host}]" if ":" in host else host
    if port is not None:
        place = f"{place}:{port}"
    url = urlunsplit((parts.scheme, place, parts.path.rstrip("/"), "", ""))
    if parts.username:
        return ServerAddress(url, unquote(parts.username), unquote(parts.password or ""))
    return ServerAddress(url, os.environ.get(USER) or None, os.environ.get(PASSWORD, ""))


def beside(location: str, suffix: str) -> Path | None:
    """Return the path next to the store's folder for what is made of it, or ``None`` if the store is on a server.

    Raises:
        StoreError: as :func:`server_address`.
    """
    if server_address(location) is not None:
        return None
    folder = Path(location)
    return folder.with_name(f"{folder.name}.{suffix}")
