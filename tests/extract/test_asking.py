"""Which sentences ask, and where sentences end."""

from __future__ import annotations

import pytest

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bent u bekend met dit bericht? Zo nee, waarom niet?", 2),
        ("Deze leden vragen de minister hierop in te gaan.", 1),
        ("De leden van de VVD-fractie vragen zich af hoe dit kan. Graag een toelichting.", 2),
        ("Ook vragen deze leden of dit klopt en welke stappen zijn gezet.", 1),
        ("Klopt het dat het om 70.000 mensen gaat.", 1),
        ("Deze leden zijn tevens benieuwd naar de stand van zaken.", 1),
        ("Is dat zo, zo vragen deze leden.", 1),
        ("De leden van de SP-fractie hebben nog een aantal vragen over de uitvoering.", 0),
        ("Deze leden hebben hierover enkele vragen en opmerkingen.", 0),
        ("De leden van de PVV-fractie lezen dat het aantal is gedaald.", 0),
        ("Het bericht «Wie betaalt dit?» gaat over netcongestie.", 0),
    ],
)
def test_sub_questions_are_the_sentences_that_ask(text: str, count: int) -> None:
    spans = sub_questions(text)
    assert len(spans) == count
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zie art. 3 van de wet. Dat geldt o.a. hier.", ["Zie art. 3 van de wet.", "Dat geldt o.a. hier."]),
        ("Volgens M.H.M. Jansen is dat zo. Ja.", ["Volgens M.H.M. Jansen is dat zo.", "Ja."]),
        ("Een regel\nNog een regel", ["Een regel", "Nog een regel"]),
        ("Kost 3,5 mln. euro. «Klopt dat?» Ja!", ["Kost 3,5 mln. euro.", "«Klopt dat?»", "Ja!"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text)] == expected
