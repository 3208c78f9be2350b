"""Hyphens at line ends and web addresses broken over lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamergraaf.read.hyphens import WordForms, join_lines
from kamergraaf.read.marked import Marked


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("een toela-", "ting hierop", "een toelating hierop"),
        ("water-", "en polderschap", "water- en polderschap"),
        ("land- of tuin-", "en bosbouw", "land- of tuin- en bosbouw"),
        ("de EU-", "lidstaten", "de EU-lidstaten"),
        ("het QvC-", "Rijk", "het QvC-Rijk"),
        ("Belgisch-", "Nederlands", "Belgisch-Nederlands"),
        ("2020-", "2021", "2020-2021"),
        ("een e-", "mail", "een e-mail"),
        ("zee-", "eend", "zee-eend"),
        ("ge-", "ïnformeerd", "geïnformeerd"),
        ("ENTSO-E-", "verband", "ENTSO-E-verband"),
        ("dit is -", "zo te zien", "dit is - zo te zien"),
        ("zie https://voorbeeld.test/", "nieuws/dijk", "zie https://voorbeeld.test/nieuws/dijk"),
        ("zie https://voorbeeld.test/de-", "dijk.", "zie https://voorbeeld.test/de-dijk."),
        ("zie www.voorbeeld.test", "en verder", "zie www.voorbeeld.test en verder"),
        ("(https://voorbeeld.test/voor-", "komen)", "(https://voorbeeld.test/voor-komen)"),
    ],
)
def test_join(first: str, second: str, joined: str) -> None:
    assert join_lines([Marked(first), Marked(second)], WordForms([])).text == joined


def test_the_paper_itself_decides() -> None:
    lines = [Marked("de mode-"), Marked("sector")]
    assert join_lines(lines, WordForms(["de mode-sector groeit"])).text == "de mode-sector"
    assert join_lines(lines, WordForms(["de modesector groeit"])).text == "de modesector"


def test_markers_keep_their_place() -> None:
    joined = join_lines([Marked("de dijk-", ((2, "1"),)), Marked("verhoging is klaar", ((9, "2"),))], WordForms([]))
    assert joined == Marked("de dijkverhoging is klaar", ((2, "1"), (16, "2")))


@given(st.lists(st.text(alphabet="ab -.\u00ad/:", max_size=12), max_size=6))
def test_joining_loses_no_letters(lines: list[str]) -> None:
    joined = join_lines([Marked(line) for line in lines], WordForms(lines)).text
    letters = "".join(char for line in lines for char in line if char.isalpha())
    assert "".join(char for char in joined if char.isalpha()) == letters


@given(st.text(alphabet="ab .\n", max_size=30), st.lists(st.integers(0, 30), max_size=4))
def test_squeezed_markers_lie_in_the_text(text: str, offsets: list[int]) -> None:
    marks = tuple((min(offset, len(text)), "1") for offset in sorted(offsets))
    squeezed = Marked(text, marks).squeezed()
    assert len(squeezed.marks) == len(marks)
    assert all(0 <= offset <= len(squeezed.text) for offset, _ in squeezed.marks)
    assert "  " not in squeezed.text
    assert squeezed.text.replace(" ", "").strip("\n") == text.replace(" ", "").strip("\n")
