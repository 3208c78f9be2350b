"""The open data of the Tweede Kamer are asked in OData 4, page by page, and odd answers are named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from fetch.conftest import Fetching
from fetch.holdings import aanhangsel, overleg
from fetch.publisher import Answers, Publisher
from kamergraaf.fetch.run import FetchReport
from kamergraaf.fetch.wanted import parse_dossier
from kamergraaf.read import read_paper
from kamergraaf.read.formats import MEDIA_TYPES, Format
from paper_formats import as_word

DOCUMENT = "/OData/v4/2.0/Document"
WHOLE = {"since": date(2098, 1, 1)}


@pytest.fixture(autouse=True)
def holdings(publisher: Publisher) -> None:
    publisher.holdings = [
        aanhangsel(7, "de pont", date="2098-08-01"),
        aanhangsel(8, "de brug", date="2098-08-02"),
        aanhangsel(9, "de sluis", date="2098-08-03"),
        overleg("99317", 974, "gemalen", date="2098-08-02"),
        overleg("99600-VI", 12, "dijken", date="2098-08-04"),
    ]


def fetched(fetching: Fetching, *ids: str, **wanted: object) -> FetchReport:
    return fetching(*ids, source="tweedekamer", **wanted)


def test_all_pages_of_a_search_are_followed(fetching: Fetching, publisher: Publisher) -> None:
    report = fetched(fetching, **WHOLE)
    assert (report.new, report.failures) == (5, [])
    assert fetching.files() == [
        "ah-tk-20982099-7.xml",
        "ah-tk-20982099-8.xml",
        "ah-tk-20982099-9.xml",
        "kst-99317-974.xml",
        "kst-99600-VI-12.xml",
    ]
    assert [request.query.get("$skip") for request in publisher.asked(DOCUMENT)] == [None, "2", "4"]


@pytest.mark.parametrize(
    ("since", "until", "numbers"),
    [("2098-08-02", "2098-08-02", [8]), ("2098-08-02", None, [8, 9]), (None, "2098-08-01", [7])],
)
def test_days_are_dutch_days_both_included(
    fetching: Fetching, since: str | None, until: str | None, numbers: list[int]
) -> None:
    days = {name: date.fromisoformat(day) for name, day in (("since", since), ("until", until)) if day}
    fetched(fetching, **days)
    assert [name for name in fetching.files() if name[0] == "a"] == [f"ah-tk-20982099-{n}.xml" for n in numbers]


@pytest.mark.parametrize(("dossier", "file"), [("99 317", "kst-99317-974.xml"), ("99600-VI", "kst-99600-VI-12.xml")])
def test_a_dossier_is_a_number_and_a_chapter(fetching: Fetching, dossier: str, file: str) -> None:
    fetched(fetching, dossiers=(parse_dossier(dossier),))
    assert fetching.files() == [file]


@pytest.mark.parametrize("paper", range(5))
def test_a_paper_is_found_by_each_of_its_ids(fetching: Fetching, publisher: Publisher, paper: int) -> None:
    held = publisher.holdings[paper]
    for identifier in (held.id, held.number, held.guid):
        assert fetched(fetching, identifier).papers == 1
    assert fetching.files() == [f"{held.id}.xml"]


def test_a_paper_keeps_its_file_when_it_is_given_its_id(fetching: Fetching, publisher: Publisher) -> None:
    held = publisher.holdings[0]
    held.aanhangselnummer = None
    fetched(fetching, held.number)
    assert [line["id"] for line in fetching.manifest()] == [held.number]
    held.aanhangselnummer = "989900007"
    assert fetched(fetching, held.number).unchanged == 1
    assert [(line["id"], line["file"]) for line in fetching.manifest()] == [(held.id, f"{held.number}.xml")]


def test_two_documents_of_one_paper_are_fetched_once(fetching: Fetching, publisher: Publisher) -> None:
    again = aanhangsel(7, "de pont")
    again.number, again.soort = "2098D09999", "Aanhangsel van de Handelingen"
    publisher.holdings.append(again)
    assert fetched(fetching, "ah-tk-20982099-7", "ah-tk-20982099-7").papers == 1


def test_a_word_document_is_fetched_as_such(fetching: Fetching, publisher: Publisher, tmp_path: Path) -> None:
    held = publisher.holdings[0]
    source = tmp_path / "a.xml"
    source.write_bytes(held.files[".xml"])
    held.files, held.content_type = {".docx": as_word(read_paper(source))}, MEDIA_TYPES[Format.DOCX]
    fetched(fetching, held.id)
    assert fetching.files() == [f"{held.id}.docx"]


@pytest.mark.parametrize("content_type", ["application/msword", ""])
def test_a_file_that_cannot_be_read_is_named_and_not_fetched(
    fetching: Fetching, publisher: Publisher, content_type: str
) -> None:
    publisher.holdings[0].content_type = content_type
    report = fetched(fetching, **WHOLE)
    (failure,) = report.failures
    assert failure.name == "ah-tk-20982099-7" and "no file of it that can be read" in failure.reason
    assert report.new == 4


@pytest.mark.parametrize(
    ("identifier", "reason"),
    [
        ("ah-tk-20982099-55", "no such paper"),
        ("kst-99317-A", "is no id by which"),
        ("x' or 1 eq 1", "is no id by which"),
    ],
)
def test_a_paper_that_is_not_there_is_named(fetching: Fetching, identifier: str, reason: str) -> None:
    (failure,) = fetched(fetching, identifier).failures
    assert failure.name == identifier and reason in failure.reason


ROW = {"Id": "11111111-1111-1111-1111-111111111111", "DocumentNummer": "2098D00001", "ContentType": "application/xml"}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            Answers(400, b'{"error":{"code":"","message":"Could not find\\n a property"}}'),
            "400 Bad Request: Could not find a property",
        ),
        (Answers(body=b'{"error":{"code":"","message":"It broke"}}'), "the server answers: It broke"),
        (Answers(body=b"<html>Onderhoud</html>"), "answers with what is no JSON"),
        (Answers(body=b'{"value":' + b"[" * 100_000), "answers with what is no JSON"),
        (Answers(body=b'{"value": 3}'), "answers with JSON that is not OData's"),
        (Answers(body=b"{}"), "answers with JSON that is not OData's: no value"),
        *(
            (Answers(body=b'{"value":[],"@odata.nextLink":"%b"}' % link), "names a page on another server")
            for link in (b"https://elders.example/x", b"//elders.example/x", b"file:///etc/passwd", b"http://a:b/x")
        ),
        (Answers(body=json.dumps({"value": [{**ROW, "Id": "../../x"}]}).encode()), "cannot be read"),
        (Answers(body=json.dumps({"value": [{**ROW, "DocumentNummer": "../../x"}]}).encode()), "with an odd number"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named_with_its_address(
    fetching: Fetching, publisher: Publisher, answer: Answers, reason: str
) -> None:
    publisher.next(DOCUMENT, answer)
    report = fetched(fetching, **WHOLE)
    (failure,) = report.failures
    assert "://" in failure.name and reason in failure.reason and "\n" not in failure.reason
    assert report.papers == 0 and fetching.files() == []


def test_pages_in_a_circle_end_and_what_they_list_is_fetched(fetching: Fetching, publisher: Publisher) -> None:
    held = publisher.holdings[0]
    row = {"Id": held.guid, "DocumentNummer": held.number, "ContentType": "application/xml"}
    circle = {"value": [row], "@odata.nextLink": f"{publisher.odata}Document?$skip=2"}
    publisher.next(DOCUMENT, *[Answers(body=json.dumps(circle).encode())] * 5)
    report = fetched(fetching, **WHOLE)
    assert report.new == 1 and "names itself, or a page before it" in report.failures[0].reason
    assert len(publisher.asked(DOCUMENT)) == 2
