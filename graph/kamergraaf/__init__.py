"""kamergraaf: a knowledge graph of parliamentary questions and answers."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kamergraaf.builder import build
    from kamergraaf.extract.pipeline import pipeline
    from kamergraaf.extract.structure import extract_structure
    from kamergraaf.link import link_paper
    from kamergraaf.read import read_paper
    from kamergraaf.store import open_store
    from kamergraaf.subjects import find_subjects

__all__ = [
    "__version__",
    "build",
    "extract_structure",
    "find_subjects",
    "link_paper",
    "open_store",
    "pipeline",
    "read_paper",
]

__version__ = version("kamergraaf")

# Loaded when first asked for: spaCy alone takes seconds, and a query needs none of it.
_FROM = {
    "build": "kamergraaf.builder",
    "extract_structure": "kamergraaf.extract.structure",
    "find_subjects": "kamergraaf.subjects",
    "link_paper": "kamergraaf.link",
    "open_store": "kamergraaf.store",
    "pipeline": "kamergraaf.extract.pipeline",
    "read_paper": "kamergraaf.read",
}


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_FROM[name]), name)
