"""The shape of names: of people, and of bodies and acts with capitals in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kamergraaf.extract.cues import matches

SPACE = r"[^\S\n]+"
"""White space within a paragraph: no name runs over its end."""

PREFIX = (
    r"(?:[Vv]an\s+(?:der|den|de|het|’t|'t)|[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Vv]on\s+der|[Vv]on|[Vv]\.d\."
    r"|[Dd]i|[Dd]u|[Ee]l|[Aa]l|[Tt]e|[Ii]n\s+’t|[Oo]p\s+den|[Dd]a|[Dd]os|[Ll]a|[Ll]e)"
)
_SECOND_HALF = r"(?:-(?:(?:van|de|der|den|het|ten|ter)(?:[^\S\n]+(?:der|den|de))?[^\S\n]+)?[A-ZÀ-Þ][\w’']+)*"
ARTICLE = r"(?:(?:[Aa]l|[Ee]l)-)?"
"""The Arabic article in a surname ("al-Assad")."""
WORD = rf"[A-ZÀ-ÞŞİŁŠŽČĆ][\w’']*[a-zà-ÿşığčćšžł]{_SECOND_HALF}"

_CAPITAL = r"[A-ZÀ-Þ][\w’']*(?:[-&.][\w’']+)*(?:-(?=\s+en\s+[A-ZÀ-Þ]))?"
_JOIN = (
    r"(?:(?:van|voor|tot|ter|op|aan|in|te|bij|tegen|inzake|over)"
    rf"(?:{SPACE}(?:de|het|der|den|een))?|(?:of|for|in|on)(?:{SPACE}the)?|en|and|&|’s)"
)
CAPITALISED = re.compile(rf"(?<![\w-]){_CAPITAL}(?:{SPACE}(?:{_JOIN}{SPACE})?{_CAPITAL})*")
"""Words with a capital in a row, with the small words that join them."""

_DETERMINER = re.compile(
    rf"^(?:De|Het|Een|Deze|Dit|Die|Dat|In|Op|Voor|Van|Bij|Met|Door|Ook|En|Is|Kan|Kunt|Bent|Heeft|Zijn|Wat|Welke|Hoe|Zo|Als|Uit|Naar|Aan|The|Mijn|Onze?|Uw|Hun|Haar){SPACE}"
)


_CAPITAL_LETTER = re.compile(r"[A-ZÀ-Þ]")


def begins_with_capital(word: str) -> bool:
    """Whether ``word`` begins with a capital, as names and sentences do."""
    return _CAPITAL_LETTER.match(word) is not None


def capitalised_names(text: str, capitals: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield (start, name) for each row of capitalised words, without the word that opens the sentence.

    ``capitals`` gives where words with a capital begin, in order.
    """
    for match in matches(CAPITALISED, text, capitals):
        start, name = match.start(), match.group()
        while determiner := _DETERMINER.match(name):
            start, name = start + determiner.end(), name[determiner.end() :]
        if name:
            yield start, name
