"""Files in the structure in which officielebekendmakingen.nl publishes: web pages and XML, of today and of before."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamergraaf.extract.structure import extract_structure
from kamergraaf.models import BlockKind, Paper, SourcePaper
from kamergraaf.read import read_paper


def read(tmp_path: Path, name: str, text: str) -> SourcePaper:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_paper(path)


def texts(paper: SourcePaper) -> list[str]:
    return [block.text for block in paper.blocks]


def units_of(paper: Paper) -> list[str]:
    return [unit.text for unit in sorted([*paper.questions, *paper.answers], key=lambda unit: unit.position)]


SITE = """<!DOCTYPE html><html lang="nl"><head><title>Vragen | Overheid.nl</title>
<meta name="DC.identifier" content="{identifier}"></head><body>
<a href="#content" class="skiplink">Ga naar de inhoud</a>
<header class="header"><a href="/"><img src="logo.svg" alt="Overheid.nl"></a><p class="visually-hidden">U bent hier:</p>
<nav><ul><li><a href="/x">Dienstverlening</a></li></ul></nav></header>
<div class="breadcrumb"><ol><li><a href="/">Home</a></li><li>Publicatie</li></ol></div>
{text}
<div role="complementary" id="sidebar">Gepubliceerd op 2 mei 2099</div>
<footer class="footer"><ul><li><a href="/over">Over deze website</a></li><li>Contact</li></ul></footer></body></html>
"""

TODAY = """<div id="content" role="main" class="content content--publication">
<ul class="actions"><li><a href="ah-tk-20982099-9.pdf">Authentieke versie (PDF)</a></li></ul>
<div id="broodtekst" class="stuk broodtekst-container"><p class="kop">Vergaderjaar 2098-2099</p>
<h1 class="kamervraagomschrijving_kop no-toc">Vragen van het lid <span class="achternaam">Zwart</span> (SP) aan de
 Minister voor Water en Oevers over de brug (ingezonden 4 juli 2098).</h1>
<h1 class="kamervraagomschrijving_kop no-toc">Antwoord van Minister Baggerman (Water en Oevers)
 (ontvangen 2 augustus 2098).</h1>
<div class="vraag"><h2 class="stuktitel no-toc"><a id="d1" name="d1"></a>Vraag 1
 </h2><p>Is de brug dicht?<sup><a href="#n1" id="ID-n1-d1" class="nootnr">1</a></sup></p></div>
<div class="antwoord"><h2 class="stuktitel no-toc">Antwoord 1</h2><p>Ja. Dat komt door:</p>
<ul class="expliciet"><li class="li"><p class="labeled"><span class="ol">–</span> roest;</p></li>
<li class="li"><p class="labeled"><span class="ol">b.</span> ijs.</p></li></ul></div>
<div id="noten"><hr><h2 class="noten__kop">Noten</h2><div class="voet noot snf-transformed" id="n1"><p><sup>
<a class="nootnr" href="#ID-n1-d1">1</a></sup> Friesch Dagblad, 2 juli 2098.</p></div></div></div></div>"""

BEFORE = """<div id="main-column"><h1 class="kamervraagomschrijving_kop no-toc">Vragen van het lid Zwart (SP) aan de
 Minister voor Water en Oevers over de brug (ingezonden 4 juli 2098).</h1>
<h1 class="kamervraagomschrijving_kop no-toc">Antwoord van Minister Baggerman (Water en Oevers)
 (ontvangen 2 augustus 2098).</h1>
<div class="vraag"><h2 class="stuktitel no-toc"><a id="d1" name="d1"></a>Vraag 1
 </h2><p>Is de brug dicht?<a class="nootnum supernote-click-ID-d1" href="#ID-d1">1</a></p></div>
