"""The kinds of paper that are asked for, as their publishers call them: data, in ``ontology/published-kinds.ttl``."""

from __future__ import annotations

import pyoxigraph as ox

from kamergraaf.errors import VocabularyError
from kamergraaf.namespaces import SKOS, VOCABULARY
from kamergraaf.resources import ontology

TWEEDE_KAMER = "tweede-kamer-soorten"
PUBLICATION_NAMES = "publicatienamen"
KAMERSTUK_TYPES = "kamerstuktypen"

_FILE = "published-kinds.ttl"


def kinds(scheme: str) -> list[str]:
    """Return the names of the kinds in ``scheme``, sorted.

    Raises:
        VocabularyError: the file is no valid Turtle.
    """
    try:
        quads = list(ox.parse((ontology() / _FILE).read_bytes(), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise VocabularyError(f"{_FILE}: no valid Turtle: {error}") from error
    in_scheme = {
        quad.subject
        for quad in quads
        if quad.predicate.value == f"{SKOS}inScheme" and quad.object == ox.NamedNode(f"{VOCABULARY}{scheme}")
    }
    return sorted(
        quad.object.value
        for quad in quads
        if quad.subject in in_scheme
        and quad.predicate.value == f"{SKOS}notation"
        and isinstance(quad.object, ox.Literal)
    )
