"""The spaCy pipeline that finds what a Dutch text names; its make-up stands in ``pipeline.cfg``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from spacy.language import Language
from spacy.util import load_config_from_str, load_model_from_config

# Importing the finders registers them with spaCy under the names that pipeline.cfg uses.
from kamergraaf.extract import finders, tokenizer
from kamergraaf.extract.finders.labels import LabelMatcher
from kamergraaf.vocabulary import read_user_vocabulary

__all__ = ["finders", "pipeline", "tokenizer"]


def _config() -> str:
    return (files("kamergraaf.extract") / "pipeline.cfg").read_text(encoding="utf-8")


def pipeline(vocabulary: Path | None = None, model: str | None = None) -> Language:
    """Return the pipeline; as shipped it is made once a process.

    After ``doc = pipeline()(text)``, ``doc.spans["kamergraaf"]`` holds the names found: the label is the
    entity's class, ``kb_id_`` its identifier, ``id_`` the rule that found it, ``span._.confidence`` how sure it is.

    Args:
        vocabulary: Turtle file with SKOS concepts of the user; they are found as policies, and win over ours.
        model: spaCy package or folder of a trained pipeline with NER; what it finds besides our rules is added.

    Raises:
        VocabularyError: a shipped vocabulary or the user's cannot be read, or the user's holds no concepts.
        ModelError: the trained pipeline cannot be loaded, or finds no names.
    """
    if vocabulary is None and model is None:
        return _shipped()
    nlp = _make()
    if vocabulary is not None:
        labels = read_user_vocabulary(vocabulary)
        matcher = nlp.get_pipe("kg_labels")
        if not isinstance(matcher, LabelMatcher):
            raise TypeError(f"kg_labels is a {type(matcher).__name__}, no LabelMatcher")
        matcher.add_own(labels)
    if model is not None:
        nlp.add_pipe("kg_trained_names", before="kg_weighing", config={"model": model})
    return nlp


@cache
def _shipped() -> Language:
    return _make()


def _make() -> Language:
    nlp = load_model_from_config(load_config_from_str(_config()), auto_fill=True)
    nlp.max_length = tokenizer.LONGEST_TEXT
    return nlp
