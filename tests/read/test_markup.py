"""HTML, XML and Word, and what is hostile in them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from kamergraaf.errors import UnreadableError
from kamergraaf.models import BlockKind, Emphasis, SourcePaper
from kamergraaf.read import read_paper


def read(tmp_path: Path, name: str, data: str | bytes) -> SourcePaper:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_paper(path)


def texts(paper: SourcePaper) -> list[str]:
    return [block.text for block in paper.blocks]


XML = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie>
 <metadata><meta name="OVERHEIDop.identifier" content="ah-tk-20002001-9"/></metadata>
 <kamervragen>
  <kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2000-2001</tekstregel></kamervraagkop>
  <kamervraagnummer>9</kamervraagnummer>
  <kamervraagomschrijving>Vragen van het lid <naam><achternaam>Jansen</achternaam></naam> over
    <kamervraagonderwerp>dijken</kamervraagonderwerp>.</kamervraagomschrijving>
  <vraag><nr>Vraag 1</nr>
   <al>Hoe hoog<noot nr="1"><noot.nr>1</noot.nr><noot.al>Dagblad.</noot.al></noot>?</al></vraag>
  <vraag><nr>2</nr><al>Hoeveel m<sup>2</sup>?</al></vraag>
  <antwoord><al>Antwoord 1 en 2</al><al><nadruk type="vet">Hoog.</nadruk></al>
   <lijst><li><li.nr>a.</li.nr><al>een</al></li><li><li.nr>–</li.nr><al>twee</al></li></lijst></antwoord>
 </kamervragen>
</officiele-publicatie>"""


def test_xml_of_kamervragen(tmp_path: Path) -> None:
    paper = read(tmp_path, "a.xml", XML)
    assert texts(paper) == [
        "9",
        "Vragen van het lid Jansen over dijken.",
        "Vraag 1",
        "Hoe hoog?",
        "Vraag 2",
        "Hoeveel m²?",
        "Antwoord 1 en 2",
        "Hoog.",
        "a. een",
        "twee",
    ]
    heads = [block.text for block in paper.blocks if block.kind is BlockKind.HEADING]
    assert heads == ["9", "Vraag 1", "Vraag 2", "Antwoord 1 en 2"]
    assert paper.blocks[7].emphasis is Emphasis.BOLD
    assert paper.blocks[3].markers[0].offset == len("Hoe hoog")
    assert paper.footnotes[0].text == "Dagblad."
    assert paper.furniture == ("ah-tk-20002001-9", "Vergaderjaar 2000-2001")


def test_xml_markers_that_stand_apart_from_their_note(tmp_path: Path) -> None:
    path = tmp_path / "ah-tk-20242025-100.xml"
    path.write_text(
        "<officiele-publicatie><kamervragen><kamervraagnummer>100</kamervraagnummer>"
        '<vraag><nr>Vraag 1</nr><al>Klopt dit?<nootref refid="n1">1</nootref></al></vraag>'
        '<antwoord><al>Antwoord 1</al><al>Ja.<nootref refid="ID-2"/> Zeker.</al></antwoord>'
        '<noot id="n1" type="voet"><noot.nr>1</noot.nr><noot.al>Trouw, 2 mei 2099.</noot.al></noot>'
        '<noot id="ID-2" nr="2"><al>Kamerstuk 99 410, nr. 5.</al></noot>'
        "</kamervragen></officiele-publicatie>",
        encoding="utf-8",
    )
    paper = read_paper(path)
    marked = {b.text: [paper.footnotes[m.note].text for m in b.markers] for b in paper.blocks if b.markers}
    assert marked == {"Klopt dit?": ["Trouw, 2 mei 2099."], "Ja. Zeker.": ["Kamerstuk 99 410, nr. 5."]}


