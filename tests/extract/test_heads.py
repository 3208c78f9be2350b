"""What heads say: askers, ministers asked, ministers who answer, ids."""

from __future__ import annotations

from datetime import date

import pytest

from kamergraaf.extract.heads.aanhangsel import aanhangsel_head, askers
from kamergraaf.extract.heads.identifiers import derived_id, printed_id
from kamergraaf.extract.heads.offices import addressees, respondents
from kamergraaf.models import DocumentKind, SourcePaper


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Sneller (D66)", [("Sneller", "D66")]),
        ("Van Eijk en Aartsen (beiden VVD)", [("Van Eijk", "VVD"), ("Aartsen", "VVD")]),
        ("Ceder (ChristenUnie) en Dobbe (SP)", [("Ceder", "ChristenUnie"), ("Dobbe", "SP")]),
        ("A, B en De C (allen PVV)", [("A", "PVV"), ("B", "PVV"), ("De C", "PVV")]),
        ("Faber-van de Klashorst(PVV)", [("Faber-van de Klashorst", "PVV")]),
    ],
)
def test_askers(printed: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.name, a.party) for a in askers(printed)] == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("de Minister voor Klimaat en Energie", ["Minister voor Klimaat en Energie"]),
        (
            "de Staatssecretaris en de Minister van Volksgezondheid, Welzijn en Sport",
            [
                "Staatssecretaris van Volksgezondheid, Welzijn en Sport",
                "Minister van Volksgezondheid, Welzijn en Sport",
            ],
        ),
        (
            "de Ministers van Buitenlandse Zaken en voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            [
                "Minister van Buitenlandse Zaken",
                "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking",
            ],
        ),
        (
            "de Staatssecretaris van Financiën en de Minister van Sociale Zaken en Werkgelegenheid",
            ["Staatssecretaris van Financiën", "Minister van Sociale Zaken en Werkgelegenheid"],
        ),
    ],
)
def test_each_office_asked_is_named_in_full(printed: str, expected: list[str]) -> None:
    assert list(addressees(printed)) == expected


def test_each_minister_who_answers_has_office_and_portfolio() -> None:
    found = respondents("Minister Bruins Slot (BZ) van Minister Schreinemacher (Buitenlandse Handel)")
    assert [(r.name, r.office, r.portfolio) for r in found] == [
        ("Bruins Slot", "Minister", "BZ"),
        ("Schreinemacher", "Minister", "Buitenlandse Handel"),
    ]


def test_the_head_of_an_aanhangsel() -> None:
    lines = [
        "Vergaderjaar 2098–2099 Aanhangsel van de Handelingen",
        "77",
        "Vragen van het lid Vogel (D66) aan de Minister van Financiën over «Goud» (ingezonden 3 mei 2099).",
        "Antwoord van Minister Mus (Financiën) (ontvangen 4 juni 2099).",
    ]
    head = aanhangsel_head(lines, SourcePaper("x", "0" * 64, "text/plain", ()))
    assert (head.identifier, head.published) == ("ah-tk-20982099-77", True)
    assert (head.title, head.submitted_on, head.answered_on) == ("«Goud»", date(2099, 5, 3), date(2099, 6, 4))


def test_printed_ids_of_all_kinds_are_seen() -> None:
    assert printed_id(["ISSN 0921", "ah-tk-20232024-1984"]) == "ah-tk-20232024-1984"
    assert printed_id(["kst-36410-XVI-160"]) == "kst-36410-XVI-160"
    assert printed_id(["Kamerstuk 36 410"]) is None


def test_a_derived_id_depends_on_the_head_and_not_on_the_body() -> None:
    first = derived_id(DocumentKind.SCHRIFTELIJK_OVERLEG, "32317", date(2025, 1, 29), "JBZ-Raad", "123")
    assert first == derived_id(DocumentKind.SCHRIFTELIJK_OVERLEG, "32317", date(2025, 1, 29), "JBZ-Raad", "123")
    assert first.startswith("schriftelijk-overleg-32317-2025-01-29-")
    assert first != derived_id(DocumentKind.SCHRIFTELIJK_OVERLEG, "32317", date(2025, 1, 29), "JBZ-Raad", "124")
