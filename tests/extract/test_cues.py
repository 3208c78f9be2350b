"""A pattern tried beside its cues finds what it finds everywhere; and the words of a text are told rightly."""

from __future__ import annotations

import re

import pytest

from kamergraaf.extract.cues import folded, matches, places, word_starts
from kamergraaf.extract.finders.name_words import CAPITALS, DIGITS, GROUP_BEGINNINGS, NOUN_ENDS, starts_in
from kamergraaf.extract.pipeline import pipeline

TEXT = (
    "De gewijzigde motie-Van Dijk; de Motie van het lid ’t Hart. Emotie: het moties-beleid,\nGEWIJZIGDE  MOTIE Jansen"
)


@pytest.mark.parametrize("text", ["İstanbul, artıkel ſedert", "MOTİE", "Kamerstuk É"])
def test_places_in_a_folded_text_are_places_in_the_text(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize("word", ["istanbul", "artikel", "sedert", "kamerstuk"])
def test_a_folded_text_holds_the_words_that_are_found_without_regard_to_case(word: str) -> None:
    text = "İstanbul Istanbul artıkel ARTİKEL ſedert Kamerstuk"
    found = [match.start() for match in re.finditer(word, text, re.IGNORECASE)]
    assert places(folded(text), word) == found


def test_a_pattern_tried_at_its_cues_finds_what_it_finds_everywhere() -> None:
    pattern = re.compile(r"\b(?:gewijzigde\s+)?moties?\b(?:-\w+)?", re.IGNORECASE)
    starts = word_starts(TEXT, places(folded(TEXT), "motie"), 16)
    assert [m.span() for m in matches(pattern, TEXT, starts)] == [m.span() for m in pattern.finditer(TEXT)]


def test_a_match_does_not_begin_within_another() -> None:
    assert [m.group() for m in matches(re.compile("aa"), "aaaaa", range(5))] == ["aa", "aa"]


def test_words_are_told_by_their_looks() -> None:
    text = "Het EU-beleid van D66: artikel A12, de regio's en Jan-Willem"
    doc = pipeline()(text)

    def words(look: str) -> list[str]:
        return [text[start:].split()[0] for start in starts_in(doc, look)]

    assert words(CAPITALS) == ["Het", "EU-beleid", "D66:", "A12,", "Jan-Willem"]
    assert words(DIGITS) == ["66:", "12,"]
    assert words(NOUN_ENDS)[0] == "beleid"
    assert words(GROUP_BEGINNINGS) == ["D66:"]
