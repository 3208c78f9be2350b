"""Linking: what a paper's units name and which answers they mean, resolved over the whole paper."""

from __future__ import annotations

from spacy.language import Language

from kamergraaf.link.mentions import find_mentions
from kamergraaf.link.passage import passage_of
from kamergraaf.link.references import resolve_references
from kamergraaf.models import LinkedPaper, Paper


def link_paper(paper: Paper, nlp: Language) -> LinkedPaper:
    """Return ``paper`` with its mentions linked and its references between answers resolved.

    ``nlp`` is the pipeline of :func:`kamergraaf.extract.pipeline.pipeline`.
    """
    mentions, cited = find_mentions(paper, passage_of(paper), nlp)
    return LinkedPaper(paper, mentions, resolve_references(paper, mentions), cited)
