"""Text and Markdown as converters from PDF leave them: feet in the midst, notes at the foot, markers torn off."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamergraaf.errors import UnreadableError
from kamergraaf.extract.structure import extract_structure
from kamergraaf.models import BlockKind, Emphasis, Paper, SourcePaper
from kamergraaf.read import read_paper
from kamergraaf.read.furniture import foot_length, is_imprint
from kamergraaf.read.plain_lines import glued_figures
from paper_checks import squeezed


def read(tmp_path: Path, name: str, text: str) -> SourcePaper:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_paper(path)


def texts(paper: SourcePaper) -> list[str]:
    return [block.text for block in paper.blocks]


def notes_of(paper: Paper) -> dict[int, list[tuple[str, str]]]:
    units = sorted([*paper.questions, *paper.answers], key=lambda unit: unit.position)
    return {unit.position: [(note.label, note.text) for note in unit.notes] for unit in units if unit.notes}


MARKDOWN = """
# 2

#### Vergaderjaar 2098–2099 Aanhangsel van de Handelingen

**Vragen gesteld door de leden der Kamer, met de daarop door de**
**regering gegeven antwoorden**

### 77

Vragen van het lid Zwart (SP) aan de Minister voor Water en Oevers over
het bericht «De _steiger_ _bij Lemmer_ _zakt» (ingezonden 2 oktober 2098)._

Antwoord van Minister Baggerman (Water en Oevers) (ontvangen
13 november 2098).

Vraag 1
Kent u de berichten «De steiger zakt»[1 ] en «Wie betaalt de
steiger?»[2]?

Antwoord 1
Ja.

Vraag 2
Klopt het dat het derde lid van het 11[e ] besluit daarover gaat?

Antwoord 2
Dat klopt, zo is gebleken. Het waterschap heeft daarover in maart met de gemeente en met de


1 Friesch Dagblad, 29 september 2098, «De steiger zakt» (De steiger
zakt – Friesch Dagblad).

2 https://voorbeeld.test/steiger/.
3 Kamerstuk 99 501, nr. 27.


h tk 20982099 77


-----

Provincie Fryslân gesproken.[3 4 ]

Vraag 3 en 4
Hoeveel kost een nieuwe steiger? En wanneer
is die er?

Antwoord 3 en 4
Zie het antwoord op
vraag 2.

4 Motie Zwart, Kamerstuk 99 501, nr. 31


