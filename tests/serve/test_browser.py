"""What a user does in the explorer, in Debian's chromium, with no network but this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from .conftest import CORPUS
from .running import kamergraaf

CHROMIUM = shutil.which("chromium")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
DOCUMENT = "https://zoek.officielebekendmakingen.nl/ah-tk-20982099-101"
NIGHT_TRAIN = "https://w3id.org/kamergraaf/id/policy/nachttrein"
WIDTHS = [360, 1600]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (make browser, as root on Debian)")
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, OFFLINE])
        yield started
        started.close()


class Watched:
    """A page, with what went wrong on it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))
        self.page.on("request", lambda request: self._look_at(request.url))

    def _look_at(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "blob:", "data:", "file:")):
            self.faults.append(f"asked for {url}")


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A page of a desktop's width; whatever it misses, or asks of the internet, fails the test."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000}, locale="nl-NL", accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    found = Watched(context)
    yield found
    context.close()
    assert not found.faults


def drawn(page: Page) -> int:
    """Wait until the graph is drawn; return how many nodes it has."""
    # Playwright's own waiting needs eval, which the policy forbids.
    for _ in range(200):
        if page.evaluate("performance.getEntriesByName('graph-drawn').length > 0"):
            break
        page.wait_for_timeout(50)
    return int(page.evaluate("kamergraaf.graph.nodes.length"))


def ink(page: Page) -> int:
    """Return how many pixels of the graph are drawn on."""
    return int(
        page.evaluate(
            """() => {
              const canvas = document.querySelector('#graph canvas');
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              let count = 0;
              for (let at = 3; at < data.length; at += 4) count += data[at] > 0;
              return count;
            }"""
        )
    )


