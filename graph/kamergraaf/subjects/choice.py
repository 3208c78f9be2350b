"""From the weights of concepts to the few that are given as subjects, with their confidence."""

from __future__ import annotations

from collections.abc import Mapping

MOST = 5
_LEAST_SHARE = 0.3
"""Of the heaviest concept's weight; lighter ones are passed over."""
_HALF_SURE = 12.0
"""The weight at which a concept is as likely as not what an indexer would give."""


def choose(weights: Mapping[str, float], least_share: float = _LEAST_SHARE) -> list[tuple[str, float]]:
    """Return at most five concepts with their weights, the heaviest first; ties go by IRI."""
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return [(iri, weight) for iri, weight in ranked if weight > 0 and weight >= least_share * ranked[0][1]]


def confidence(weight: float) -> float:
    """Return the likelihood, 0 to 1, that an indexer would give a concept of this weight by the shipped terms."""
    return weight / (weight + _HALF_SURE)
