"""The sample papers give the structure and the names that a reader finds in them.

``sample_expectations.json`` was made by hand from the papers; its ``about`` tells its conventions.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kamergraaf.builder import build
from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import Answer, EntityClass, LinkedPaper, Question
from kamergraaf.read import read_paper
from kamergraaf.resources import samples
from kamergraaf.store import open_store

EXPECTED: dict[str, dict[str, Any]] = {
    paper["file"]: paper
    for paper in json.loads(Path(__file__).with_name("sample_expectations.json").read_text("utf-8"))["papers"]
}
TYPES = {
    EntityClass.COUNTRY: "country",
    EntityClass.LEGISLATION: "legislation",
    EntityClass.PROVISION: "provision",
    EntityClass.PARLIAMENTARY_DOCUMENT: "parliamentary_document",
    EntityClass.MOTION: "motion",
    EntityClass.COURT_DECISION: "court_decision",
    EntityClass.ORGANISATION: "organisation",
    EntityClass.PERSON: "person",
    EntityClass.GROUP: "group",
}
"""The nine classes that the expectations list in full; policies they do not."""
LEAST = 0.95
"""Least precision and least recall over the mentions of all samples."""

DUE = {
    "voor de zomer": "2099-22",
    "voor de kerst": "2099-12-25",
    "voor het einde van het jaar": "2099",
    "eind 2099": "2099",
    "voor 1 juli 2099": "2099-07-01",
    "uiterlijk 15 september 2099": "2099-09-15",
    "uiterlijk 1 oktober 2099": "2099-10-01",
    "uiterlijk 1 maart 2100": "2100-03-01",
}
"""Due dates as printed, in EDTF; all samples are of 2099."""

OVERLEG = "overleg-fictief-nachttreinen.md"


@pytest.fixture(scope="module")
def built() -> dict[str, LinkedPaper]:
    """Return each sample by its file name, read and linked."""
    nlp = pipeline()
    with as_file(samples()) as folder:
        return {name: link_paper(extract_structure(read_paper(folder / name)), nlp) for name in EXPECTED}


@pytest.fixture(params=EXPECTED)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def one_line(text: str) -> str:
    return " ".join(text.split())


def positions(expected: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Return the positions of the questions and of the answers of a paper.

    In the samples every answer follows the questions that it answers.
    """
    questions, answers, position = [], [], 0
    for answer in expected["answers"]:
        for _ in answer["answers"]:
            questions.append(position := position + 1)
        answers.append(position := position + 1)
    return questions, answers


def units(linked: LinkedPaper) -> dict[int, Question | Answer]:
    return {unit.position: unit for unit in (*linked.paper.questions, *linked.paper.answers)}


def pairs(linked: LinkedPaper, expected: dict[str, Any]) -> Iterator[tuple[Question | Answer, dict[str, Any]]]:
    yield from zip(linked.paper.questions, expected["questions"], strict=True)
    yield from zip(linked.paper.answers, expected["answers"], strict=True)


def test_every_sample_has_its_expectations() -> None:
    with as_file(samples()) as folder:
        assert {path.name for path in folder.iterdir() if path.suffix in (".md", ".txt")} == set(EXPECTED)


# ------------------------------------------------------------------------------------------- structure


def test_the_head_says_what_it_is_of_whom_to_whom_and_when(built: dict[str, LinkedPaper], name: str) -> None:
    head, expected = built[name].paper.head, EXPECTED[name]
    assert head.published == (expected["id"] is not None)
    assert expected["id"] in (None, head.identifier)
    assert (head.kind, one_line(head.title), head.dossier) == (
        expected["kind"],
        expected["title"],
        expected["dossier"],
    )
    dates = [day and day.isoformat() for day in (head.submitted_on, head.answered_on)]
    assert dates == [expected["date_submitted"], expected["date_answered"]]
    assert [{"name": a.name, "party": a.party} for a in head.askers] == expected["askers"]
    assert list(head.addressees) == expected["addressees"]
    respondents = [{"name": r.name, "role": r.office, "portfolio": r.portfolio} for r in head.respondents]
    assert respondents == expected["respondents"]


def test_the_head_cites_the_papers_it_names(built: dict[str, LinkedPaper], name: str) -> None:
    expected = EXPECTED[name]
    # A paper does not cite the dossier that it stands in; that is its kg:dossier.
    wanted = set(expected["head_documents"]) - {f"kst-{expected['dossier']}"}
    assert {entity.identifier for entity in built[name].head_citations} == wanted


def test_questions_and_answers_begin_and_end_where_the_paper_has_them(built: dict[str, LinkedPaper], name: str) -> None:
    paper, expected = built[name].paper, EXPECTED[name]
    for found, wanted in ((paper.questions, expected["questions"]), (paper.answers, expected["answers"])):
        texts = [one_line(unit.text) for unit in found]
        assert [(text[:40], text[-40:]) for text in texts] == [(unit["starts"], unit["ends"]) for unit in wanted]


