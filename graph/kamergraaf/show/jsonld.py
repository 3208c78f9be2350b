"""JSON-LD that people read: short names from the shipped context, one object a thing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

import pyoxigraph as ox
from rdflib import Graph

from kamergraaf.resources import context

_Named = tuple[str | None, Iterable[ox.Triple]]
"""A graph's name, or ``None`` for the default graph, and its triples."""

_FIRST = ("id", "type")
"""What a reader looks for first in a thing."""


def write_jsonld(graphs: Iterable[_Named], output: IO[bytes]) -> None:
    """Write ``graphs`` to ``output`` with the shipped context, graph by graph, so that memory holds one at a time.

    The context stands in the output itself, so that reading it needs no network. Things are sorted by IRI: the
    same triples always give the same bytes.
    """
    terms = context()
    output.write(b'{"@context": ' + _text(terms["@context"]) + b',\n"@graph": [')
    separator = b"\n"
    for name, triples in graphs:
        for thing in _things(triples, terms) if name is None else [{"id": name, "graph": _things(triples, terms)}]:
            output.write(separator + _text(thing))
            separator = b",\n"
    output.write(b"\n]}\n")


def _things(triples: Iterable[ox.Triple], terms: dict[str, Any]) -> list[dict[str, Any]]:
    data = Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    compacted: dict[str, Any] = json.loads(data.serialize(format="json-ld", context=terms))
    del compacted["@context"]
    # One thing alone stands for itself, without a list around it.
    things: list[dict[str, Any]] = compacted.get("graph", [compacted])
    return sorted(map(_in_order, things), key=_key)


def _in_order(value: Any) -> Any:
    """Return ``value`` with what has no order in RDF in a fixed one; there are no RDF lists in the graph."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value, key=lambda key: (key not in _FIRST, key))}
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=_key)
    return value


def _key(value: Any) -> str:
    return str(value.get("id") or value) if isinstance(value, dict) else str(value)


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
