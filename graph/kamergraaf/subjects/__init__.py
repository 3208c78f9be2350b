"""What a paper is about: EuroVoc concepts and one policy theme, from its words and what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamergraaf.models import LinkedPaper, Subject
from kamergraaf.subjects.choice import choose, confidence
from kamergraaf.subjects.eurovoc import eurovoc_weights
from kamergraaf.subjects.evidence import paper_keys
from kamergraaf.subjects.terms import EUROVOC_SCHEME, THEME_SCHEME, eurovoc_terms, theme_terms
from kamergraaf.subjects.themes import theme_of

if TYPE_CHECKING:
    # Importing it for its type alone would load SciPy.
    from kamergraaf.subjects.learned import SubjectModel

__all__ = ["find_subjects"]


def find_subjects(linked: LinkedPaper, model: SubjectModel | None = None) -> tuple[Subject, ...]:
    """Return what ``linked`` is about: at most five concepts, the surest first, then at most one policy theme.

    Without ``model`` the concepts are EuroVoc's, found by the shipped terms. A ``model`` learned from papers that
    a user has indexed gives the concepts of the papers most like this one; those of EuroVoc are weighed with the
    shipped terms as well.

    Raises:
        VocabularyError: a shipped vocabulary cannot be read.
    """
    keys = paper_keys(linked.paper)
    weights = eurovoc_weights(keys, linked.mentions)
    concepts = model.subjects(keys, weights) if model else tuple(_subject(*one) for one in choose(weights))
    theme = theme_of(keys, weights)
    if theme is None:
        return concepts
    iri, share = theme
    return (*concepts, Subject(iri, theme_terms().concepts[iri].label, THEME_SCHEME, round(share, 2), "subject-theme"))


def _subject(iri: str, weight: float) -> Subject:
    label = eurovoc_terms().concepts[iri].label
    return Subject(iri, label, EUROVOC_SCHEME, round(confidence(weight), 2), "subject-terms")
