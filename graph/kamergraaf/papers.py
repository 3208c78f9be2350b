"""Which files to read: those that the user names, and all papers in the folders that they name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kamergraaf.fetch.manifest import listed_papers
from kamergraaf.read import SUFFIXES


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or folder that gave no paper, and why."""

    name: str
    reason: str


def find_papers(paths: Iterable[Path]) -> Iterator[Path | Failure]:
    """Yield the files to read: each named file, and all in each named folder that have a known suffix.

    Folders are gone through recursively and in order of name; hidden files and folders in them are passed
    over, and so is a file that was found before, and what the manifest of a folder of fetched papers does not list.
    What cannot be read is yielded as a :class:`Failure`.
    """
    seen: set[Path] = set()
    for path in paths:
        found = list(_in_folder(path)) if path.is_dir() else [_named(path)]
        if not found:
            yield Failure(str(path), f"holds no papers ({_known_suffixes()})")
        for paper in found:
            if isinstance(paper, Failure):
                yield paper
            elif (real := paper.resolve()) not in seen:
                seen.add(real)
                yield paper


def _in_folder(folder: Path) -> Iterator[Path | Failure]:
    unread: list[Failure] = []

    def note(error: OSError) -> None:
        unread.append(Failure(str(error.filename), f"cannot be opened: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        try:
            listed = listed_papers(Path(parent))
        except OSError as error:
            note(error)
            continue
        for name in sorted(files if listed is None else listed.intersection(files)):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(parent, name)
    yield from unread


def _named(path: Path) -> Path | Failure:
    if not path.exists():
        return Failure(str(path), "no such file or folder")
    if path.suffix.lower() not in SUFFIXES:
        return Failure(str(path), f"unknown kind of file '{path.suffix}' (known: {_known_suffixes()})")
    return path


def _known_suffixes() -> str:
    return " ".join(sorted(SUFFIXES))