def test_xml_of_a_kamerstuk(tmp_path: Path) -> None:
    source = """<officiele-publicatie><kamerstuk>
     <dossier><dossiernummer><dossiernr>11111</dossiernr></dossiernummer><titel>Dijken</titel></dossier>
     <stuk><stuknr><ondernummer>7</ondernummer></stuknr><tekst>
     <divisie><kop><nr>I</nr><titel>Vragen</titel></kop><al>Wie betaalt?</al></divisie></tekst></stuk>
     </kamerstuk></officiele-publicatie>"""
    assert texts(read(tmp_path, "a.xml", source)) == ["11111 Dijken", "Nr. 7", "I Vragen", "Wie betaalt?"]


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<officiele-publicatie><al>", "not well-formed"),
        ("<?xml version='1.0'?><boek><p>x</p></boek>", "kind that is not known"),
        (
            f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{ENTITIES}]>'
            "<officiele-publicatie><al>&e9;</al></officiele-publicatie>",
            "XML",
        ),
        (
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            "<officiele-publicatie><al>&e;</al></officiele-publicatie>",
            "declares XML entities",
        ),
        (
            "<officiele-publicatie>" + "<a>" * 1000 + "x" + "</a>" * 1000 + "</officiele-publicatie>",
            "depth|deep",
        ),
    ],
)
def test_hostile_xml(tmp_path: Path, source: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(tmp_path, "a.xml", source)


HTML = """<!DOCTYPE html><html><head><title>x</title><style>p {color: red}</style>
<meta name="DC.identifier" content="ah-tk-20002001-9"><script>var geheim = 1;</script></head><body>
<nav>Menu</nav><h2>Kop</h2><p>Vraag 1<br>Hoe&nbsp;hoog<sup>1</sup>, en
waarom?</p><script>alert("geheim")</script><p><strong>Antwoord</strong></p><p>Zo:
<ol><li>een</li></ol><ul><li>twee</li></ul>
<table><tr><td>a</td><td>b</td></tr></table><hr><p><sup>1</sup> Dagblad.</p></body></html>"""


def test_html(tmp_path: Path) -> None:
    paper = read(tmp_path, "a.html", HTML)
    assert texts(paper) == [
        "Kop",
        "Vraag 1",
        "Hoe hoog, en waarom?",
        "Antwoord",
        "Zo:",
        "1. een",
        "twee",
        "a\tb",
    ]
    assert [block.kind for block in paper.blocks[-3:]] == [BlockKind.ITEM, BlockKind.ITEM, BlockKind.ROW]
    assert paper.blocks[3].emphasis is Emphasis.BOLD
    assert paper.footnotes[0].text == "Dagblad."
    assert paper.furniture == ("ah-tk-20002001-9",)
    assert "geheim" not in str(paper)


def test_html_without_declared_encoding_is_utf8(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "a.htm", "<p>Coördinatie</p>")) == ["Coördinatie"]


def test_html_nested_too_deep(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="nested"):
        read(tmp_path, "a.html", "<html><body>" + "<div>" * 5000 + "x")


def word(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Beantwoording", 1)
    document.add_paragraph("Vraag 1")
    asked = document.add_paragraph("Hoe hoog is de dijk in 2020")
    asked.add_run("1").font.superscript = True
    asked.add_run("?")
    document.add_paragraph().add_run("Antwoord").bold = True
    document.add_paragraph("hoger", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    note = document.add_paragraph()
    note.add_run("1").font.superscript = True
    note.add_run(" Dagblad.")
    document.sections[0].footer.paragraphs[0].text = "Pagina 1"
    path = tmp_path / "a.docx"
    document.save(str(path))
    return path


def test_word(tmp_path: Path) -> None:
    paper = read_paper(word(tmp_path))
    assert texts(paper) == [
        "Beantwoording",
        "Vraag 1",
        "Hoe hoog is de dijk in 2020?",
        "Antwoord",
        "hoger",
        "a\tb",
    ]
    assert [block.kind for block in paper.blocks] == [
        BlockKind.HEADING,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.ROW,
    ]
    assert paper.blocks[3].emphasis is Emphasis.BOLD
    assert paper.blocks[2].markers[0].offset == len("Hoe hoog is de dijk in 2020")
    assert paper.footnotes[0].text == "Dagblad."
    assert paper.furniture == ("Pagina 1",)


NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_word_footnotes(tmp_path: Path) -> None:
    path = word(tmp_path)
    reference = '<w:p><w:r><w:t>Zie daar</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:sectPr'
    relation = (
        '<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships/footnotes"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.footnotes+xml"/></Types>'
    )
    notes = (
        f'<w:footnotes xmlns:w="{NAMESPACE}"><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t> De noot.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "word/document.xml":
                text = text.replace(b"<w:sectPr", reference.encode(), 1)
            elif part == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", relation.encode())
            elif part == "[Content_Types].xml":
                text = text.replace(b"</Types>", kind.encode())
            new.writestr(part, text)
        new.writestr("word/footnotes.xml", notes)
    paper = read(tmp_path, "b.docx", changed.getvalue())
    (marked,) = [block for block in paper.blocks if block.text == "Zie daar"]
    assert paper.footnotes[marked.markers[0].note].text == "De noot."


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def test_hostile_word(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="ZIP bomb"):
        read(tmp_path, "bom.docx", zipped({"word/document.xml": b" " * 20_000_000}))
    with pytest.raises(UnreadableError, match="no Word document"):
        read(tmp_path, "zip.docx", zipped({"a.txt": b"tekst"}))
    with pytest.raises(UnreadableError, match="damaged"):
        read(tmp_path, "leeg.docx", zipped({"word/document.xml": b"<w/>"}))
    with pytest.raises(UnreadableError, match="damaged"):
        read(tmp_path, "half.docx", word(tmp_path).read_bytes()[:9000])
    with pytest.raises(UnreadableError, match="is no Word document"):
        read(tmp_path, "tekst.docx", b"gewone tekst")