<div class="antwoord"><h2 class="stuktitel no-toc">Antwoord 1</h2><p>Ja. Dat komt door:</p>
<ul><li><p>– roest;</p></li><li><p>b. ijs.</p></li></ul></div>
<div id="noten"><hr /><div class="voet noot snp-mouseoffset notedefault" id="supernote-note-ID-d1">
<h5 class="note-close"><a class="note-close" href="#close-ID-d1">X</a> Noot
</h5><sup><span class="nootnum"><a id="ID-d1" name="ID-d1"></a>1</span></sup><p>Friesch Dagblad, 2 juli 2098.</p>
</div></div></div>"""


@pytest.mark.parametrize("text", [TODAY, BEFORE, TODAY.replace('id="broodtekst"', "").replace('role="main"', "")])
def test_a_saved_page_gives_the_paper_and_nothing_of_the_site(tmp_path: Path, text: str) -> None:
    source = read(tmp_path, "a.html", SITE.format(text=text, identifier="ah-tk-20982099-9"))
    paper = extract_structure(source)
    assert units_of(paper) == ["Is de brug dicht?", "Ja. Dat komt door:\nroest;\nb. ijs."]
    assert [note.text for note in paper.questions[0].notes] == ["Friesch Dagblad, 2 juli 2098."]
    assert paper.head.identifier == "ah-tk-20982099-9"
    assert paper.head.title == "de brug"
    assert [asker.name for asker in paper.head.askers] == ["Zwart"]
    assert [respondent.name for respondent in paper.head.respondents] == ["Baggerman"]
    shown = "\n".join(texts(source))
    assert not any(
        word in shown for word in ("Overheid.nl", "U bent hier", "Home", "Contact", "website", "Noot", "inhoud")
    )


def test_a_page_of_questions_without_answers_keeps_its_id(tmp_path: Path) -> None:
    text = BEFORE.split('<div class="antwoord">')[0] + "</div>"
    paper = extract_structure(read(tmp_path, "a.html", SITE.format(text=text, identifier="kv-tk-2098Z00020")))
    assert paper.head.identifier == "kv-tk-2098Z00020"
    assert units_of(paper) == ["Is de brug dicht?"]


def test_the_title_in_a_header_of_ones_own_page_is_text(tmp_path: Path) -> None:
    page = "<body><header><h1>Lijst van vragen</h1></header><p>Wie betaalt dat?</p><footer><p>2099</p></footer></body>"
    assert texts(read(tmp_path, "a.html", page)) == ["Lijst van vragen", "Wie betaalt dat?"]


KAMERVRAGEN = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="op.xsd">
 <metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
  content="https://zoek.officielebekendmakingen.nl/ah-tk-20982099-9/metadata.xml"/></metadata>
 <kamervragen>
  <kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2098-2099</tekstregel>
   <tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel></kamervraagkop>
  <kamervraagnummer>9</kamervraagnummer>
  <kamervraagomschrijving type="vraag">Vragen van het lid <naam><achternaam>Zwart</achternaam></naam>
   (<organisatie>SP</organisatie>) aan de Minister voor Water en Oevers over <kamervraagonderwerp>de
   brug</kamervraagonderwerp> (ingezonden <datum isodatum="2098-07-04">4 juli 2098</datum>).</kamervraagomschrijving>
  <kamervraagomschrijving type="antwoord">Antwoord van Minister <naam><achternaam>Baggerman</achternaam></naam>
   (Water en Oevers) (ontvangen <datum isodatum="2098-08-02">2 augustus 2098</datum>).</kamervraagomschrijving>
  <vraag><nr status="officieel">Vraag 1</nr><al>Is de brug <nadruk type="cur">dicht</nadruk>?<noot id="n2" type="voet">
   <noot.nr>1</noot.nr><noot.al>Friesch Dagblad, <extref doc="x" soort="URL">2 juli 2098</extref>.</noot.al></noot></al>
  </vraag>
  <vraag><nr>Vraag 2</nr><al-groep><al>Hoeveel m<sup>2</sup> is hij?</al><al>En <?xpp afbm?>hoe oud?</al></al-groep>
  </vraag>
  <antwoord><nr>Antwoord 1, 2</nr><al>Dit zijn de cijfers:</al>
   <lijst type="expliciet"><li><li.nr>–</li.nr><al>veel;</al></li><li><li.nr>2.</li.nr><al>meer:</al>
    <lijst><li><li.nr>a.</li.nr><al>oud.</al></li></lijst></li></lijst>
   <table><tgroup cols="2"><colspec colname="c1"/><thead><row><entry><al>Jaar</al></entry>
   <entry><al>Aantal</al></entry></row></thead><tbody><row><entry><al>2098</al></entry><entry><al>een</al><al>twee</al></entry></row></tbody></tgroup></table>
  </antwoord>
 </kamervragen></officiele-publicatie>"""


