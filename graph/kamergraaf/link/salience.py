"""Which of the policies named in a unit the unit is about: a specialist would index a few, not every word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kamergraaf.models import EntityClass, Mention

MOST_POLICIES = 5
"""Policies kept for one question or answer."""


def most_telling(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return ``mentions`` without the policies that tell least of their unit, at most :data:`MOST_POLICIES` each.

    A policy tells more the more often its unit and the paper's other units name it, and the longer its name is;
    a proposed one tells less than one of the scheme.
    """
    policies = [m for m in mentions if m.entity.cls is EntityClass.POLICY]
    in_unit = Counter((m.unit, m.entity.identifier) for m in policies)
    units: dict[str, set[int]] = defaultdict(set)
    for mention in policies:
        units[mention.entity.identifier].add(mention.unit)
    weights: dict[int, dict[str, float]] = defaultdict(dict)
    for mention in policies:
        key = mention.entity.identifier
        words = 1 + mention.quote.count(" ") + mention.quote.count("-")
        weight = (in_unit[mention.unit, key] ** 0.5 + 0.25 * len(units[key]) + 0.4 * words) * mention.confidence
        weights[mention.unit][key] = max(weight, weights[mention.unit].get(key, 0.0))
    kept = {
        (unit, key)
        for unit, weighed in weights.items()
        for key in sorted(weighed, key=lambda k: (-weighed[k], k))[:MOST_POLICIES]
    }
    return tuple(m for m in mentions if m.entity.cls is not EntityClass.POLICY or (m.unit, m.entity.identifier) in kept)
