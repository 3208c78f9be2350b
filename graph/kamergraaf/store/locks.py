"""Who has the folder of an embedded store open: many that read, or one that writes.

RocksDB keeps a lock of its own, but only against a second writer: one that reads while another writes goes unnoticed,
and reads what it should not. So the folder itself is locked as well (``flock``), which asks for no file to be written
and ends with the process that holds it, however that one ends.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
import time
import weakref
from pathlib import Path

_log = logging.getLogger(__name__)
_PAUSE = 0.05
"""Seconds between attempts."""
_UNTOLD = 5.0
"""Seconds up to which a wait is not worth a word."""
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EBADF, errno.EISDIR, errno.ENOSYS}
"""What file systems that keep no locks on folders, such as some over a network, say to one who asks."""


class Lock:
    """A folder that is locked until :meth:`release` is called or this object is gone."""

    def __init__(self, descriptor: int) -> None:
        self._close = weakref.finalize(self, os.close, descriptor)

    def release(self) -> None:
        """Let others have the folder; doing it again does nothing."""
        self._close()


def lock(folder: Path, *, alone: bool, wait: float = 0.0) -> Lock | None:
    """Lock ``folder`` for reading, or ``alone`` for writing.

    Args:
        folder: the folder, which is there.
        alone: no one else may have it open, to read or to write.
        wait: seconds to wait for others at most.

    Returns:
        ``None`` if others have it after that time too.

    Raises:
        OSError: there is no such folder, or it may not be read.
    """
    end = time.monotonic() + wait
    told = wait <= _UNTOLD
    while (held := _attempt(folder, alone)) is None and time.monotonic() < end:
        if not told:
            _log.warning("%s is in use by another process; waiting at most %g seconds for it", folder, wait)
            told = True
        time.sleep(_PAUSE)
    return held


def _attempt(folder: Path, alone: bool) -> Lock | None:
    if sys.platform == "win32":  # There RocksDB's own lock is all there is, and no folder can be opened.
        return Lock(os.open(os.devnull, os.O_RDONLY))
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    held = Lock(descriptor)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    # Another may have put a folder in the place of the one that is locked now.
    if not os.path.samestat(os.stat(folder), os.fstat(descriptor)) or _written_by_others(folder):
        return None
    return held


def _written_by_others(folder: Path) -> bool:
    """Ask RocksDB's lock whether other software, which does not know of ours, has the store open for writing.

    Closing the file lets go of a lock that this process has on it; whoever holds ours has none.
    """
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        with (folder / "LOCK").open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        # There is no such file, or it cannot be opened for writing, so no one here writes to the store.
        return False
    return False
