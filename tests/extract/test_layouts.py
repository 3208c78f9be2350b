"""Every layout, on a paper of our own writing: what is asked, what is answered, and which answers which.

The papers and their hand-made expectations stand in ``tests/papers``; the conventions of the annotation guide
hold (``about`` in ``expectations.json`` lists them).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kamergraaf.errors import UnknownLayoutError
from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import Answer, Block, LinkedPaper, Paper, Question, SourcePaper
from kamergraaf.read import read_paper

FOLDER = Path(__file__).parents[1] / "papers"
EXPECTED: list[dict[str, Any]] = json.loads((FOLDER / "expectations.json").read_text(encoding="utf-8"))["papers"]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def outline(paper: Paper, linked: LinkedPaper) -> dict[str, Any]:
    """The structure of a paper with units named by their place in the paper, as the expectations write it."""
    questions = {q.position: i for i, q in enumerate(paper.questions)}
    answered = {a.position: {questions[p] for p in a.questions} for a in paper.answers}
    meant: dict[int, set[int]] = {a.position: set() for a in paper.answers}
    for reference in linked.references:
        for target in reference.targets:
            meant[reference.answer] |= answered[target]
    return {
        "questions": [(ends(q), q.number, sorted(q.groups), len(q.sub_questions)) for q in paper.questions],
        "answers": [(ends(a), sorted(answered[a.position]), str(a.kind), bool(a.commitments)) for a in paper.answers],
        "references": [sorted(meant[a.position]) for a in paper.answers],
    }


def ends(unit: Question | Answer) -> tuple[str, str]:
    text = plain(unit.text)
    return text[:40].strip(), text[-40:].strip()


def expected_outline(paper: dict[str, Any]) -> dict[str, Any]:
    answers = paper["answers"]
    together = {q: set(a["answers"]) for a in answers for q in a["answers"]}
    return {
        "questions": [
            ((plain(q["starts"]), plain(q["ends"])), q["number"] or None, sorted(q["asked_by"]), q["sub_questions"])
            for q in paper["questions"]
        ],
        "answers": [
            ((plain(a["starts"]), plain(a["ends"])), sorted(a["answers"]), a["kind"], a["commitment"]) for a in answers
        ],
        "references": [
            sorted({i for r in a["refers_to"] for q in r["questions"] for i in together.get(q, ())}) for a in answers
        ],
    }


@pytest.mark.parametrize(
    "paper",
    [pytest.param(paper, id=paper["file"]) for paper in EXPECTED],
)
def test_questions_answers_and_links_of_each_layout(paper: dict[str, Any]) -> None:
    found = extract_structure(read_paper(FOLDER / paper["file"]))
    got, want = outline(found, link_paper(found, pipeline())), expected_outline(paper)
    assert str(found.head.kind) == paper["kind"]
    for part in ("questions", "answers", "references"):
        assert got[part] == want[part], part


@pytest.mark.parametrize("paper", EXPECTED, ids=lambda paper: paper["file"])
def test_printed_ids_dates_and_askers_of_each_layout(paper: dict[str, Any]) -> None:
    head = extract_structure(read_paper(FOLDER / paper["file"])).head
    if paper["id"]:
        assert (head.identifier, head.published) == (paper["id"], True)
    assert [(a.name, a.party) for a in head.askers] == [(a["name"], a["party"]) for a in paper["askers"]]
    if head.answered_on is not None:
        assert head.answered_on.isoformat() == paper["date_answered"]


@pytest.mark.parametrize(
    "texts",
    [
        ["Beste lezer,", "Dit is een brief zonder vragen.", "Met vriendelijke groet"],
        ["1. Inleiding", "Tekst.", "2. Slot", "Tekst."],
        ["Vraag en aanbod", "De prijs stijgt. Wie betaalt dat?"],
    ],
)
def test_a_paper_in_no_known_layout_gives_an_error_that_names_it(texts: list[str]) -> None:
    source = SourcePaper("brief.md", "0" * 64, "text/markdown", tuple(map(Block, texts)))
    with pytest.raises(UnknownLayoutError, match=r"^brief\.md: "):
        extract_structure(source)
