"""The explorer's pages and linked data, as a browser or a program asks for them."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import time
import tomllib
from html.parser import HTMLParser
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import quote

import httpx
import networkx as nx
import pyoxigraph as ox
import pytest

from kamergraaf.namespaces import ID, KG, VOCABULARY
from kamergraaf.resources import samples
from kamergraaf.serve.addresses import address
from kamergraaf.show.palette import DARK, LIGHT, STYLES

from .conftest import SCRIPT
from .running import COMMAND, get, kamergraaf, served

DOCUMENT = "https://zoek.officielebekendmakingen.nl/ah-tk-20982099-101"
PAGES = ("/", "/?q=minister", "/graph", "/query", "/ontology")


def some_iris(server: str) -> list[str]:
    """All kinds of things that stand in the store under our namespace, a few of each."""
    query = (
        "SELECT DISTINCT ?s { { SELECT ?c (SAMPLE(?x) AS ?s) { ?x a ?c } GROUP BY ?c } "
        f'FILTER(STRSTARTS(STR(?s), "{ID}")) }}'
    )
    rows = get(f"{server}/sparql", "application/json", query=query).json()["results"]["bindings"]
    return [row["s"]["value"] for row in rows]


def test_every_iri_of_ours_resolves_to_a_page_or_to_rdf(server: str) -> None:
    iris = some_iris(server)
    assert len(iris) > 8
    for iri in (
        *iris,
        DOCUMENT,
        f"{KG}Question",
        KG.removesuffix("#"),
        f"{VOCABULARY}countries",
        f"{ID}policy/terugkeerhub",
    ):
        page = get(f"{server}{address(iri)}")
        assert page.status_code == 200, iri
        assert page.headers["content-type"].startswith("text/html")
        turtle = get(f"{server}{address(iri)}", "text/turtle")
        assert turtle.headers["content-type"].startswith("text/turtle"), iri
        said = {quad.subject for quad in ox.parse(turtle.content, format=ox.RdfFormat.TURTLE)}
        assert ox.NamedNode(iri) in said, iri
        assert "Accept" in page.headers["vary"] and "Accept" in turtle.headers["vary"]


def test_the_iri_of_the_namespace_is_the_path_on_the_server() -> None:
    assert address(f"{ID}person/von-der-leyen") == "/id/person/von-der-leyen"
    assert address(f"{KG}mentions") == "/ontology#mentions"
    assert address("https://example.org/a?b=c&d#e") == "/thing?iri=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%26d%23e"
    for odd in (f"{ID}../../etc/passwd", f"{ID}a//b", f"{ID}a?b", f"{ID}motion/a+b", f"{ID}.", f"{ID}"):
        assert address(odd) == f"/thing?iri={quote(odd, safe='')}"


def test_what_is_not_there_is_not_found(server: str) -> None:
    for path in (
        "/nothing",
        "/id/nothing",
        "/thing?iri=nothing",
        "/thing",
        "/card?iri=x",
        "/graph?centre=x",
        "/vocabulary/x",
    ):
        page = get(server + path)
        assert page.status_code == 404, path
        assert "Kamergraaf" in page.text
        assert get(server + path, "text/turtle").status_code == 404, path


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd",
        "/assets/..%2ftexts.toml",
        "/assets/texts.toml",
        "/vocabulary/..%2fkamergraaf",
        "/vocabulary/%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out_of_the_folders(server: str, path: str) -> None:
    with httpx.Client(base_url=server) as client:
        request = client.build_request("GET", path)
        request.url = request.url.copy_with(raw_path=path.encode())
        assert client.send(request).status_code == 404


@pytest.mark.parametrize(
    "path", [*PAGES, f"/thing?iri={quote(DOCUMENT)}", "/sparql?query=ASK%7B%7D", "/nothing", "/static/site.css"]
)
def test_every_answer_bears_a_strict_policy(server: str, path: str) -> None:
    headers = get(server + path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in policy and "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"


class Strict(HTMLParser):
    """Collects what a strict policy would not let work, and all addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.addresses: list[str] = []
        self._script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self.faults.append("script in the page")
        if tag == "style" or "style" in values:
            self.faults.append("style in the page")
        self.faults += [name for name in values if name.startswith("on")]
        self.addresses += [values[name] or "" for name in ("src", "href") if name in values]


@pytest.mark.parametrize("path", [*PAGES, f"/thing?iri={quote(DOCUMENT)}", f"/graph?centre={quote(DOCUMENT)}"])
def test_pages_hold_nothing_that_the_policy_forbids_and_fetch_nothing_from_elsewhere(server: str, path: str) -> None:
    page = get(server + path)
    assert page.status_code == 200
    reader = Strict()
    reader.feed(page.text)
    assert not reader.faults
    for tag in re.findall(r"<(?:script|link|img)[^>]*>", page.text):
        assert "//" not in tag, tag


