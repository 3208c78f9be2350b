"""Words that announce a name: offices before people, small body words ("gemeente") before bodies; and rows of capitals.

Found once for all finders that build on them. What a word looks like is told once for each word of spaCy's vocabulary
(a flag of its lexeme), and read for all tokens of a doc at once.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kamergraaf.extract.finders.policy_nouns import may_end_noun
from kamergraaf.extract.found import text_of
from kamergraaf.extract.groups import may_begin_group
from kamergraaf.extract.names import begins_with_capital, capitalised_names
from kamergraaf.extract.tokenizer import add_names
from kamergraaf.models import Span
from kamergraaf.name_forms import forms, small_letters

OFFICES = "offices"
SMALL_BODIES = "small-bodies"
CAPITALS = "capitals"
"""Words with a capital that are no second part of one with a hyphen."""
DIGITS = "digits"
"""The first digits of words with digits."""
NOUN_ENDS = "noun-ends"
"""Words that policy terms may end in, and last parts of such words."""
GROUP_BEGINNINGS = "group-beginnings"
"""Words that the names of fracties begin with."""
_DIGIT = re.compile(r"\d")
_LOOKS = {
    CAPITALS: begins_with_capital,
    DIGITS: lambda word: _DIGIT.search(word) is not None,
    NOUN_ENDS: may_end_noun,
    GROUP_BEGINNINGS: may_begin_group,
}
_WORDS = "kamergraaf.words"
_STARTS = "kamergraaf.starts"
_CAPITALS = "kamergraaf.capitals"


@Language.factory("kg_name_words")
class NameWords:
    """Keeps where the words stand that announce a name, and where names by their capitals do."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._by_letters = PhraseMatcher(nlp.vocab, attr="LOWER")
        add_names(nlp.vocab, self._by_letters, OFFICES, small_letters("offices"))
        self._by_case = PhraseMatcher(nlp.vocab, attr="ORTH")
        add_names(nlp.vocab, self._by_case, SMALL_BODIES, forms("body-words").lower_case)
        self._flags = [nlp.vocab.add_flag(look) for look in _LOOKS.values()]

    def __call__(self, doc: Doc) -> Doc:
        """Keep the words and the names in ``doc`` for the finders."""
        places: dict[str, list[Span]] = {OFFICES: [], SMALL_BODIES: []}
        for matcher in (self._by_letters, self._by_case):
            for key, start, end in matcher(doc):
                place = doc[start:end]
                places[doc.vocab.strings[key]].append(Span(place.start_char, place.end_char))
        doc.user_data[_WORDS] = places
        starts = self._starts(doc)
        text = text_of(doc)
        starts[CAPITALS] = [start for start in starts[CAPITALS] if text[start - 1 : start] != "-"]
        starts[DIGITS] = [digit.start() for start in starts[DIGITS] if (digit := _DIGIT.search(text, start))]
        doc.user_data[_STARTS] = starts
        doc.user_data[_CAPITALS] = tuple(capitalised_names(text, starts[CAPITALS]))
        return doc

    def _starts(self, doc: Doc) -> dict[str, list[int]]:
        begins, *looks = doc.to_array(["IDX", *self._flags]).T
        return {look: begins[flags == 1].tolist() for look, flags in zip(_LOOKS, looks, strict=True)}


def words_in(doc: Doc, kind: str) -> list[Span]:
    """Return where the words of ``kind`` (:data:`OFFICES`, :data:`SMALL_BODIES`) stand in ``doc``, in order."""
    places: list[Span] = doc.user_data[_WORDS][kind]
    return places


def starts_in(doc: Doc, look: str) -> list[int]:
    """Return where words stand in ``doc`` that look so (:data:`CAPITALS`, :data:`DIGITS` …), in order."""
    starts: list[int] = doc.user_data[_STARTS][look]
    return starts


def capitalised_in(doc: Doc) -> tuple[tuple[int, str], ...]:
    """Return (start, name) for each row of capitalised words in ``doc``, in order."""
    names: tuple[tuple[int, str], ...] = doc.user_data[_CAPITALS]
    return names
