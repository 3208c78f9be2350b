"""Memory that does not grow with the number of papers: what spaCy keeps of the words it meets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from spacy.language import Language

MOST_WORDS = 1 << 17
"""Words, half a kilobyte each, that a pipeline keeps for good."""


@contextmanager
def words_forgotten(nlp: Language) -> Iterator[None]:
    """Make and use docs of ``nlp`` within this: once it keeps many words, it forgets the new ones at the end.

    spaCy keeps each word that it has ever met. No doc, span or token may be used outside, only what was made of them.
    Zones of memory may not be nested in each other for one ``nlp``.
    """
    with nlp.memory_zone() if len(nlp.vocab.strings) >= MOST_WORDS else nullcontext():
        yield
