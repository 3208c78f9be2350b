"""Countries by name, adjective and inhabitant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.finders.labels import Hit, hits_of
from kamergraaf.extract.found import Found, add, text_of
from kamergraaf.models import EntityClass
from kamergraaf.vocabulary import Label

_LANGUAGE = re.compile(r"\b(?:in|uit|naar|van)\s+het\s+$|\bhet\s+$", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:spr[ea]+k\w*|vertaa?l\w*|taal|talen|geschreven|beheers\w*)\b[^.?!]{0,30}$", re.IGNORECASE)
# "Nederlands en rekenen-wiskunde" are taught at school; "Nederlands en Europees recht" is law
_BESIDE_SUBJECT = re.compile(
    r"\s+en\s+(?:rekenen|wiskunde|taal|burgerschap|[a-zà-ÿ-]+kunde)\b|,\s+(?:rekenen|wiskunde)\b", re.IGNORECASE
)
_REGION_BEFORE = re.compile(r"\b(?:Noord|Zuid|Oost|West|Midden)-$")
_LONG_ENOUGH = 5
_LOWER_WORD = re.compile(r"\s+[a-zà-þ]")


@Language.component("kg_countries")
def find_countries(doc: Doc) -> Doc:
    """Find countries in ``doc``; names inside longer names go when spans are weighed against each other."""
    add(doc, _countries(doc))
    return doc


def _countries(doc: Doc) -> Iterator[Found]:
    text = text_of(doc)
    for hit, labels in hits_of(doc, EntityClass.COUNTRY):
        fitting = tuple(label for label in labels if not label.ambiguous or _in_context(text, hit, label))
        if not fitting or _is_language(text, hit, fitting[0]):
            continue
        entities = tuple(label.entity for label in fitting)
        confidence = 0.7 if fitting[0].ambiguous else 0.98
        yield Found(hit.start, hit.end, EntityClass.COUNTRY, entities, "country-label", confidence)


def _in_context(text: str, hit: Hit, label: Label) -> bool:
    """Whether an ambiguous form is a country here.

    An adjective is before a noun in lower case; a name is if it is long enough to be no everyday word.
    """
    before, after = text[max(0, hit.start - 8) : hit.start], text[hit.end : hit.end + 3]
    if _REGION_BEFORE.search(before):
        return False
    if label.form.endswith(("e", "s")) and label.form != label.entity.label:
        return bool(_LOWER_WORD.match(after))
    return len(label.form) >= _LONG_ENOUGH


def _is_language(text: str, hit: Hit, label: Label) -> bool:
    """ "in het Frans" is a language: an adjective without ending, after the article and before no noun."""
    if label.form == label.entity.label or not label.form.endswith("s"):
        return False
    before, after = text[max(0, hit.start - 40) : hit.start], text[hit.end : hit.end + 40]
    if _SPOKEN.search(before) or _BESIDE_SUBJECT.match(after):
        return True
    return bool(_LANGUAGE.search(before)) and not _LOWER_WORD.match(after)
