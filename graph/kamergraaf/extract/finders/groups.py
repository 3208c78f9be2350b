"""Fracties and parties."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.found import Found, add, text_of
from kamergraaf.extract.groups import groups_in
from kamergraaf.models import EntityClass
from kamergraaf.vocabulary import vocabulary


@Language.component("kg_groups")
def find_groups(doc: Doc) -> Doc:
    """Find fracties and parties in ``doc``."""
    add(doc, _groups(text_of(doc)))
    return doc


def _groups(text: str) -> Iterator[Found]:
    for span, identifier in groups_in(text):
        entity = vocabulary().get(EntityClass.GROUP, identifier)
        if entity is not None:
            yield Found(span.start, span.end, EntityClass.GROUP, (entity,), "group-label", 0.98)
