"""Readings that are kept: the same paper as read anew, and never in the way."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from kamergraaf.errors import StoreError
from kamergraaf.read import KeptReadings, read_paper


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Vraag 1")
    document.add_paragraph("Kent u het bericht?")
    path = tmp_path / "paper.docx"
    document.save(str(path))
    return path


def changed(database: Path, statement: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(statement)


def test_a_kept_reading_is_the_paper_as_read(paper: Path, tmp_path: Path) -> None:
    kept = KeptReadings(tmp_path / "readings")
    first = read_paper(paper, kept)
    assert first == read_paper(paper)
    assert read_paper(paper, KeptReadings(tmp_path / "readings")) == first


def test_the_second_time_the_reading_is_taken(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptReadings(tmp_path / "readings")
    first = read_paper(paper, kept)
    monkeypatch.setattr("kamergraaf.read._READERS", {})
    assert read_paper(paper, kept) == first
    renamed = paper.rename(paper.with_name("other.docx"))
    assert read_paper(renamed, kept) == replace(first, name="other.docx")


def test_a_reading_of_another_version_is_not_taken(paper: Path, tmp_path: Path) -> None:
    kept = KeptReadings(tmp_path / "readings")
    first = read_paper(paper, kept)
    changed(tmp_path / "readings", "UPDATE reading SET reader = 'older', paper = x'00'")
    assert read_paper(paper, kept) == first


def test_a_broken_reading_is_told_and_read_anew(paper: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = KeptReadings(tmp_path / "readings")
    first = read_paper(paper, kept)
    changed(tmp_path / "readings", "UPDATE reading SET paper = x'00'")
    assert read_paper(paper, kept) == first
    assert "paper.docx is read anew" in caplog.text


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "readings").write_text("not a database, but a letter of some length" * 20)
    with pytest.raises(StoreError, match="can be deleted"):
        KeptReadings(tmp_path / "readings")


def test_any_number_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    at_once = threading.Barrier(8)

    def opened(path: Path) -> KeptReadings:
        at_once.wait()
        return KeptReadings(path)

    with ThreadPoolExecutor(at_once.parties) as pool:
        for number in range(100):
            assert len(list(pool.map(opened, [tmp_path / f"readings-{number}"] * at_once.parties))) == at_once.parties
