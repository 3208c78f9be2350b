"""The data that ships with the package: ontology, shapes, vocabularies, queries and sample papers.

The top-level folder ``ontology/`` is installed as the package ``kamergraaf.ontology``, so that an editable
and a normal install find it in the same way.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

_QUESTION = re.compile(r"^#\s*question:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """A SPARQL query that ships with the package, with the question it answers."""

    name: str
    question: str
    text: str


def ontology() -> Traversable:
    """Return the folder that holds ``kamergraaf.ttl``, ``shapes.ttl``, ``vocabularies/`` and ``queries/``."""
    return files("kamergraaf.ontology")


def samples() -> Traversable:
    """Return the folder of sample papers."""
    return files("kamergraaf") / "samples"


def shapes() -> str:
    """Return the SHACL shapes, in Turtle."""
    return (ontology() / "shapes.ttl").read_text(encoding="utf-8")


def context() -> dict[str, Any]:
    """Return the JSON-LD context that is published with the ontology."""
    found: dict[str, Any] = json.loads((ontology() / "context.jsonld").read_text(encoding="utf-8"))
    return found


def profile(name: str) -> list[str]:
    """Return the CONSTRUCT queries that together make the profile ``name`` of a store, in order of their files."""
    files = sorted((ontology() / "profiles" / name).iterdir(), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in files if file.name.endswith(".rq")]


def queries() -> dict[str, ShippedQuery]:
    """Return the shipped queries by name, sorted by name.

    The name is the file's, without ``.rq``; the question stands in its ``# question:`` comment.
    """
    folder = ontology() / "queries"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".rq"):
            text = file.read_text(encoding="utf-8")
            question = _QUESTION.search(text)
            name = file.name.removesuffix(".rq")
            found[name] = ShippedQuery(name, question.group(1) if question else "", text)
    return found
