"""A server that tells where it is once it can be asked, and stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn


class AnnouncingServer(uvicorn.Server):
    """Calls ``announce`` when it takes requests.

    Whoever reads the address may ask at once, or send a signal at once: uvicorn handles signals by then. One that comes
    before, between uvicorn's loop and its coroutine, ends the server with a warning of Python's.
    """

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen on ``sockets``, then announce."""
        await super().startup(sockets)
        self._announce()
