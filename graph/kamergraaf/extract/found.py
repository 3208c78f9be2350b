"""What a finder finds: a stretch of text, the class of thing it names, and which things it may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kamergraaf.extract.cues import folded
from kamergraaf.models import Entity, EntityClass

_FOUND = "kamergraaf.found"
_CONTEXT = "kamergraaf.context"
_TEXT = "kamergraaf.text"
_FOLDED = "kamergraaf.folded"


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text: offsets in characters, end exclusive; candidates, the likeliest first."""

    start: int
    end: int
    cls: EntityClass
    candidates: tuple[Entity, ...]
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a text from outside it; the default knows nothing."""

    year: int | None = None
    """The year in which the text was written, for dates without a year and for acts that replaced others."""
    notes: tuple[tuple[int, int, int], ...] = ()
    """Footnotes of the text that stand further on in it: (offset of the marker, start and end of the note)."""


def text_of(doc: Doc) -> str:
    """Return the text of ``doc``; spaCy puts it together from the tokens anew each time it is asked."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def folded_of(doc: Doc) -> str:
    """Return the text of ``doc`` in lower case, letter for letter."""
    lowered: str | None = doc.user_data.get(_FOLDED)
    if lowered is None:
        lowered = doc.user_data[_FOLDED] = folded(text_of(doc))
    return lowered


def keep_text(doc: Doc, text: str) -> None:
    """Keep ``text``, which ``doc`` was made of, for :func:`text_of`."""
    doc.user_data[_TEXT] = text


def add(doc: Doc, found: Iterator[Found]) -> None:
    """Keep what a finder found in ``doc``."""
    doc.user_data.setdefault(_FOUND, []).extend(found)


def all_found(doc: Doc) -> list[Found]:
    """Return what the finders that ran before have found in ``doc``."""
    found: list[Found] = doc.user_data.get(_FOUND, [])
    return found


def found_of(doc: Doc, *classes: EntityClass) -> list[Found]:
    """Return what has been found of ``classes``, in the order of the text."""
    return sorted((f for f in all_found(doc) if f.cls in classes), key=lambda f: (f.start, -f.end))


def replace_found(doc: Doc, found: list[Found]) -> None:
    """Put ``found`` in the place of all that was found in ``doc``."""
    doc.user_data[_FOUND] = found


def context_of(doc: Doc) -> Context:
    """Return the context of ``doc``."""
    context: Context = doc.user_data.get(_CONTEXT, Context())
    return context


def set_context(doc: Doc, context: Context) -> None:
    """Set the context of ``doc`` before the pipeline's components run on it."""
    doc.user_data[_CONTEXT] = context
