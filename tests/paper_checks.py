"""What holds of every paper, however odd: checks that several test files share.

Nothing here knows how a layout works: the checks set the questions and answers that were found beside the blocks
of the file, and the quads beside the questions and answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import Answer, Block, BlockKind, LinkedPaper, Paper, Question
from kamergraaf.namespaces import KG, SCHEMA
from kamergraaf.read import read_paper
from kamergraaf.settings import Settings
from kamergraaf.triples.graph import graph_text
from kamergraaf.triples.iris import document_iri
from kamergraaf.triples.writer import paper_triples

Unit = Question | Answer

_HEAD = re.compile(
    r"^(?:(?:Deel)?vra(?:ag|gen)|Antwoord(?:en)?|Reactie|Beantwoording|Mededeling|Nr)\b[^?]{0,120}$|^[\d\s,.:)en]+$",
    re.I,
)
_NUMBERED = re.compile(r"^(?:Deel)?vra(?:ag|gen)\s+(\d[^?!]*?)\s*[.:]?\s*$", re.I)
_IN_BREATH = re.compile(r"^Vra(?:ag|gen)\s+(\d[^?!:.]*?)\s*[:.]\s+\S", re.I)
_RANGE = re.compile(r"(\d+)\s*(?:t/m|tot\s+en\s+met|[-–])\s*(\d+)")


@dataclass(frozen=True)
class Use:
    """A stretch of a block's text that stands in a unit; characters, end exclusive."""

    block: int
    start: int
    end: int
    unit: int


@dataclass(frozen=True)
class Built:
    """A file taken through all stages."""

    linked: LinkedPaper
    quads: list[ox.Quad]

    @property
    def paper(self) -> Paper:
        return self.linked.paper


def through_all_stages(path: Path) -> Built:
    """Read and build the paper in ``path``; raises PaperError if it cannot be."""
    linked = link_paper(extract_structure(read_paper(path)), pipeline())
    graph = graph_text(document_iri(linked.paper.head), paper_triples(linked, Settings().fingerprint()))
    return Built(linked, list(ox.parse(graph.lines, ox.RdfFormat.N_QUADS)))


def units_of(paper: Paper) -> list[Unit]:
    return sorted([*paper.questions, *paper.answers], key=lambda unit: unit.position)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


# ------------------------------------------------------------------------------- where the text of units stands


def uses(paper: Paper) -> list[Use]:
    """Where in the blocks the units' text stands, in order; fails where it does not stand there in that order.

    A unit must be made of whole blocks, or of parts of blocks cut at white space, none used twice.
    """
    # A short text may also stand by chance within a block before its own; whole blocks are looked for first.
    found, missing = _placed(paper, whole_first=True)
    if missing is not None:
        found, missing = _placed(paper, whole_first=False)
    assert missing is None, missing
    return found


def _placed(paper: Paper, *, whole_first: bool) -> tuple[list[Use], str | None]:
    found: list[Use] = []
    texts = [block.text for block in paper.source.blocks]
    at, offset = 0, 0
    for unit in units_of(paper):
        rest = unit.text
        while rest:
            left = [(i, offset if i == at else 0) for i in range(at, len(texts))]
            whole = ((i, place) for i, start in left if (place := _rest_of(texts[i], start, rest)))
            cut = ((i, place) for i, start in left if (place := _part_of(texts[i], start, rest)))
            either = (
                (i, p) for i, start in left if (p := _rest_of(texts[i], start, rest) or _part_of(texts[i], start, rest))
            )
            place = next(whole, None) or next(cut, None) if whole_first else next(either, None)
            if place is None:
                return found, f"unit {unit.position}: stands nowhere in what is left of the paper: {rest[:80]!r}"
            at, (start, offset) = place
            found.append(Use(at, start, offset, unit.position))
            rest = rest[offset - start :].lstrip()
    return found, None