def test_xml_of_kamervragen_as_published(tmp_path: Path) -> None:
    paper = extract_structure(read(tmp_path, "a.xml", KAMERVRAGEN))
    head = paper.head
    assert (head.identifier, head.title, str(head.submitted_on)) == ("ah-tk-20982099-9", "de brug", "2098-07-04")
    assert [(asker.name, asker.party) for asker in head.askers] == [("Zwart", "SP")]
    assert str(head.answered_on) == "2098-08-02"
    assert units_of(paper) == [
        "Is de brug dicht?",
        "Hoeveel m² is hij?\n\nEn hoe oud?",
        "Dit zijn de cijfers:\nveel;\n2. meer:\na. oud.\nJaar\tAantal\n2098\teen twee",
    ]
    assert [note.text for note in paper.questions[0].notes] == ["Friesch Dagblad, 2 juli 2098."]


def test_xml_of_a_notice_that_postpones(tmp_path: Path) -> None:
    text = KAMERVRAGEN.split("<antwoord>")[0].replace("Antwoord van", "Mededeling van")
    notice = "<kamervraagopmerking><nr>Mededeling</nr><al>Meer tijd is nodig.</al><al>Dank.</al></kamervraagopmerking>"
    source = read(tmp_path, "a.xml", f"{text}{notice}</kamervragen></officiele-publicatie>")
    assert texts(source)[-3:] == ["Mededeling", "Meer tijd is nodig.", "Dank."]
    assert units_of(extract_structure(source)) == ["Is de brug dicht?", "Hoeveel m² is hij?\n\nEn hoe oud?"]


@pytest.mark.parametrize(
    ("unit", "blocks"),
    [
        ("<vraag><nr>Vraag 1</nr>Loos?</vraag>", ["Vraag 1", "Loos?"]),
        ("<vraag>Loos?</vraag><antwoord>Ja.</antwoord>", ["Vraag 1", "Loos?", "Antwoord", "Ja."]),
        ("<vraag nr='3'><al>Loos?</al></vraag>", ["Vraag 3", "Loos?"]),
        (
            "<vraag><al>Hoe?<lijst><li><al>zo</al></li><li><al>dus</al></li></lijst></al></vraag>",
            ["Vraag 1", "Hoe? zo dus"],
        ),
        ("<vraag><nieuw><al>Hoe?</al><anders>Waarom?</anders></nieuw></vraag>", ["Vraag 1", "Hoe?", "Waarom?"]),
        ("<vraag><lid><lidnr>1.</lidnr><al>Hoe?</al></lid></vraag>", ["Vraag 1", "1. Hoe?"]),
    ],
)
def test_no_text_of_xml_is_lost(tmp_path: Path, unit: str, blocks: list[str]) -> None:
    assert texts(read(tmp_path, "a.xml", f"<kamervragen>{unit}</kamervragen>")) == blocks


