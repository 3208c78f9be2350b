"""A learned model in a file: NumPy's zipped arrays, which hold numbers and text and can run no code."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kamergraaf.errors import SubjectModelError
from kamergraaf.subjects.learned import LearnedConcept, SubjectModel

_FORMAT = "kamergraaf-subjects-1"
_CONCEPT_PARTS = ("iri", "label", "scheme")


def save_model(model: SubjectModel, path: Path) -> None:
    """Write ``model`` to ``path``; a file that is there is replaced.

    Raises:
        OSError: the file cannot be written.
    """
    arrays: dict[str, NDArray[np.generic]] = {
        "format": np.array(_FORMAT),
        "words": np.array(model.words),
        "idf": model.idf.astype(np.float32),
    }
    for part in _CONCEPT_PARTS:
        arrays[part] = np.array([getattr(concept, part) for concept in model.concepts], dtype=str)
    for name, matrix in (("papers", model.papers), ("assigned", model.assigned)):
        arrays[f"{name}_data"] = matrix.data.astype(np.float32)
        arrays[f"{name}_indices"] = matrix.indices.astype(np.int32)
        arrays[f"{name}_starts"] = matrix.indptr.astype(np.int32)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def load_model(path: Path) -> SubjectModel:
    """Read a model that :func:`save_model` wrote.

    Raises:
        SubjectModelError: ``path`` is no such file, or a broken one.
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        try:
            with np.load(file, allow_pickle=False) as arrays:
                if str(arrays["format"]) != _FORMAT:
                    raise SubjectModelError(f"{path}: written by another version: learn it again")
                return _model(dict(arrays))
        # What a file that is no archive, a broken archive, or one of something else gives.
        except (zipfile.BadZipFile, ValueError, KeyError, EOFError, TypeError, AttributeError) as error:
            raise SubjectModelError(f"{path}: no model of subjects (made by kamergraaf learn-subjects)") from error


def _model(arrays: dict[str, NDArray[np.generic]]) -> SubjectModel:
    words = tuple(map(str, arrays["words"]))
    parts = [map(str, arrays[part]) for part in _CONCEPT_PARTS]
    concepts = tuple(LearnedConcept(*one) for one in zip(*parts, strict=True))
    rows = len(arrays["papers_starts"]) - 1
    papers = _matrix(arrays, "papers", (rows, len(words)))
    assigned = _matrix(arrays, "assigned", (rows, len(concepts)))
    if arrays["idf"].shape != (len(words),):
        raise ValueError("as many weights as words are needed")
    return SubjectModel(words, arrays["idf"].astype(np.float64), papers, assigned, concepts)


def _matrix(arrays: dict[str, NDArray[np.generic]], name: str, shape: tuple[int, int]) -> sparse.csr_array:
    data = arrays[f"{name}_data"].astype(np.float64)
    matrix = sparse.csr_array((data, arrays[f"{name}_indices"], arrays[f"{name}_starts"]), shape=shape)
    matrix.check_format(full_check=True)
    return matrix
