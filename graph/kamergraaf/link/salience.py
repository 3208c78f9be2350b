"""Which of the policies named in a unit the unit is about: a specialist would index a few, not every word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log

from kamergraaf.models import EntityClass, Mention, Paper

MOST_POLICIES = 5
"""Policies kept for one question or answer."""
LEAST_WEIGHT = -1.9
"""Log odds below which a policy is not kept: about one in five of such policies is what an indexer would name."""

# Log odds, fitted by logistic regression on annotated papers and rounded.
_BASE = -0.9
_MOST_CONFIDENCE = 0.8
"""How a name was found tells this much at most of whether the unit is about it."""
_OFTEN_IN_UNIT = 0.45
_IN_MANY_UNITS = 0.35
_IN_QUESTION_AND_ANSWER = 0.6
_LETTER = 0.07
_MOST_LETTERS = 24
_LATE = -0.5
_IN_QUESTION = 0.15
_AMONG_MANY = -0.75
_PART_OF_ANOTHER = 1.5
_HOLDS_ANOTHER = 0.5
_IN_FOOTNOTE = -0.8


def most_telling(mentions: Sequence[Mention], paper: Paper) -> tuple[Mention, ...]:
    """Return ``mentions`` without the policies that tell least of their unit, at most :data:`MOST_POLICIES` each.

    A policy tells more if it is of the scheme, has a long name, stands early and often in its unit and in other
    units of ``paper``, both in the question and in its answer; it tells less among many others.
    """
    by_unit: dict[int, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        if mention.entity.cls is EntityClass.POLICY:
            by_unit[mention.unit][mention.entity.identifier].append(mention)
    units = Counter(policy for policies in by_unit.values() for policy in policies)
    partners = _partners(paper)
    questions = {question.position for question in paper.questions}
    lengths = {q.position: len(q.text) for q in paper.questions} | {a.position: len(a.text) for a in paper.answers}
    kept: set[tuple[int, str]] = set()
    for unit, policies in by_unit.items():
        shared = {policy for other in partners[unit] for policy in by_unit.get(other, ())}
        of_unit = _BASE + _IN_QUESTION * (unit in questions) + _AMONG_MANY * log(len(policies))
        weights = {
            policy: of_unit
            + _weight(places, policies, max(1, lengths[unit]))
            + _IN_MANY_UNITS * log(units[policy])
            + _IN_QUESTION_AND_ANSWER * (policy in shared)
            for policy, places in policies.items()
        }
        best = sorted(weights, key=lambda policy: (-weights[policy], policy))[:MOST_POLICIES]
        kept |= {(unit, policy) for policy in best if weights[policy] >= LEAST_WEIGHT}
    return tuple(m for m in mentions if m.entity.cls is not EntityClass.POLICY or (m.unit, m.entity.identifier) in kept)


def _weight(places: Sequence[Mention], policies: Mapping[str, object], length: int) -> float:
    """Return what the policy named at ``places`` weighs by itself and beside the other ``policies`` of its unit."""
    first = places[0]
    name = first.entity.identifier
    letters = len(name) - name.count("-")
    others = [other for other in policies if other != name]
    confidence = min(first.confidence, _MOST_CONFIDENCE)
    weight = log(confidence / (1 - confidence)) + _OFTEN_IN_UNIT * log(len(places))
    weight += _LETTER * min(letters, _MOST_LETTERS)
    weight += _PART_OF_ANOTHER * any(name in other for other in others)
    weight += _HOLDS_ANOTHER * any(map(name.__contains__, others))
    return weight + (_IN_FOOTNOTE + _LATE if first.span is None else _LATE * first.span.start / length)


def _partners(paper: Paper) -> dict[int, set[int]]:
    """Each unit's answers or questions."""
    partners: dict[int, set[int]] = defaultdict(set)
    for answer, question in _pairs(paper):
        partners[answer].add(question)
        partners[question].add(answer)
    return partners


def _pairs(paper: Paper) -> Iterator[tuple[int, int]]:
    return ((answer.position, question) for answer in paper.answers for question in answer.questions)
