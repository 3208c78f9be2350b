"""What is said of an IRI: by the papers in the store, or by the ontology and vocabularies that ship."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from kamergraaf.namespaces import KG, VOCABULARY
from kamergraaf.resources import ontology

_INCOMING = 1000
"""Statements about other things that point at this one, at most."""
ONTOLOGY = KG.removesuffix("#")


def statements(store: ox.Store, iri: str) -> Iterator[ox.Triple]:
    """Yield the triples of ``store`` and of the shipped data whose subject is ``iri``, then some that point at it.

    The IRI of the ontology stands for all of it, and that of a vocabulary for all of that.

    Raises:
        ValueError: ``iri`` is no IRI.
    """
    node = ox.NamedNode(iri)
    if file := whole_file(iri):
        yield from (quad.triple for quad in ox.parse(file, format=ox.RdfFormat.TURTLE))
        return
    default = ox.DefaultGraph()
    for quad in store.quads_for_pattern(node, None, None, default):
        yield quad.triple
    for quad in shipped().quads_for_pattern(node, None, None, default):
        yield quad.triple
    for number, quad in enumerate(store.quads_for_pattern(None, None, node, default)):
        if number >= _INCOMING:
            return
        yield quad.triple


def whole_file(iri: str) -> bytes | None:
    """Return the Turtle that ``iri`` stands for whole, if it is the ontology or a vocabulary."""
    if iri == ONTOLOGY:
        return (ontology() / "kamergraaf.ttl").read_bytes()
    name = iri.removeprefix(VOCABULARY)
    files = {file.name: file for file in (ontology() / "vocabularies").iterdir()}
    file = files.get(f"{name}.ttl") if name != iri else None
    return None if file is None else file.read_bytes()


@cache
def shipped() -> ox.Store:
    """Return the ontology and all vocabularies, read once a process."""
    store = ox.Store()
    store.load((ontology() / "kamergraaf.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    for file in (ontology() / "vocabularies").iterdir():
        if file.name.endswith(".ttl"):
            store.load(file.read_bytes(), format=ox.RdfFormat.TURTLE)
    return store
