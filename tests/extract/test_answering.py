"""References between answers, the kind of an answer, and commitments with their due dates."""

from __future__ import annotations

from datetime import date

import pytest

from kamergraaf.extract.answering import answer_kind, references
from kamergraaf.extract.commitments import commitments, undertakes
from kamergraaf.extract.numbering import parse_numbers
from kamergraaf.models import AnswerKind

KNOWN = [str(n) for n in range(1, 13)]


@pytest.mark.parametrize(
    ("text", "numbers", "groups", "kind"),
    [
        ("Zie het antwoord op vraag 3.", ("3",), (), AnswerKind.REFERENCE),
        ("Zie de antwoorden op de vragen 2, 6 en 8.", ("2", "6", "8"), (), AnswerKind.REFERENCE),
        ("Ik verwijs u naar het antwoord op vraag 4 tot en met 6.", ("4", "5", "6"), (), AnswerKind.REFERENCE),
        ("Zoals ik bij vraag 7 aangaf, is dat niet zo. Het ligt anders.", ("7",), (), AnswerKind.PARTIAL),
        ("Dit is geregeld (zie ook vraag 5). Verder is er niets.", ("5",), (), AnswerKind.PARTIAL),
        (
            "Zie het antwoord op een gelijkluidende vraag van de leden van de PVV-fractie.",
            (),
            ("PVV",),
            AnswerKind.REFERENCE,
        ),
        (
            "Het kabinet verwijst naar het antwoord op de vragen van de VVD-fractie en de D66-fractie.",
            (),
            ("VVD", "D66"),
            AnswerKind.REFERENCE,
        ),
        ("Zoals ik hierboven aangaf, is dat niet zo.", (), (), AnswerKind.DIRECT),
        ("De leden van de VVD-fractie vragen dit terecht.", (), (), AnswerKind.DIRECT),
        ("Graag verwijs ik u naar de Kamerbrief van 14 juli.", (), (), AnswerKind.REFERENCE),
        ("In mijn brief van 7 mei heb ik u hierover geïnformeerd. Er zijn ook risico’s.", (), (), AnswerKind.PARTIAL),
        ("Uw Kamer zal per brief geïnformeerd worden over de besluiten.", (), (), AnswerKind.DIRECT),
        ("Zie vraag 3 van 12 maart 2024 (Aanhangsel Handelingen, nr. 4).", (), (), AnswerKind.DIRECT),
        ("Nee.", (), (), AnswerKind.DIRECT),
    ],
)
def test_references_and_kind(text: str, numbers: tuple[str, ...], groups: tuple[str, ...], kind: AnswerKind) -> None:
    found = references(text, ["1"], KNOWN)
    assert tuple(n for r in found for n in r.numbers) == numbers
    assert tuple(g for r in found for g in r.groups) == groups
    assert answer_kind(text, found) is kind


def test_an_answer_does_not_refer_to_its_own_question_or_to_numbers_that_are_not_there() -> None:
    assert references("Zie vraag 1 en vraag 99.", ["1"], KNOWN) == ()


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("2, 3 en 4", ("2", "3", "4")),
        ("7 tot en met 11", ("7", "8", "9", "10", "11")),
        ("1 t/m 3 en 5", ("1", "2", "3", "5")),
        ("9a", ("9a",)),
        ("3 t/m 900", ("3", "900")),
    ],
)
def test_numbers_are_written_out(printed: str, numbers: tuple[str, ...]) -> None:
    assert parse_numbers(printed) == numbers


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Ik zal de Kamer hierover op korte termijn informeren.", None),
        ("Uw Kamer wordt voor de zomer geïnformeerd.", "2024-22"),
        ("Daarover zal uw Kamer eind 2025 worden geïnformeerd.", "2025"),
        ("Ik zeg toe dat het rapport uiterlijk 1 maart 2026 beschikbaar is.", "2026-03-01"),
        ("Ik stuur uw Kamer in het derde kwartaal van 2025 een brief.", "2025-35"),
        ("Ik verwacht de Kamer hierover voor het einde van het jaar te kunnen berichten.", "2024"),
        ("Het rapport wordt in mei opgeleverd.", "2025-05"),
    ],
)
def test_undertakings_are_found_with_their_due_date_in_edtf(sentence: str, due: str | None) -> None:
    (found,) = commitments(sentence, date(2024, 6, 21))
    assert found.due == due


@pytest.mark.parametrize(
    "sentence",
    [
        "U bent met de brief van 21 juni 2024 geïnformeerd over de besteding.",
        "Daarover kan ik geen toezegging doen.",
        "Ik zal daar niet op vooruitlopen.",
        "Het kabinet is van mening dat dit goed is.",
        "Hieronder zal ik dit nader toelichten.",
        "De gemeente zal hierover een besluit nemen.",
    ],
)
def test_positions_refusals_and_past_deeds_are_no_commitments(sentence: str) -> None:
    assert not undertakes(sentence)