VRAAGDOC = """<?xml version="1.0"?>
<vraagdoc><metadata><meta name="DC.identifier" content="ah-tk-20042005-9"/></metadata>
 <kop><titel>Tweede Kamer</titel><subtitel>Vergaderjaar 2004-2005</subtitel></kop>
 <vragen><vraagnummer>2040512340</vraagnummer>
  <omschr>Vragen van het lid <naam>Zwart</naam> (SP) aan de minister van Verkeer en Waterstaat over
   <ondw>de brug</ondw>. <datum>(Ingezonden 4 juli 2005)</datum></omschr>
  <vraag><nummer>1</nummer><al>Is de brug
dicht?<nootref nr="1"/></al></vraag>
  <vraag><nummer>2</nummer><al>Hoe oud is hij? <nootref refid="x2"/></al></vraag>
  <noot nr="1"><al>Friesch Dagblad, 2 juli 2005.</al></noot>
  <noot id="x2"><noot.nr>2</noot.nr><noot.lijst><noot.li>Stukken van</noot.li>
   <noot.li>2004.</noot.li></noot.lijst></noot>
 </vragen>
 <reactie><omschr>Antwoord van minister <naam>Baggerman</naam> (Verkeer en Waterstaat). <datum>(Ontvangen 2 augustus
  2005)</datum></omschr>
  {reply}</reactie></vraagdoc>"""


@pytest.mark.parametrize(
    ("reply", "answers"),
    [
        (
            "<antwoord><nummer>1</nummer><al>Ja.</al></antwoord><antwoord><nummer>2</nummer><al>Oud.</al></antwoord>",
            [("Ja.", (1,)), ("Oud.", (2,))],
        ),
        ("<al>Ja.</al><al>Oud.</al>", [("Ja.\n\nOud.", (1, 2))]),
    ],
)
def test_xml_of_kamervragen_from_before_2010(
    tmp_path: Path, reply: str, answers: list[tuple[str, tuple[int, ...]]]
) -> None:
    paper = extract_structure(read(tmp_path, "a.xml", VRAAGDOC.format(reply=reply)))
    head = paper.head
    assert (head.identifier, head.title) == ("ah-tk-20042005-9", "de brug")
    assert (str(head.submitted_on), str(head.answered_on)) == ("2005-07-04", "2005-08-02")
    assert [respondent.name for respondent in head.respondents] == ["Baggerman"]
    assert [question.text for question in paper.questions] == ["Is de brug dicht?", "Hoe oud is hij?"]
    notes = [(note.label, note.text) for question in paper.questions for note in question.notes]
    assert notes == [("1", "Friesch Dagblad, 2 juli 2005."), ("2", "Stukken van 2004.")]
    assert [(answer.text, answer.questions) for answer in paper.answers] == answers


def test_xml_of_a_kamerstuk_from_before_2010(tmp_path: Path) -> None:
    source = """<kamerwrk kamer="tk" publtype="vers"><metadata><meta name="OVERHEIDop.externMetadataRecord"
     content="https://zoek.officielebekendmakingen.nl/kst-99447-6/metadata.xml"/></metadata>
     <kop><titel>Tweede Kamer der Staten-Generaal</titel><subtitel>Vergaderjaar 1995-1996</subtitel></kop>
     <frontm><versie dtd="0.10"></versie><ordernr>6K0721</ordernr><vergjaar>1995-1996</vergjaar>
     <onderw><nummer>99 447</nummer><naam>Regels voor
bruggen</naam></onderw></frontm>
     <body><stuk><ltrlabel>Nr. </ltrlabel><nummer>6</nummer><titel>VERSLAG </titel>
     <tuskop letat="vet">1. Inleiding</tuskop><al>De leden van de fractie vragen wie
dat betaalt.<voetref refid="v1">1</voetref></al><witreg></witreg><ondtek><functie>De voorzitter,</functie>
     <naam>Zwart</naam></ondtek></stuk></body>
     <voetnoot id="v1" nr="1"><al>Kamerstuk 99 400.</al></voetnoot></kamerwrk>"""
    paper = read(tmp_path, "a.xml", source)
    assert texts(paper) == [
        "99 447 Regels voor bruggen",
        "Nr. 6",
        "VERSLAG",
        "1. Inleiding",
        "De leden van de fractie vragen wie dat betaalt.",
        "De voorzitter,",
        "Zwart",
    ]
    assert [block.text for block in paper.blocks if block.kind is BlockKind.HEADING] == [
        texts(paper)[i] for i in (0, 2, 3)
    ]
    assert [paper.footnotes[marker.note].text for marker in paper.blocks[4].markers] == ["Kamerstuk 99 400."]
    assert paper.furniture[0] == "kst-99447-6"
