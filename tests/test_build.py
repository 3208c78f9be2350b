"""The build: from files to the store, whatever the files are."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import pyoxigraph as ox
import pytest

from kamergraaf.analyse.summary import class_counts
from kamergraaf.builder import BuildReport, build
from kamergraaf.engines import paper_pass
from kamergraaf.errors import StoreError, VocabularyError
from kamergraaf.papers import Failure, find_papers
from kamergraaf.read import read_paper
from kamergraaf.resources import samples
from kamergraaf.store import GraphStore, open_store


@pytest.fixture(scope="session")
def papers() -> Iterator[Path]:
    with as_file(samples()) as folder:
        yield folder


@pytest.fixture
def store() -> GraphStore:
    return open_store(None)


def everything(store: GraphStore) -> list[ox.Quad]:
    return [quad for graph in store.graphs() for quad in store.quads(graph)]


def one_paper(papers: Path) -> Path:
    return sorted(papers.glob("*.md"))[0]


def reasons(report: BuildReport) -> dict[str, str]:
    return {Path(failure.name).name: failure.reason for failure in report.failures}


def test_the_samples_become_a_graph(papers: Path, store: GraphStore) -> None:
    report = build([papers], store)
    assert report.failures == []
    assert report.papers == len(store.graphs()) == len([p for p in papers.iterdir() if p.suffix in (".md", ".txt")])
    assert report.questions > report.papers
    assert report.answers > report.papers
    assert report.triples == store.count() == len(everything(store))
    assert (report.parts["Document"], report.parts["Question"]) == (report.papers, report.questions)
    counted = report.parts + Counter({name: len(iris) for name, iris in report.entities.items()})
    assert counted == class_counts(store)


def test_building_again_changes_nothing(papers: Path, store: GraphStore) -> None:
    first = build([papers], store)
    before = everything(store)
    second = build([papers], store)
    assert everything(store) == before
    assert (first.unchanged, second.unchanged) == (0, first.papers)


def test_building_anew_gives_the_same_graph(papers: Path, store: GraphStore) -> None:
    other = open_store(None)
    build([papers], store)
    build(sorted(papers.iterdir(), reverse=True), other)
    assert everything(other) == everything(store)


def test_a_paper_that_fails_does_not_stop_the_others(papers: Path, store: GraphStore, tmp_path: Path) -> None:
    shutil.copy(one_paper(papers), tmp_path / "good.md")
    (tmp_path / "empty.md").touch()
    (tmp_path / "letter.txt").write_text("Geachte voorzitter, hierbij mijn brief. Hoogachtend.", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nonsense")
    report = build([tmp_path, tmp_path / "absent.md"], store)
    assert report.papers == 1
    assert set(reasons(report)) == {"empty.md", "letter.txt", "broken.pdf", "absent.md"}
    assert reasons(report)["absent.md"] == "no such file or folder"
    assert all(reason and "internal" not in reason for reason in reasons(report).values())


def test_a_failing_paper_leaves_what_the_store_held(papers: Path, store: GraphStore, tmp_path: Path) -> None:
    paper = Path(shutil.copy(one_paper(papers), tmp_path))
    build([paper], store)
    before = everything(store)
    paper.write_text("", encoding="utf-8")
    assert build([paper], store).papers == 0
    assert everything(store) == before


def test_a_changed_paper_replaces_its_graph(papers: Path, store: GraphStore, tmp_path: Path) -> None:
    paper = Path(shutil.copy(one_paper(papers), tmp_path))
    build([paper], store)
    before = everything(store)
    paper.write_text(paper.read_text(encoding="utf-8").replace(" de ", " die "), encoding="utf-8")
    report = build([paper], store)
    assert (report.papers, report.unchanged) == (1, 0)
    assert len(store.graphs()) == 1
    assert everything(store) != before


def test_of_two_files_of_one_document_the_first_is_read(papers: Path, store: GraphStore, tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    for copy in (first, second):
        shutil.copy(one_paper(papers), copy)
    report = build([tmp_path], store)
    assert report.papers == 1
    (failure,) = report.failures
    assert failure.name == str(second)
    assert failure.reason.startswith(f"is the same document as {first} (")


def test_a_paper_is_read_once_however_it_is_named(papers: Path, store: GraphStore, tmp_path: Path) -> None:
    paper = Path(shutil.copy(one_paper(papers), tmp_path))
    report = build([paper, tmp_path, tmp_path / "." / paper.name], store)
    assert (report.papers, report.failures) == (1, [])


@pytest.mark.parametrize("error", [RecursionError("too deep"), MemoryError(), KeyError("x")])
def test_a_fault_of_ours_is_told_and_passed_over(
    papers: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    real, unlucky = read_paper, one_paper(papers).name

    def read(path: Path, kept: object) -> object:
        if path.name == unlucky:
            raise error
        return real(path)

    monkeypatch.setattr(paper_pass, "read_paper", read)
    report = build([papers], store)
    assert report.papers > 0
    assert reasons(report) == {unlucky: f"internal error: {type(error).__name__}: {error}"}


def test_a_broken_installation_is_told_once(papers: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(vocabulary: object, model: object) -> None:
        raise VocabularyError("countries.ttl: no valid Turtle")

    paper_pass.loaded.cache_clear()
    monkeypatch.setattr(paper_pass, "pipeline", fail)
    with pytest.raises(VocabularyError, match=r"countries\.ttl"):
        build([papers], store)


def test_a_store_that_cannot_be_written_stops_the_build(
    papers: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(graphs: object) -> int:
        raise StoreError("disk full")

    monkeypatch.setattr(store, "replace_all", full)
    with pytest.raises(StoreError, match="disk full"):
        build([one_paper(papers)], store)


def test_progress_is_told_before_each_paper(papers: Path, store: GraphStore, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).touch()
    told: list[tuple[str, int, int]] = []
    build([tmp_path], store, lambda *what: told.append(what))
    assert told == [("a.md", 0, 2), ("b.md", 1, 2)]


def test_folders_are_gone_through_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.pdf", "a/B.MD", ".hidden/x.md", "a/.x.md", "a/picture.png", "c/d/e.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_papers([tmp_path]) if isinstance(path, Path)]
    assert found == ["b.txt", "a/B.MD", "a/z.pdf", "c/d/e.html"]


def test_what_cannot_be_a_paper_is_told(tmp_path: Path) -> None:
    (tmp_path / "picture.png").touch()
    unknown, nothing = find_papers([tmp_path / "picture.png", tmp_path])
    assert isinstance(unknown, Failure)
    assert "unknown kind of file '.png'" in unknown.reason
    assert isinstance(nothing, Failure)
    assert nothing.reason.startswith("holds no papers")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (failure,) = find_papers([tmp_path])
    assert isinstance(failure, Failure)
    assert "cannot be opened" in failure.reason
