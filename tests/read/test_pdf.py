"""PDF: paragraphs, furniture, notes and markers, on pages made here and on the papers of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamergraaf.errors import UnreadableError
from kamergraaf.models import Block, BlockKind, SourcePaper
from kamergraaf.read import read_paper

from .pdf_maker import Run, make_pdf

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def column(lines: list[str], top: float, size: float = 10, face: str = "F1") -> list[Run]:
    return [Run(100, top - index * 12, line, size, face) for index, line in enumerate(lines)]


def read(tmp_path: Path, data: bytes, name: str = "stuk.pdf") -> SourcePaper:
    path = tmp_path / name
    path.write_bytes(data)
    return read_paper(path)


def texts(paper: SourcePaper) -> list[str]:
    return [block.text for block in paper.blocks]


FIRST_PAGE = [
    *column(["Vraag 1"], 700),
    *column(
        [
            "Is het waar dat de dijk langs de rivier in het voorjaar werd opge-",
            "hoogd en dat de water- en polderschappen in 2020 wisten?",
            "Waarom is de Kamer daar toen niet over ingelicht?",
            "Kunt u dat uitleggen?",
        ],
        688,
    ),
    *column(["Antwoord 1"], 628),
    *column(
        [
            "De ophoging is op verzoek van de gemeente begonnen en zij heeft van het",
            "begin af aan de kosten gedragen, zoals ook in het verslag staat dat bij de",
        ],
        616,
    ),
    Run(100, 120, "1", 5),
    Run(106, 117, "Dagblad van de Delta, 3 mei 2020 (https://voorbeeld.test/nieuws/", 7),
    Run(106, 109, "dijk-opgehoogd).", 7),
    Run(100, 60, "Voorbeeldkamer, vergaderjaar 2020, Bijlage", 9),
    Run(480, 60, "1", 9),
]
SECOND_PAGE = [
    *column(
        [
            "brief is gevoegd en dat ik hier voor de volledigheid nog eens herhaal omdat",
            "er vragen over waren gerezen.",
        ],
        760,
    ),
    Run(100, 60, "Voorbeeldkamer, vergaderjaar 2020, Bijlage", 9),
    Run(480, 60, "2", 9),
]


def with_marker() -> list[Run]:
    """The first page with a raised 1 right after "2020" in the second line of the question."""
    runs = [run for run in FIRST_PAGE if "polderschappen" not in run.text]
    before = "hoogd en dat de water- en polderschappen in 2020"
    width = 10 * 0.001 * sum(HELVETICA[char] for char in before)
    return [
        *runs[:2],
        Run(100, 676, before),
        Run(100 + width, 679.5, "1", 6),
        Run(100 + width + 6, 676, "wisten?"),
        *runs[2:],
    ]


HELVETICA = {
    **dict.fromkeys("abdeghnopqu0123456789", 556),
    **dict.fromkeys("cksvxyz", 500),
    **dict.fromkeys("ijl", 222),
    **dict.fromkeys(" ft", 278),
    "m": 833,
    "r": 333,
    "w": 722,
    "-": 333,
}


def test_paragraphs_end_where_a_line_leaves_room(tmp_path: Path) -> None:
    paper = read(tmp_path, make_pdf([FIRST_PAGE, SECOND_PAGE]))
    assert texts(paper)[:2] == [
        "Vraag 1",
        "Is het waar dat de dijk langs de rivier in het voorjaar werd opgehoogd en dat de water- en "
        "polderschappen in 2020 wisten?",
    ]
    assert texts(paper)[2] == "Waarom is de Kamer daar toen niet over ingelicht?"
    assert paper.blocks[0].kind is BlockKind.HEADING


def test_a_paragraph_goes_on_over_the_page_break(tmp_path: Path) -> None:
    last = read(tmp_path, make_pdf([FIRST_PAGE, SECOND_PAGE])).blocks[-1]
    assert "dat bij de brief is gevoegd" in last.text
    assert last.page == 1


def test_running_feet_are_furniture_and_not_text(tmp_path: Path) -> None:
    paper = read(tmp_path, make_pdf([FIRST_PAGE, SECOND_PAGE]))
    assert paper.furniture == (
        "Voorbeeldkamer, vergaderjaar 2020, Bijlage 1",
        "Voorbeeldkamer, vergaderjaar 2020, Bijlage 2",
    )
    assert not any("Voorbeeldkamer" in text for text in texts(paper))


def test_note_is_taken_from_the_foot_and_its_address_made_whole(tmp_path: Path) -> None:
    paper = read(tmp_path, make_pdf([FIRST_PAGE, SECOND_PAGE]))
    (note,) = paper.footnotes
    assert (note.label, note.page) == ("1", 1)
    assert note.text == "Dagblad van de Delta, 3 mei 2020 (https://voorbeeld.test/nieuws/dijk-opgehoogd)."


def test_raised_figure_after_a_year_is_a_marker(tmp_path: Path) -> None:
    paper = read(tmp_path, make_pdf([with_marker(), SECOND_PAGE]))
    block = paper.blocks[1]
    assert block.text.endswith("polderschappen in 2020 wisten?")
    (marker,) = block.markers
    assert block.text[: marker.offset].endswith("2020")
    assert paper.footnotes[marker.note].label == "1"


def test_bold_short_lines_are_headings(tmp_path: Path) -> None:
    page = [*column(["Een kop"], 700, face="F2"), *column(["De tekst gaat verder.", "En nog wat."], 688)]
    block: Block = read(tmp_path, make_pdf([page])).blocks[0]
    assert (block.text, block.kind) == ("Een kop", BlockKind.HEADING)


def test_bullets_are_items_without_their_sign(tmp_path: Path) -> None:
    page = [
        *column(["De volgende maatregelen worden nu genomen:"], 700),
        Run(100, 688, "•"),
        Run(114, 688, "de dijk wordt verhoogd en versterkt met klei uit de buurt"),
        Run(114, 676, "en met stenen;"),
        Run(100, 664, "•"),
        Run(114, 664, "het gemaal draait."),
    ]
    items = [b.text for b in read(tmp_path, make_pdf([page])).blocks if b.kind is BlockKind.ITEM]
    assert items == [
        "de dijk wordt verhoogd en versterkt met klei uit de buurt en met stenen;",
        "het gemaal draait.",
    ]


PROSE = [
    "De dijk wordt verhoogd omdat het water stijgt en de",
    "provincie betaalt dat samen met alle gemeenten die er",
    "langs liggen, zoals dat eerder ook is gedaan toen het",
    "water nog lager stond dan nu en er minder geld was of",
    "minder haast, wat in het verslag staat dat hierbij is",
    "gevoegd en dat ook naar de andere Kamer is gestuurd.",
]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    right = [line.replace("dijk", "brug") for line in PROSE]
    page = [
        run
        for index, (one, other) in enumerate(zip(PROSE, right, strict=True))
        for run in (Run(50, 700 - 12 * index, one), Run(310, 700 - 12 * index, other))
    ]
    assert " ".join(texts(read(tmp_path, make_pdf([page])))) == " ".join([*PROSE, *right])


def test_rows_of_a_table(tmp_path: Path) -> None:
    rows = [("Jaar", "Bedrag"), ("2020", "15 miljoen"), ("2021", "16 miljoen")]
    page = [
        *column(PROSE, 700),
        *(Run(100 + 120 * place, 600 - 12 * at, cell) for at, row in enumerate(rows) for place, cell in enumerate(row)),
    ]
    paper = read(tmp_path, make_pdf([page]))
    assert [block.text for block in paper.blocks if block.kind is BlockKind.ROW] == ["\t".join(row) for row in rows]


def test_note_goes_on_over_the_page_break(tmp_path: Path) -> None:
    first = [*column(PROSE, 700), Run(100, 110, "1", 5), Run(106, 107, "Een noot die hier niet", 7)]
    second = [
        *column(PROSE, 700),
        Run(106, 107, "af is.", 7),
        Run(100, 101, "2", 5),
        Run(106, 98, "Tweede.", 7),
    ]
    notes = read(tmp_path, make_pdf([first, second])).footnotes
    assert [(note.label, note.text, note.page) for note in notes] == [
        ("1", "Een noot die hier niet af is.", 1),
        ("2", "Tweede.", 2),
    ]


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_truncated_pdf_is_refused(tmp_path: Path, share: float) -> None:
    data = make_pdf([FIRST_PAGE, SECOND_PAGE])
    with pytest.raises(UnreadableError, match=r"stuk\.pdf: is cut off"):
        read(tmp_path, data[: int(len(data) * share)])


def test_truncated_pdf_with_an_end_marker_is_refused(tmp_path: Path) -> None:
    data = make_pdf([FIRST_PAGE, SECOND_PAGE])
    with pytest.raises(UnreadableError, match="PDF"):
        read(tmp_path, data[:700] + b"\n%%EOF\n")


def test_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="encrypted PDF"):
        read(tmp_path, make_pdf([FIRST_PAGE], encrypted=True))


def test_pdf_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="holds no text"):
        read(tmp_path, make_pdf([[]]))


def test_name_and_content_must_agree(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is no PDF"):
        read(tmp_path, b"gewone tekst")
    with pytest.raises(UnreadableError, match="is a PDF, though its name"):
        read(tmp_path, make_pdf([FIRST_PAGE]), "stuk.txt")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.pdf")) if CORPUS.is_dir() else [], ids=lambda p: p.stem)
def test_corpus_papers(path: Path) -> None:
    paper = read_paper(path)
    assert read_paper(path) == paper
    assert path.stem in paper.furniture
    assert not any("ISSN" in text or path.stem in text for text in texts(paper))
    # Every note has its marker, in the order of the labels.
    bound = [marker.note for block in paper.blocks for marker in block.markers]
    assert bound == list(range(len(paper.footnotes)))
    assert [note.label for note in paper.footnotes] == [str(n + 1) for n in range(len(paper.footnotes))]
    heads = [block.text for block in paper.blocks if block.text.split()[0] in {"Vraag", "Antwoord"}]
    numbered = [text for text in heads if text.split()[1:2] and text.split()[1].isdigit()]
    assert numbered[0] == "Vraag 1"
    assert all(len(text) < 40 for text in numbered)


def test_numbers_of_questions_at_the_top_of_pages_are_no_page_numbers(tmp_path: Path) -> None:
    asked = {
        "1": ["Wat kost de brug over het kanaal, en is dat bedrag hoger dan in de begroting van", "dat jaar staat?"],
        "5": ["Wie gaat over de sluis, nu de gemeente, het waterschap en de provincie daarover", "twisten?"],
        "9": ["Sinds wanneer is de dijk zo hoog, en waarom is de Kamer daar toen niet over inge-", "licht?"],
    }
    pages = [
        [*column([number, *lines], 780), Run(480, 40, str(page))]
        for page, (number, lines) in enumerate(asked.items(), 1)
    ]
    paper = read(tmp_path, make_pdf(pages))
    assert [text for text in texts(paper) if text.isdecimal()] == ["1", "5", "9"]
    assert paper.furniture == ("1", "2", "3")
