"""The same paper in any format gives the same questions, answers and notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamergraaf.extract.structure import extract_structure
from kamergraaf.models import Paper
from kamergraaf.read import read_paper
from paper_checks import PAPERS, SAMPLES, squeezed
from paper_formats import FORMATS

TOLD_BY_TYPE_ALONE = {"overleg-fictief-nachttreinen.md", "overleg-headed-variants-wolven.md"}
"""Papers of which heads are told by bold or italic type, which plain text has not."""
SOURCES = [
    SAMPLES / "ah-tk-20982099-101.txt",
    SAMPLES / "ah-tk-20982099-103.md",
    SAMPLES / "overleg-fictief-nachttreinen.md",
    PAPERS / "kamervragen-questions-first-wegenbelasting.md",
    PAPERS / "overleg-headed-variants-wolven.md",
    PAPERS / "nota-naar-aanleiding-oplaadpunten.md",
]


def outline(paper: Paper) -> list[object]:
    head = paper.head
    units = sorted([*paper.questions, *paper.answers], key=lambda unit: unit.position)
    return [
        (head.kind, head.title, head.submitted_on, head.answered_on, head.askers, head.respondents),
        *[(question.number, question.groups) for question in paper.questions],
        *[(answer.questions, answer.kind) for answer in paper.answers],
        *[(squeezed(unit.text), [(note.label, squeezed(note.text)) for note in unit.notes]) for unit in units],
    ]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_paper_is_the_same_in_every_format(source: Path, name: str, tmp_path: Path) -> None:
    if name.endswith(".txt") and source.name in TOLD_BY_TYPE_ALONE:
        pytest.skip("plain text has no bold or italic type")
    first = read_paper(source)
    path = tmp_path / name
    path.write_bytes(FORMATS[name](first))
    assert outline(extract_structure(read_paper(path))) == outline(extract_structure(first))