-----
"""


def test_markdown_of_a_pdf(tmp_path: Path) -> None:
    paper = extract_structure(read(tmp_path, "a.md", MARKDOWN))
    assert paper.head.identifier == "ah-tk-20982099-77"
    assert paper.head.title == "het bericht «De steiger bij Lemmer zakt»"
    assert [asker.name for asker in paper.head.askers] == ["Zwart"]
    assert [question.text for question in paper.questions] == [
        "Kent u de berichten «De steiger zakt» en «Wie betaalt de steiger?»?",
        "Klopt het dat het derde lid van het 11e besluit daarover gaat?",
        "Hoeveel kost een nieuwe steiger?",
        "En wanneer is die er?",
    ]
    assert [answer.text for answer in paper.answers] == [
        "Ja.",
        "Dat klopt, zo is gebleken. Het waterschap heeft daarover in maart met de gemeente en met de Provincie "
        "Fryslân gesproken.",
        "Zie het antwoord op vraag 2.",
    ]
    assert notes_of(paper) == {
        1: [
            ("1", "Friesch Dagblad, 29 september 2098, «De steiger zakt» (De steiger zakt – Friesch Dagblad)."),
            ("2", "https://voorbeeld.test/steiger/."),
        ],
        4: [("3", "Kamerstuk 99 501, nr. 27."), ("4", "Motie Zwart, Kamerstuk 99 501, nr. 31")],
    }
    assert paper.source.furniture == ("h tk 20982099 77",)


def test_numbered_paragraphs_that_no_marker_refers_to_are_no_notes(tmp_path: Path) -> None:
    paper = read(tmp_path, "a.md", "Drie vragen.[1]\n\n1 Wat kost dat?\n\n-----\n\n2 Wie betaalt dat?\n\n-----\n")
    assert texts(paper) == ["Drie vragen.", "2 Wie betaalt dat?"]
    paper = read(tmp_path, "b.md", "Drie vragen.\n\n1 Wat kost dat?\n\n-----\n\n2 Wie betaalt dat?\n\n-----\n")
    assert texts(paper) == ["Drie vragen.", "1 Wat kost dat?", "2 Wie betaalt dat?"]


def test_heads_and_bold_lines_within_a_markdown_paragraph(tmp_path: Path) -> None:
    paper = read(
        tmp_path,
        "a.md",
        "**Vraag 1**\nHoe hoog is de dijk,\nen **hoe lang**?\n\n**Reactie van de minister**\nDe dijk is hoog.\n\n"
        "**Het antwoord op**\nvraag 2 volgt.\n\nDat staat in het antwoord op\nvraag 3.\n",
    )
    assert texts(paper) == [
        "Vraag 1",
        "Hoe hoog is de dijk, en hoe lang?",
        "Reactie van de minister",
        "De dijk is hoog.",
        "Het antwoord op vraag 2 volgt.",
        "Dat staat in het antwoord op vraag 3.",
    ]
    assert paper.blocks[0].kind is BlockKind.HEADING
    assert [block.emphasis for block in paper.blocks[2:4]] == [Emphasis.BOLD, Emphasis.NONE]


PLAIN = """
\t\t\tTweede Kamer der Staten-Generaal2
Vergaderjaar 2098–2099  Aanhangsel van de Handelingen 
Vragen gesteld door de leden der Kamer, met de daarop door de 
regering gegeven antwoorden  
78  
Vragen van het lid Zwart (SP) aan de Minister voor Water en Oevers over het bericht «De brug is dicht» 
(ingezonden 4 juli 2098).

Antwoord van Minister Baggerman (Water en Oevers) 
(ontvangen 14 september 2098). Zie ook Aanhangsel Handelingen, vergaderjaar 2097–2098, nr. 32.

Vraag 1
Kent u het bericht «De brug is dicht»?
1 
Antwoord 1
Ja. 
Vraag 2
Welke sluisdeuren zijn gesloten?

