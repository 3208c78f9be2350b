"""Measure when the explorer and a graph of 300 things can be seen, on a store of 1,600 papers: ``make paint``.

Builds the papers of ``../shared/scale`` into ``paint/store`` the first time, which takes a minute or two.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from serve.running import kamergraaf, served
from serve.test_browser import FLAGS, OFFLINE

SCALE = Path(__file__).resolve().parents[2] / "shared" / "scale" / "be-qrva.jsonl.gz"
TIMES = 5
PAPERS = 1600
CENTRE = "http://publications.europa.eu/resource/authority/country/BEL"
# In milliseconds after the request: the first text or picture; the largest; the graph drawn on its canvas.
PAINTS = """() => new Promise((done) => {
  new PerformanceObserver((list) => done({
    first: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    largest: list.getEntries().at(-1).startTime,
    drawn: (performance.getEntriesByName('graph-drawn')[0] || {startTime: 0}).startTime,
    nodes: window.kamergraaf && kamergraaf.graph ? kamergraaf.graph.nodes.length : 0,
  })).observe({type: 'largest-contentful-paint', buffered: true});
})"""


def main(folder: Path) -> int:
    """Print the medians of five first visits each, every one with an empty cache."""
    chromium = shutil.which("chromium")
    if chromium is None or not SCALE.is_file():
        print(f"skipped: needs chromium (make browser) and {SCALE}")
        return 0
    store = built(folder)
    pages = {
        "explorer": "/",
        "results": "/?q=politie",
        "entity": f"/thing?iri={quote(CENTRE)}",
        "graph of 300": f"/graph?most=300&centre={quote(CENTRE)}",
    }
    with sync_playwright() as playwright, served(store) as server:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, OFFLINE])
        print(f"milliseconds, median of {TIMES}")
        print(f"{'page':14}{'first paint':>14}{'largest paint':>15}{'graph drawn':>13}{'nodes':>7}")
        for name, path in pages.items():
            visits = [visit(browser, server + path) for _ in range(TIMES)]
            first, largest, drawn, nodes = (statistics.median(v[key] for v in visits) for key in visits[0])
            print(f"{name:14}{first:14.0f}{largest:15.0f}{drawn:13.0f}{nodes:7.0f}")
        browser.close()
    return 0


def built(folder: Path) -> Path:
    """Return a store of the papers, built if it is not there."""
    store = folder / "store"
    if not store.is_dir():
        papers = folder / "papers"
        papers.mkdir(parents=True)
        with gzip.open(SCALE, "rt", encoding="utf-8") as lines:
            for line, _ in zip(lines, range(PAPERS), strict=False):
                paper = json.loads(line)
                (papers / f"{paper['id']}.txt").write_text(paper["text"], encoding="utf-8")
        done = kamergraaf("build", papers, "--store", store)
        print(done.stdout.splitlines()[-1])
    return store


def visit(browser: Browser, address: str) -> dict[str, float]:
    """Return when what was painted on a first visit."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    paints: dict[str, float] = page.evaluate(PAINTS)
    context.close()
    return paints


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
