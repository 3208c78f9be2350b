"""The explorer's pages: search, documents, questions and answers, entities."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kamergraaf.index.entities import names, naming, together, units_naming
from kamergraaf.index.reader import Index, Thing
from kamergraaf.index.search import MOST_COUNTED, search
from kamergraaf.index.units import Passage, facts, latest, links_from, links_to, parties, passage, places, units
from kamergraaf.serve.explorer import explorer
from kamergraaf.serve.rendering import page

_HITS = 20
_UNITS = 20
_TOGETHER = 16
_LATEST = 8
_INCOMING = 400
_MOST_SKIPPED = 100_000
_FEATURED = ("Country", "Policy", "Legislation", "Organisation", "Person", "ParliamentaryGroup")
# Links of an entity that its page shows in other ways.
_SHOWN_ELSEWHERE = {"kg:mentions", "kg:cites", "kg:askedBy", "kg:givenBy", "kg:refersToGroup", "kg:addressedTo"}


def home(request: Request) -> Response:
    """Show what the search box finds, or what there is to find; ``part=results`` gives the results alone."""
    index = explorer(request).index
    text = request.query_params.get("q", "").strip("\x00")
    if request.query_params.get("part") == "results" or text.strip():
        offset = offset_of(request)
        found = search(index, text, hits=_HITS, offset=offset)
        alone = request.query_params.get("part") == "results"
        template = "results.html" if alone else "search.html"
        return page(request, template, q=text, found=found, offset=offset, step=_HITS, most_counted=MOST_COUNTED)
    featured = [(cls, index.of_class(cls, 8)) for cls in _FEATURED]
    return page(
        request,
        "home.html",
        q="",
        counts=index.counts(),
        latest=latest(index, _LATEST),
        featured=[(cls, things) for cls, things in featured if things],
    )


def thing_page(request: Request, thing: Thing) -> Response:
    """Show a thing that the index holds."""
    index = explorer(request).index
    if thing.cls in ("Question", "Answer"):
        return _unit_page(request, index, thing)
    if thing.cls == "Document":
        return _document_page(request, index, thing)
    return _entity_page(request, index, thing)


def _unit_page(request: Request, index: Index, thing: Thing) -> Response:
    outgoing, incoming = links_from(index, thing), links_to(index, thing, _INCOMING)
    shown = passage(index, thing)
    if shown is None:
        raise HTTPException(404)
    if thing.cls == "Answer":
        others = sorted(outgoing.get("kg:answers", []), key=lambda t: t.id)
    else:
        others = sorted(incoming.get("kg:answers", []), key=lambda t: t.id)
    everything = units(index, shown.document)
    here = next(number for number, unit in enumerate(everything) if unit.thing == thing)
    return page(
        request,
        "unit.html",
        q="",
        unit=shown,
        marks=places(index, thing),
        others=[_with_marks(index, other) for other in others],
        outgoing=outgoing,
        incoming=incoming,
        parties=parties(index, thing),
        previous=everything[here - 1] if here else None,
        following=everything[here + 1] if here + 1 < len(everything) else None,
    )


def _with_marks(index: Index, thing: Thing) -> tuple[Passage | None, list[object]]:
    return passage(index, thing), [*places(index, thing)]


def _document_page(request: Request, index: Index, thing: Thing) -> Response:
    outgoing = {name: found for name, found in links_from(index, thing).items() if found}
    return page(
        request,
        "document.html",
        q="",
        document=passage(index, thing),
        facts=facts(index, thing),
        outgoing=outgoing,
        units=[(unit, parties(index, unit.thing)) for unit in units(index, thing)],
        incoming={n: found for n, found in links_to(index, thing, _INCOMING).items() if n != "dcterms:isPartOf"},
    )


def _entity_page(request: Request, index: Index, thing: Thing) -> Response:
    party = index.thing(request.query_params.get("party", ""))
    year = request.query_params.get("year", "")[:4]
    offset = offset_of(request)
    found = units_naming(index, thing, party=party, year=year, most=_UNITS, offset=offset)
    starts = {unit.thing.id: _first_place(index, unit.thing, thing) for unit, _ in found.units}
    incoming = {n: t for n, t in links_to(index, thing, _INCOMING).items() if n not in _SHOWN_ELSEWHERE}
    return page(
        request,
        "entity.html",
        q="",
        entity=thing,
        names=names(index, thing),
        facts=facts(index, thing),
        outgoing={n: t for n, t in links_from(index, thing).items() if n not in _SHOWN_ELSEWHERE},
        incoming=incoming,
        naming=naming(index, thing),
        found=found,
        starts=starts,
        together=together(index, thing, _TOGETHER),
        party=party,
        year=year,
        offset=offset,
        step=_UNITS,
    )


def _first_place(index: Index, unit: Thing, entity: Thing) -> int | None:
    return next((p.start for p in places(index, unit) if p.target == entity and p.start is not None), None)


def card(request: Request) -> Response:
    """Show a thing in short, beside the graph; part of a page."""
    index = explorer(request).index
    thing = index.thing(request.query_params.get("iri", ""))
    if thing is None:
        raise HTTPException(404)
    shown = passage(index, thing)
    marks = places(index, thing) if shown else []
    said = dict(facts(index, thing)).get("schema:text", "")
    return page(request, "card.html", thing=thing, passage=shown, marks=marks, said=said)


def offset_of(request: Request) -> int:
    """Return where a list is to begin."""
    text = request.query_params.get("from", "")
    return min(int(text), _MOST_SKIPPED) if text.isascii() and text.isdigit() and len(text) < 8 else 0
