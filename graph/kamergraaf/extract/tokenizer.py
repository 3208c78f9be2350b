"""A tokenizer for matching names: words and single punctuation marks.

spaCy's Dutch tokenizer keeps "EU-lidstaten", "IND." and "Rajkowski/Boomsma" whole, so that a name inside
them has no tokens of its own. Here every punctuation mark is a token, and a name always starts and ends at
a token boundary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from kamergraaf.extract.found import keep_text

LONGEST_TEXT = 50_000_000
"""Characters; spaCy's own limit guards the memory of parsers, which the rules have not."""
_MOST_CACHED = 1 << 17
"""Words with the marks around them whose tokens are kept; spaCy's default is full after a few papers."""
_PUNCTUATION = re.compile(r"[^\w\s]")
_FIRST = re.compile(r"[^\w\s]")
_LAST = re.compile(r"[^\w\s]$")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class NameTokenizer:
    """Cuts a text into words and single punctuation marks, and keeps the text with the doc."""

    def __init__(self, vocab: Vocab) -> None:
        self._tokenizer = Tokenizer(
            vocab,
            prefix_search=_FIRST.match,
            suffix_search=_LAST.search,
            infix_finditer=_PUNCTUATION.finditer,
            max_cache_size=_MOST_CACHED,
        )

    def __call__(self, text: str) -> Doc:
        """Return the tokens of ``text``."""
        doc: Doc = self._tokenizer(text)
        keep_text(doc, text)
        return doc


def add_names(vocab: Vocab, matcher: PhraseMatcher, key: str, names: Iterable[str]) -> None:
    """Have ``matcher`` look for ``names``, cut as :class:`NameTokenizer` cuts a text.

    The matcher keeps the keys of the tokens, and takes them in place of docs, as unpickling gives them to it: docs of
    all labels take seconds. For one that matches on ``LOWER``, names are given in lower case.
    """
    keys = [tuple(vocab.strings[token] for token in _TOKEN.findall(name)) for name in names]
    matcher.add(key, keys)  # type: ignore[arg-type]


def create_name_tokenizer() -> Callable[[Language], NameTokenizer]:
    """Return the maker of the tokenizer, as spaCy's config wants it."""
    return lambda nlp: NameTokenizer(nlp.vocab)


registry.tokenizers.register("kamergraaf.NameTokenizer.v1", func=create_name_tokenizer)
