"""What a Dask worker does: the pass over some papers, whose triples it writes to a shard."""

from __future__ import annotations

import gc
import platform
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from distributed import get_worker

from kamergraaf.engines.base import BuiltPaper
from kamergraaf.engines.shards import ShardedPaper, write_shard
from kamergraaf.errors import EngineError
from kamergraaf.papers import Failure
from kamergraaf.settings import Settings

if TYPE_CHECKING:
    from kamergraaf.engines.paper_pass import PaperPass

Environment = dict[str, str]
"""All that decides what is found in a paper besides the paper, each by its name."""

_RULES = "kamergraaf's rules and vocabularies"
_LIBRARIES = ("spacy", "lxml", "pypdfium2", "python-docx", "markdown-it-py", "charset-normalizer")
"""Those that read and tokenise papers; another version may do so in another way."""
_one_at_a_time = threading.Lock()
"""A worker may have several threads, but spaCy's pipelines are for one."""


def environment(settings: Settings) -> Environment:
    """Return what decides the triples of a paper in this process.

    Raises:
        OSError: a file of ``settings`` cannot be read.
    """
    python = ".".join(platform.python_version_tuple()[:2])
    libraries = {name: version(name) for name in _LIBRARIES}
    return {_RULES: settings.fingerprint(), "Python": python, **libraries}


def difference(settings: Settings, expected: Environment) -> str | None:
    """Return why this process would not write the triples that the client, whose environment is ``expected``, would."""
    try:
        found = environment(settings)
    except OSError as error:
        return f"cannot read {error.filename}: {error.strerror}"
    for name, wanted in expected.items():
        if found.get(name) != wanted:
            return (
                f"differs from this machine in {name} ({found.get(name)}, here {wanted}), so it would write other "
                "triples; install the same on all and start the workers again"
            )
    return None


def run_chunk(
    papers: Sequence[Path], settings: Settings, expected: Environment, shard: Path
) -> list[ShardedPaper | Failure]:
    """Make the pass over ``papers`` on this worker, and write their triples to ``shard``.

    Args:
        papers: absolute paths, as all workers see them.
        settings: with absolute paths.
        expected: the environment of the client.
        shard: absolute path of the shard; its folder is there already.

    Raises:
        EngineError: this worker differs from the client, does not see its files, or cannot write the shard.
        VocabularyError, ModelError, SubjectModelError: the settings cannot be loaded.
    """
    worker = get_worker().address
    with _one_at_a_time:
        if reason := difference(settings, expected):
            raise EngineError(f"worker {worker} {reason}")
        make_pass = _loaded(settings, expected[_RULES])
        try:
            return write_shard(shard, (_result(paper, make_pass, worker) for paper in papers))
        except OSError as error:
            seen = "it does not see it" if isinstance(error, FileNotFoundError) else error.strerror or error
            raise EngineError(
                f"worker {worker} cannot write shards to {shard.parent}: {seen}; "
                "--shards must name storage that the workers and this machine share"
            ) from error


@lru_cache(maxsize=1)
def _loaded(settings: Settings, _: str) -> PaperPass:
    """Return the pass with ``settings``, loaded anew if the fingerprint is another: a worker outlives builds."""
    # The client and the scheduler import this module too, and have no use for spaCy, which takes seconds.
    from kamergraaf.engines.paper_pass import paper_pass

    gc.unfreeze()
    make_pass = paper_pass(settings)
    # The vocabularies are for long: the collector of cycles need not look through them again and again.
    gc.freeze()
    return make_pass


def _result(paper: Path, make_pass: PaperPass, worker: str) -> BuiltPaper | Failure:
    if not paper.exists():
        return Failure(str(paper), f"worker {worker} does not see it; papers must be at the same place for all workers")
    return make_pass(paper)