def test_a_hostile_paper_stays_text_on_every_page(hostile: str) -> None:
    found = get(f"{hostile}/sparql", "application/json", query="SELECT DISTINCT ?s { ?s ?p ?o }").json()
    iris = [row["s"]["value"] for row in found["results"]["bindings"] if row["s"]["type"] == "uri"]
    paths = [
        *(f"/thing?iri={quote(iri, safe='')}" for iri in iris),
        *(f"/card?iri={quote(iri, safe='')}" for iri in iris),
        *(f"/graph?centre={quote(iri, safe='')}" for iri in iris),
        "/",
        *(
            f"{path}{quote(SCRIPT)}"
            for path in ("/?q=", "/?part=results&q=", "/thing?iri=", "/graph?centre=", "/query?example=")
        ),
        f"/?q=document&from={quote(SCRIPT)}&lang={quote(SCRIPT)}",
        f"/thing?iri={quote(iris[0], safe='')}&year={quote(SCRIPT)}&party={quote(SCRIPT)}&from={quote(SCRIPT)}",
        f"/graph?centre={quote(iris[0], safe='')}&since={quote(SCRIPT)}&until={quote(SCRIPT)}&party={quote(SCRIPT)}",
    ]
    seen = 0
    for path in paths:
        page = get(hostile + path)
        assert page.status_code in (200, 404), path
        assert "<script>document" not in page.text and "<img" not in page.text, path
        reader = Strict()
        reader.feed(page.text)
        assert not reader.faults, path
        seen += "document.title" in page.text
    assert seen > 5
    iri = next(iri for iri in iris if "/answer/" in iri)
    exported = get(f"{hostile}/graph/export?as=html&centre={quote(iri)}").text
    assert "<script>document" not in exported and "<img" not in exported


def test_only_web_addresses_become_links(hostile: str) -> None:
    page = get(f"{hostile}/thing", iri="javascript:alert(1)")
    assert page.status_code == 404
    assert 'href="javascript:' not in page.text


def test_search_finds_names_first_and_marks_the_words(server: str) -> None:
    page = get(f"{server}/", q="nachttrein")
    assert "beleidsbegrip" in page.text
    assert re.search(r"<mark>\w*[Nn]achttrein", page.text)
    part = get(f"{server}/", q="nachttr", part="results")
    assert "nachttrein" in part.text and "<html" not in part.text
    for odd in ('"', "*", "a AND", "NEAR(", "-", "'; DROP TABLE thing", "\x00", "é" * 5000, "nacht* OR x:y"):
        assert get(f"{server}/", q=odd).status_code in (200, 400)


def test_a_page_speaks_the_readers_language(server: str) -> None:
    assert '<html lang="nl">' in get(server).text
    english = httpx.get(server, headers={"Accept": "text/html", "Accept-Language": "en-GB,en;q=0.9"})
    assert '<html lang="en">' in english.text and "Often named" in english.text
    with httpx.Client(headers={"Accept": "text/html"}, base_url=server) as client:
        assert "Often named" in client.get("/?lang=en").text
        assert "Often named" in client.get("/").text
        assert "Vaak genoemd" in client.get("/?lang=nl").text


def test_the_graph_is_the_same_each_time_and_narrows(server: str) -> None:
    whole = get(f"{server}/graph/data", centre=DOCUMENT, most="300").json()
    assert whole == get(f"{server}/graph/data", centre=DOCUMENT, most="300").json()
    parties = {node["id"]: node["name"] for node in whole["nodes"] if node["cls"] == "ParliamentaryGroup"}
    assert parties
    group = next(iter(parties))
    narrowed = get(f"{server}/graph/data", centre=DOCUMENT, most="300", party=group).json()
    assert {node["cls"] for node in narrowed["nodes"]} >= {"Document", "Question"}
    nothing = get(f"{server}/graph/data", centre=DOCUMENT, since="2999").json()
    assert all(node["cls"] not in ("Question", "Answer") for node in nothing["nodes"])


def test_expanding_leaves_what_is_shown_where_it_is(server: str) -> None:
    around = {"centre": f"{ID}policy/nachttrein", "most": "40"}
    before = get(f"{server}/graph/data", **around).json()["nodes"]
    grown = 0
    for hub in before:
        after = get(f"{server}/graph/data", **around, expand=hub["id"]).json()["nodes"]
        places = {node["id"]: (node["x"], node["y"]) for node in after}
        grown += len(places) > len(before)
        for node in before:
            assert places[node["id"]] == (node["x"], node["y"])
    assert grown


def test_a_view_can_be_taken_away(server: str) -> None:
    graphml = get(f"{server}/graph/export", centre=DOCUMENT, **{"as": "graphml"})
    assert "attachment" in graphml.headers["content-disposition"]
    drawn = get(f"{server}/graph/data", centre=DOCUMENT).json()
    read = nx.parse_graphml(graphml.text)
    assert set(read.nodes) == {node["id"] for node in drawn["nodes"]}
    page = get(f"{server}/graph/export", centre=DOCUMENT, **{"as": "html"}).text
    assert json.loads(re.search(r'id="graph-data">(.*?)</script>', page)[1])["centre"] == DOCUMENT  # type: ignore[index]
    assert get(f"{server}/graph/export", centre=DOCUMENT, **{"as": "exe"}).status_code == 400


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"links": [1]}', '{"links": [[1, 2, 3]]}', "[" * 50_000, '{"links": []}']
)
def test_nonsense_is_no_graph(server: str, body: str) -> None:
    assert httpx.post(f"{server}/query/graph", content=body).status_code == 400


