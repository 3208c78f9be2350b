"""What the publishers call the papers that are fetched is data."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from kamergraaf.fetch.kinds import KAMERSTUK_TYPES, PUBLICATION_NAMES, TWEEDE_KAMER, kinds
from kamergraaf.namespaces import KG
from kamergraaf.resources import ontology


@pytest.mark.parametrize("scheme", [KAMERSTUK_TYPES, PUBLICATION_NAMES, TWEEDE_KAMER])
def test_each_publisher_has_names_for_them(scheme: str) -> None:
    assert kinds(scheme)


def test_each_kind_has_a_name_and_is_one_of_our_types_of_document() -> None:
    terms = Graph().parse(data=(ontology() / "kamergraaf.ttl").read_bytes(), format="turtle")
    types = {str(concept) for concept in terms.subjects(SKOS.inScheme, URIRef(f"{KG}documentTypes"))}
    published = Graph().parse(data=(ontology() / "published-kinds.ttl").read_bytes(), format="turtle")
    for concept in published.subjects(SKOS.inScheme):
        assert published.value(concept, SKOS.notation)
        assert str(published.value(concept, SKOS.broadMatch)) in types
