"""The pass over one paper: read → extract → link → triples."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kamergraaf.engines.base import BuiltPaper
from kamergraaf.errors import PaperError
from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import EntityClass
from kamergraaf.papers import Failure
from kamergraaf.read import KeptReadings, read_paper
from kamergraaf.settings import Settings
from kamergraaf.subjects import find_subjects
from kamergraaf.triples.graph import graph_text, members
from kamergraaf.triples.iris import document_iri
from kamergraaf.triples.writer import paper_triples

if TYPE_CHECKING:
    from kamergraaf.subjects.learned import SubjectModel

_log = logging.getLogger(__name__)
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
        self._subjects = _model(settings.subjects) if settings.subjects else None
        self._kept = KeptReadings(settings.readings) if settings.readings else None
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
        paper = extract_structure(read_paper(path, self._kept))
        linked = link_paper(paper, self._nlp)
        linked = replace(linked, subjects=find_subjects(linked, self._subjects))
        triples = paper_triples(linked, self._settings)
        of_class = members(triples)
        return BuiltPaper(
            path,
            paper.head.identifier,
            graph_text(document_iri(paper.head), triples),
            {name: len(iris) for name, iris in of_class.items() if name not in _SHARED},
            {name: frozenset(iris) for name, iris in of_class.items() if name in _SHARED},
        )


def _model(path: Path) -> SubjectModel:
    # SciPy is not loaded where there is no model.
    from kamergraaf.subjects.model_file import load_model

    return load_model(path)


def paper_pass(settings: Settings) -> PaperPass:
    """Return the pass with ``settings``; a process that is asked for many papers in turn loads it once.

    Raises:
        VocabularyError, ModelError, SubjectModelError: the settings cannot be loaded.
        OSError: a file of the user cannot be read.
    """
    return loaded(settings, settings.fingerprint())


@lru_cache(maxsize=1)
def loaded(settings: Settings, _: str) -> PaperPass:
    """Return the pass with ``settings``, loaded anew if the fingerprint is another: a process may outlive a build."""
    return PaperPass(settings)
