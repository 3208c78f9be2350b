"""What must hold of every paper: of papers composed at random, of those of our own, and of real ones.

Composed papers come in two sorts. *Well-made* ones are put together from Dutch sentences in the layouts of the
Kamervragen and the schriftelijk overleg, so that it is known what must be found in them, word for word. *Odd* ones
are building blocks, markup and random characters in any order: of them it is only asked that nothing breaks,
nothing that asks is lost, and every offset is right.
"""

from __future__ import annotations

import gzip
import json
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from kamergraaf.errors import PaperError
from kamergraaf.models import BlockKind, DocumentKind, Paper, SourcePaper
from kamergraaf.read import read_paper
from paper_checks import (
    CORPUS,
    SCALE,
    check_all,
    check_structure,
    corpus,
    left_out,
    lost_questions,
    own_papers,
    printed_numbers,
    squeezed,
    through_all_stages,
    units_of,
    written_out,
)

settings.register_profile(
    "kamergraaf",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
settings.load_profile("kamergraaf")


# ------------------------------------------------------------------------------------------- well-made papers


@dataclass(frozen=True)
class Para:
    """A paragraph or an item of a list; ``⟦n⟧`` in its text is the marker of note n."""

    text: str
    item: bool = False

    @property
    def plain(self) -> str:
        return squeezed(re.sub(r"⟦\d+⟧", "", self.text))


@dataclass(frozen=True)
class Part:
    """A head and what stands under it; ``loose`` paragraphs belong to no question and no answer."""

    head: str
    paragraphs: tuple[Para, ...] = ()
    level: int = 2
    loose: bool = False


@dataclass(frozen=True)
class Made:
    """A paper as composed: what it holds, and the questions and answers that are to be found in it."""

    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    questions: tuple[tuple[str | None, tuple[str, ...], str], ...]
    """Number, groups and text."""
    answers: tuple[tuple[tuple[int, ...], str], ...]
    """The questions answered, by their place among the questions from 0, and text."""

    @property
    def body(self) -> list[str]:
        """The paragraphs of the paper in order, without markers."""
        texts = list(self.opening)
        for part in self.parts:
            texts += [part.head] if part.head else []
            texts += [paragraph.plain for paragraph in part.paragraphs]
        return [squeezed(text) for text in texts]


_TOPICS = (
    "de wachtlijst voor een lift in het gemaal",
    "het bericht over de dorpshuizen in Drenthe",
    "de sluis bij Terneuzen",
    "artikel 5, tweede lid, van de Wet openbare manifestaties",
    "de motie van het lid Oosterbeek-Haan (Kamerstuk 99 204, nr. 31)",
    "Verordening (EU) 2019/943",
    "de gevolgen voor Duitsland, België en het Verenigd Koninkrijk",
    "de cijfers van het Centraal Bureau voor de Statistiek (CBS)",
    "de brief van 12 januari 2099",
    "het oordeel van de Raad van State",
)
_ASKING = (
    "Bent u bekend met {}?",
    "Hoe beoordeelt u {}? Kunt u uw antwoord toelichten?",
    "Klopt het dat {} pas in 2098 aan de orde kwam? Zo nee, waarom niet?",
    "Welke rol speelt {} bij uw afweging, mede gelet op de 41.000 reizigers (1,5% meer) van vorig jaar?",
    "Deelt u de mening dat {} meer aandacht verdient? Zo ja, wat gaat u daaraan doen?",
)
_REPLYING = (
    "Ja.",
    "Nee. Bij {} is geen sprake van een wijziging.",
    "Over {} zal ik de Kamer voor de zomer informeren.",
    "Het kabinet hecht aan {}. Daarbij gaat het om 1,2 miljoen euro per jaar, die ten laste komt van de begroting.",
    "Voor {} gelden geen andere regels. De inspectie houdt daarop toezicht, zij het steekproefsgewijs.",
    "Zie het antwoord op vraag {n}.",
)
_NOTES = ("Leeuwarder Courant, 26 februari 2099.", "Kamerstukken II, 2098/99, 99 204, nr. 36.", "Zie ook nr. 88.")
_GROUPS = ("PVV", "VVD", "D66", "BBB", "CDA", "SP", "ChristenUnie", "GroenLinks-PvdA", "Volt")

# Letters of all scripts, composed, as a name in guillemets may hold them; no sign that is markup or ends a sentence.
_LETTERS = st.characters(categories=("Lu", "Ll", "Lo", "Nd", "So", "Mn"), exclude_characters="ªº").filter(
    lambda c: unicodedata.normalize("NFC", c) == c and not unicodedata.normalize("NFKC", c).isdigit()
)


@st.composite
def _foreign(draw: st.DrawFn) -> str:
    return unicodedata.normalize("NFC", "A" + draw(st.text(_LETTERS, min_size=1, max_size=12)))


@st.composite
def _sentence(draw: st.DrawFn, forms: tuple[str, ...], numbers: int = 1) -> str:
    topic = draw(st.sampled_from(_TOPICS))
    if draw(st.integers(0, 3)) == 0:
        topic = f"het rapport «{draw(_foreign())}»"
    return draw(st.sampled_from(forms)).format(topic, n=draw(st.integers(1, numbers)))


class _Marks:
    """Gives out the notes of a paper, in order."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.notes: list[str] = []

    def on(self, text: str) -> str:
        """``text``, now and then with the marker of a new note at its end."""
        if self.draw(st.integers(0, 5)) or len(self.notes) > 8:
            return text
        self.notes.append(self.draw(st.sampled_from(_NOTES)))
        return f"{text}⟦{len(self.notes)}⟧"


def _texts(paragraphs: tuple[Para, ...]) -> str:
    return squeezed(" ".join(paragraph.plain for paragraph in paragraphs))


def _listed(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{', '.join(map(str, numbers[:-1]))} en {numbers[-1]}"


@st.composite
def kamervragen(draw: st.DrawFn) -> Made:
    """An Aanhangsel: numbered questions, answers to one or more, in turn or all after all."""
    marks = _Marks(draw)
    together = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    count = sum(together)
    asking: list[list[Part]] = []
    replying: list[Part] = []
    questions: list[tuple[str | None, tuple[str, ...], str]] = []
    answers: list[tuple[tuple[int, ...], str]] = []
    first = 1
    for size in together:
        numbers = list(range(first, first + size))
        first += size
        asked: list[Part] = []
        texts = [(Para(marks.on(draw(_sentence(_ASKING)))),) for _ in numbers]
        if size > 1 and draw(st.booleans()):
            # "Vraag 3 en 4": one head, a paragraph for each
            asked.append(Part(f"Vraag {_listed(numbers)}", reduce(lambda a, b: a + b, texts)))
        else:
            if draw(st.booleans()):
                items = ("de kosten in euro;", "het aantal betrokken gemeenten;", "de planning tot en met 2100?")
                texts[0] = (*texts[0], Para("Kunt u daarbij ingaan op:"), *(Para(item, item=True) for item in items))
            if draw(st.booleans()):
                texts[-1] = (Para("In maart 2099 is een proef gestart met tien huizen."), *texts[-1])
            asked += [Part(f"Vraag {number}", text) for number, text in zip(numbers, texts, strict=True)]
        asking.append(asked)
        questions += [(str(n), (), _texts(text)) for n, text in zip(numbers, texts, strict=True)]
        reply = tuple(Para(marks.on(draw(_sentence(_REPLYING, count)))) for _ in range(draw(st.integers(1, 2))))
        listed = f"{numbers[0]} tot en met {numbers[-1]}" if size > 2 and draw(st.booleans()) else _listed(numbers)
        replying.append(Part(f"Antwoord {listed}", reply))
        answers.append((tuple(n - 1 for n in numbers), _texts(reply)))
    if draw(st.integers(0, 3)) == 0:
        parts = [part for parts in asking for part in parts] + replying
    else:
        parts = [p for parts, reply in zip(asking, replying, strict=True) for p in (*parts, reply)]
    opening = (
        "Aanhangsel van de Handelingen",
        "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden",
        "Vragen van de leden Van Brakelsma (VVD) en Idsardi (ChristenUnie) aan de Minister van Klimaat en Groene "
        f"Groei over het bericht «{draw(_foreign())}» (ingezonden 3 maart 2099).",
        "Antwoord van Minister Van Schuttevoort (Klimaat en Groene Groei) (ontvangen 2 april 2099).",
    )
    return Made(opening, tuple(parts), tuple(marks.notes), tuple(questions), tuple(answers))


@st.composite
def overleg(draw: st.DrawFn) -> Made:
    """A schriftelijk overleg by fractie: stretches of asking, each with its reply under "Antwoord"."""
    marks = _Marks(draw)
    parts: list[Part] = []
    questions: list[tuple[str | None, tuple[str, ...], str]] = []
    answers: list[tuple[tuple[int, ...], str]] = []
    for group in draw(st.lists(st.sampled_from(_GROUPS), min_size=1, max_size=3, unique=True)):
        lead_in = f"De leden van de {group}-fractie hebben kennisgenomen van de brief en hebben nog enkele vragen."
        parts.append(Part(f"Vragen en opmerkingen van de leden van de {group}-fractie", (Para(lead_in),), loose=True))
        for _ in range(draw(st.integers(1, 3))):
            stretch: list[Para] = []
            asked: list[int] = []
            for _ in range(draw(st.integers(1, 2))):
                text = marks.on(draw(_sentence(tuple(form.replace(" u ", " de minister ") for form in _ASKING))))
                paragraphs = [Para(f"De leden van de {group}-fractie lezen dat er veel is veranderd. {text}")]
                if draw(st.integers(0, 2)) == 0:
                    paragraphs.insert(0, Para(f"De leden van de {group}-fractie wijzen op de afspraken van 2095."))
                asked.append(len(questions))
                questions.append((None, (group,), _texts(tuple(paragraphs))))
                stretch += paragraphs
            if draw(st.integers(0, 3)) == 0:
                items = (Para("in de grote steden;", item=True), Para("en daarbuiten?", item=True))
                number, groups, text = questions[-1]
                questions[-1] = (number, groups, f"{text} {_texts(items)}")
                stretch += items
            parts.append(Part("", tuple(stretch)))
            reply = tuple(Para(marks.on(draw(_sentence(_REPLYING[:-1])))) for _ in range(draw(st.integers(1, 2))))
            parts.append(Part("Antwoord", reply, level=4))
            answers.append((tuple(asked), _texts(reply)))
    opening = (
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        f"Betreft: Beantwoording vragen schriftelijk overleg {draw(_foreign())}",
        "Met deze brief beantwoord ik de vragen van de vaste commissie voor Infrastructuur en Waterstaat.",
    )
    return Made(opening, tuple(parts), tuple(marks.notes), tuple(questions), tuple(answers))


def as_markdown(made: Made) -> str:
    """With headings, list signs and notes as Markdown has them."""
    lines = list(made.opening)
    for part in made.parts:
        lines += [f"{'#' * part.level} {part.head}"] if part.head else []
        for paragraph in part.paragraphs:
            text = re.sub(r"⟦(\d+)⟧", r"[^\1]", paragraph.text)
            lines.append(f"- {text}" if paragraph.item else text)
    lines += [f"[^{label}]: {text}" for label, text in enumerate(made.notes, 1)]
    return "\n\n".join(lines) + "\n"


def as_text(made: Made) -> str:
    """One paragraph a line, markers in square brackets."""
    lines = list(made.opening)
    for part in made.parts:
        lines += ["", part.head] if part.head else []
        for paragraph in part.paragraphs:
            text = re.sub(r"⟦(\d+)⟧", r"[\1]", paragraph.text)
            lines.append(f"- {text}" if paragraph.item else text)
    lines += ["", *(f"[{label}] {text}" for label, text in enumerate(made.notes, 1))]
    return "\n".join(lines) + "\n"


def as_wrapped_text(made: Made) -> str:
    """Lines of at most 72 characters, a blank line between paragraphs."""
    paragraphs = [line for line in as_text(made).split("\n") if line]
    wrapped = ("\n".join(textwrap.wrap(p, 72, break_on_hyphens=False, break_long_words=False)) for p in paragraphs)
    return "\n\n".join(wrapped) + "\n"


FORMS: dict[str, tuple[str, Callable[[Made], str]]] = {
    "markdown": ("stuk.md", as_markdown),
    "text": ("stuk.txt", as_text),
    "wrapped text": ("gebroken.txt", as_wrapped_text),
}


def outline(paper: Paper) -> tuple[list[object], list[object]]:
    """Questions and answers as :class:`Made` has them."""
    places = {question.position: place for place, question in enumerate(paper.questions)}
    return (
        [(question.number, question.groups, squeezed(question.text)) for question in paper.questions],
        [(tuple(places[p] for p in answer.questions), squeezed(answer.text)) for answer in paper.answers],
    )


def _check_made(made: Made, folder: Path, form: str) -> None:
    name, render = FORMS[form]
    path = folder / name
    path.write_text(render(made), encoding="utf-8")
    note(render(made))
    built = check_all(path)
    paper = built.paper
    assert [squeezed(block.text) for block in paper.source.blocks] == made.body
    assert [squeezed(n.text) for n in paper.source.footnotes] == list(made.notes)
    assert outline(paper) == (list(made.questions), list(made.answers))
    assert sum(len(unit.notes) for unit in units_of(paper)) == len(made.notes)
    # All that stands in no unit is a head, or a lead-in that was put there.
    heads = [part.head for part in made.parts if part.head]
    heads += [paragraph.plain for part in made.parts if part.loose for paragraph in part.paragraphs]
    assert not Counter(squeezed(part.text) for part in left_out(paper)) - Counter(heads)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60)
@given(made=kamervragen())
def test_well_made_kamervragen(made: Made, form: str, tmp_path: Path) -> None:
    _check_made(made, tmp_path, form)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60)
@given(made=overleg())
def test_well_made_overleg(made: Made, form: str, tmp_path: Path) -> None:
    _check_made(made, tmp_path, form)


# ------------------------------------------------------------------------------------------------- odd papers

_ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
_ODD_LINES = st.one_of(
    st.builds("Vraag {}".format, st.sampled_from(["1", "2", "3", "2 en 3", "2, 4 t/m 6", "9a", "1000", "7-3", "0"])),
    st.builds(
        "Antwoord {}".format, st.sampled_from(["1", "2", "2 en 3", "op vraag 3", "", "9", "1 tot en met 3", ":", "nee"])
    ),
    st.builds("{}: {}".format, st.sampled_from(["Vraag 4", "Antwoord", "Antwoord 4", "Reactie"]), _sentence(_ASKING)),
    st.builds(
        "{} {}".format, st.sampled_from(["1.", "2.", "3)", "4", "a)", "(b)", "-", "•", "o", "–"]), _sentence(_ASKING)
    ),
    st.builds("Vragen en opmerkingen van de leden van de {}-fractie".format, st.sampled_from(_GROUPS)),
    st.builds("De leden van de {}-fractie {}".format, st.sampled_from(_GROUPS), _sentence(_ASKING)),
    st.builds("{0} {1}".format, _sentence(_REPLYING, 4), _ANY_TEXT),
    st.builds("{1} {0}".format, _sentence(_ASKING), _ANY_TEXT),
    st.sampled_from(
        [
            "Antwoord",
            "Mededeling",
            "**Antwoord**",
            "### Reactie van de minister",
            "II Antwoord / Reactie van de minister",
            "Nota naar aanleiding van het verslag",
            "| 1 | Wie betaalt dat? | Het Rijk. | nog iets |",
            "|---|---|---|---|",
            "12\tHoeveel?\tTwaalf.",
            "ISSN 0000 - 0000",
            "ah-tk-20982099-101",
            "Tweede Kamer, vergaderjaar 2098–2099, Aanhangsel",
            "[1] Een noot.",
            "Waarom?[1][^2]¹ Daarom.² En dan?3",
            "---",
            "\f",
            "1",
            "<sup>1</sup> Noot <b>en</b> meer",
            '"><script>alert(1)</script>',
            "&#0; &shy; &nbsp; &lt;b&gt;",
            "```",
            "De Minister van Klimaat en Groene Groei,",
            "Vragen van het lid Ü (50PLUS) aan de Minister van X over y (ingezonden 31 februari 2099).",
            "Antwoord van Minister Ω (Ω) (ontvangen 2 april 2099).",
            "Deze leden sluiten zich aan bij de vragen van de SP-fractie.",
            "Zie het antwoord op vraag 1 tot en met 999 en op de vragen van andere fracties.",
        ]
    ),
    _ANY_TEXT,
)
_ODD = st.builds(
    lambda start, lines, between: between.join([*start, *lines]),
    st.sampled_from([[], ["Vraag 1", "Wat?"], ["## Vraag 1", "Wat?", "## Antwoord 1", "Ja."]]),
    st.lists(_ODD_LINES, min_size=1, max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)


@pytest.mark.parametrize("name", ["raar.md", "raar.txt", "raar.html"])
@settings(max_examples=120)
@given(text=_ODD)
def test_odd_papers(text: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if path.suffix == ".html":
        text = "".join(f"<p>{line}" for line in text.splitlines())
        text = f"<!DOCTYPE html><title>x</title>{text}"
    path.write_bytes(text.encode())
    try:
        check_all(path)
    except PaperError as error:
        assert error.name == name
        assert error.reason


@pytest.mark.parametrize("name", ["raar.md", "raar.txt"])
@settings(max_examples=120)
@given(text=_ODD)
def test_odd_kamervragen_lose_nothing(text: str, name: str, tmp_path: Path) -> None:
    """After the first "Vraag N" every paragraph is a head or stands in a unit."""
    path = tmp_path / name
    path.write_bytes(f"Vraag 1\n\nWat is dat dan?\n\nAntwoord 1\n\nDat is dit.\n\n{text}".encode())
    try:
        paper = through_all_stages(path).paper
    except PaperError as error:
        assert error.name == name
        return
    check_structure(paper)
    # what stands under "Mededeling" is a notice, and no unit
    if paper.head.kind is DocumentKind.AANHANGSEL and "Mededeling" not in text:
        assert lost_questions(paper) == []


# ------------------------------------------------------------------------------------------------ papers as they are


def _check_real(path: Path) -> None:
    built = check_all(path)
    paper = built.paper
    assert lost_questions(paper) == []
    numbers = printed_numbers(paper)
    if numbers and paper.head.kind is DocumentKind.AANHANGSEL:
        found = [number for q in paper.questions if q.number for number in written_out(q.number)]
        assert found == numbers
        assert all(answer.questions for answer in paper.answers)


@pytest.mark.parametrize("path", own_papers())
def test_own_papers(path: Path) -> None:
    _check_real(path)


needs_corpus = pytest.mark.skipif(not corpus(), reason=f"{CORPUS} is not here")


@needs_corpus
@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.name)
def test_corpus_papers(path: Path) -> None:
    _check_real(path)


@pytest.mark.skipif(not SCALE.is_file(), reason=f"{SCALE} is not here")
def test_belgian_papers(tmp_path: Path) -> None:
    with gzip.open(SCALE, "rt", encoding="utf-8") as lines:
        for count, line in enumerate(islice(lines, 100)):
            path = tmp_path / f"{count}.txt"
            path.write_text(json.loads(line)["text"], encoding="utf-8")
            _check_real(path)


def _letters(text: str) -> Counter[str]:
    """Letters without their diacritics: a PDF may draw a cedilla apart from its letter."""
    return Counter(c for c in unicodedata.normalize("NFKD", text) if c.isalpha())


def _read_letters(paper: SourcePaper) -> Counter[str]:
    texts = [*(b.text for b in paper.blocks), *(n.text for n in paper.footnotes), *paper.furniture]
    return _letters(" ".join(texts))


@pytest.mark.parametrize("path", [p for p in own_papers() if p.suffix == ".txt"], ids=lambda path: path.name)
def test_reading_text_loses_no_letter(path: Path) -> None:
    assert _read_letters(read_paper(path)) == _letters(path.read_text(encoding="utf-8"))


@needs_corpus
@pytest.mark.parametrize("path", [p for p in corpus() if p.suffix == ".pdf"], ids=lambda path: path.name)
def test_reading_pdf_loses_no_letter(path: Path) -> None:
    document = pdfium.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    assert _read_letters(read_paper(path)) == _letters(text)


@pytest.mark.parametrize("cells", [["1", "Wie betaalt dat?", "Het Rijk."], ["1", "Wie?", "Ik.", "Wat is de bron?"]])
def test_cells_of_a_list_stand_in_a_unit(cells: list[str], tmp_path: Path) -> None:
    rows = [cells, ["2", "Hoeveel kost dat?", *cells[2:]]]
    path = tmp_path / "lijst.md"
    table = ["| Nr | Vraag | Antwoord | Bron |", "|---|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    path.write_text("Lijst van vragen en antwoorden van de commissie\n\n" + "\n".join(table) + "\n", encoding="utf-8")
    paper = through_all_stages(path).paper
    said = " ".join(unit.text for unit in units_of(paper))
    assert paper.source.blocks[-1].kind is BlockKind.ROW
    assert all(cell in said for row in rows for cell in row[1:])
