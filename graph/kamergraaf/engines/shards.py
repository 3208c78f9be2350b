"""Shards: what a worker found in some papers, as one file of N-Quads on storage that the client sees too.

A shard is a gzip file (RFC 1952) of N-Quads (RDF 1.1), one paper after the other. N-Quads shrink fifteenfold at the
fastest level, at a hundredth of what reading the papers costs.
"""

from __future__ import annotations

import fcntl
import gzip
import logging
import os
import shutil
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from kamergraaf.engines.base import BuiltPaper
from kamergraaf.errors import EngineError
from kamergraaf.models import GraphText
from kamergraaf.papers import Failure

_log = logging.getLogger(__name__)
_LEVEL = 1
_RUN = "run-"
"""How the folder of one build begins, within the folder that the user names."""


@dataclass(frozen=True, slots=True)
class ShardedPaper:
    """A paper that has been read, without its lines, which stand in a shard."""

    facts: BuiltPaper
    """What is told of it; its graph has a name and no lines."""
    size: int
    """Bytes of its lines."""


@contextmanager
def shard_folder(place: Path) -> Iterator[Path]:
    """Yield a new folder in ``place`` for the shards of one build, and remove it in the end.

    What an earlier build left that was killed is removed first: its papers are read again.

    Raises:
        EngineError: ``place`` cannot be written, or another build uses it.
    """
    with ExitStack() as stack:
        try:
            place.mkdir(exist_ok=True)
            lock = stack.enter_context((place / "lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for left in place.glob(f"{_RUN}*"):
                _remove(left)
            folder = place / f"{_RUN}{uuid4().hex}"
            folder.mkdir()
        except BlockingIOError:
            raise EngineError(f"another build keeps its shards in {place}; name another folder with --shards") from None
        except OSError as error:
            raise EngineError(f"shards cannot be kept in {place}: {error.strerror or error}") from error
        stack.callback(_remove, folder)
        yield folder


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        # A worker that has not heard of the end may be writing its last shard; the next build removes it.
        _log.debug("%s is not removed: %s", folder, error)


def write_shard(path: Path, results: Iterable[BuiltPaper | Failure]) -> list[ShardedPaper | Failure]:
    """Write the lines of ``results`` to the shard ``path``, and return what is told of them.

    The shard is whole or not there, however the process or the machine ends.

    Raises:
        OSError: it cannot be written.
    """
    told: list[ShardedPaper | Failure] = []
    # A name of its own: a worker that was taken for dead may be writing the same shard.
    partial = path.with_name(f"{path.name}.{uuid4().hex}")
    try:
        with partial.open("xb") as file:
            with gzip.GzipFile(fileobj=file, mode="wb", filename="", compresslevel=_LEVEL, mtime=0) as shard:
                for result in results:
                    if isinstance(result, Failure):
                        told.append(result)
                        continue
                    shard.write(result.graph.lines)
                    facts = replace(result, graph=GraphText(result.graph.name, b""))
                    told.append(ShardedPaper(facts, len(result.graph.lines)))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return told


def read_shard(path: Path, told: Sequence[ShardedPaper | Failure]) -> Generator[BuiltPaper | Failure, None, None]:
    """Yield the results of which :func:`write_shard` has ``told``, with their lines; no more than one is held.

    Raises:
        EngineError: the shard is not there, or is not what was written.
    """
    try:
        with gzip.open(path, "rb") as shard:
            for result in told:
                if isinstance(result, Failure):
                    yield result
                    continue
                lines = shard.read(result.size)
                if len(lines) != result.size:
                    raise EngineError(f"shard {path} is cut off")
                yield replace(result.facts, graph=GraphText(result.facts.graph.name, lines))
    except FileNotFoundError:
        reason = "a worker wrote it, but it cannot be seen here; --shards must name storage that all of them share"
        raise EngineError(f"shard {path}: {reason}") from None
    except (OSError, EOFError) as error:
        raise EngineError(f"shard {path} cannot be read: {error}") from error
