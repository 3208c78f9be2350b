"""Plain text and Markdown."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kamergraaf.errors import UnreadableError
from kamergraaf.models import BlockKind, Emphasis, SourcePaper
from kamergraaf.read import SUFFIXES, read_paper

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def read(tmp_path: Path, name: str, text: str | bytes) -> SourcePaper:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_paper(path)


def texts(paper: SourcePaper) -> list[str]:
    return [block.text for block in paper.blocks]


def test_suffixes() -> None:
    assert {".txt", ".md", ".pdf", ".docx", ".html", ".htm", ".xml"} == SUFFIXES


def test_one_paragraph_per_line(tmp_path: Path) -> None:
    paper = read(tmp_path, "a.txt", "Vraag 1\nHoe hoog is de dijk? Wie betaalt?\nEn wanneer?\n\nAntwoord 1\nHoog.\n")
    assert texts(paper) == [
        "Vraag 1",
        "Hoe hoog is de dijk? Wie betaalt?",
        "En wanneer?",
        "Antwoord 1",
        "Hoog.",
    ]
    assert [block.kind for block in paper.blocks[:2]] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert paper.blocks[0].page is None


def test_hard_wrapped_lines_are_joined(tmp_path: Path) -> None:
    paper = read(
        tmp_path,
        "a.txt",
        "Antwoord 2 en 3\nDe dijk langs de rivier wordt volgend jaar op-\ngehoogd en "
        "daarna met gras ingezaaid door de\n"
        "aannemer die dat eerder deed.\nEen tweede alinea begint hier en loopt door "
        "tot\naan het einde van de regel.\n",
    )
    assert texts(paper) == [
        "Antwoord 2 en 3",
        "De dijk langs de rivier wordt volgend jaar opgehoogd en daarna met gras "
        "ingezaaid door de aannemer die "
        "dat eerder deed.",
        "Een tweede alinea begint hier en loopt door tot aan het einde van de regel.",
    ]


def test_pages_of_pasted_pdf_text(tmp_path: Path) -> None:
    page = (
        "De dijk is hoog genoeg, zo bleek in 20201 uit het\nonderzoek van het waterschap "
        "dat daarvoor in het\n"
        "voorjaar opdracht kreeg van de minister en de\n\n1\nDagblad, 2 mei "
        "2020.\n\nKamer, jaar 2020, Bijlage   1\n"
    )
    after = "provincie samen, die ook de kosten droegen.\n\nKamer, jaar 2020, Bijlage   2\n"
    paper = read(tmp_path, "a.txt", page + "\f" + after)
    (block,) = paper.blocks
    assert block.text.startswith("De dijk is hoog genoeg, zo bleek in 2020 uit het onderzoek")
    assert block.text.endswith("en de provincie samen, die ook de kosten droegen.")
    assert [(note.label, note.text) for note in paper.footnotes] == [("1", "Dagblad, 2 mei 2020.")]
    assert block.text[: block.markers[0].offset].endswith("2020")
    assert paper.furniture == ("Kamer, jaar 2020, Bijlage 1", "Kamer, jaar 2020, Bijlage 2")


@pytest.mark.parametrize(("foot", "number_is_read"), [("Aanhangsel 2", True), ("Aanhangsel", False)])
def test_number_after_a_foot_that_tells_its_page_is_a_questions(
    tmp_path: Path, foot: str, number_is_read: bool
) -> None:
    text = f"Waarom niet?\n\nTweede Kamer, vergaderjaar 2098-2099, {foot}\n\n8\n\nHoeveel dijken zijn er?\n"
    assert ("8" in texts(read(tmp_path, "a.txt", text))) is number_is_read


@pytest.mark.parametrize(("marker", "note"), [("[1]", "[1]"), ("¹", "¹"), ("[^1]", "[^1]:")])
def test_markers_written_as_text(tmp_path: Path, marker: str, note: str) -> None:
    paper = read(tmp_path, "a.md", f"Dat staat in de krant{marker}, en ook elders.\n\n{note} Dagblad van 2 mei.\n")
    assert texts(paper) == ["Dat staat in de krant, en ook elders."]
    assert paper.blocks[0].markers[0].offset == len("Dat staat in de krant")
    assert paper.footnotes[0].text == "Dagblad van 2 mei."


@pytest.mark.parametrize(
    "encoded",
    [
        "Één vraag over coördinatie".encode(),
        "Één vraag over coördinatie".encode("utf-8-sig"),
        "Één vraag over coördinatie".encode("utf-16"),
        "Één vraag over coördinatie".encode("utf-16-le"),
        "Één vraag over coördinatie".encode("utf-16-be"),
        "Één vraag over coördinatie".encode("cp1252"),
        "E\u0301e\u0301n\u00a0vraag over co\u00adör\u00addinatie\r\n".encode(),
    ],
)
def test_encodings(tmp_path: Path, encoded: bytes) -> None:
    assert texts(read(tmp_path, "a.txt", encoded)) == ["Één vraag over coördinatie"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leeg.txt", b"", "is empty"),
        ("blanco.txt", b" \n\t\n", "holds no text"),
        ("binair.txt", bytes(range(256)) * 8, "binary"),
        ("nullen.txt", b"tekst\0tekst" * 20, "binary"),
        ("plaatje.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "picture"),
        ("oud.doc", b"tekst", "format that is not known"),
        ("half.txt", b"\xef\xbb\xbfgoed \xff\xfe", "starts as utf-8 text"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        read(tmp_path, name, data)
    assert caught.value.name == name


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="does not exist"):
        read_paper(tmp_path / "weg.txt")
    (tmp_path / "map.txt").mkdir()
    with pytest.raises(UnreadableError, match="is not a file"):
        read_paper(tmp_path / "map.txt")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kamergraaf.read.limits.MAX_FILE_BYTES", 10)
    with pytest.raises(UnreadableError, match="is larger than"):
        read(tmp_path, "a.txt", "x" * 11)


MARKDOWN = """### **Kop van het stuk**

