"""The build: papers are found, those that the store has not got go through an engine, and are stored."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kamergraaf.engines import BuiltPaper, Engine, InProcess
from kamergraaf.errors import EngineError, PartlyReadError
from kamergraaf.papers import Failure, find_papers
from kamergraaf.settings import Settings
from kamergraaf.store import GraphStore
from kamergraaf.storing import BatchWriter
from kamergraaf.unchanged import stored_papers

Progress = Callable[[str, int, int], None]
"""Called before each paper that is read with its name, how many are done and how many there are."""


@dataclass(slots=True)
class BuildReport:
    """What a build did."""

    papers: int = 0
    """Papers that the store holds now: those that were read, and those that it held already."""
    questions: int = 0
    answers: int = 0
    """Questions, answers and all below are of the papers that were read."""
    triples: int = 0
    unchanged: int = 0
    """Papers whose graph was in the store already; such a file is not read again."""
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    parts: Counter[str] = field(default_factory=Counter)
    """How many things of each class (local name) the papers consist of; each belongs to one paper."""
    entities: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """IRIs of what the papers name, by class; what several papers name is one."""


def build(
    paths: Iterable[Path],
    store: GraphStore,
    progress: Progress | None = None,
    *,
    settings: Settings | None = None,
    engine: Engine | None = None,
) -> BuildReport:
    """Bring ``store`` up to date with the papers in ``paths``; a paper that is in it already is replaced whole.

    A file that was read before with the same settings is not read again. A paper that fails is noted with its reason
    and leaves the store as it was; the others go on.

    Args:
        paths: files, and folders of files.
        store: where the graphs of the papers go.
        progress: told of each paper before it is read.
        settings: the user's vocabulary and models; by default there are none.
        engine: what makes the pass over the papers; by default this process.

    Raises:
        StoreError: the store cannot be written. Papers written before stay (:class:`PartlyStoredError`).
        VocabularyError, ModelError, SubjectModelError: the vocabularies or models cannot be loaded.
        EngineError: the engine cannot be reached or has broken down. Papers written before stay
            (:class:`PartlyReadError`).
    """
    started = time.monotonic()
    settings = settings or Settings()
    report = BuildReport()
    sources: dict[str, Path] = {}
    papers: list[Path] = []
    known = stored_papers(store, settings.fingerprint())
    for found in find_papers(paths):
        if isinstance(found, Failure):
            report.failures.append(found)
        elif (graph := known.graph_of(found)) is None:
            papers.append(found)
        elif graph in sources:
            report.failures.append(_same(found, sources[graph], graph))
        else:
            sources[graph] = found
            report.papers += 1
            report.unchanged += 1
    if papers:
        _read(papers, store, progress, settings, engine or InProcess(), sources, report)
    report.seconds = time.monotonic() - started
    return report


def _read(
    papers: list[Path],
    store: GraphStore,
    progress: Progress | None,
    settings: Settings,
    engine: Engine,
    sources: dict[str, Path],
    report: BuildReport,
) -> None:
    """Send ``papers`` through ``engine`` into ``store``."""
    writer = BatchWriter(store)
    try:
        # However the loop ends, with an error or Ctrl-C, what has been read is kept.
        with closing(engine.run(papers, settings)) as results, closing(writer):
            for done, paper in enumerate(papers):
                if progress is not None:
                    progress(paper.name, done, len(papers))
                result = next(results)
                if isinstance(result, Failure):
                    report.failures.append(result)
                elif result.graph.name in sources:
                    report.failures.append(_same(result.path, sources[result.graph.name], result.identifier))
                else:
                    sources[result.graph.name] = result.path
                    _count(result, report)
                    writer.add(result.graph)
    except EngineError as error:
        if not writer.stored:
            raise
        raise PartlyReadError(error, writer.stored) from error
    report.unchanged += writer.stored - writer.changed


def _same(path: Path, other: Path, identifier: str) -> Failure:
    return Failure(str(path), f"is the same document as {other} ({identifier})")


def _count(paper: BuiltPaper, report: BuildReport) -> None:
    report.papers += 1
    report.questions += paper.parts.get("Question", 0)
    report.answers += paper.parts.get("Answer", 0)
    report.triples += paper.graph.lines.count(b"\n")
    report.parts.update(paper.parts)
    for name, iris in paper.named.items():
        report.entities[name] |= iris
