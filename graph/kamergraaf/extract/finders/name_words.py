"""Words that announce a name: offices before people, small body words ("gemeente") before bodies; and rows of capitals.

Found once for all finders that build on them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kamergraaf.extract.found import text_of
from kamergraaf.extract.names import capitalised_names
from kamergraaf.models import Span
from kamergraaf.name_forms import forms

OFFICES = "offices"
SMALL_BODIES = "small-bodies"
_WORDS = "kamergraaf.words"
_CAPITALS = "kamergraaf.capitals"


@Language.factory("kg_name_words")
class NameWords:
    """Keeps where the words stand that announce a name, and where names by their capitals do."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._by_letters = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._by_letters.add(OFFICES, [nlp.make_doc(word) for word in forms("offices").words])
        self._by_case = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._by_case.add(SMALL_BODIES, [nlp.make_doc(word) for word in forms("body-words").lower_case])

    def __call__(self, doc: Doc) -> Doc:
        """Keep the words and the names in ``doc`` for the finders."""
        places: dict[str, list[Span]] = {OFFICES: [], SMALL_BODIES: []}
        for matcher in (self._by_letters, self._by_case):
            for key, start, end in matcher(doc):
                place = doc[start:end]
                places[doc.vocab.strings[key]].append(Span(place.start_char, place.end_char))
        doc.user_data[_WORDS] = places
        doc.user_data[_CAPITALS] = tuple(capitalised_names(text_of(doc)))
        return doc


def words_in(doc: Doc, kind: str) -> list[Span]:
    """Return where the words of ``kind`` (:data:`OFFICES`, :data:`SMALL_BODIES`) stand in ``doc``, in order."""
    places: list[Span] = doc.user_data[_WORDS][kind]
    return places


def capitalised_in(doc: Doc) -> tuple[tuple[int, str], ...]:
    """Return (start, name) for each row of capitalised words in ``doc``, in order."""
    names: tuple[tuple[int, str], ...] = doc.user_data[_CAPITALS]
    return names
