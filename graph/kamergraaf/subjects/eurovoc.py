"""The EuroVoc concepts that a paper is about, ranked by what its words, offices and countries say."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from kamergraaf.models import EntityClass, Mention
from kamergraaf.subjects.evidence import PaperKeys, Weigher
from kamergraaf.subjects.terms import eurovoc_terms
from kamergraaf.subjects.words import keys_of, plain_keys

_DESCRIBED = 1.3
_PORTFOLIO = 10.0
"""Shared by all concepts that the offices usually deal with: the wider a portfolio, the less it tells."""
_SUPPORTED = 2.0
_UNSUPPORTED = 0.25
"""An office counts in full for a concept that the text gives this weight, and less where the text says nothing."""
_COUNTRY = 2.0
_LEAST_TIMES = 3
"""A country that is named less often, and not in the title, is an example or a neighbour, and no subject."""
_COUNTRY_SECTIONS = frozenset(("7206", "7216", "7221", "7226"))
_AT_HOME = frozenset(("NLD", "BEL"))
"""Countries whose parliaments' papers these are: on home affairs, the country itself is no subject."""


def eurovoc_weights(keys: PaperKeys, mentions: Iterable[Mention]) -> dict[str, float]:
    """Return the weight of each EuroVoc concept (by IRI) that the paper points at; the heavier, the surer."""
    index = eurovoc_terms()
    weights: dict[str, float] = defaultdict(float)
    for term, weight in _weigher().weigh(keys).items():
        for iri in index.of(term):
            weights[iri] += weight * (_DESCRIBED if index.concepts[iri].described else 1.0)
    usual = _of_offices(keys.offices)
    for iri in sorted(usual):
        support = _UNSUPPORTED + (1 - _UNSUPPORTED) * min(1.0, weights[iri] / _SUPPORTED)
        weights[iri] += support * _PORTFOLIO / len(usual)
    _weigh_countries(weights, keys, mentions)
    return weights


@cache
def _weigher() -> Weigher:
    return Weigher(eurovoc_terms())


@lru_cache(maxsize=1000)
def _of_offices(offices: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    """The concepts with which the offices usually deal; the same few offices come back in paper after paper."""
    found: set[str] = set()
    plain_offices = [plain_keys(office) for office in offices]
    for portfolio, concepts in eurovoc_terms().portfolios.items():
        size = len(portfolio)
        if any(office[at : at + size] == portfolio for office in plain_offices for at in range(len(office) - size + 1)):
            found |= concepts
    return frozenset(found)


def _weigh_countries(weights: dict[str, float], keys: PaperKeys, mentions: Iterable[Mention]) -> None:
    """Weigh countries by their mentions, which know their adjectives and inhabitants, in place of their words."""
    times = Counter(m.entity.identifier for m in mentions if m.entity.cls is EntityClass.COUNTRY)
    labels = {m.entity.identifier: m.entity.label for m in mentions if m.entity.cls is EntityClass.COUNTRY}
    title = frozenset(plain_keys(keys.title))
    for code, label in labels.items():
        name = plain_keys(keys_of(label))
        in_title = title.issuperset(name)
        for iri in _countries().get(name, ()):
            if code in _AT_HOME or (times[code] < _LEAST_TIMES and not in_title):
                weights.pop(iri, None)
            else:
                weights[iri] = _COUNTRY * math.log1p(times[code]) + (_COUNTRY if in_title else 0.0)


@cache
def _countries() -> dict[tuple[str, ...], set[str]]:
    """The concepts of countries by the keys of their names."""
    index = eurovoc_terms()
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    terms = [*((plain_keys((word,)), iris) for word, iris in index.words.items()), *index.phrases.items()]
    for name, iris in terms:
        for iri in iris:
            if not _COUNTRY_SECTIONS.isdisjoint(index.concepts[iri].sections):
                found[name].add(iri)
    return found