@needs_corpus
def test_from_a_word_to_an_answer_to_the_answer_it_points_at(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(server)
    page.get_by_role("searchbox").press_sequentially("terugkeerhub", delay=20)
    results = page.locator("#results")
    expect(results.locator(".things a").first).to_contain_text("terugkeerhub")
    expect(results.locator("mark").first).to_contain_text("terugkeerhub")
    results.get_by_role("link", name="Antwoord 12").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Antwoord 12")
    expect(page.locator("a.named", has_text="terugkeerhubs").first).to_be_visible()
    page.locator("a.pointer").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Antwoord 4")
    expect(page.locator("aside")).to_contain_text("Antwoord 12")


@needs_corpus
def test_polands_page_and_its_graph(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(server)
    page.get_by_role("searchbox").fill("Polen")
    page.locator("#results .things a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Polen")
    expect(page.get_by_role("link", name="Officiële bron ↗")).to_have_attribute(
        "href", "http://publications.europa.eu/resource/authority/country/POL"
    )
    expect(page.locator("#units .hits > li").first).to_contain_text("Pol")
    page.locator(".bars a").first.click()
    expect(page.locator(".chosen-note")).to_be_visible()
    page.get_by_role("link", name="Bekijk als graaf").click()
    page.wait_for_url("**/graph?**")
    assert drawn(page) > 5


def test_the_graph_grows_on_a_click_and_shows_the_text(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/graph?centre={quote(NIGHT_TRAIN)}&most=40")
    before = drawn(page)
    assert before == 40 and ink(page) > 1000
    page.locator("summary", has_text="Als lijst").click()
    page.locator("#graph-list button", has_text="Antwoord").first.click()
    expect(page.locator("#graph-card .reading")).to_be_visible()
    grown = before
    for button in page.locator("#graph-list button").all():
        button.click()
        page.wait_for_timeout(60)
        with page.expect_response(lambda response: "/graph/data" in response.url):
            page.get_by_role("button", name="Omgeving erbij").click()
        page.wait_for_timeout(100)
        grown = int(page.evaluate("kamergraaf.graph.nodes.length"))
        if grown > before:
            break
    assert grown > before
    assert "expand=" in page.url
    page.reload()
    assert drawn(page) == grown


def test_a_click_on_the_picture_itself_opens_the_text(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/graph?centre={quote(NIGHT_TRAIN)}&most=40")
    drawn(page)
    spot = page.evaluate(
        f"""() => {{
          const network = kamergraaf.graph.network;
          const place = network.canvasToDOM(network.getPositions(['{NIGHT_TRAIN}'])['{NIGHT_TRAIN}']);
          const box = document.getElementById('graph').getBoundingClientRect();
          return {{x: box.x + place.x, y: box.y + place.y}};
        }}"""
    )
    page.mouse.click(spot["x"], spot["y"])
    expect(page.locator("#graph-card h2")).to_have_text("nachttrein")


def test_the_legend_hides_what_is_unticked(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/graph?centre={quote(NIGHT_TRAIN)}")
    drawn(page)
    before = ink(page)
    for box in page.locator(".legend input[name=class]").all():
        box.uncheck()
    page.wait_for_timeout(200)
    assert ink(page) < before / 10


def test_a_view_is_saved_in_three_forms(watched: Watched, server: str, tmp_path: Path) -> None:
    page = watched.page
    page.goto(f"{server}/graph?centre={quote(NIGHT_TRAIN)}")
    nodes = drawn(page)
    for name, start in (("PNG", b"\x89PNG"), ("HTML", b"<!DOCTYPE html>"), ("GraphML", b"<?xml")):
        with page.expect_download() as download:
            page.locator(".graph-tools").get_by_text(name, exact=True).click()
        saved = tmp_path / name
        download.value.save_as(saved)
        assert saved.read_bytes().lstrip().startswith(start)
    assert len(nx.read_graphml(tmp_path / "GraphML")) == nodes
    (tmp_path / "HTML").rename(tmp_path / "view.html")
    page.goto((tmp_path / "view.html").as_uri())
    assert drawn(page) == nodes and ink(page) > 1000


def test_an_example_is_run_shown_drawn_downloaded_and_shared(watched: Watched, server: str, tmp_path: Path) -> None:
    page = watched.page
    page.goto(f"{server}/query")
    assert page.locator("#editor .token.keyword").count() > 3
    page.locator("[data-name=who-asks-about-which-country]").click()
    expect(page.locator("#table td").first).to_be_visible()
    rows = page.locator("#table tbody tr").count()
    page.get_by_role("button", name="Graaf", exact=True).click()
    assert drawn(page) > 2
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "result.csv")
    assert len((tmp_path / "result.csv").read_text().splitlines()) == rows + 1
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    shared = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator("#table tbody tr")).to_have_count(rows)


def test_a_query_of_ones_own_by_keyboard(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/query")
    editor = page.get_by_role("textbox", name="Vraag in SPARQL")
    editor.fill(
        f"CONSTRUCT {{ ?d dcterms:title ?t }} WHERE {{ <{DOCUMENT}> dcterms:title ?t BIND(<{DOCUMENT}> AS ?d) }}"
    )
    editor.press("Control+Enter")
    expect(page.locator("#table td")).to_have_count(3)
    expect(page.get_by_role("link", name="Turtle")).to_be_visible()
    editor.fill("SELECT nonsense")
    editor.press("Control+Enter")
    expect(page.locator("#said")).to_contain_text("no SPARQL query")
    # The refusal, which the browser notes, is what is asked for here.
    watched.faults = [fault for fault in watched.faults if "400" not in fault]


def test_all_is_reached_by_keyboard(watched: Watched, server: str) -> None:
    page = watched.page
    page.goto(f"{server}/thing?iri={quote(DOCUMENT)}")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("nachttrein")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.locator("#results .things a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("nachttrein")
    page.get_by_role("link", name="Bekijk als graaf").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/graph?**")
    drawn(page)
    page.locator("summary", has_text="Als lijst").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#graph-card h2")).to_be_visible()


PAGES = (
    *("/", "/?q=nachttrein", "/query", "/ontology", "/graph", "/id/ah-tk-20982099-101/answer/1"),
    *(f"/thing?iri={quote(iri)}" for iri in (NIGHT_TRAIN, DOCUMENT)),
    f"/graph?centre={quote(NIGHT_TRAIN)}",
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(browser: Browser, server: str, width: int, path: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(server + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system_and_the_button(browser: Browser, server: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(server)
    ground = "getComputedStyle(document.body).backgroundColor"
    first = page.evaluate(ground)
    assert first == {"light": "rgb(251, 250, 246)", "dark": "rgb(21, 23, 27)"}[scheme]
    page.locator("#theme").click()
    assert page.evaluate(ground) != first
    page.reload()
    assert page.evaluate(ground) != first
    context.close()


def test_a_hostile_paper_runs_nothing(watched: Watched, hostile: str, tmp_path: Path) -> None:
    page = watched.page
    document = f"{hostile}/?q=bekend"
    page.goto(document)
    expect(page.locator("#results")).to_contain_text("<script>")
    page.locator("#results a.title").first.click()
    expect(page.locator(".reading").first).to_contain_text("<script>")
    page.get_by_role("link", name="Bekijk als graaf").click()
    page.wait_for_url("**/graph?**")
    drawn(page)
    page.locator("summary", has_text="Als lijst").click()
    for button in page.locator("#graph-list button").all():
        button.click()
        page.wait_for_timeout(80)
        spot = page.locator("#graph").bounding_box()
        assert spot
        page.mouse.move(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
        page.wait_for_timeout(250)
    page.goto(f"{hostile}/query#query={quote('SELECT ?s ?t { ?s schema:text|dcterms:title|skos:prefLabel ?t }')}")
    expect(page.locator("#table")).to_contain_text("<script>")
    page.get_by_role("button", name="Graaf", exact=True).click()
    drawn(page)
    assert page.title() != "run"
    assert not page.locator("img").count()


def test_the_file_that_show_writes_works_offline(watched: Watched, store: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "store"))
    done = kamergraaf("show", "ah-tk-20982099-101", "--store", copy, "-o", tmp_path / "paper.html")
    assert done.returncode == 0, done.stderr
    page = watched.page
    page.goto((tmp_path / "paper.html").as_uri())
    assert drawn(page) > 10 and ink(page) > 1000
    page.locator("summary", has_text="Als lijst").click()
    page.locator("#graph-list button", has_text="Vraag").first.click()
    expect(page.locator("#graph-card .reading")).to_be_visible()
    page.locator(".legend input[name=class]").first.uncheck()