Aan de griffier  
Postbus 1

**De dijk is hoog, zo staat in het verslag van de Commissie voor de Rechten van de**

---

<sup>1</sup> Kamerstuk 1, nr. 2.

**Waterschappen, waarin ook de kosten staan.<sup>1</sup> Verder is er een regeling volgens het plan van de**

---

<sup>2</sup> <https://voorbeeld.test/a_b>

## **Provincie uitsluitend voor hoge dijken geldt.**

**Antwoord**

- eerste punt;
- tweede *punt*.

Zie [www.voorbeeld.test](http://www.voorbeeld.test) en [het verslag](http://x.test) <sup>2</sup>, dus.

| a | b |
|---|---|
| c | d |
"""


def test_markdown(tmp_path: Path) -> None:
    paper = read(tmp_path, "a.md", MARKDOWN)
    assert [(block.kind, block.level, block.emphasis) for block in paper.blocks] == [
        (BlockKind.HEADING, 3, Emphasis.BOLD),
        (BlockKind.PARAGRAPH, 0, Emphasis.NONE),
        (BlockKind.PARAGRAPH, 0, Emphasis.BOLD),
        (BlockKind.PARAGRAPH, 0, Emphasis.BOLD),
        (BlockKind.ITEM, 0, Emphasis.NONE),
        (BlockKind.ITEM, 0, Emphasis.NONE),
        (BlockKind.PARAGRAPH, 0, Emphasis.NONE),
        (BlockKind.ROW, 0, Emphasis.NONE),
        (BlockKind.ROW, 0, Emphasis.NONE),
    ]
    assert texts(paper)[1] == "Aan de griffier\nPostbus 1"
    assert texts(paper)[2] == (
        "De dijk is hoog, zo staat in het verslag van de Commissie voor de Rechten van de Waterschappen, "
        "waarin ook de kosten staan. Verder is er een regeling volgens het plan van de Provincie "
        "uitsluitend voor hoge "
        "dijken geldt."
    )
    assert texts(paper)[6] == "Zie www.voorbeeld.test en het verslag, dus."
    assert texts(paper)[7:] == ["a\tb", "c\td"]
    assert [note.text for note in paper.footnotes] == ["Kamerstuk 1, nr. 2.", "https://voorbeeld.test/a_b"]
    assert [marker.note for block in paper.blocks for marker in block.markers] == [0, 1]


def test_bold_head_is_not_joined_with_the_answer_after_a_page_break(tmp_path: Path) -> None:
    paper = read(tmp_path, "a.md", "**Antwoord**\n\n---\n\n**Ja, dat is zo.**\n")
    assert texts(paper) == ["Antwoord", "Ja, dat is zo."]


def test_exponent_is_no_marker(tmp_path: Path) -> None:
    paper = read(tmp_path, "a.md", "Het is 5 m<sup>2</sup> groot.<sup>2</sup>\n\n---\n\n<sup>2</sup> Bron.\n")
    assert texts(paper) == ["Het is 5 m² groot."]
    assert len(paper.blocks[0].markers) == 1


LONG = {
    "a.txt": ("x", 200_000),
    "b.txt": ("woord, nog een woord. ", 10_000),
    "c.txt": ("woord?1 Nog een woord.\n1\nverder\n", 1_000),
    "d.txt": ("Tweede Kamer, vergaderjaar 2098–2099, Aanhangsel 1Antwoord 7\n", 1_000),
    "e.md": ("woord, nog een woord en\n\n", 1_000),
    "f.md": ("[[[[a", 2_000),
    "g.md": ("Vraag 1\nHoe dan?[1 ]\n", 500),
    "h.md": ("woord[1 ]\n\n1 Noot\n\n-----\n\n", 300),
}


@pytest.mark.parametrize("name", LONG)
def test_long_texts_are_read_in_linear_time(tmp_path: Path, name: str) -> None:
    piece, count = LONG[name]

    def seconds(times: int) -> float:
        start = time.process_time()
        read(tmp_path, name, piece * (count * times))
        return time.process_time() - start

    # Eight times as much takes eight times as long, not 64 times.
    assert seconds(8) < 24 * seconds(1) + 0.5


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_corpus_paper() -> None:
    (path,) = CORPUS.glob("*.md")
    paper = read_paper(path)
    assert read_paper(path) == paper
    assert [marker.note for block in paper.blocks for marker in block.markers] == list(range(5))
    answers = [index for index, text in enumerate(texts(paper)) if text == "Antwoord"]
    assert len(answers) > 40
    assert not any("<sup>" in text or "**" in text or "\\_" in text for text in texts(paper))
    # Of long paragraphs only those that the paper itself ends without a full stop do so.
    unended = [text for text in texts(paper) if len(text) > 200 and text[-1] not in ".?!:"]
    assert len(unended) == 2
