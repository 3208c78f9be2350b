"""The spaCy pipeline that finds what a Dutch text names; its make-up stands in ``pipeline.cfg``."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from spacy.language import Language
from spacy.util import load_config_from_str, load_model_from_config

# Importing the finders registers them with spaCy under the names that pipeline.cfg uses.
from kamergraaf.extract import finders, tokenizer
from kamergraaf.resources import ontology

__all__ = ["finders", "fingerprint", "pipeline", "tokenizer"]

_LONGEST_TEXT = 50_000_000
"""Characters; spaCy's own limit guards the memory of parsers, which this pipeline has not."""


@cache
def fingerprint() -> str:
    """Return a hash of all that decides what the pipeline finds, code apart: its make-up and the vocabularies."""
    digest = sha256(_config().encode())
    folder = ontology() / "vocabularies"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".ttl"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _config() -> str:
    return (files("kamergraaf.extract") / "pipeline.cfg").read_text(encoding="utf-8")


@cache
def pipeline() -> Language:
    """Return the pipeline, made once a process.

    After ``doc = pipeline()(text)``, ``doc.spans["kamergraaf"]`` holds the names found: the label is the
    entity's class, ``kb_id_`` its identifier, ``id_`` the rule that found it.

    Raises:
        VocabularyError: a shipped vocabulary cannot be read.
    """
    nlp = load_model_from_config(load_config_from_str(_config()), auto_fill=True)
    nlp.max_length = _LONGEST_TEXT
    return nlp
