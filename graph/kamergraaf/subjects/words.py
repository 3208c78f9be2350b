"""Dutch words as keys: inflection taken off, and the parts of a compound."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import lru_cache

from kamergraaf.namespaces import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CAPITAL = "^"
_DOUBLE_VOWEL = re.compile(r"([aeou])\1(?=[^aeiou]|$)")
_VOWEL = re.compile(r"[aeiouy]")
_LEAST_STEM = 3
_LONGEST_BARE = 4
_LEAST_PART = 4
_LINKS = ("", "s", "e", "en", "n")
"""What may stand between the parts of a compound; a stem has lost its own ending."""


# Function words only: a longer list, such as spaCy's, would make "eigen risico" and "eerste hulp" one word.
_FUNCTION_WORDS = """
    de het een van der den des en of in op te ter ten tot met voor door bij aan om uit als dat die dit deze is zijn
    was worden wordt werd naar over onder tussen tegen zonder binnen buiten volgens per tijdens via er ook niet geen
    maar dan dus want hun haar hij zij ze wij we ik u uw mijn ons onze je jij men kan kunnen zal zullen moet moeten
    mag mogen heeft hebben had hebt ben bent waren al nog wel zo reeds andere ander alle elk elke ieder iedere welk
    welke wat wie waar wanneer hoe waarom hier daar nu toe af inzake omtrent betreffende sinds vanaf per meer
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of the words of ``text`` in order, function words left out.

    The key of a word with a capital begins with a mark (see :func:`plain_keys`), so that a name is not found in the
    common noun that is spelt like it: "Namen", "Doel". A hyphen parts words.
    """
    return tuple([key for key in map(_key, _WORD.findall(text)) if key])


@lru_cache(maxsize=100_000)
def _key(word: str) -> str:
    """The key of ``word``; empty for a function word, and for one without any letter of the Latin alphabet."""
    small = word.lower()
    if small in STOP_WORDS:
        return ""
    key = stem(small)
    return f"{_CAPITAL}{key}" if word[0].isupper() else key


def plain_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """Return ``keys`` without their marks of capitals."""
    return tuple([key[1:] if key[0] == _CAPITAL else key for key in keys])


def stem(word: str) -> str:
    """Return ``word`` (small letters) without inflection: "gevangenissen" and "gevangenis" are one.

    The result is a key, no Dutch word; two forms of a word get one key far more often than two words do.
    """
    key = fold(word.replace("’", "")).replace("'", "")
    # Four letters are rarely an inflected form: "pers" is no plural of "per".
    for ending in ("heden", "sen", "zen", "en", "es", "e", "s") if len(key) > _LONGEST_BARE else ():
        rest = key.removesuffix(ending)
        if rest != key and len(rest) >= _LEAST_STEM and _VOWEL.search(rest):
            if ending == "heden":
                rest += "heid"
            elif ending in ("sen", "zen"):
                rest = rest if rest.endswith("s") else rest + "s"
            elif ending == "s" and rest[-1] in "siu":
                rest = key
            key = rest
            break
    if len(key) > _LEAST_STEM and key[-1] == key[-2] and key[-1] not in "aeiou":
        key = key[:-1]
    key = _DOUBLE_VOWEL.sub(r"\1", key)
    return key[:-1] + {"v": "f", "z": "s"}.get(key[-1], key[-1]) if key else key


def parts(key: str, known: Container[str]) -> tuple[str | None, str | None]:
    """Return the longest known ending of the compound ``key`` and the longest known beginning of what is left.

    Either is ``None`` where none is known. Both are keys as :func:`stem` makes them.
    """
    for at in range(_LEAST_PART - 1, len(key) - _LEAST_PART + 1):
        head = key[at:]
        if head in known and (modifier := _beginning(key[:at], known)):
            return head, modifier
    for at in range(1, len(key) - _LEAST_PART):
        if key[at:] in known:
            return key[at:], None
    for at in range(len(key) - 2, _LEAST_PART, -1):
        if key[:at] in known:
            return None, key[:at]
    return None, None


def _beginning(text: str, known: Container[str]) -> str | None:
    for link in _LINKS:
        if link and not text.endswith(link):
            continue
        rest = text[: len(text) - len(link)]
        if len(rest) >= _LEAST_STEM and (key := stem(rest)) in known:
            return key
    return None
