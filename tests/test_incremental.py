"""Building again: only what is new or changed is read, and the graph is as if all had been read."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from importlib.resources import as_file
from pathlib import Path

import pyoxigraph as ox
import pytest

from kamergraaf.builder import build
from kamergraaf.engines import BuiltPaper, InProcess
from kamergraaf.papers import Failure
from kamergraaf.resources import samples
from kamergraaf.settings import Settings
from kamergraaf.store import GraphStore, open_store

OWN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/thema> a skos:Concept ; skos:prefLabel "%s"@nl .
"""


class Noting(InProcess):
    """The engine of this process, with the names of the files that it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def run(self, papers: Sequence[Path], settings: Settings) -> Iterator[BuiltPaper | Failure]:
        self.read += [paper.name for paper in papers]
        return super().run(papers, settings)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(samples()) as papers:
        return Path(shutil.copytree(papers, tmp_path / "papers"))


@pytest.fixture
def store() -> GraphStore:
    return open_store(None)


def dumped(store: GraphStore) -> bytes:
    output = io.BytesIO()
    store.dump(output, ox.RdfFormat.N_QUADS)
    return output.getvalue()


def read_again(folder: Path, store: GraphStore, settings: Settings | None = None) -> list[str]:
    """Return the names of the files that a build reads; the graph is compared with that of a new store."""
    engine, anew = Noting(), open_store(None)
    build([folder], store, settings=settings, engine=engine)
    build([folder], anew, settings=settings)
    assert dumped(store) == dumped(anew)
    return engine.read


def test_what_has_not_changed_is_not_read(folder: Path, store: GraphStore) -> None:
    build([folder], store)
    assert read_again(folder, store) == []


def test_one_changed_file_alone_is_read(folder: Path, store: GraphStore) -> None:
    build([folder], store)
    changed = sorted(folder.glob("*.md"))[0]
    changed.write_text(changed.read_text(encoding="utf-8").replace(" de ", " die "), encoding="utf-8")
    assert read_again(folder, store) == [changed.name]


def test_a_file_with_another_name_is_read_for_the_graph_tells_it(folder: Path, store: GraphStore) -> None:
    build([folder], store)
    sorted(folder.glob("*.md"))[0].rename(folder / "renamed.md")
    assert read_again(folder, store) == ["renamed.md"]


def test_a_paper_that_was_removed_is_read(folder: Path, store: GraphStore) -> None:
    build([folder], store)
    store.remove(store.graphs()[0])
    assert len(read_again(folder, store)) == 1


def test_an_unchanged_file_counts_as_the_first_of_two(folder: Path, store: GraphStore) -> None:
    build([folder], store)
    paper = sorted(folder.glob("*.md"))[0]
    copy = Path(shutil.copy(paper, folder / "zz.md"))
    (failure,) = build([folder], store).failures
    assert (failure.name, failure.reason.split(" (")[0]) == (str(copy), f"is the same document as {paper}")


def test_a_vocabulary_that_has_changed_is_used_for_all_papers(folder: Path, store: GraphStore, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN % "zonnepaneel", encoding="utf-8")
    everything = sorted(path.name for path in folder.iterdir() if path.suffix in (".md", ".txt"))
    build([folder], store)
    assert sorted(read_again(folder, store, Settings(own))) == everything
    assert read_again(folder, store, Settings(own)) == []
    own.write_text(OWN % "windmolen", encoding="utf-8")
    assert sorted(read_again(folder, store, Settings(own))) == everything


def test_a_new_vocabulary_does_not_read_a_word_file_again(
    folder: Path, store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docx import Document

    document = Document()
    text = sorted(folder.glob("*.txt"))[0].read_text(encoding="utf-8")
    for line in text.splitlines():
        document.add_paragraph(line)
    paper = tmp_path / "paper.docx"
    document.save(str(paper))
    own = tmp_path / "own.ttl"
    own.write_text(OWN % "zonnepaneel", encoding="utf-8")
    assert build([paper], store, settings=Settings(readings=tmp_path / "readings")).failures == []
    monkeypatch.setattr("kamergraaf.read._READERS", {})
    report = build([paper], store, settings=Settings(own, readings=tmp_path / "readings"))
    assert (report.papers, report.unchanged, report.failures) == (1, 0, [])
