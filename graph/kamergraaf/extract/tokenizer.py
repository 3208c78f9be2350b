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
from spacy.tokens import Doc
from spacy.util import registry

from kamergraaf.extract.found import keep_text

LONGEST_TEXT = 50_000_000
"""Characters; spaCy's own limit guards the memory of parsers, which the rules have not."""
_MOST_CACHED = 1 << 17
"""Words with the marks around them whose tokens are kept; spaCy's default is full when the vocabularies are loaded."""
_PUNCTUATION = re.compile(r"[^\w\s]")
_FIRST = re.compile(r"^[^\w\s]")
_LAST = re.compile(r"[^\w\s]$")


class NameTokenizer(Tokenizer):
    """Cuts a text into words and single punctuation marks, and keeps it with the doc."""

    def __call__(self, string: str) -> Doc:
        """Return the tokens of ``string``."""
        doc = super().__call__(string)
        keep_text(doc, string)
        return doc


def create_name_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return the maker of the tokenizer, as spaCy's config wants it."""

    def make(nlp: Language) -> Tokenizer:
        return NameTokenizer(
            nlp.vocab,
            prefix_search=_FIRST.match,
            suffix_search=_LAST.search,
            infix_finditer=_PUNCTUATION.finditer,
            max_cache_size=_MOST_CACHED,
        )

    return make


registry.tokenizers.register("kamergraaf.NameTokenizer.v1", func=create_name_tokenizer)