def _rest_of(text: str, offset: int, rest: str) -> tuple[int, int] | None:
    """Where all that is left of ``text`` from ``offset`` on stands, if ``rest`` opens with it."""
    left = text[offset:].strip()
    if not left or not rest.startswith(left) or not _is_boundary(rest, len(left)):
        return None
    start = text.index(left, offset)
    return start, start + len(left)


def _part_of(text: str, offset: int, rest: str) -> tuple[int, int] | None:
    """Where in ``text`` from ``offset`` on the first line of ``rest`` stands, as a part cut at white space."""
    first = rest.split("\n", 1)[0].rstrip()
    start = text.find(first, offset)
    while start >= 0:
        end = start + len(first)
        if _is_boundary(text, start) and _is_boundary(text, end):
            return start, end
        start = text.find(first, start + 1)
    return None


def _is_boundary(text: str, at: int) -> bool:
    return at in (0, len(text)) or text[at].isspace() or text[at - 1].isspace()


@dataclass(frozen=True)
class Left:
    """Text of a block after the first unit that stands in no unit."""

    block: Block
    text: str

    @property
    def is_head(self) -> bool:
        """Whether it is a heading, a line in bold or italics, or the head of a question or an answer."""
        short = len(self.text) <= 200 and not self.text.endswith("?")
        set_apart = self.block.kind is BlockKind.HEADING or self.block.emphasis != "none"
        return short and (set_apart or bool(_HEAD.match(self.text)))


def left_out(paper: Paper) -> list[Left]:
    """What of the body stands in no unit, in order: all text after the start of the first unit that no unit uses."""
    used: dict[int, list[Use]] = defaultdict(list)
    for use in uses(paper):
        used[use.block].append(use)
    left: list[Left] = []
    first = min(used)
    for index, block in enumerate(paper.source.blocks):
        if index < first:
            continue
        at = used[first][0].start if index == first else 0
        for use in [*used[index], Use(index, len(block.text), len(block.text), 0)]:
            if text := block.text[at : use.start].strip():
                left.append(Left(block, text))
            at = use.end
    return left


def lost_questions(paper: Paper) -> list[str]:
    """Text of the body that holds a question mark and stands in no unit, nor is all said again in a question."""
    asked = squeezed(" ".join(question.text for question in paper.questions))
    return [
        part.text for part in left_out(paper) if "?" in part.text and squeezed(part.text.strip('«»“”"')) not in asked
    ]


# -------------------------------------------------------------------------------------------- the data of a paper


def check_structure(paper: Paper) -> None:
    """Units count from 1, answers answer questions of the paper, spans lie within their text, notes in theirs."""
    units = units_of(paper)
    assert [unit.position for unit in units] == list(range(1, len(units) + 1))
    assert list(paper.questions) == [unit for unit in units if isinstance(unit, Question)]
    assert list(paper.answers) == [unit for unit in units if isinstance(unit, Answer)]
    assert all(unit.text == unit.text.strip() and unit.text for unit in units)
    asked = {question.position for question in paper.questions}
    for answer in paper.answers:
        assert len(set(answer.questions)) == len(answer.questions)
        assert set(answer.questions) <= asked, f"answer {answer.position} answers what is no question"
    for question in paper.questions:
        _check_spans(question.text, [(span.start, span.end) for span in question.sub_questions])
    for answer in paper.answers:
        _check_spans(answer.text, [(r.span.start, r.span.end) for r in answer.references])
        _check_spans(answer.text, [(c.span.start, c.span.end) for c in answer.commitments])
    _check_notes(paper)


def _check_spans(text: str, spans: list[tuple[int, int]]) -> None:
    end_before = 0
    for start, end in spans:
        assert end_before <= start < end <= len(text), "spans overlap, are empty or stand out of the text"
        assert text[start:end] == text[start:end].strip()
        end_before = end


def _check_notes(paper: Paper) -> None:
    """Each marker in a unit's text has its note in that unit, at its place, once."""
    expected: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for use in uses(paper):
        block = paper.source.blocks[use.block]
        for marker in block.markers:
            if use.start <= marker.offset <= use.end:
                note = paper.source.footnotes[marker.note]
                expected[use.unit].append((note.label, note.text, _word_before(block.text, marker.offset)))
    for unit in units_of(paper):
        assert all(0 <= note.offset <= len(unit.text) for note in unit.notes)
        found = [(note.label, note.text, _word_before(unit.text, note.offset)) for note in unit.notes]
        assert found == expected[unit.position], f"notes of unit {unit.position}"


