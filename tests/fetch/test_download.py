"""A file arrives whole or not at all, on from where it broke off, and only if it changed."""

from __future__ import annotations

import gzip
from hashlib import sha256
from itertools import pairwise

import pytest

from fetch.conftest import Fetching
from fetch.holdings import Holding, aanhangsel
from fetch.publisher import LAST_MODIFIED, Answers, Cut, Publisher
from kamergraaf.fetch.web import ATTEMPTS, LONGEST_WAIT
from kamergraaf.read import limits

ID = "ah-tk-20982099-9"
PATH = f"/{ID}.xml"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE kamervragen [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><kamervragen><vraag><al>&c;</al></vraag></kamervragen>"""


@pytest.fixture(autouse=True)
def paper(publisher: Publisher) -> Holding:
    held = aanhangsel(9, "de brug", padding=200_000)
    publisher.holdings = [held]
    return held


def ranges(publisher: Publisher) -> list[str | None]:
    return [request.headers.get("range") for request in publisher.asked(PATH)]


def test_a_paper_comes_with_its_line_in_the_manifest(fetching: Fetching, paper: Holding) -> None:
    report = fetching(ID)
    assert (report.new, report.failures) == (1, [])
    assert (fetching.folder / f"{ID}.xml").read_bytes() == paper.files[".xml"]
    (line,) = fetching.manifest()
    assert line == {
        "id": ID,
        "source": f"{fetching.publisher.address}{PATH}",
        "status": "fetched",
        "file": f"{ID}.xml",
        "media_type": "application/xml",
        "sha256": sha256(paper.files[".xml"]).hexdigest(),
        "etag": line["etag"],
        "last_modified": LAST_MODIFIED,
        "fetched": line["fetched"],
        "checked": line["checked"],
    }


@pytest.mark.parametrize(
    ("headers", "least"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "Sat, 02 Aug 2098 10:00:50 GMT", "Date": "Sat, 02 Aug 2098 10:00:00 GMT"}, 50),
        ({"Retry-After": "soon"}, 1),
        ({}, 1),
    ],
)
def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(
    fetching: Fetching, publisher: Publisher, headers: dict[str, str], least: float
) -> None:
    publisher.next(PATH, Answers(429, headers=headers))
    assert fetching(ID).new == 1
    first, second = publisher.asked(PATH)
    assert (first.status, second.status) == (429, 200)
    assert least <= second.at - first.at <= least + 2


def test_a_server_that_is_down_is_asked_again_after_ever_longer(fetching: Fetching, publisher: Publisher) -> None:
    publisher.next(PATH, *[Answers(503)] * (ATTEMPTS - 1))
    assert fetching(ID).new == 1
    at = [request.at for request in publisher.asked(PATH)]
    waits = [after - before for before, after in pairwise(at)]
    assert all(2**i <= wait <= 2**i + 2 for i, wait in enumerate(waits))


def test_a_server_that_stays_down_is_not_asked_forever(fetching: Fetching, publisher: Publisher) -> None:
    publisher.next(PATH, *[Answers(503)] * 20)
    report = fetching(ID)
    (failure,) = report.failures
    assert failure.name == ID and failure.reason.endswith(f"{PATH}: the server answers 503 Service Unavailable")
    assert len(publisher.asked(PATH)) == ATTEMPTS and report.papers == 0
    assert [line["status"] for line in fetching.manifest()] == ["failed"]


def test_a_server_that_wants_to_be_left_alone_for_long_is(fetching: Fetching, publisher: Publisher) -> None:
    publisher.next(PATH, Answers(429, headers={"Retry-After": str(int(LONGEST_WAIT) + 1)}))
    assert "429" in fetching(ID).failures[0].reason
    assert len(publisher.asked(PATH)) == 1


def test_a_file_that_broke_off_is_gone_on_with(fetching: Fetching, publisher: Publisher, paper: Holding) -> None:
    publisher.next(PATH, Cut(100_000), Cut(50_000))
    assert fetching(ID).new == 1
    assert ranges(publisher) == [None, "bytes=100000-", "bytes=150000-"]
    assert (fetching.folder / f"{ID}.xml").read_bytes() == paper.files[".xml"]
    assert fetching.files() == [f"{ID}.xml"]


def test_a_later_run_goes_on_with_it_too(fetching: Fetching, publisher: Publisher, paper: Holding) -> None:
    publisher.next(PATH, Cut(100_000), *[Answers(503)] * (ATTEMPTS - 1))
    assert fetching(ID).papers == 0
    assert fetching.files() == [f"{ID}.xml.part"]
    assert [line["status"] for line in fetching.manifest()] == ["partial"]
    assert fetching(ID).new == 1
    assert ranges(publisher)[-1] == "bytes=100000-"
    assert (fetching.folder / f"{ID}.xml").read_bytes() == paper.files[".xml"]
    assert fetching.files() == [f"{ID}.xml"]


def test_with_a_weak_etag_the_date_tells_whether_to_go_on(fetching: Fetching, publisher: Publisher) -> None:
    publisher.etags = False
    publisher.next(PATH, Cut(100_000))
    assert fetching(ID).new == 1
    assert publisher.asked(PATH)[1].headers["if-range"] == LAST_MODIFIED
    assert fetching.manifest()[0]["last_modified"] == LAST_MODIFIED


@pytest.mark.parametrize("can", ["no validators", "no ranges"])
def test_where_the_server_cannot_go_on_the_file_is_begun_again(
    fetching: Fetching, publisher: Publisher, paper: Holding, can: str
) -> None:
    if can == "no validators":
        publisher.etags = publisher.dates = False
    publisher.ranges = False
    publisher.next(PATH, Cut(100_000))
    assert fetching(ID).new == 1
    assert (fetching.folder / f"{ID}.xml").read_bytes() == paper.files[".xml"]


def test_a_file_that_changed_meanwhile_is_begun_again(fetching: Fetching, publisher: Publisher) -> None:
    publisher.next(PATH, Cut(100_000), *[Answers(503)] * (ATTEMPTS - 1))
    fetching(ID)
    anew = aanhangsel(9, "de sluis", padding=200_000)
    publisher.holdings = [anew]
    assert fetching(ID).new == 1
    assert (fetching.folder / f"{ID}.xml").read_bytes() == anew.files[".xml"]


@pytest.mark.parametrize(
    "wrong",
    [
        Answers(206, b"<x/>", {"Content-Range": "bytes 5-8/200"}),
        Answers(206, b"<x/>", {}),
        Answers(206, b"<x/>", {"Content-Range": "bytes 100000-100003/*"}),
        Answers(416),
    ],
)
def test_another_part_than_was_asked_for_is_thrown_away(
    fetching: Fetching, publisher: Publisher, paper: Holding, wrong: Answers
) -> None:
    publisher.next(PATH, Cut(100_000), wrong)
    assert fetching(ID).new == 1
    assert ranges(publisher) == [None, "bytes=100000-", None]
    assert (fetching.folder / f"{ID}.xml").read_bytes() == paper.files[".xml"]


def test_a_file_that_is_compressed_unasked_is_unpacked(
    fetching: Fetching, publisher: Publisher, paper: Holding
) -> None:
    data = paper.files[".xml"]
    packed = Answers(body=gzip.compress(data), headers={"Content-Encoding": "gzip", "ETag": '"z"'})
    publisher.next(PATH, Answers(body=packed.body, headers=packed.headers, cut=100), packed)
    assert fetching(ID).new == 1
    assert ranges(publisher) == [None, None]
    assert (fetching.folder / f"{ID}.xml").read_bytes() == data


@pytest.mark.parametrize("validators", ["both", "date"])
def test_what_has_not_changed_does_not_come_again(fetching: Fetching, publisher: Publisher, validators: str) -> None:
    publisher.etags = validators == "both"
    fetching(ID)
    before = (fetching.folder / f"{ID}.xml").stat()
    report = fetching(ID)
    assert (report.new, report.unchanged) == (0, 1)
    second = publisher.asked(PATH)[1]
    assert second.status == 304 and second.headers["if-modified-since"] == LAST_MODIFIED
    assert (fetching.folder / f"{ID}.xml").stat().st_mtime_ns == before.st_mtime_ns


def test_what_has_changed_comes_again(fetching: Fetching, publisher: Publisher) -> None:
    fetching(ID)
    anew = aanhangsel(9, "de sluis")
    publisher.holdings = [anew]
    report = fetching(ID)
    assert (report.new, report.changed) == (0, 1)
    assert (fetching.folder / f"{ID}.xml").read_bytes() == anew.files[".xml"]


def test_a_file_that_was_spoilt_here_comes_again(fetching: Fetching, publisher: Publisher, paper: Holding) -> None:
    fetching(ID)
    (fetching.folder / f"{ID}.xml").write_bytes(b"spoilt")
    fetching(ID)
    assert "if-none-match" not in publisher.asked(PATH)[1].headers
    assert (fetching.folder / f"{ID}.xml").read_bytes() == paper.files[".xml"]


def test_a_failure_leaves_what_was_there_and_says_why(fetching: Fetching, publisher: Publisher, paper: Holding) -> None:
    fetching(ID)
    publisher.next(PATH, Answers(body=BOMB))
    (failure,) = fetching(ID).failures
    assert "entities" in failure.reason
    assert (fetching.folder / f"{ID}.xml").read_bytes() == paper.files[".xml"]
    (line,) = fetching.manifest()
    assert line["status"] == "fetched" and "entities" in line["reason"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answers(body=BOMB), "declares XML entities of its own, which are not read for safety"),
        (Answers(body=b"<!DOCTYPE html><html><body>Storing</body></html>"), "is HTML, though its name ends in .xml"),
        (Answers(body=b"<kamervragen><vraag>"), "is not well-formed XML"),
        (Answers(body=b"<rss/>"), "is XML of a kind that is not known (<rss>)"),
        (Answers(body=b"%PDF-1.7"), "is a PDF, though its name ends in .xml"),
        (Answers(body=b""), "is empty"),
        (
            Answers(body=b"not packed", headers={"Content-Encoding": "gzip"}),
            "is compressed in a way that cannot be undone",
        ),
        (Answers(404), "the server answers 404 Not Found"),
        (Answers(403), "the server answers 403 Forbidden"),
        (Answers(304), "the server answers 304 Not Modified"),
        (Answers(302, headers={"Location": "ftp://127.0.0.1/x"}), "is no address on the web"),
        (Answers(302, headers={"Location": "http://169.254.169.254/x"}), "is on another server"),
        (Answers(302, headers={"Location": "https://127.0.0.1/x"}), "is on another server"),
    ],
)
def test_what_cannot_be_used_is_no_file_and_the_rest_goes_on(
    fetching: Fetching, publisher: Publisher, answer: Answers, reason: str
) -> None:
    publisher.holdings.append(aanhangsel(10, "de sluis"))
    publisher.next(PATH, answer)
    report = fetching(ID, "ah-tk-20982099-10")
    (failure,) = report.failures
    assert failure.name == ID and reason in failure.reason and "http" in failure.reason
    assert fetching.files() == ["ah-tk-20982099-10.xml"] and report.new == 1
    assert [line["status"] for line in fetching.manifest()] == ["fetched", "failed"]


def test_redirects_in_a_circle_end(fetching: Fetching, publisher: Publisher) -> None:
    publisher.next(PATH, *[Answers(302, headers={"Location": PATH})] * 20)
    assert "redirects in a circle" in fetching(ID).failures[0].reason
    assert len(publisher.asked(PATH)) < 10


def test_a_redirect_on_the_same_server_is_followed(fetching: Fetching, publisher: Publisher) -> None:
    publisher.next(PATH, Answers(301, headers={"Location": "/ah-tk-20982099-10.xml"}))
    publisher.holdings.append(aanhangsel(10, "de sluis"))
    assert fetching(ID).new == 1


@pytest.mark.parametrize("told", [True, False])
def test_a_file_is_not_larger_than_a_paper_may_be(
    fetching: Fetching, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    monkeypatch.setattr("kamergraaf.fetch.download.MAX_FILE_BYTES", limits.MEBIBYTE if told else limits.MAX_FILE_BYTES)
    monkeypatch.setattr("kamergraaf.fetch.web.MAX_FILE_BYTES", limits.MEBIBYTE)
    bomb = gzip.compress(b"x" * 4 * limits.MEBIBYTE)
    headers = {"Content-Encoding": "gzip"}
    answer = Answers(body=b"x" * 2 * limits.MEBIBYTE) if told else Answers(body=bomb, headers=headers)
    publisher.next(PATH, answer)
    assert "is larger than 1 MB" in fetching(ID).failures[0].reason
    assert fetching.files() == []


def test_the_rest_of_a_file_is_counted(fetching: Fetching, publisher: Publisher, paper: Holding) -> None:
    whole = len(paper.files[".xml"])
    short = Answers(206, b"xx", {"Content-Range": f"bytes 100000-{whole - 1}/{whole}"})
    publisher.next(PATH, Cut(100_000), short)
    assert fetching(ID).new == 1
    assert ranges(publisher) == [None, "bytes=100000-", "bytes=100002-"]
    assert (fetching.folder / f"{ID}.xml").read_bytes() == paper.files[".xml"]
    publisher.holdings = [aanhangsel(9, "de sluis", padding=200_000)]
    publisher.next(PATH, Cut(100_000), Answers(206, b"xx", {"Content-Range": "bytes 100000-100001/999999999"}))
    assert "is larger than 64 MB" in fetching(ID).failures[0].reason
    assert fetching.files() == [f"{ID}.xml"]
