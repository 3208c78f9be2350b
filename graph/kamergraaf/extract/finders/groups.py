"""Fracties and parties."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.finders.name_words import GROUP_BEGINNINGS, starts_in
from kamergraaf.extract.found import Found, add, text_of
from kamergraaf.extract.groups import groups_in
from kamergraaf.models import EntityClass
from kamergraaf.vocabulary import vocabulary


@Language.component("kg_groups")
def find_groups(doc: Doc) -> Doc:
    """Find fracties and parties in ``doc``."""
    add(doc, _groups(doc))
    return doc


def _groups(doc: Doc) -> Iterator[Found]:
    for span, identifier in groups_in(text_of(doc), starts_in(doc, GROUP_BEGINNINGS)):
        entity = vocabulary().get(EntityClass.GROUP, identifier)
        if entity is not None:
            yield Found(span.start, span.end, EntityClass.GROUP, (entity,), "group-label", 0.98)
