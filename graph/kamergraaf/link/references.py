"""Which answer is meant by "zie het antwoord op vraag 3" or "… op een vraag van de leden van de PVV-fractie"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from kamergraaf.extract.likeness import Rarity, cosine, terms, total, unit
from kamergraaf.models import (
    Answer,
    AnswerKind,
    AnswerReference,
    EntityClass,
    Mention,
    Paper,
    Question,
    ResolvedReference,
)

_ENTITY_WEIGHT = 1.5
"""A shared entity says more than a shared word: two fracties that name one policy ask about one thing."""
_TOPICAL = {
    EntityClass.POLICY,
    EntityClass.LEGISLATION,
    EntityClass.COUNTRY,
    EntityClass.MOTION,
    EntityClass.COURT_DECISION,
}
_GUESSED = {"policy-noun", "policy-adjective", "policy-phrase", "policy-compound", "policy-quoted"}
"""Rules that propose terms of the text's own words, which count as words already."""
_LEAST_LIKENESS = 0.015
_NEARLY = 0.75
"""Share of the best likeness from which answers to several other fracties are all taken to be meant."""
_SEVERAL = 2
_ONLY_REFERS = 0.8
"""What the likeness of an answer counts that only refers elsewhere itself."""
_SENTENCE_SHARE = 0.5
"""What the words of the referring sentence count beside those of the question."""
_REFERRING = frozenset(
    terms(
        "vraag vragen antwoord antwoorden beantwoording reactie verwijs verwijst verwezen verwijzen verwijzing leden "
        "fractie fracties overige eerdere verschillende gelijkluidende gelijklopende gelijkaardige "
        "gelijksoortige soortgelijke vergelijkbare hetzelfde onderwerp hierover hiervoor"
    )
)
# What the sentence itself says the answer meant is about: "… de vragen van de VVD-fractie over de noodvoorraad"
_TOPIC = re.compile(r"\b(?:over|inzake|omtrent|betreffende)\s+(?P<topic>[^.?!]+)")


def _words(sentence: str) -> Counter[str]:
    """The terms of a referring sentence, but for those that only refer."""
    return Counter(term for term in terms(sentence) if term not in _REFERRING)


def resolve_references(paper: Paper, mentions: Sequence[Mention]) -> tuple[ResolvedReference, ...]:
    """Return every reference of ``paper`` with the answers it means.

    A number names its answer. Where a group is named, the one of its answers is taken that is about the same
    thing, by the words and entities of the questions; where none is alike, the reference has no target.
    """
    by_number = {q.number: q.position for q in paper.questions if q.number}
    answers_to: dict[int, list[int]] = defaultdict(list)
    for answer in paper.answers:
        for question in answer.questions:
            answers_to[question].append(answer.position)
    likeness = _Likeness(paper, mentions)
    resolved = []
    for answer in paper.answers:
        for reference in answer.references:
            targets = [t for n in reference.numbers for t in answers_to[by_number[n]] if t != answer.position]
            confidence = 1.0
            for group in reference.groups:
                best, sure = likeness.best_answers(answer, reference, group)
                confidence = min(confidence, sure)
                targets += best[:1]
            if reference.others:
                best, confidence = likeness.best_answers(answer, reference, None)
                targets += best
            if reference.previous:
                targets += [a.position for a in paper.answers if a.position < answer.position][-1:]
            resolved.append(
                ResolvedReference(
                    answer.position, tuple(dict.fromkeys(targets)), reference.groups, round(confidence, 2)
                )
            )
    return tuple(resolved)


class _Likeness:
    """How alike the questions and answers of one paper are: cosine of tf-idf vectors of words and entities.

    Most papers have no reference for which it is asked, so all is worked out when it is.
    """

    def __init__(self, paper: Paper, mentions: Sequence[Mention]) -> None:
        self._paper = paper
        self._mentions = mentions
        self._questions = {q.position: q for q in paper.questions}

    @cached_property
    def _terms(self) -> dict[int, Counter[str]]:
        units: list[Question | Answer] = [*self._paper.questions, *self._paper.answers]
        return {unit.position: Counter(terms(unit.text)) for unit in units}

    @cached_property
    def _named(self) -> dict[int, Counter[str]]:
        named: dict[int, Counter[str]] = defaultdict(Counter)
        for mention in self._mentions:
            if mention.entity.cls in _TOPICAL and mention.rule not in _GUESSED:
                named[mention.unit][f"{mention.entity.cls}:{mention.entity.identifier}"] += 1
        return named

    @cached_property
    def _rarity(self) -> Rarity:
        return Rarity([*words, *self._named[position]] for position, words in self._terms.items())

    @cached_property
    def _vectors(self) -> dict[int, dict[str, float]]:
        vector = self._rarity.vector
        return {
            position: total(vector(words), vector(self._named[position], _ENTITY_WEIGHT))
            for position, words in self._terms.items()
        }

    def best_answers(self, answer: Answer, reference: AnswerReference, group: str | None) -> tuple[list[int], float]:
        """The answers to ``group`` (or one to each other group) most like what ``answer`` answers, and how sure.

        Those come first that are most alike; without a group, the second and those nearly as alike as the first:
        "andere fracties" are several. An answer that only refers is rarely the one meant.
        """
        sentence = answer.text[reference.span.start : reference.span.end]
        asked = unit(
            total(
                *(self._vectors[p] for p in answer.questions),
                self._rarity.vector(_words(sentence), _SENTENCE_SHARE),
            )
        )
        for topic in _TOPIC.finditer(sentence):
            asked = total(asked, unit(self._rarity.vector(_words(topic["topic"]))))
        own_groups = {g for p in answer.questions for g in self._questions[p].groups}
        scored = []
        for other in self._paper.answers:
            groups = {g for p in other.questions for g in self._questions[p].groups}
            fits = group in groups if group else bool(groups - own_groups)
            if other.position != answer.position and fits:
                vectors = [self._vectors[p] for p in other.questions] + [self._vectors[other.position]]
                share = _ONLY_REFERS if other.kind is AnswerKind.REFERENCE else 1.0
                scored.append((share * cosine(asked, total(*vectors)), -other.position, min(groups)))
        scored.sort(reverse=True)
        if not scored or scored[0][0] < _LEAST_LIKENESS:
            return [], 0.0
        first, second = scored[0][0], scored[1][0] if len(scored) > 1 else 0.0
        of_group: dict[str, int] = {}
        for likeness, position, name in scored:
            if group or likeness >= _NEARLY * first or (len(of_group) < _SEVERAL and likeness >= _LEAST_LIKENESS):
                of_group.setdefault(name, -position)
        return list(of_group.values()), first / (first + second)
