"""A server tells where it is when it can be asked, and stopped."""

from __future__ import annotations

import signal
import socket
import warnings

import pytest
import uvicorn
from starlette.applications import Starlette

from kamergraaf.serve.announcing import AnnouncingServer


def test_a_signal_sent_when_the_address_is_known_ends_the_server_in_order() -> None:
    seen: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: seen.append(number))
    try:
        with socket.create_server(("127.0.0.1", 0)) as listening, warnings.catch_warnings():
            warnings.simplefilter("error")
            config = uvicorn.Config(Starlette(), log_level="warning")
            server = AnnouncingServer(config, lambda: signal.raise_signal(signal.SIGTERM))
            server.run(sockets=[listening])
    finally:
        signal.signal(signal.SIGTERM, before)
    # Told on to the handler that was there, when the server had ended.
    assert server.started and seen == [signal.SIGTERM]


def test_requests_are_taken_when_the_address_is_known() -> None:
    asked: list[socket.socket] = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(listening.getsockname(), timeout=5)

        def announce() -> None:
            asked.append(socket.create_connection(listening.getsockname(), timeout=5))
            server.should_exit = True

        server = AnnouncingServer(uvicorn.Config(Starlette(), log_level="warning"), announce)
        server.run(sockets=[listening])
    asked.pop().close()
