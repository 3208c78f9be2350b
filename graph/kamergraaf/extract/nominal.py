"""Words that titles are made of: nouns and adjectives, as far as the vocabularies' labels and their endings tell.

A title in running text ends where the sentence goes on, often without a mark: "de Wet arbeid vreemdelingen verbiedt …".
No list holds all verbs; but the labels hold most nouns of the field, and compounds end in one of them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kamergraaf.extract.inflection import plurals
from kamergraaf.models import EntityClass
from kamergraaf.name_forms import forms
from kamergraaf.vocabulary import vocabulary

_SOURCES = frozenset((EntityClass.POLICY, EntityClass.LEGISLATION, EntityClass.ORGANISATION))
_SCHEMES = ("policy-endings", "kind-words", "local-bodies", "policy-words", "act-words")
_WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]{3,}(?![\w-])")
_NOMINAL = re.compile(r"(?:ing(?:en)?|[^aeiou]ie(?:s|ën)?|heid|heden|iteit(?:en)?|schap(?:pen)?|[^aeioudt]e)$")
"""Endings of nouns and adjectives that no form of a verb has."""
_LEAST_STEM = 3
_LEAST_HEAD = 4
"""Letters before the last part of a compound, and in it."""


@lru_cache(maxsize=1 << 14)
def may_be_nominal(word: str) -> bool:
    """Tell whether ``word``, in small letters, may be a noun or an adjective, and no verb, adverb or pronoun.

    Of a word with a hyphen or an apostrophe the last part counts.
    """
    last = re.split(r"[-'’]", word)[-1]
    if len(last) < len(word) and len(last) < _LEAST_HEAD:
        return True
    known = _known()
    if last in known or _NOMINAL.search(last):
        return True
    return any(last[at:] in known for at in range(_LEAST_STEM, len(last) - _LEAST_HEAD + 1))


@cache
def _known() -> frozenset[str]:
    labels = (label.form for label in vocabulary().labels if label.entity.cls in _SOURCES)
    words = {word for label in labels for word in _WORD.findall(label)}
    words |= {word.lstrip("-") for scheme in _SCHEMES for word in forms(scheme).words if word.islower()}
    return frozenset(words.union(*map(plurals, words)))
