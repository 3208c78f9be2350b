"""What is written from the ontology is up to date, and the page of first queries tells what the samples hold."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, Graph

from kamergraaf.store import GraphStore
from write_ontology_docs import FOLDER, KG, ROOT, files, ontology, terms

PAGE = (FOLDER / "first-five-queries.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"## \d\. (.+?)\n.*?```sparql\n(.+?)```\n\n```csv\n(.+?)```", PAGE, re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize(("path", "text"), list(files(ontology())), ids=lambda value: getattr(value, "name", ""))
def test_what_is_made_from_the_ontology_is_up_to_date(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run: make ontology"


def test_the_page_tells_of_every_term() -> None:
    page = (FOLDER / "terms.md").read_text(encoding="utf-8")
    graph = ontology()
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual):
        for term in terms(graph, kind):
            assert page.count(f"kg:{term.removeprefix(KG)}\n") == 1, term


# rdflib calls what it deprecates itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_context_names_every_term_by_itself() -> None:
    found = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    graph = ontology()
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual):
        for term in terms(graph, kind):
            data = {**found, "@id": "urn:a", term.removeprefix(KG): "urn:b"}
            read = Graph().parse(data=json.dumps(data), format="json-ld")
            assert set(read.predicates()) == {term}


def test_the_diagram_shows_every_class() -> None:
    (diagram,) = re.findall(r"```mermaid\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert {term.removeprefix(KG) for term in terms(ontology(), OWL.Class)} <= set(re.findall(r"[A-Za-z]+", diagram))


def test_there_are_five_first_queries() -> None:
    assert len(BLOCKS) == PAGE.count("```sparql") == 5


@pytest.mark.parametrize(("query", "answer"), [block[1:] for block in BLOCKS], ids=[block[0] for block in BLOCKS])
def test_a_first_query_gives_the_answer_shown(query: str, answer: str, sample_store: GraphStore) -> None:
    solutions = sample_store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    output = io.BytesIO()
    solutions.serialize(output, ox.QueryResultsFormat.CSV)
    found, shown = (list(csv.reader(io.StringIO(text))) for text in (output.getvalue().decode(), answer))
    assert found == shown


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.name)
def test_a_page_links_to_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not (path.parent / link).exists()] == []
