"""What a user can set of the pass over papers, and the fingerprint of all that decides what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kamergraaf.resources import ontology

_STAGES = ("read", "extract", "link", "subjects", "triples")
_MODULES = ("models.py", "name_forms.py", "namespaces.py", "vocabulary.py")
_DIGITS = 16
"""Hexadecimal digits of a fingerprint: 64 bits, far more than there are versions to tell apart."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker must know to make the pass over papers as the user wants it; plain, so that it can be sent."""

    vocabulary: Path | None = None
    """Turtle file with SKOS concepts of the user."""
    model: str | None = None
    """spaCy package or folder of a trained pipeline whose names are found too."""
    subjects: Path | None = None
    """Model of subjects, made by ``learn-subjects``."""
    readings: Path | None = None
    """File for the readings of PDF and Word files; it decides nothing of what is found."""

    def check(self) -> None:
        """Load all of it once, so that a build with a broken vocabulary or model makes no store.

        Raises:
            VocabularyError: the vocabulary cannot be read, or holds no concepts.
            ModelError: the trained pipeline cannot be loaded, or finds no names.
            SubjectModelError: the model of subjects cannot be read.
            OSError: a file cannot be opened.
        """
        if self.vocabulary is not None:
            from kamergraaf.vocabulary import read_user_vocabulary

            read_user_vocabulary(self.vocabulary)
        if self.model is not None:
            from kamergraaf.extract.pipeline import pipeline

            pipeline(model=self.model)
        if self.subjects is not None:
            from kamergraaf.subjects.model_file import load_model

            load_model(self.subjects)

    def fingerprint(self) -> str:
        """Return what decides what is found in a paper: our rules and vocabularies, and what the user adds.

        A paper that was read with the same fingerprint gives the same graph, so it need not be read again.

        Raises:
            OSError: a file of the user cannot be read.
        """
        parts = [f"pipeline and vocabularies {_shipped()}"]
        if self.vocabulary is not None:
            parts.append(f"own vocabulary {_digest(self.vocabulary.read_bytes())}")
        if self.model is not None:
            parts.append(f"trained model {_model_version(self.model)}")
        if self.subjects is not None:
            parts.append(f"subjects {_digest(self.subjects.read_bytes())}")
        return ", ".join(parts)


@cache
def _shipped() -> str:
    digest = sha256()
    package = files("kamergraaf")
    for name in _MODULES:
        digest.update((package / name).read_bytes())
    for folder in (*(package / stage for stage in _STAGES), ontology() / "vocabularies"):
        for file in _files(folder):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith((".py", ".cfg", ".ttl")):
            yield entry


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:_DIGITS]


def _model_version(model: str) -> str:
    """Return the version of a spaCy package, or the fingerprint of the description in a folder."""
    description = Path(model) / "meta.json"
    if description.is_file():
        return f"{Path(model).name} {_digest(description.read_bytes())}"
    try:
        return f"{model} {version(model)}"
    except PackageNotFoundError:
        # Then it cannot be loaded either, which is told where that is tried.
        return model