def test_questions_and_answers_stand_in_the_order_of_the_paper(built: dict[str, LinkedPaper], name: str) -> None:
    paper = built[name].paper
    found = [question.position for question in paper.questions], [answer.position for answer in paper.answers]
    assert found == positions(EXPECTED[name])


def test_a_question_has_its_number_and_the_group_that_asks(built: dict[str, LinkedPaper], name: str) -> None:
    found = [(question.number, question.groups) for question in built[name].paper.questions]
    wanted = [(q["number"], (q["asked_by"],) if q["asked_by"] else ()) for q in EXPECTED[name]["questions"]]
    assert found == wanted


def test_a_question_asks_as_many_things_as_it_has_asking_sentences(built: dict[str, LinkedPaper], name: str) -> None:
    found = [len(question.sub_questions) for question in built[name].paper.questions]
    assert found == [question["sub_questions"] for question in EXPECTED[name]["questions"]]


def test_an_answer_answers_the_questions_before_it_alone(built: dict[str, LinkedPaper], name: str) -> None:
    asked = positions(EXPECTED[name])[0]
    found = [set(answer.questions) for answer in built[name].paper.answers]
    assert found == [{asked[index] for index in answer["answers"]} for answer in EXPECTED[name]["answers"]]


def test_an_answer_is_direct_partial_or_a_mere_reference(built: dict[str, LinkedPaper], name: str) -> None:
    found = [answer.kind for answer in built[name].paper.answers]
    assert found == [answer["kind"] for answer in EXPECTED[name]["answers"]]


@pytest.mark.parametrize(
    ("file", "index"),
    [
        (file, index)
        for file, expected in EXPECTED.items()
        for index, answer in enumerate(expected["answers"])
        if answer["refers_to"]
    ],
)
def test_a_reference_leads_to_the_answers_meant(built: dict[str, LinkedPaper], file: str, index: int) -> None:
    linked, wanted = built[file], EXPECTED[file]["answers"][index]["refers_to"]
    answering = {question: answer.position for answer in linked.paper.answers for question in answer.questions}
    asked = positions(EXPECTED[file])[0]
    found = [r for r in linked.references if r.answer == linked.paper.answers[index].position]
    assert {group for r in found for group in r.groups} == {r["group"] for r in wanted} - {None}
    meant = {answering[asked[question]] for r in wanted for question in r["questions"]}
    assert {target for r in found for target in r.targets} == meant


def test_no_other_answer_refers(built: dict[str, LinkedPaper], name: str) -> None:
    linked = built[name]
    referring = [answer["refers_to"] != [] for answer in EXPECTED[name]["answers"]]
    places = {reference.answer for reference in linked.references if reference.targets or reference.groups}
    assert [answer.position in places for answer in linked.paper.answers] == referring


@pytest.mark.parametrize(
    ("file", "index"),
    [
        (file, index)
        for file, expected in EXPECTED.items()
        for index, answer in enumerate(expected["answers"])
        if answer["commitment"]
    ],
)
def test_an_undertaking_is_found_with_its_due_date(built: dict[str, LinkedPaper], file: str, index: int) -> None:
    linked, wanted = built[file], EXPECTED[file]["answers"][index]["commitments"]
    answer = linked.paper.answers[index]
    assert len(answer.commitments) == len(wanted)
    for found, commitment in zip(answer.commitments, wanted, strict=True):
        assert one_line(answer.text[found.span.start : found.span.end]).startswith(commitment["starts"])
        assert found.due == (DUE[commitment["due"]] if commitment["due"] else None)


def test_no_other_answer_undertakes_anything(built: dict[str, LinkedPaper], name: str) -> None:
    for found, wanted in zip(built[name].paper.answers, EXPECTED[name]["answers"], strict=True):
        assert wanted["commitment"] or not found.commitments, found.text


# -------------------------------------------------------------------------------------------- mentions


@dataclass
class Tally:
    """How many mentions were found that the papers have, found that they have not, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def compare(built: dict[str, LinkedPaper]) -> tuple[dict[str, Tally], list[str]]:
    """Return the tally of each class and the differences, in words."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    differences = []
    for file, expected in EXPECTED.items():
        linked = built[file]
        for unit, wanted in pairs(linked, expected):
            found = {
                (TYPES[mention.entity.cls], mention.entity.identifier)
                for mention in linked.mentions
                if mention.unit == unit.position and mention.entity.cls in TYPES
            }
            for mention in wanted["mentions"]:
                kind, ids = mention["type"], [mention["id"], *mention.get("also", ())]
                same = {(kind, identifier) for identifier in ids} & found
                found -= same
                if same:
                    tallies[kind].right += 1
                else:
                    tallies[kind].missed += 1
                    differences.append(f"{file} {unit.position}: {kind} {ids[0]} missed")
            for kind, identifier in sorted(found):
                tallies[kind].wrong += 1
                differences.append(f"{file} {unit.position}: {kind} {identifier} is not there")
    return tallies, differences


