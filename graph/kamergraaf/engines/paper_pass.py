"""The pass over one paper: read → extract → link → triples."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kamergraaf.engines.base import BuiltPaper
from kamergraaf.errors import PaperError
from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import EntityClass, GraphText
from kamergraaf.namespaces import KG, RDF
from kamergraaf.papers import Failure
from kamergraaf.read import read_paper
from kamergraaf.settings import Settings
from kamergraaf.subjects import find_subjects
from kamergraaf.subjects.model_file import load_model
from kamergraaf.triples import paper_graph

_log = logging.getLogger(__name__)
_TYPED = re.compile(rf"^(\S+) <{re.escape(RDF)}type> <{re.escape(KG)}(\w+)> ".encode(), re.MULTILINE)
_SHARED = frozenset(("Office", *EntityClass))
"""Classes of things that several papers may name."""


class PaperPass:
    """Makes the pass over papers, one at a time, with all that it needs loaded."""

    def __init__(self, settings: Settings) -> None:
        """Load the pipeline and the models.

        Raises:
            VocabularyError, ModelError, SubjectModelError: one of them cannot be loaded.
        """
        self._nlp = pipeline(settings.vocabulary, settings.model)
        self._subjects = load_model(settings.subjects) if settings.subjects else None
        self._settings = settings.fingerprint()

    def __call__(self, path: Path) -> BuiltPaper | Failure:
        """Return the graph of the paper in ``path``, or why there is none."""
        try:
            return self._build(path)
        except PaperError as error:
            return Failure(str(path), error.reason)
        # A fault of ours in one paper, however odd the paper, must not cost the user the others.
        except Exception as error:
            _log.debug("%s", path, exc_info=True)
            return Failure(str(path), f"internal error: {type(error).__name__}: {error}")

    def _build(self, path: Path) -> BuiltPaper:
        paper = extract_structure(read_paper(path))
        linked = link_paper(paper, self._nlp)
        graph = paper_graph(replace(linked, subjects=find_subjects(linked, self._subjects)), self._settings)
        members = _members(graph)
        return BuiltPaper(
            path,
            paper.head.identifier,
            graph,
            {name: len(iris) for name, iris in members.items() if name not in _SHARED},
            {name: frozenset(iris) for name, iris in members.items() if name in _SHARED},
        )


def _members(graph: GraphText) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for iri, name in _TYPED.findall(graph.lines):
        members[name.decode()].add(iri.decode())
    return members


@lru_cache(maxsize=1)
def paper_pass(settings: Settings) -> PaperPass:
    """Return the pass with ``settings``; a process that is asked for many papers in turn loads it once."""
    return PaperPass(settings)