def test_a_result_becomes_a_graph_of_known_things(server: str) -> None:
    body = {"links": [["VVD", DOCUMENT, "asks"], ["VVD", "iets anders", "asks"]]}
    drawn = httpx.post(f"{server}/query/graph", json=body).json()
    assert {(node["name"], node["cls"]) for node in drawn["nodes"]} >= {
        ("VVD", "ParliamentaryGroup"),
        ("iets anders", "Value"),
    }
    assert len(drawn["edges"]) == 2


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_signs_can_be_told_from_the_ground(theme: dict[str, str]) -> None:
    for ground in ("ground", "raised", "marked"):
        for text in ("ink", "accent") if ground == "marked" else ("ink", "soft", "accent", "alert"):
            assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
    assert contrast(theme["on-accent"], theme["accent"]) >= 4.5
    assert contrast(theme["frame"], theme["ground"]) >= 3
    for name, style in STYLES.items():
        colour = style.light if theme is LIGHT else style.dark
        assert contrast(colour, theme["ground"]) >= 3, name
    # The editor writes in these.
    for name in ("Organisation", "Answer", "Person"):
        colour = STYLES[name].light if theme is LIGHT else STYLES[name].dark
        assert contrast(colour, theme["ground"]) >= 4.5, name


def test_what_a_build_adds_is_shown_while_the_server_runs(tmp_path: Path) -> None:
    with as_file(samples()) as papers:
        assert kamergraaf("build", papers / "ah-tk-20982099-101.txt", "--store", tmp_path / "store").returncode == 0
        with served(tmp_path / "store") as running:
            assert get(f"{running}/", q="nachttrein").text.count("<mark>") == 0
            assert kamergraaf("build", papers, "--store", tmp_path / "store").returncode == 0
            counted = "SELECT (COUNT(?d) AS ?n) { ?d a kg:Document }"
            for _ in range(100):
                found = get(f"{running}/", q="nachttrein").text.count("<mark>")
                documents = get(f"{running}/sparql", "text/csv", query=counted).text.split()[-1]
                if found and documents == "4":
                    break
                time.sleep(0.3)
            assert found and documents == "4"


def test_a_store_in_use_is_said_in_one_line(tmp_path: Path, store: Path) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "store"))
    opened = ox.Store(str(copy))
    refused = kamergraaf("serve", "--store", copy, "--port", 0)
    assert refused.returncode == 2
    assert "in use by another process" in refused.stderr and refused.stderr.count("\n") == 1
    del opened


def test_while_another_has_the_store_open_what_was_last_served_is_shown(tmp_path: Path, store: Path) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "store"))
    with served(copy):
        pass
    opened = ox.Store(str(copy))
    with served(copy) as running:
        assert get(f"{running}/", q="nachttrein").text.count("<mark>") > 0
        asked = get(f"{running}/sparql", "application/json", query=f"ASK {{ <{DOCUMENT}> a kg:Document }}")
        assert asked.json()["boolean"] is True
    del opened


def test_every_text_has_both_languages_and_a_place() -> None:
    package = files("kamergraaf")
    texts = tomllib.loads((package / "show" / "texts.toml").read_text(encoding="utf-8"))
    sources = [
        file.read_text(encoding="utf-8")
        for folder in (
            package / "serve",
            package / "serve" / "templates",
            package / "show",
            package / "show" / "assets",
        )
        for file in folder.iterdir()
        if file.name.endswith((".py", ".html"))
    ]
    for key, pair in (texts["texts"] | texts["terms"]).items():
        assert len(pair) == 2 and all(pair), key
        assert set(re.findall(r"{\w+}", pair[0])) == set(re.findall(r"{\w+}", pair[1])), key
    unplaced = [key for key in texts["texts"] if not any(f'"{key}"' in s or f"'{key}'" in s for s in sources)]
    assert not unplaced


def test_a_second_server_of_a_store_is_refused(tmp_path: Path, store: Path) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "store"))
    with served(copy):
        second = kamergraaf("serve", "--store", copy, "--port", 0)
        assert second.returncode == 2
        assert "stop that one first" in second.stderr


def test_serving_nothing_is_an_error(tmp_path: Path) -> None:
    refused = kamergraaf("serve", "--store", tmp_path / "none", "--port", 0)
    assert refused.returncode == 2
    assert "there is no store" in refused.stderr


@pytest.mark.parametrize("signal", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_and_its_workers(store: Path, tmp_path: Path, signal: signal.Signals) -> None:
    copy = Path(shutil.copytree(store, tmp_path / "store"))
    process = subprocess.Popen(
        [*COMMAND, "serve", "--store", str(copy), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline().startswith("http")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers = children.read_text().split() if children.is_file() else []
    process.send_signal(signal)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    left = workers
    for _ in range(100):
        # Python's own helper process goes a moment after the server.
        if not (left := [worker for worker in workers if Path(f"/proc/{worker}").exists()]):
            break
        time.sleep(0.1)
    assert not left
