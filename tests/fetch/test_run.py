"""A run is polite, goes on where it was stopped, and leaves a manifest that build reads."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest
from filelock import FileLock

from fetch.conftest import Fetching, StoppedClock
from fetch.holdings import aanhangsel, overleg
from fetch.publisher import Answers, Publisher, record, search_answer
from kamergraaf.builder import build
from kamergraaf.fetch.errors import FetchError
from kamergraaf.fetch.listing import list_papers
from kamergraaf.fetch.manifest import NAME, Entry, Manifest, listed_papers
from kamergraaf.fetch.wanted import Wanted, parse_dossier
from kamergraaf.fetch.web import ATTEMPTS, Web
from kamergraaf.papers import Failure, find_papers
from kamergraaf.store import open_store

IDS = tuple(f"ah-tk-20982099-{number}" for number in range(1, 6))


@pytest.fixture(autouse=True)
def holdings(publisher: Publisher) -> None:
    publisher.holdings = [aanhangsel(number, f"brug {number}") for number in range(1, 6)]


def names(folder: Path) -> list[str]:
    return [found.name for found in find_papers([folder]) if isinstance(found, Path)]


def paths(publisher: Publisher) -> list[str]:
    return [request.path for request in publisher.log]


def test_requests_come_one_at_a_time_never_too_fast_and_say_who_asks(fetching: Fetching, publisher: Publisher) -> None:
    publisher.next(f"/{IDS[0]}.xml", Answers(302, headers={"Location": f"/{IDS[1]}.xml"}), Answers(503))
    fetching(*IDS)
    assert len(publisher.log) == 6 and publisher.most_at_once == 1
    assert all(after.at - before.at >= 1 for before, after in pairwise(publisher.log))
    assert all(
        request.headers["user-agent"].startswith(f"kamergraaf/{version('kamergraaf')} (") for request in publisher.log
    )


@pytest.mark.parametrize("rate", [0.2, 4.0])
def test_the_rate_is_the_users_to_choose(
    fetching: Fetching, publisher: Publisher, clock: StoppedClock, rate: float
) -> None:
    with closing(fetching.web(rate)) as web:
        for identifier in IDS:
            web.page(f"{publisher.address}/{identifier}.xml")
    assert [round(after.at - before.at, 6) for before, after in pairwise(publisher.log)] == [1 / rate] * 4


def test_a_run_that_was_stopped_goes_on_where_it_was(fetching: Fetching, publisher: Publisher) -> None:
    publisher.next(f"/{IDS[2]}.xml", *[Answers(503)] * ATTEMPTS)
    publisher.next(f"/{IDS[3]}.xml", *[Answers(503)] * ATTEMPTS)
    publisher.next(f"/{IDS[4]}.xml", *[Answers(503)] * ATTEMPTS)
    first = fetching(*IDS)
    assert (first.new, first.stopped) == (2, "the server fails for 3 papers in a row")
    publisher.log.clear()
    second = fetching(*IDS)
    assert (second.new, second.unchanged, second.stopped) == (3, 2, "")
    assert paths(publisher) == [f"/{identifier}.xml" for identifier in IDS[2:]]
    publisher.log.clear()
    assert fetching(*IDS).unchanged == 5
    assert [request.status for request in publisher.log] == [304] * 5


@pytest.mark.parametrize("source", ["officielebekendmakingen", "tweedekamer"])
def test_a_file_is_not_asked_for_again_unless_the_list_tells_that_it_may_have_changed(
    fetching: Fetching, publisher: Publisher, source: str
) -> None:
    now = datetime.now(UTC)
    untold, settled, fresh = publisher.holdings = [aanhangsel(number, "de pont") for number in (1, 2, 3)]
    settled.changed = (now - timedelta(days=3)).isoformat()
    fresh.changed = now.isoformat()
    wanted = {"since": date(2098, 1, 1), "source": source}
    assert fetching(**wanted).new == 3
    publisher.log.clear()
    assert fetching(**wanted).unchanged == 3
    asked = {untold.id, fresh.id} if source == "officielebekendmakingen" else {untold.guid, fresh.guid}
    assert {request.path for request in publisher.log if request.status == 304} == {
        f"/{name}.xml" if source == "officielebekendmakingen" else f"/OData/v4/2.0/Document({name})/resource"
        for name in asked
    }
    (fetching.folder / f"{settled.id}.xml").unlink()
    assert fetching(**wanted).papers == 3
    assert f"{settled.id}.xml" in fetching.files()


def test_a_search_that_broke_off_does_not_end_the_run(fetching: Fetching, publisher: Publisher) -> None:
    first = search_answer(5, map(record, publisher.holdings[:2]), 3)
    publisher.next("/sru", Answers(body=first), *[Answers(503)] * ATTEMPTS)
    whole = {"since": date(2098, 1, 1)}
    report = fetching(**whole)
    assert (report.new, report.stopped) == (2, "the server could not be asked for all papers")
    publisher.log.clear()
    assert fetching(**whole).new == 3
    assert [path for path in paths(publisher) if path != "/sru"] == [f"/{identifier}.xml" for identifier in IDS[2:]]


def test_a_run_for_other_papers_asks_for_all_of_them(fetching: Fetching, publisher: Publisher) -> None:
    for identifier in IDS[2:]:
        publisher.next(f"/{identifier}.xml", *[Answers(503)] * ATTEMPTS)
    fetching(*IDS)
    publisher.log.clear()
    fetching(*IDS[:2])
    assert len(publisher.log) == 2


def test_a_server_that_is_gone_ends_the_run(tmp_path: Path, clock: StoppedClock) -> None:
    fetching = Fetching(Publisher("http://127.0.0.1:9"), clock, tmp_path)
    report = fetching(*IDS)
    assert report.stopped and len(report.failures) == 3
    assert "the server cannot be reached" in report.failures[0].reason


def test_one_process_at_a_time_fetches_into_a_folder(fetching: Fetching) -> None:
    fetching.folder.mkdir()
    with (
        FileLock(fetching.folder / ".kamergraaf-fetch.lock"),
        pytest.raises(FetchError, match="another kamergraaf fetch"),
    ):
        fetching(*IDS)


@pytest.mark.parametrize("address", ["gegevensmagazijn.tweedekamer.nl", "ftp://a/b", "http://", "http://a:b"])
def test_a_base_address_is_one_on_the_web(address: str) -> None:
    with pytest.raises(FetchError, match="is no address on the web"):
        Web([address])


# ------------------------------------------------------------------------------------------ the manifest


def test_after_a_run_the_manifest_has_a_line_a_paper(fetching: Fetching, publisher: Publisher) -> None:
    fetching(*IDS, "ah-tk-20982099-99")
    fetching(*IDS)
    assert [(line["id"], line["status"]) for line in fetching.manifest()] == [
        *((identifier, "fetched") for identifier in IDS),
        ("ah-tk-20982099-99", "failed"),
    ]


@pytest.mark.parametrize(
    "torn", [b'{"id":"ah-tk-20982099-5","source":"http://x', b"\x00\x00\x00", b"[" * 9999, b"{}\n"]
)
def test_a_line_that_was_cut_off_costs_no_other(fetching: Fetching, torn: bytes) -> None:
    fetching(*IDS[:3])
    with (fetching.folder / NAME).open("ab") as manifest:
        manifest.write(torn)
    assert names(fetching.folder) == [f"{identifier}.xml" for identifier in IDS[:3]]
    assert fetching(*IDS[3:]).new == 2
    assert [line["id"] for line in fetching.manifest()] == list(IDS)


def test_a_file_name_in_a_manifest_does_not_lead_out_of_the_folder(fetching: Fetching, publisher: Publisher) -> None:
    fetching.folder.mkdir()
    source = f"{publisher.address}/{IDS[0]}.xml"
    with closing(Manifest(fetching.folder)) as manifest:
        manifest.put(Entry(id=IDS[0], source=source, status="fetched", file="../elsewhere.xml"))
    fetching(IDS[0])
    assert fetching.files() == [f"{IDS[0]}.xml"] and not (fetching.folder.parent / "elsewhere.xml").exists()


# -------------------------------------------------------------------------------------- what build takes


def test_build_takes_what_was_fetched_and_nothing_else(fetching: Fetching, publisher: Publisher) -> None:
    fetching(*IDS[:2], "ah-tk-20982099-99")
    (fetching.folder / "stray.xml").write_text("<kamervragen/>")
    (fetching.folder / f"{IDS[2]}.xml.part").write_text("half")
    assert names(fetching.folder) == [f"{IDS[0]}.xml", f"{IDS[1]}.xml"]
    assert names(fetching.folder.parent) == [f"{IDS[0]}.xml", f"{IDS[1]}.xml"]


def test_without_a_manifest_build_takes_all(fetching: Fetching) -> None:
    fetching(*IDS[:2])
    (fetching.folder / NAME).unlink()
    (fetching.folder / "stray.xml").write_text("<kamervragen/>")
    assert listed_papers(fetching.folder) is None
    assert names(fetching.folder) == [f"{IDS[0]}.xml", f"{IDS[1]}.xml", "stray.xml"]


def test_of_a_paper_in_two_formats_build_takes_the_better(fetching: Fetching, publisher: Publisher) -> None:
    whole = publisher.holdings[0].files
    publisher.holdings[0].files = {".pdf": b"%PDF-1.7 in name only"}
    fetching(IDS[0])
    assert names(fetching.folder) == [f"{IDS[0]}.pdf"]
    publisher.holdings[0].files |= whole
    fetching(IDS[0])
    assert fetching.files() == [f"{IDS[0]}.pdf", f"{IDS[0]}.xml"]
    assert names(fetching.folder) == [f"{IDS[0]}.xml"]
    (fetching.folder / f"{IDS[0]}.xml").unlink()
    assert names(fetching.folder) == [f"{IDS[0]}.pdf"]


def test_a_manifest_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (failure,) = find_papers([tmp_path])
    assert isinstance(failure, Failure) and failure.name.endswith(NAME) and "cannot be opened" in failure.reason


def test_the_same_paper_of_both_publishers_is_one(fetching: Fetching, publisher: Publisher) -> None:
    fetching(IDS[0])
    fetching(IDS[0], source="tweedekamer")
    assert names(fetching.folder) == [f"{IDS[0]}.xml"]
    (line,) = fetching.manifest()
    assert line["source"].endswith("/resource")


def test_what_is_fetched_can_be_built(fetching: Fetching, publisher: Publisher) -> None:
    publisher.holdings.append(overleg("99317", 974, "gemalen"))
    fetching(*IDS, dossiers=(parse_dossier("99317"),))
    store = open_store(None)
    report = build([fetching.folder], store)
    assert (report.papers, report.failures) == (6, [])
    assert [graph.rpartition("/")[2] for graph in store.graphs()] == [*IDS, "kst-99317-974"]


def test_listing_asks_for_no_file(fetching: Fetching, publisher: Publisher) -> None:
    with closing(fetching.web()) as web:
        listing = list_papers(fetching.source(web, "tweedekamer"), Wanted(IDS))
    assert ([paper.id for paper in listing.papers], listing.failures) == (list(IDS), [])
    assert set(paths(publisher)) == {"/OData/v4/2.0/Document"}
