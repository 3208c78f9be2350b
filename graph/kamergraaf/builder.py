"""From papers to the store: read → extract → link → triples, one paper at a time."""

from __future__ import annotations

import logging
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox
from spacy.language import Language

from kamergraaf.errors import PaperError
from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import EntityClass
from kamergraaf.namespaces import KG, RDF
from kamergraaf.read import SUFFIXES, read_paper
from kamergraaf.store import GraphStore
from kamergraaf.subjects import SubjectModel, find_subjects
from kamergraaf.triples import document_iri, paper_quads

_log = logging.getLogger(__name__)
_TYPE = ox.NamedNode(f"{RDF}type")
_SHARED = frozenset(("Office", *EntityClass))
"""Classes of things that several papers may name."""

Progress = Callable[[str, int, int], None]
"""Called before each paper with its name, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or folder that gave no paper, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class BuildReport:
    """What a build did; counts are of the papers of this build, also those that were in the store already."""

    papers: int = 0
    questions: int = 0
    answers: int = 0
    triples: int = 0
    unchanged: int = 0
    """Papers whose graph was in the store already, triple for triple."""
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    parts: Counter[str] = field(default_factory=Counter)
    """How many things of each class (local name) the papers consist of; each belongs to one paper."""
    entities: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """IRIs of what the papers name, by class; what several papers name is one."""


def find_papers(paths: Iterable[Path]) -> Iterator[Path | Failure]:
    """Yield the files to read: each named file, and all in each named folder that have a known suffix.

    Folders are gone through recursively and in order of name; hidden files and folders in them are passed
    over, and so is a file that was found before. What cannot be read is yielded as a :class:`Failure`.
    """
    seen: set[Path] = set()
    for path in paths:
        found = list(_in_folder(path)) if path.is_dir() else [_named(path)]
        if not found:
            yield Failure(str(path), f"holds no papers ({_known_suffixes()})")
        for paper in found:
            if isinstance(paper, Failure):
                yield paper
            elif (real := paper.resolve()) not in seen:
                seen.add(real)
                yield paper


def _in_folder(folder: Path) -> Iterator[Path | Failure]:
    unread: list[Failure] = []

    def note(error: OSError) -> None:
        unread.append(Failure(str(error.filename), f"cannot be opened: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(parent, name)
    yield from unread


def _named(path: Path) -> Path | Failure:
    if not path.exists():
        return Failure(str(path), "no such file or folder")
    if path.suffix.lower() not in SUFFIXES:
        return Failure(str(path), f"unknown kind of file '{path.suffix}' (known: {_known_suffixes()})")
    return path


def _known_suffixes() -> str:
    return " ".join(sorted(SUFFIXES))


def build(
    paths: Iterable[Path],
    store: GraphStore,
    progress: Progress | None = None,
    *,
    nlp: Language | None = None,
    subjects: SubjectModel | None = None,
) -> BuildReport:
    """Read the papers in ``paths`` into ``store``; a paper that is in it already is replaced whole.

    A paper that fails is noted with its reason and leaves the store as it was; the others go on.

    Args:
        paths: files, and folders of files.
        store: where the graphs of the papers go.
        progress: told of each paper before it is read.
        nlp: what finds the names, made by :func:`kamergraaf.pipeline`; by default the shipped one.
        subjects: what tells the papers' subjects; by default the shipped terms.

    Raises:
        StoreError: the store cannot be written. Papers written before stay.
        VocabularyError: the shipped vocabularies or the user's cannot be loaded.
    """
    started = time.monotonic()
    report = BuildReport()
    papers: list[Path] = []
    for found in find_papers(paths):
        if isinstance(found, Failure):
            report.failures.append(found)
        else:
            papers.append(found)
    if not papers:
        return report
    # Loaded before the first paper: if it cannot be, that is no fault of any paper.
    nlp = nlp or pipeline()
    sources: dict[str, Path] = {}
    for done, path in enumerate(papers):
        if progress is not None:
            progress(path.name, done, len(papers))
        try:
            graph, quads = _read(path, nlp, subjects, sources, report)
        except PaperError as error:
            report.failures.append(Failure(str(path), error.reason))
        # A fault of ours in one paper, however odd the paper, must not cost the user the others.
        except Exception as error:
            _log.debug("%s", path, exc_info=True)
            report.failures.append(Failure(str(path), f"internal error: {type(error).__name__}: {error}"))
        else:
            report.unchanged += not store.replace(graph, quads)
    report.seconds = time.monotonic() - started
    return report


def _read(
    path: Path, nlp: Language, subjects: SubjectModel | None, sources: dict[str, Path], report: BuildReport
) -> tuple[str, list[ox.Quad]]:
    """Return the graph of the paper in ``path`` and its quads, and count them in ``report``."""
    paper = extract_structure(read_paper(path))
    graph = document_iri(paper.head)
    if graph in sources:
        raise PaperError(path.name, f"is the same document as {sources[graph]} ({paper.head.identifier})")
    linked = link_paper(paper, nlp)
    quads = list(paper_quads(replace(linked, subjects=find_subjects(linked, subjects))))
    sources[graph] = path
    report.papers += 1
    report.questions += len(paper.questions)
    report.answers += len(paper.answers)
    report.triples += len(quads)
    for quad in quads:
        cls = quad.object
        if quad.predicate == _TYPE and isinstance(cls, ox.NamedNode) and cls.value.startswith(KG):
            name = cls.value.removeprefix(KG)
            if name in _SHARED:
                report.entities[name].add(str(quad.subject))
            else:
                report.parts[name] += 1
    return graph, quads
