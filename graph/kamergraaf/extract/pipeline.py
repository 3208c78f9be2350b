"""The spaCy pipeline that finds what a Dutch text names; its make-up stands in ``pipeline.cfg``."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from spacy.language import Language
from spacy.util import load_config_from_str, load_model_from_config

# Importing the finders registers them with spaCy under the names that pipeline.cfg uses.
from kamergraaf.extract import finders, tokenizer
from kamergraaf.extract.finders.labels import LabelMatcher
from kamergraaf.extract.finders.trained_names import TrainedNames
from kamergraaf.resources import ontology
from kamergraaf.vocabulary import read_user_vocabulary

__all__ = ["finders", "fingerprint", "pipeline", "tokenizer"]

_OWN = "own_vocabulary"
"""Key in the pipeline's meta data: the hash of the user's vocabulary."""
_TRAINED = "trained_model"
"""Key in the pipeline's meta data: name and version of the user's trained pipeline."""


@cache
def _shipped_fingerprint() -> str:
    digest = sha256(_config().encode())
    folder = ontology() / "vocabularies"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".ttl"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def fingerprint(nlp: Language) -> str:
    """Return a hash of what decides what ``nlp`` finds, code apart: its make-up and all vocabularies.

    A vocabulary of the user is named by its hash, a trained pipeline by its name and version.
    """
    own, trained = nlp.meta.get(_OWN), nlp.meta.get(_TRAINED)
    return " ".join(
        (
            _shipped_fingerprint(),
            *((f"own vocabulary {own}",) if own else ()),
            *((f"trained model {trained}",) if trained else ()),
        )
    )


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
        own = read_user_vocabulary(vocabulary)
        matcher = nlp.get_pipe("kg_labels")
        if not isinstance(matcher, LabelMatcher):
            raise TypeError(f"kg_labels is a {type(matcher).__name__}, no LabelMatcher")
        matcher.add_own(own.labels)
        nlp.meta[_OWN] = own.fingerprint
    if model is not None:
        nlp.add_pipe("kg_trained_names", before="kg_weighing", config={"model": model})
        trained = nlp.get_pipe("kg_trained_names")
        if not isinstance(trained, TrainedNames):
            raise TypeError(f"kg_trained_names is a {type(trained).__name__}, no TrainedNames")
        nlp.meta[_TRAINED] = trained.version
    return nlp


@cache
def _shipped() -> Language:
    return _make()


def _make() -> Language:
    nlp = load_model_from_config(load_config_from_str(_config()), auto_fill=True)
    nlp.max_length = tokenizer.LONGEST_TEXT
    return nlp
