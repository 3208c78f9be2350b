"""RocksDB's compaction, which merges the files of a store in threads of its own while more are being written.

Left to themselves these threads begin on the first two files there are, and merge the whole of the store anew for
every few that follow. Where they give way to whoever has work to do, many files are waiting when they come to it, and
a build writes half as much.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_THREADS = Path("/proc/self/task")
"""Where Linux lists the threads of this process; other systems give one thread no priority of its own this way."""
_COMPACTION = "rocksdb:low"
"""How RocksDB names the threads of compaction."""
_NICENESS = 10
"""Enough to give way; at 19 a machine that others keep busy would hardly let a build end, which waits for them."""


def give_way() -> None:
    """Let the threads of compaction in this process, once a store is open, run when others leave them processors."""
    for thread in _THREADS.glob("*") if _THREADS.is_dir() else ():
        # A thread may end between being listed and being asked.
        with suppress(FileNotFoundError, ProcessLookupError):
            if (thread / "comm").read_text(encoding="utf-8").strip() == _COMPACTION:
                os.setpriority(os.PRIO_PROCESS, int(thread.name), _NICENESS)
