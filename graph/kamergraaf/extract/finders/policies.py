"""Policies: concepts of the shipped scheme, in the singular and the plural."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.found import Found, add
from kamergraaf.models import EntityClass


@Language.component("kg_policies")
def find_policies(doc: Doc) -> Doc:
    """Find policy concepts in ``doc``; an ambiguous label does not count by itself."""
    add(doc, _policies(doc))
    return doc


def _policies(doc: Doc) -> Iterator[Found]:
    # What a ministry is called after is no policy there: "Landbouw, Natuur en Voedselkwaliteit".
    ministries = [
        (hit.start, hit.end)
        for hit, labels in hits_of(doc, EntityClass.ORGANISATION)
        if any(("organisationKind", "ministry") in label.entity.properties for label in labels)
    ]
    for hit, labels in hits_of(doc, EntityClass.POLICY):
        if any(start <= hit.start and hit.end <= end for start, end in ministries):
            continue
        concepts = tuple(dict.fromkeys(label.entity for label in labels if not label.ambiguous))
        if concepts:
            yield Found(hit.start, hit.end, EntityClass.POLICY, concepts, "policy-label", 0.8)
