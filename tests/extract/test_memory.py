"""What spaCy keeps of the words of papers has an end."""

from __future__ import annotations

import pytest

from kamergraaf.extract import memory
from kamergraaf.extract.finders.spans import SPANS
from kamergraaf.extract.memory import words_forgotten
from kamergraaf.extract.pipeline import pipeline


def _names(text: str) -> list[str]:
    nlp = pipeline()
    with words_forgotten(nlp):
        doc = nlp(text)
        return [span.kb_id_ for span in doc.spans[SPANS]]


def test_once_many_words_are_known_new_ones_are_found_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_WORDS", 0)
    strings = pipeline().vocab.strings
    known = len(strings)
    text = "Stichting Zwartkopgrasmus en de Zwartkopgrasmusregeling voor Vlinderveld."
    assert _names(text) == _names(text) != []
    assert len(strings) == known
    assert "Zwartkopgrasmus" not in strings


def test_the_first_words_are_kept() -> None:
    _names("Stichting Roodborsttapuit zingt.")
    assert "Roodborsttapuit" in pipeline().vocab.strings
