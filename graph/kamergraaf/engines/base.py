"""What an engine is asked and what it gives back."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kamergraaf.models import GraphText
from kamergraaf.papers import Failure
from kamergraaf.settings import Settings


@dataclass(frozen=True, slots=True)
class BuiltPaper:
    """A paper that has been read, as it goes into the store, and what is told of it."""

    path: Path
    identifier: str
    graph: GraphText
    parts: dict[str, int]
    """How many things of each class (local name) the paper consists of."""
    named: dict[str, frozenset[str]]
    """IRIs of what the paper names, by class."""


class Engine(Protocol):
    """Makes the pass over papers: read → extract → link → triples."""

    def run(self, papers: Sequence[Path], settings: Settings) -> Generator[BuiltPaper | Failure, None, None]:
        """Yield what becomes of each of ``papers``, in their order, as it is ready.

        No more than a bounded number of papers is held at a time. Closing the iterator ends the work.

        Raises:
            VocabularyError, ModelError, SubjectModelError: the settings cannot be loaded; no fault of any paper.
            EngineError: the engine itself cannot be reached or has broken down.
        """
