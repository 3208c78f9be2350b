"""Signals that end a command in good order, as Ctrl-C does."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What the machine sends when it shuts down, and a terminal when it closes."""


_BY_SIGNAL = 128
"""With the number of the signal added, the exit status by which a shell knows that a signal ended a command."""


class Stopped(KeyboardInterrupt):
    """A signal that asks this process to end; what Ctrl-C sets going, it sets going too."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def exit_status(stop: KeyboardInterrupt) -> int:
    """Return the status with which a command ends that ``stop`` has ended."""
    return _BY_SIGNAL + (stop.number if isinstance(stop, Stopped) else signal.SIGINT)


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise :class:`Stopped` when a signal asks this process to end; one that is ignored (``nohup``) stays so."""
    if threading.current_thread() is not threading.main_thread():
        # Python lets only this one have signals.
        yield
        return
    ours = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _: FrameType | None) -> NoReturn:
    raise Stopped(number)
