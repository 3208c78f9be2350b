"""Errors that a user can act on; each names the file and the reason."""

from __future__ import annotations


class KamergraafError(Exception):
    """Base of all errors that kamergraaf raises on purpose."""


class PaperError(KamergraafError):
    """A paper that cannot be turned into a graph; the message is the reason, in words a user understands."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class UnreadableError(PaperError):
    """The file cannot be read: broken, empty, too large, no text, wrong encoding, unknown format."""


class UnknownLayoutError(PaperError):
    """The file can be read, but holds no questions and answers in a layout that is known."""


class MissingLibraryError(KamergraafError):
    """A library is not installed that only some uses need; the message says how to install it."""

    def __init__(self, library: str, purpose: str, extra: str = "analysis") -> None:
        super().__init__(f"{purpose} needs {library}; install it with: pip install 'kamergraaf[{extra}]'")


class StoreError(KamergraafError):
    """The store cannot be opened, read or written."""


class EngineError(KamergraafError):
    """An engine cannot be reached, or has broken down."""


class PartlyDoneError(KamergraafError):
    """A build has broken off, and the store holds a part of what was to be written; the next build goes on from it.

    What was being written then may be stored in part: how much of it cannot always be asked any more.
    """

    def __init__(self, error: KamergraafError, stored: int) -> None:
        super().__init__(
            f"{error}; at least {stored} papers were stored before and stay, the next build goes on from there"
        )


class PartlyStoredError(PartlyDoneError, StoreError):
    """The store cannot be written any more."""


class PartlyReadError(PartlyDoneError, EngineError):
    """The engine has broken down."""


class VocabularyError(KamergraafError):
    """A vocabulary or the ontology cannot be loaded."""


class ModelError(KamergraafError):
    """A trained spaCy pipeline that the user names cannot be loaded, or finds no names."""


class SubjectModelError(KamergraafError):
    """A learned model of subjects, or the indexed papers to learn it from, cannot be read."""
