"""Papers on officielebekendmakingen.nl are searched by SRU 2.0, page by page, and odd answers are named."""

from __future__ import annotations

from datetime import date

import pytest

from fetch.conftest import Fetching
from fetch.holdings import Holding, aanhangsel, overleg
from fetch.publisher import Answers, Publisher, record, search_answer
from fetch.test_download import BOMB
from kamergraaf.fetch.wanted import parse_dossier

WHOLE = {"since": date(2098, 1, 1)}


@pytest.fixture(autouse=True)
def holdings(publisher: Publisher) -> None:
    letter = overleg("99317", 975, "gemalen")
    letter.soort = "Brief regering"
    appendix = Holding("blg-123", "Bijlage", "Kamerstuk", dossier="99317")
    publisher.holdings = [
        aanhangsel(7, "de pont", date="2098-08-01"),
        aanhangsel(8, "de brug", date="2098-08-02"),
        aanhangsel(9, "de sluis", date="2098-08-03"),
        overleg("99317", 974, "gemalen"),
        overleg("99600-VI", 12, "dijken"),
        letter,
        appendix,
    ]


def test_all_pages_of_a_search_are_followed(fetching: Fetching, publisher: Publisher) -> None:
    report = fetching(**WHOLE)
    assert (report.new, report.failures) == (5, [])
    assert fetching.files() == [
        "ah-tk-20982099-7.xml",
        "ah-tk-20982099-8.xml",
        "ah-tk-20982099-9.xml",
        "kst-99317-974.xml",
        "kst-99600-VI-12.xml",
    ]
    searches = publisher.asked("/sru")
    assert [search.query["startRecord"] for search in searches] == ["1", "3", "5"]
    assert {(search.query["operation"], search.query["version"]) for search in searches} == {("searchRetrieve", "2.0")}


def test_the_next_page_is_found_where_the_server_does_not_tell_it(fetching: Fetching, publisher: Publisher) -> None:
    first = [record(held) for held in publisher.holdings[:2]]
    publisher.next("/sru", Answers(body=search_answer(5, iter(first))))
    assert fetching(**WHOLE).new == 5


@pytest.mark.parametrize(
    ("wanted", "files"),
    [
        ({"dossiers": (parse_dossier("99 317"),)}, ["kst-99317-974.xml"]),
        (
            {"dossiers": (parse_dossier("99317"), parse_dossier("99600 vi"))},
            ["kst-99317-974.xml", "kst-99600-VI-12.xml"],
        ),
        ({"since": date(2098, 8, 2), "until": date(2098, 8, 2)}, ["ah-tk-20982099-8.xml"]),
        ({"dossiers": (parse_dossier("99317"),), "since": date(2098, 7, 1)}, []),
    ],
)
def test_a_search_is_by_dossier_and_by_day(fetching: Fetching, wanted: dict[str, object], files: list[str]) -> None:
    assert fetching(**wanted).failures == []
    assert fetching.files() == files


def test_a_paper_by_id_is_not_searched_for(fetching: Fetching, publisher: Publisher) -> None:
    fetching("ah-tk-20982099-8")
    assert [request.path for request in publisher.log] == ["/ah-tk-20982099-8.xml"]


def test_a_paper_without_xml_comes_as_a_pdf(fetching: Fetching, publisher: Publisher) -> None:
    publisher.holdings[0].files = {".pdf": b"%PDF-1.7 in name only"}
    assert fetching("ah-tk-20982099-7").new == 1
    assert fetching.files() == ["ah-tk-20982099-7.pdf"]
    assert [line["status"] for line in fetching.manifest()] == ["fetched"]


def test_a_record_tells_which_formats_there_are(fetching: Fetching, publisher: Publisher) -> None:
    publisher.holdings[0].files = {".pdf": b"%PDF-1.7 in name only"}
    publisher.holdings[0].manifestations = ("metadata", "pdf", "odt")
    fetching(since=date(2098, 8, 1), until=date(2098, 8, 1))
    assert [request.path for request in publisher.log] == ["/sru", "/ah-tk-20982099-7.pdf"]


@pytest.mark.parametrize(
    "identifier", ["../../etc/passwd", "ah-tk/9", "AH-1", "ah-tk-1.xml", "2098D00001", "a-" + "x" * 99]
)
def test_what_is_no_id_is_not_asked_for(fetching: Fetching, publisher: Publisher, identifier: str) -> None:
    (failure,) = fetching(identifier).failures
    assert failure.name == identifier and "is no id of a paper" in failure.reason
    assert publisher.log == []


SURROGATE = """<sru:record><sru:recordSchema>info:srw/schema/1/diagnostics-v1.1</sru:recordSchema><sru:recordData>
<diagnostic xmlns="http://docs.oasis-open.org/ns/search-ws/diagnostic"><uri>info:srw/diagnostic/1/65</uri>
<message>Record temporarily unavailable</message></diagnostic></sru:recordData></sru:record>"""


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (SURROGATE, "has no record, but says: Record temporarily unavailable"),
        (record(Holding("../../etc/passwd", "Brief", "Kamerstuk")), "lists a paper with an odd id: ../../etc/passwd"),
        ("<sru:record/>", "lists a paper with an odd id: none"),
    ],
)
def test_an_odd_record_is_named_and_the_rest_goes_on(
    fetching: Fetching, publisher: Publisher, odd: str, reason: str
) -> None:
    publisher.next("/sru", Answers(body=search_answer(2, iter([odd, record(publisher.holdings[0])]))))
    report = fetching(**WHOLE)
    assert [failure.reason for failure in report.failures] == [reason] and report.new == 1


LONE_DIAGNOSTICS = b"""<diagnostics><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/">
<message>Query syntax error</message></diagnostic></diagnostics>"""
"""As older versions of the protocol have it."""


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answers(body=LONE_DIAGNOSTICS), "the server refuses the search: Query syntax error"),
        (Answers(body=BOMB), "declares XML entities of its own"),
        (Answers(body=b"<!DOCTYPE html><html><body>Storing<br></body></html>"), "is not well-formed XML"),
        (Answers(body=b"<html><body>Storing</body></html>"), "is no answer to a search (<html>)"),
        (Answers(body=b"{}"), "is not well-formed XML"),
        (Answers(body=b"<a>" * 300 + b"</a>" * 300), "is not well-formed XML (Excessive depth"),
        (Answers(body=search_answer(9, iter(()), 1)), "names itself, or a page before it"),
        (Answers(body=search_answer(9, iter(()))), "names itself, or a page before it"),
        (Answers(body=search_answer(9, iter(())).replace(b">9<", b">veel<")), "does not say how many papers"),
        (Answers(body=search_answer(9, iter(()), 8).replace(b">8<", b">straks<")), "by what is no number"),
        (Answers(body=search_answer(2, iter(()), 3)), "tells of 2 papers but lists 0"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named_with_its_address(
    fetching: Fetching, publisher: Publisher, answer: Answers, reason: str
) -> None:
    publisher.next("/sru", answer)
    report = fetching(**WHOLE)
    (failure,) = report.failures
    assert "/sru?" in failure.name and reason in failure.reason
    assert report.papers == 0 and fetching.files() == []


def test_a_search_that_the_server_refuses_is_named(
    fetching: Fetching, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kamergraaf.fetch.officielebekendmakingen.kinds", lambda _: ['x" OR cql.serverChoice=="y'])
    (failure,) = fetching(**WHOLE).failures
    assert "the server refuses the search" in failure.reason and "Unsupported index: cql.serverChoice" in failure.reason