def test_units_name_what_a_reader_finds_in_them(built: dict[str, LinkedPaper]) -> None:
    tallies, differences = compare(built)
    print("\n".join(differences))
    total = Tally(*(sum(getattr(t, field) for t in tallies.values()) for field in ("right", "wrong", "missed")))
    assert set(tallies) == set(TYPES.values())
    assert total.precision >= LEAST, differences
    assert total.recall >= LEAST, differences


@pytest.mark.parametrize("kind", TYPES.values())
def test_of_each_class_most_is_found_and_most_found_is_right(built: dict[str, LinkedPaper], kind: str) -> None:
    tallies, differences = compare(built)
    # The least of any class; a class with few members must not hide behind those with many.
    assert min(tallies[kind].precision, tallies[kind].recall) >= 0.9, differences


def test_what_stands_in_a_footnote_says_in_which(built: dict[str, LinkedPaper], name: str) -> None:
    linked = built[name]
    for unit, wanted in pairs(linked, EXPECTED[name]):
        for mention in wanted["mentions"]:
            ids = {mention["id"], *mention.get("also", ())}
            labels = {
                m.footnote
                for m in linked.mentions
                if m.unit == unit.position and TYPES.get(m.entity.cls) == mention["type"] and m.entity.identifier in ids
            }
            assert not labels or mention.get("footnote") in labels, mention


@pytest.mark.parametrize(
    ("file", "position", "kind", "identifier"),
    [
        (OVERLEG, 26, "organisation", "raad-voor-volksgezondheid-en-samenleving"),
        (OVERLEG, 39, "organisation", "uw-kamer"),
    ],
)
def test_what_is_no_name_is_not_found(
    built: dict[str, LinkedPaper], file: str, position: int, kind: str, identifier: str
) -> None:
    found = {(m.unit, TYPES.get(m.entity.cls), m.entity.identifier) for m in built[file].mentions}
    assert (position, kind, identifier) not in found


# ------------------------------------------------------------------------------------------ invariants


def test_a_mention_quotes_its_place(built: dict[str, LinkedPaper], name: str) -> None:
    texts = units(built[name])
    in_text = [mention for mention in built[name].mentions if mention.span is not None]
    assert in_text
    for mention in in_text:
        assert mention.span is not None
        text = texts[mention.unit].text
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.quote
        assert mention.quote == mention.quote.strip()
        assert mention.footnote is None


def test_a_mention_outside_the_text_stands_in_a_footnote_of_its_unit(built: dict[str, LinkedPaper], name: str) -> None:
    texts = units(built[name])
    for mention in built[name].mentions:
        if mention.span is None:
            notes = {note.label: note.text for note in texts[mention.unit].notes}
            assert mention.footnote in notes
            assert mention.quote in notes[mention.footnote]


def test_all_spans_lie_within_their_unit(built: dict[str, LinkedPaper], name: str) -> None:
    paper = built[name].paper
    for question in paper.questions:
        assert all(0 <= span.start < span.end <= len(question.text) for span in question.sub_questions)
    for answer in paper.answers:
        for place in (*answer.references, *answer.commitments):
            assert 0 <= place.span.start < place.span.end <= len(answer.text)
    for unit in units(built[name]).values():
        assert all(0 <= note.offset <= len(unit.text) for note in unit.notes)


def test_a_mention_says_how_sure_it_is_and_by_which_rule(built: dict[str, LinkedPaper], name: str) -> None:
    for mention in built[name].mentions:
        assert 0 < mention.confidence <= 1
        assert mention.rule


def test_each_position_is_taken_once(built: dict[str, LinkedPaper], name: str) -> None:
    paper = built[name].paper
    taken = sorted(unit.position for unit in (*paper.questions, *paper.answers))
    assert taken == list(range(1, len(taken) + 1))


def test_building_twice_gives_equal_n_quads() -> None:
    dumps = []
    for _ in range(2):
        store = open_store(None)
        with as_file(samples()) as folder:
            build([folder], store)
            once = io.BytesIO()
            store.dump(once, ox.RdfFormat.N_QUADS)
            build([folder], store)
        again = io.BytesIO()
        store.dump(again, ox.RdfFormat.N_QUADS)
        assert again.getvalue() == once.getvalue()
        dumps.append(once.getvalue())
    assert dumps[0]
    assert dumps[0] == dumps[1]
