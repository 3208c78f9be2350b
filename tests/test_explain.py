"""``kamergraaf explain``: the page that a sceptical user checks first."""

from __future__ import annotations

from importlib.resources import as_file
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from kamergraaf.analyse.explaining import explain_unit
from kamergraaf.builder import build
from kamergraaf.commands import app
from kamergraaf.errors import StoreError
from kamergraaf.resources import samples
from kamergraaf.show.explained import marked_text, page
from kamergraaf.store import GraphStore, open_store

DOCUMENT = "ah-tk-20982099-101"
HOSTILE = """Aanhangsel van de Handelingen
101
Vragen van het lid Boos (SP) aan de Minister van Financiën over <b>geld</b> (ingezonden 1 mei 2099).
Antwoord van Minister Goed (Financiën) (ontvangen 2 juni 2099).

Vraag 1
Kent u "><script>alert(1)</script> van de Autoriteit Consument en Markt?

Antwoord 1
Ja.
"""


@pytest.fixture(scope="module")
def store() -> GraphStore:
    built = open_store(None)
    with as_file(samples()) as folder:
        build([folder], built)
    return built


def test_every_mention_is_shown_with_its_words_identifier_rule_and_confidence(store: GraphStore) -> None:
    unit = explain_unit(store, f"{DOCUMENT} 1")
    assert unit.mentions
    for mention in unit.mentions:
        assert mention.rule and 0 < mention.confidence <= 1 and mention.identifier
        if mention.start is not None:
            assert unit.text[mention.start : mention.end] == mention.quote


def test_a_unit_goes_by_position_short_name_and_iri(store: GraphStore) -> None:
    unit = explain_unit(store, f"{DOCUMENT} 2")
    assert explain_unit(store, unit.iri) == unit
    assert explain_unit(store, unit.iri.split("/id/")[1]) == unit


@pytest.mark.parametrize("wanted", ["", "nothing", f"{DOCUMENT} 999", f"{DOCUMENT}/answer/99", "http://a b", '" } 1'])
def test_what_is_no_unit_is_told(store: GraphStore, wanted: str) -> None:
    with pytest.raises(StoreError, match=r"no such question or answer|is no IRI"):
        explain_unit(store, wanted)


def test_the_text_itself_is_shown_whole(store: GraphStore) -> None:
    unit = explain_unit(store, f"{DOCUMENT} 2")
    shown = marked_text(unit).plain
    for mention in unit.mentions:
        shown = shown.replace(f" [{mention.identifier}]", "")
    assert shown == unit.text


def test_a_page_shows_no_markup_of_the_paper(tmp_path: Path) -> None:
    paper = tmp_path / "ah-tk-20982099-101.txt"
    paper.write_text(HOSTILE, encoding="utf-8")
    hostile = open_store(None)
    report = build([paper], hostile)
    assert not report.failures
    document = next(iter(hostile.graphs())).rsplit("/", 1)[1]
    tree = html.fromstring(page(explain_unit(hostile, f"{document} 1")))
    assert tree.findall(".//script") == []
    assert "<script>alert(1)</script>" in tree.text_content()
    assert "Autoriteit Consument en Markt" in tree.text_content()


def test_the_command_writes_to_the_terminal_and_to_a_page(tmp_path: Path) -> None:
    with as_file(samples()) as folder:
        CliRunner().invoke(app, ["build", str(folder), "--store", str(tmp_path / "store")])
    shown = CliRunner().invoke(app, ["explain", f"{DOCUMENT} 1", "--store", str(tmp_path / "store")])
    assert shown.exit_code == 0
    assert "confidence" in shown.output
    written = CliRunner().invoke(
        app, ["explain", f"{DOCUMENT} 1", "--store", str(tmp_path / "store"), "-o", str(tmp_path / "page.html")]
    )
    assert written.exit_code == 0
    assert "<mark" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["explain", "none 1", "--store", str(tmp_path / "store")]).exit_code == 2
