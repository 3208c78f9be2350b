"""The names that the pipeline finds in a paper, brought home to its questions and answers."""

from __future__ import annotations

from spacy.language import Language

from kamergraaf.extract.finders.spans import COMPONENT
from kamergraaf.extract.found import Found, all_found, set_context
from kamergraaf.extract.groups import group_names
from kamergraaf.extract.memory import words_forgotten
from kamergraaf.link.passage import HEAD, Passage, Segment
from kamergraaf.link.salience import most_telling
from kamergraaf.models import Entity, EntityClass, Mention, Paper, Span

CITED = frozenset(
    {
        EntityClass.PARLIAMENTARY_DOCUMENT,
        EntityClass.LEGISLATION,
        EntityClass.PROVISION,
        EntityClass.COURT_DECISION,
        EntityClass.MOTION,
    }
)
"""Classes whose mention is a citation."""


def find_mentions(paper: Paper, passage: Passage, nlp: Language) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Run the pipeline over ``passage`` and return the units' mentions and what the head cites.

    A group that asks is no mention in its own questions nor in the answers to them.
    """
    with words_forgotten(nlp):
        doc = nlp.make_doc(passage.text)
        set_context(doc, passage.context)
        names = all_found(nlp(doc, disable=[COMPONENT]))
    askers = _askers(paper)
    mentions: list[Mention] = []
    head: dict[Entity, None] = {}
    for found in names:
        place = passage.segment_at(found.start, found.end)
        if place is None:
            continue
        segment, span = place
        entity = found.candidates[0]
        if segment.unit == HEAD:
            if entity.cls in CITED:
                head[entity] = None
        elif entity.cls is not EntityClass.GROUP or entity.identifier not in askers[segment.unit]:
            mentions.append(_mention(found, segment, span, passage))
    return most_telling(mentions, paper), tuple(head)


def _mention(found: Found, segment: Segment, span: Span, passage: Passage) -> Mention:
    return Mention(
        unit=segment.unit,
        entity=found.candidates[0],
        quote=passage.text[found.start : found.end],
        span=span if segment.footnote is None else None,
        footnote=segment.footnote,
        confidence=found.confidence,
        rule=found.rule,
    )


def _askers(paper: Paper) -> dict[int, set[str]]:
    """Each unit's asking groups: those of the question, of the questions answered, or of the head's askers."""
    of_head = {name for asker in paper.head.askers if asker.party for name in group_names(asker.party)}
    of_question = {q.position: set(q.groups) or of_head for q in paper.questions}
    of_answer = {a.position: set().union(*(of_question[p] for p in a.questions)) for a in paper.answers}
    return of_question | of_answer
