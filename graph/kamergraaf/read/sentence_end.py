"""Whether text can end where it ends: the question behind joining what page breaks tore apart."""

from __future__ import annotations

import re

_CLOSERS = "\"'”’»)]*_ "
_TERMINAL = frozenset(".?!…:;")
_OPENERS = {"(": ")", "[": "]", "«": "»", "“": "”"}
_LAST_WORD = re.compile(r"([^\W\d_]+)$")

# Closed classes of Dutch words after which a clause cannot stop: articles, prepositions, conjunctions
# and determiners (Algemene Nederlandse Spraakkunst, ch. 4, 5, 9 and 10).
_CANNOT_END = frozenset(
    {
        "de",
        "het",
        "een",
        "der",
        "des",
        "den",
        "dit",
        "deze",
        "die",
        "dat",
        "wat",
        "welke",
        "elke",
        "alle",
        "enkele",
        "geen",
        "van",
        "voor",
        "met",
        "naar",
        "door",
        "over",
        "op",
        "in",
        "uit",
        "aan",
        "bij",
        "tot",
        "tussen",
        "tegen",
        "onder",
        "per",
        "via",
        "zonder",
        "binnen",
        "buiten",
        "volgens",
        "inzake",
        "ten",
        "ter",
        "te",
        "als",
        "en",
        "of",
        "maar",
        "want",
        "omdat",
        "dan",
        "zoals",
        "waarin",
        "waarbij",
        "waarmee",
        "waarvan",
        "waarop",
        "hun",
        "haar",
        "zijn",
        "mijn",
        "uw",
        "onze",
        "ons",
        "is",
        "wordt",
        "worden",
    }
)
_LONGEST_WORD = max(map(len, _CANNOT_END))
"""Letters; a longer last word is none of them."""
_RUNNING_LENGTH = 80
_TAIL = 400


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends in sentence-final punctuation, closing quotes and brackets after it allowed."""
    bare = text[-_TAIL:].rstrip(_CLOSERS)
    return bare[-1:] in _TERMINAL


def cannot_end(text: str) -> bool:
    """Whether no sentence ends like this: in a comma, hyphen, open bracket, or word that needs another."""
    tail = text[-_TAIL:].rstrip()
    if not tail:
        return False
    if tail[-1] in ",-–(«[“/":
        return True
    if any(tail.rfind(opener) > tail.rfind(closer) for opener, closer in _OPENERS.items()):
        return True
    word = _LAST_WORD.search(tail, max(0, len(tail) - _LONGEST_WORD - 1))
    return word is not None and word.group(1).lower() in _CANNOT_END


def is_running_text(text: str) -> bool:
    """Whether ``text`` reads as prose rather than as a heading, a salutation or a line of an address."""
    return len(text) >= _RUNNING_LENGTH


def starts_lower(text: str) -> bool:
    """Whether the first letter of ``text``, past opening quotes and brackets, is a lower-case one."""
    return text.lstrip("\"'‘“«([ ")[:1].islower()