def _word_before(text: str, offset: int) -> str:
    words = text[:offset].split()
    return words[-1] if words else ""


def printed_numbers(paper: Paper) -> list[str]:
    """The numbers of the questions that the paper's blocks head with "Vraag N", lists and ranges written out."""
    found: list[str] = []
    for block in paper.source.blocks:
        match = _NUMBERED.match(block.text.strip()) or _IN_BREATH.match(block.text)
        if match:
            found += written_out(match[1])
    return found


def written_out(numbers: str) -> list[str]:
    """``"2, 4 tot en met 6"`` → ``["2", "4", "5", "6"]``."""

    def fill(match: re.Match[str]) -> str:
        return ", ".join(str(n) for n in range(int(match[1]), int(match[2]) + 1))

    return re.findall(r"\d+[a-z]?", _RANGE.sub(fill, numbers))


# --------------------------------------------------------------------------------------------- names and triples


def check_mentions(linked: LinkedPaper) -> None:
    """Every mention stands where it says, and every reference means answers of the paper."""
    units = {unit.position: unit for unit in units_of(linked.paper)}
    for mention in linked.mentions:
        unit = units[mention.unit]
        assert 0.0 <= mention.confidence <= 1.0
        if mention.span is not None:
            assert mention.footnote is None
            assert mention.quote == unit.text[mention.span.start : mention.span.end]
        else:
            notes = [note.text for note in unit.notes if note.label == mention.footnote]
            assert any(mention.quote in note for note in notes)
    answers = {answer.position for answer in linked.paper.answers}
    for reference in linked.references:
        assert set(reference.targets) <= answers - {reference.answer}


def check_quads(built: Built) -> None:
    """The quads are RDF, stand in the paper's graph, each once, and every quote stands at its offsets in its unit."""
    assert len(set(built.quads)) == len(built.quads)
    assert {quad.graph_name.value for quad in built.quads} == {document_iri(built.paper.head)}
    written = ox.serialize(built.quads, format=ox.RdfFormat.N_QUADS)
    assert written is not None
    assert set(ox.parse(written, format=ox.RdfFormat.N_QUADS)) == set(built.quads)
    texts = {unit.text for unit in units_of(built.paper)}
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in built.quads:
        values[quad.subject.value][quad.predicate.value] = quad.object.value
    for facts in values.values():
        if f"{KG}start" in facts:
            text = values[facts[f"{KG}inUnit"]][f"{SCHEMA}text"]
            assert text in texts
            assert text[int(facts[f"{KG}start"]) : int(facts[f"{KG}end"])] == facts[f"{KG}quote"]


def check_all(path: Path) -> Built:
    """Build the paper in ``path`` twice and check all of the above; what asks must stand in a unit."""
    built = through_all_stages(path)
    check_structure(built.paper)
    check_mentions(built.linked)
    check_quads(built)
    assert through_all_stages(path).quads == built.quads
    return built


# --------------------------------------------------------------------------------------------------- real papers

HERE = Path(__file__).parent
PAPERS = HERE / "papers"
SAMPLES = HERE.parent / "graph" / "kamergraaf" / "samples"
SHARED = HERE.parents[1] / "shared"
CORPUS = SHARED / "corpus"
SCALE = SHARED / "scale" / "be-qrva.jsonl.gz"


@cache
def corpus() -> tuple[Path, ...]:
    """The real papers; none where ``../shared`` is not there."""
    return tuple(_papers(CORPUS))


def own_papers() -> list[Path]:
    """The papers of our own making: those of the tests and the samples that ship."""
    return [*_papers(PAPERS), *_papers(SAMPLES)]


def _papers(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.suffix in {".md", ".txt", ".pdf"})
