"""The spaCy pipeline that finds what a Dutch text names; its make-up stands in ``pipeline.cfg``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.util import load_config_from_str, load_model_from_config

# Importing the finders registers them with spaCy under the names that pipeline.cfg uses.
from kamergraaf.extract import finders, tokenizer

__all__ = ["finders", "pipeline", "tokenizer"]

_LONGEST_TEXT = 50_000_000
"""Characters; spaCy's own limit guards the memory of parsers, which this pipeline has not."""


@cache
def pipeline() -> Language:
    """Return the pipeline, made once a process.

    After ``doc = pipeline()(text)``, ``doc.spans["kamergraaf"]`` holds the names found: the label is the
    entity's class, ``kb_id_`` its identifier, ``id_`` the rule that found it.

    Raises:
        VocabularyError: a shipped vocabulary cannot be read.
    """
    config = load_config_from_str((files("kamergraaf.extract") / "pipeline.cfg").read_text(encoding="utf-8"))
    nlp = load_model_from_config(config, auto_fill=True)
    nlp.max_length = _LONGEST_TEXT
    return nlp