1Friesch Dagblad, 2 juli 2098, «De brug is dicht en blijft dicht zolang de sluisdeuren niet zijn 
hersteld» (https://voorbeeld.test/brug).

ah-tk-20982099-78
ISSN 0921 - 7398’s-Gravenhage 2098Tweede Kamer, vergaderjaar 2098–2099, Aanhangsel 1Antwoord 2
Dat zijn alle sluisdeu-ren van het kanaal. In de brief van 30 juni 2098
2 
is gemeld dat het niet-werkende deel van de sluisdeu-ren wordt vervangen door de aanne-mers van de provincie.

Vraag 3
Wanneer gaat de brug open?  
2Kamerstuk 99 383, nr. 40.
Tweede Kamer, vergaderjaar 2098–2099, Aanhangsel 2Antwoord 3
In antwoord op eerdere vragen van het lid Zwart (SP)
3 is dat jaar al genoemd: «voor de zomer». Uit onderzoek van TNO
4 is gebleken dat de sluisdeuren het dan houden.
3(Aanhangsel Handelingen, vergaderjaar 2097–2098, nr. 84).
4Bijlage bij Kamerstuk 99 383, nr. 38.
Tweede Kamer, vergaderjaar 2098–2099, Aanhangsel 3
"""


def test_plain_text_of_a_pdf(tmp_path: Path) -> None:
    paper = extract_structure(read(tmp_path, "a.txt", PLAIN))
    assert paper.head.identifier == "ah-tk-20982099-78"
    assert [question.text for question in paper.questions] == [
        "Kent u het bericht «De brug is dicht»?",
        "Welke sluisdeuren zijn gesloten?",
        "Wanneer gaat de brug open?",
    ]
    assert [answer.text for answer in paper.answers] == [
        "Ja.",
        "Dat zijn alle sluisdeuren van het kanaal. In de brief van 30 juni 2098 is gemeld dat het niet-werkende deel "
        "van de sluisdeuren wordt vervangen door de aannemers van de provincie.",
        "In antwoord op eerdere vragen van het lid Zwart (SP) is dat jaar al genoemd: «voor de zomer». Uit onderzoek "
        "van TNO is gebleken dat de sluisdeuren het dan houden.",
    ]
    assert notes_of(paper) == {
        1: [
            (
                "1",
                "Friesch Dagblad, 2 juli 2098, «De brug is dicht en blijft dicht zolang de sluisdeuren niet zijn "
                "hersteld» (https://voorbeeld.test/brug).",
            )
        ],
        4: [("2", "Kamerstuk 99 383, nr. 40.")],
        6: [
            ("3", "(Aanhangsel Handelingen, vergaderjaar 2097–2098, nr. 84)."),
            ("4", "Bijlage bij Kamerstuk 99 383, nr. 38."),
        ],
    }
    assert "Tweede Kamer, vergaderjaar 2098–2099, Aanhangsel 2" in paper.source.furniture


def test_numbers_of_questions_on_lines_of_their_own_are_no_markers(tmp_path: Path) -> None:
    paper = read(
        tmp_path, "a.txt", "Lijst van vragen\n1\nWat kost de brug?\n2\nWie betaalt de brug?\n1 Niets.\n2 Wij.\n"
    )
    assert texts(paper)[1:5] == ["1", "Wat kost de brug?", "2", "Wie betaalt de brug?"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Tweede Kamer, vergaderjaar 2098–2099, Aanhangsel 2Antwoord 7", "Antwoord 7"),
        ("ISSN 0921 - 7398’s-Gravenhage 2099 Tweede Kamer, vergaderjaar 2098–2099, 99 023, nr. 94 2de dijk", "de dijk"),
        ("Eerste Kamer, vergaderjaar 2098–2099, 99 471, B 12", ""),
        ("Tweede Kamer, vergaderjaar 2098–2099, Aanhangsel 12 is vandaag vastgesteld", None),
        ("De Tweede Kamer, vergaderjaar 2098–2099", None),
    ],
)
def test_feet_run_on_into_the_text(text: str, rest: str | None) -> None:
    assert (text[foot_length(text) :] if foot_length(text) else None) == rest
    assert is_imprint(text) == (rest == "")


def test_a_paragraph_goes_on_over_the_foot_of_a_page(tmp_path: Path) -> None:
    foot = "Tweede Kamer, vergaderjaar 2098–2099, 99 023, nr. 94"
    lines = [
        "De brug over het kanaal is gesloten omdat de deuren van de sluis zijn",
        "vastgelopen. Het herstel is opgedragen aan de aannemer en aan Minister",
        f"{foot}      1",
        "Baggerman, die daarover met de provincie en de gemeente overleg voert in",
        "de komende maand.",
        f"{foot}      2",
        "Daarna volgt een brief.",
    ]
    paper = read(tmp_path, "a.txt", "\n".join(lines))
    assert texts(paper) == [
        "De brug over het kanaal is gesloten omdat de deuren van de sluis zijn vastgelopen. Het herstel is opgedragen "
        "aan de aannemer en aan Minister Baggerman, die daarover met de provincie en de gemeente overleg voert in de "
        "komende maand.",
        "Daarna volgt een brief.",
    ]
    assert [block.page for block in paper.blocks] == [1, 3]


SHORT = [
    "De leden van de fractie hebben met aandacht kennisgenomen van de brief en",
    "hebben daarover vragen. Wat kost de brug, en wie betaalt dat?",
    "Is overwogen om de brug samen met de provincie en met de gemeente te",
    "bouwen?",
]


@pytest.mark.parametrize("apart", [True, False])
def test_a_short_line_ends_a_paragraph_unless_blank_lines_part_paragraphs(tmp_path: Path, apart: bool) -> None:
    paragraph = ["Een alinea van twee regels die de breedte van de kolom haar lengte geeft,", "en dan ophoudt."]
    between = [""] if apart else []
    lines = [*(line for _ in range(6) for line in (*paragraph, *between)), *SHORT]
    found = texts(read(tmp_path, "a.txt", "\n".join(lines)))[6:]
    assert len(found) == (1 if apart else 2)
    assert " ".join(found) == " ".join(SHORT)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Is dat zo?1 En in 2098.2 Ja", ["1", "2"]),
        ("zoals in 20981 bleek", ["1"]),
        ("artikel 1.2.1 Wmo, artikel 5.4 en 0,5 procent in 2098", []),
    ],
)
def test_figures_stuck_to_words_are_markers_unless_they_are_the_rest_of_a_number(text: str, figures: list[str]) -> None:
    assert [figure for _, figure in glued_figures(text)] == figures


def test_two_markers_side_by_side(tmp_path: Path) -> None:
    notes = "".join(f"\n\n<sup>{n}</sup> Noot {n}." for n in (1, 2))
    paper = read(tmp_path, "a.md", f"Is dat zo?<sup>12</sup>\n\n---{notes}\n")
    assert [paper.footnotes[marker.note].text for marker in paper.blocks[0].markers] == ["Noot 1.", "Noot 2."]


def test_a_number_with_no_text_under_it_is_no_note(tmp_path: Path) -> None:
    paper = read(tmp_path, "a.txt", "Waarom is de brug dicht?1 Hoe lang nog?2\n\n1\n\n2\nDe dijk.\n")
    assert texts(paper) == ["Waarom is de brug dicht?1 Hoe lang nog?2", "1", "2", "De dijk."]
    assert not paper.footnotes


def test_paragraphs_that_a_converter_ran_together_are_cut_at_short_lines(tmp_path: Path) -> None:
    full = "De brug over het kanaal is gesloten omdat de deuren van de sluis klemmen"
    lines = [f"{full} en", f"{full} zo", "lang.", f"{full} en", f"{full} dus", "nog lang."]
    assert texts(read(tmp_path, "a.md", "\n".join(lines))) == [" ".join(lines[:3]), " ".join(lines[3:])]
    by_sense = ["De brug is dicht.", "Dat blijft zo zolang de deuren van de sluis klemmen.", "Daarna gaat hij open."]
    assert texts(read(tmp_path, "b.md", "\n".join(by_sense))) == [" ".join(by_sense)]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_of_more_than_papers_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableError, match="larger than 16 MB"):
        read(tmp_path, name, "Wie betaalt?\n" * 1_500_000)


def test_blanks_in_place_of_line_breaks_and_pages_that_are_counted(tmp_path: Path) -> None:
    title = "Beantwoording van vragen over het rapport  Bruggen en sluizen"
    asked = (
        ("Hoeveel kost de brug volgens het rapport, en wie betaalt dat nu de", "provincie niet meer wil?"),
        ("Welke sluizen zijn in het onderzoek bekeken, en waarom zijn dat niet", "alle sluizen van het Rijk?"),
        ("Klopt het dat de veerdienst bij Lemmer in het rapport niet wordt", "genoemd?"),
    )
    reply = "Daarvoor verwijzen wij naar het rapport, waarin dat op de bladzijden  over de kosten is te lezen."
    parts = [
        "De Voorzitter van de Tweede Kamer  BIJLAGEN  1    Geachte Voorzitter,    Hierbij de antwoorden.",
        *(f"{title}    {n}/4    Vraag {n}  {'  '.join(lines)}    {reply}" for n, lines in enumerate(asked, 2)),
    ]
    paper = read(tmp_path, "a.txt", "    ".join(parts))
    assert texts(paper)[4:] == [
        "Hierbij de antwoorden.",
        *(text for n, lines in enumerate(asked, 2) for text in (f"Vraag {n}", " ".join(lines), squeezed(reply))),
    ]
    assert paper.furniture[:3] == ("Beantwoording van vragen over het rapport", "Bruggen en sluizen", "2/4")
    assert not paper.footnotes
