"""Bad and hostile files in one run with a good one: each is named with its reason, and nothing stored is lost."""

from __future__ import annotations

import csv
import io
import os
import random
from contextlib import closing
from importlib.resources import as_file
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from typer.testing import CliRunner, Result

from kamergraaf.commands import app
from kamergraaf.errors import PaperError
from kamergraaf.extract.structure import extract_structure
from kamergraaf.read import read_paper
from kamergraaf.resources import samples
from kamergraaf.store import open_store
from paper_formats import FORMATS

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOOD = "ah-tk-20982099-101.txt"
SCRIPT = '"><script>alert(1)</script>'
HUGE = 200 * 1024 * 1024

needs_corpus = pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason=f"{SHARED / 'corpus'} is not here")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def exported(store: Path) -> str:
    result = run("export", "--store", store, "--format", "nquads")
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture
def good(tmp_path: Path) -> Path:
    with as_file(samples() / GOOD) as path:
        copy = tmp_path / GOOD
        copy.write_bytes(path.read_bytes())
    return copy


def pdf_without_text(path: Path) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    document.save(path)


def bad_files(folder: Path) -> dict[str, str]:
    """Write bad files into ``folder``; return each name with a word of the reason that must be given."""
    pdf_without_text(folder / "scan zonder tekst ü.pdf")
    (folder / "leeg.md").write_bytes(b"")
    (folder / "binair.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n")
    (folder / "brief.md").write_text("Geachte Voorzitter,\n\nHierbij het rapport.\n", encoding="utf-8")
    (folder / "bom.xml").write_text(
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><officiele-publicatie>&b;</officiele-publicatie>',
        encoding="utf-8",
    )
    (folder / "buiten.xml").write_text(
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><officiele-publicatie>&e;</officiele-publicatie>',
        encoding="utf-8",
    )
    (folder / "geen.docx").write_bytes(b"PK\x03\x04 this is no Word file")
    with (folder / "groot.txt").open("wb") as file:
        file.truncate(HUGE)
    return {
        "scan zonder tekst ü.pdf": "text",
        "leeg.md": "empty",
        "binair.txt": "binary",
        "kapot.pdf": "",
        "brief.md": "layout",
        "bom.xml": "entit",
        "buiten.xml": "entit",
        "geen.docx": "",
        "groot.txt": "large",
    }


def test_every_bad_file_is_named_with_its_reason_and_the_good_one_is_built(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stukken"
    folder.mkdir()
    reasons = bad_files(folder)
    (folder / GOOD).write_bytes(good.read_bytes())
    result = run("build", folder, "--store", tmp_path / "store")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    for name, word in reasons.items():
        (line,) = [line for line in lines if name in line]
        assert word in line.lower(), line
    assert "Traceback" not in result.stderr
    assert "root:" not in exported(tmp_path / "store")
    with closing(open_store(tmp_path / "store")) as opened:
        assert opened.graphs() == ["https://zoek.officielebekendmakingen.nl/ah-tk-20982099-101"]


def test_nothing_readable_is_nothing_done(tmp_path: Path) -> None:
    folder = tmp_path / "stukken"
    folder.mkdir()
    bad_files(folder)
    assert run("build", folder, "--store", tmp_path / "store").exit_code == 2


def test_a_paper_that_has_gone_bad_leaves_its_graph_as_it_was(good: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run("build", good, "--store", store).exit_code == 0
    before = exported(store)
    good.write_bytes(b"\x00\xff" * 500)
    assert run("build", good, "--store", store).exit_code == 2
    assert exported(store) == before


def test_markup_in_a_paper_stays_text_from_file_to_picture(tmp_path: Path) -> None:
    paper, store, picture = tmp_path / "vraag.md", tmp_path / "store", tmp_path / "picture.html"
    paper.write_text(
        "Vragen van het lid Mus (VVD) aan de Minister van Financiën over 'goud' (ingezonden 3 mei 2099).\n\n"
        f"## Vraag 1\n\nBent u bekend met `{SCRIPT}` van de IND?\n\n## Antwoord 1\n\nJa, `{SCRIPT}` in Polen.\n",
        encoding="utf-8",
    )
    assert run("build", paper, "--store", store).exit_code == 0
    asked = (
        "SELECT ?id ?text { ?d a kg:Document ; dcterms:identifier ?id . "
        "?q dcterms:isPartOf ?d ; a kg:Question ; schema:text ?text }"
    )
    answer = run("query", "--store", store, "--format", "csv", asked)
    ((name, text),) = list(csv.reader(io.StringIO(answer.stdout)))[1:]
    assert text == f"Bent u bekend met {SCRIPT} van de IND?"
    assert run("show", "--store", store, name, "-o", picture).exit_code == 0
    assert "<script>alert(1)" not in picture.read_text(encoding="utf-8")


def test_a_folder_that_holds_itself_is_gone_through_once(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / GOOD).write_bytes(good.read_bytes())
    os.symlink(folder, folder / "zelf")
    result = run("build", folder, "--store", tmp_path / "store")
    assert result.exit_code == 0, result.stderr
    assert "1 papers (" in result.stdout


@needs_corpus
@pytest.mark.parametrize("name", ["ah-tk-20232024-1076.pdf", "kst-32317-jbz-2025-01.md"])
def test_a_real_paper_cut_off_anywhere_is_read_or_refused_by_name(name: str, tmp_path: Path) -> None:
    whole = (SHARED / "corpus" / name).read_bytes()
    step = max(1024, len(whole) // 20)
    for size in range(0, len(whole), step):
        path = tmp_path / name
        path.write_bytes(whole[:size])
        try:
            paper = extract_structure(read_paper(path))
        except PaperError as error:
            assert str(error).startswith(f"{name}: ")
        else:
            assert paper.questions


@pytest.mark.parametrize("name", FORMATS)
def test_a_paper_of_any_format_cut_off_or_shuffled_is_read_or_refused_by_name(name: str, tmp_path: Path) -> None:
    with as_file(samples() / GOOD) as path:
        whole = FORMATS[name](read_paper(path))
    lines = whole.split(b"\n")
    random.Random(1).shuffle(lines)
    for data in (b"\n".join(lines), *(whole[:size] for size in range(0, len(whole), 1024))):
        cut = tmp_path / name
        cut.write_bytes(data)
        try:
            extract_structure(read_paper(cut))
        except PaperError as error:
            assert str(error).startswith(f"{name}: ")
