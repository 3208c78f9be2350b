"""Results cut off at a limit; Oxigraph writes a result whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kamergraaf.serve.limits import LARGEST_RESULT

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def rows_json(solutions: ox.QuerySolutions, most: int) -> tuple[bytes, bool]:
    """Return the first ``most`` solutions in SPARQL's JSON format, and whether there were more."""
    names = [variable.value for variable in solutions.variables]
    rows: list[str] = []
    size, cut_off = 0, False
    for solution in solutions:
        if len(rows) >= most or size > LARGEST_RESULT:
            cut_off = True
            break
        bound = {name: _json(term) for name in names if (term := solution[name]) is not None}
        rows.append(json.dumps(bound, ensure_ascii=False))
        size += len(rows[-1])
    head = json.dumps({"vars": names})
    return f'{{"head":{head},"results":{{"bindings":[{",".join(rows)}]}}}}'.encode(), cut_off


def some_triples(triples: Iterable[ox.Triple], most: int) -> tuple[list[ox.Triple], bool]:
    """Return ``most`` of ``triples``, each once, and whether there were more."""
    found: dict[ox.Triple, None] = {}
    size = 0
    for triple in triples:
        if triple in found:
            continue
        if len(found) >= most or size > LARGEST_RESULT:
            return list(found), True
        found[triple] = None
        size += len(str(triple.object))
    return list(found), False


def _json(term: Any) -> dict[str, Any]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal():
            found = {"type": "literal", "value": term.value}
            if term.language:
                found["xml:lang"] = term.language
            elif term.datatype.value != _STRING:
                found["datatype"] = term.datatype.value
            return found
        case _:
            parts = {name: _json(getattr(term, name)) for name in ("subject", "predicate", "object")}
            return {"type": "triple", "value": parts}
