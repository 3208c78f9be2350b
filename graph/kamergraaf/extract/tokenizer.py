"""A tokenizer for matching names: words and single punctuation marks.

spaCy's Dutch tokenizer keeps "EU-lidstaten", "IND." and "Rajkowski/Boomsma" whole, so that a name inside
them has no tokens of its own. Here every punctuation mark is a token, and a name always starts and ends at
a token boundary.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

LONGEST_TEXT = 50_000_000
"""Characters; spaCy's own limit guards the memory of parsers, which the rules have not."""
_PUNCTUATION = re.compile(r"[^\w\s]")
_FIRST = re.compile(r"^[^\w\s]")
_LAST = re.compile(r"[^\w\s]$")


def create_name_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return the maker of the tokenizer, as spaCy's config wants it."""

    def make(nlp: Language) -> Tokenizer:
        return Tokenizer(
            nlp.vocab, prefix_search=_FIRST.search, suffix_search=_LAST.search, infix_finditer=_PUNCTUATION.finditer
        )

    return make


registry.tokenizers.register("kamergraaf.NameTokenizer.v1", func=create_name_tokenizer)
