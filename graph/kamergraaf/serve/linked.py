"""Linked data: every IRI as a page or as RDF, whichever the client would rather have."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kamergraaf.analyse.projection import prefixed
from kamergraaf.namespaces import ID, RDFS, SKOS, VOCABULARY
from kamergraaf.serve.explorer import explorer
from kamergraaf.serve.negotiation import NAMED, wants_html
from kamergraaf.serve.pages import thing_page
from kamergraaf.serve.protocol import reply
from kamergraaf.serve.rendering import page, words_for
from kamergraaf.serve.terms import ONTOLOGY, shipped
from kamergraaf.serve.worker import DescribeJob

_SHOWN = 500
"""Statements that a page shows at most."""
_LONGEST_IRI = 2000
_KINDS = (("classes", "Class"), ("properties", "Property"), ("individuals", "NamedIndividual"))


async def own(request: Request) -> Response:
    """Show what stands under ``/id/``."""
    return await _show(request, f"{ID}{request.path_params['local']}")


async def any_thing(request: Request) -> Response:
    """Show the thing whose IRI the address names."""
    return await _show(request, request.query_params.get("iri", ""))


async def vocabulary(request: Request) -> Response:
    """Show a vocabulary."""
    return await _show(request, f"{VOCABULARY}{request.path_params['local']}")


async def ontology(request: Request) -> Response:
    """Show the terms of the ontology."""
    accept = _accept(request)
    if not wants_html(accept):
        return await reply(request, DescribeJob(ONTOLOGY, accept, explorer(request).limits.rows))
    return await run_in_threadpool(
        lambda: page(request, "ontology.html", q="", terms=_terms(words_for(request).language))
    )


def _accept(request: Request) -> str:
    return NAMED.get(request.query_params.get("format", "").lower()) or request.headers.get("accept", "")


async def _show(request: Request, iri: str) -> Response:
    if not iri or len(iri) > _LONGEST_IRI:
        raise HTTPException(404)
    accept = _accept(request)
    limits = explorer(request).limits
    if not wants_html(accept):
        return await reply(request, DescribeJob(iri, accept, limits.rows))
    thing = await run_in_threadpool(explorer(request).index.thing, iri)
    if thing is not None:
        return await run_in_threadpool(thing_page, request, thing)
    answer = await asyncio.to_thread(explorer(request).pool.ask, DescribeJob(iri, "application/n-triples", _SHOWN))
    if answer.status != 200:
        raise HTTPException(answer.status)
    triples = [quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)]
    return page(request, "statements.html", q="", iri=iri, **_statements(iri, triples))


def _statements(iri: str, triples: list[ox.Triple]) -> dict[str, Any]:
    """Sort ``triples`` into what is said of ``iri`` and what points at it, as rows of (property, term, is an IRI)."""
    said, pointing = [], []
    for triple in triples:
        name = (triple.predicate.value, prefixed(triple.predicate.value))
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value == iri:
            term = triple.object
            said.append((*name, getattr(term, "value", str(term)), isinstance(term, ox.NamedNode)))
        else:
            term = triple.subject
            pointing.append((*name, getattr(term, "value", str(term)), isinstance(term, ox.NamedNode)))
    labels = [row[2] for row in said if row[1] in ("skos:prefLabel", "rdfs:label", "dcterms:title")]
    return {"said": sorted(said), "pointing": sorted(pointing), "label": labels[0] if labels else prefixed(iri)}


def _terms(language: str) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the terms of the ontology by kind, each with its name, label, comment and example."""
    rows = shipped().query(_TERMS % json.dumps(language))
    assert isinstance(rows, ox.QuerySolutions)
    found: dict[str, list[dict[str, str]]] = {key: [] for key, _ in _KINDS}
    for row in rows:
        values = {
            name: row[name].value if row[name] else "" for name in ("term", "kind", "label", "comment", "example")
        }
        key = next(key for key, ending in _KINDS if values["kind"].endswith(ending))
        term = values | {"name": values["term"].removeprefix(f"{ONTOLOGY}#")}
        if all(term["name"] != known["name"] for known in found[key]):
            found[key].append(term)
    return list(found.items())


_TERMS = f"""
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT ?term ?kind ?label ?comment ?example
WHERE {{
  VALUES ?kind {{ owl:Class owl:ObjectProperty owl:DatatypeProperty owl:NamedIndividual }}
  ?term a ?kind .
  FILTER(STRSTARTS(STR(?term), "{ONTOLOGY}#"))
  BIND(%s AS ?language)
  OPTIONAL {{ ?term <{RDFS}label>|<{SKOS}prefLabel> ?label FILTER(LANG(?label) = ?language) }}
  OPTIONAL {{ ?term <{RDFS}comment>|<{SKOS}definition> ?comment FILTER(LANG(?comment) = ?language) }}
  OPTIONAL {{ ?term <{SKOS}example> ?example }}
}}
ORDER BY LCASE(STR(?term)) ?example
"""
