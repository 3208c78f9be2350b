"""The one theme of the Taxonomie Beleidsagenda that a paper falls under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from kamergraaf.subjects.evidence import PaperKeys, Weigher
from kamergraaf.subjects.terms import eurovoc_terms, theme_terms

_CONCEPTS = 15
"""So many of the heaviest concepts have a say; the many light ones would drown what the paper is about."""
_NAMED = 1.0
_BY_SECTION = 0.5
_OWN_TERM = 1.0
_SUBTHEME = 0.33
"""A subtheme is given if it has this share of all that its theme has; else the theme."""


def theme_of(keys: PaperKeys, concepts: Mapping[str, float]) -> tuple[str, float] | None:
    """Return the IRI of the theme with its share of all themes' weight; ``None`` if nothing points at any.

    ``concepts`` are the weights of the paper's EuroVoc concepts.
    """
    own: dict[str, float] = defaultdict(float)
    index = theme_terms()
    for term, weight in _weigher().weigh(keys).items():
        for theme in index.of(term):
            own[theme] += _OWN_TERM * weight
    heaviest = sorted(concepts.items(), key=lambda item: (-item[1], item[0]))[:_CONCEPTS]
    for iri, weight in heaviest:
        covering, share = _covering(iri)
        for theme in covering:
            own[theme] += share * weight / len(covering)
    if not own:
        return None
    groups: dict[str, float] = defaultdict(float)
    for theme, weight in own.items():
        groups[_top(theme)] += weight
    best = min(groups, key=lambda theme: (-groups[theme], theme))
    under = {theme: weight for theme, weight in own.items() if _top(theme) == best and theme != best}
    narrow = min(under, key=lambda theme: (-under[theme], theme), default=best)
    chosen = narrow if under.get(narrow, 0.0) >= _SUBTHEME * groups[best] else best
    return chosen, groups[best] / sum(groups.values())


@cache
def _weigher() -> Weigher:
    return Weigher(theme_terms())


def _top(theme: str) -> str:
    broader = theme_terms().concepts[theme].broader
    return broader[0] if broader else theme


@cache
def _covering(iri: str) -> tuple[tuple[str, ...], float]:
    """The themes that cover a concept: those that name it or the nearest broader one, else those of its section."""
    named, by_section = _covers()
    for step in _upwards(iri):
        if step in named:
            return tuple(named[step]), _NAMED
    found = dict.fromkeys(t for section in eurovoc_terms().concepts[iri].sections for t in by_section.get(section, ()))
    return tuple(found), _BY_SECTION


def _upwards(iri: str) -> Iterator[str]:
    """The concept and what is broader, the nearest first."""
    steps = [iri]
    for step in steps:
        yield step
        steps += [broader for broader in eurovoc_terms().concepts[step].broader if broader not in steps]


@cache
def _covers() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The themes that name each EuroVoc concept, and those that name each microthesaurus."""
    named: dict[str, list[str]] = defaultdict(list)
    by_section: dict[str, list[str]] = defaultdict(list)
    for theme, concept in theme_terms().concepts.items():
        for iri in concept.related:
            named[iri].append(theme)
        for section in concept.sections:
            by_section[section].append(theme)
    return named, by_section
