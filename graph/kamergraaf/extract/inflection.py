"""Inflection of Dutch nouns and adjectives, as far as one spelling can be told from another by rule.

The rules make more forms than there are ("plan" gives "plannen" and "planen"): a form that no text holds does no harm.
"""

from __future__ import annotations

import re

_DOUBLED = re.compile(r"(?P<before>.*[^aeiou])(?P<vowel>aa|ee|oo|uu)(?P<last>[bdfgklmnprst])$")
_SHORT = re.compile(r".*(?:^|[^aeiou])[aeiou](?P<last>[bdfgklmnprst])$")
_VOICED = {"f": "v", "s": "z"}
_IRREGULAR = (("heid", "heden"), ("um", "a"), ("crisis", "crises"), ("or", "oren"), ("ie", "ieën"), ("ee", "eeën"))


def plurals(noun: str) -> tuple[str, ...]:
    """Return the forms that the plural of ``noun`` may have; none for what does not end in a small letter."""
    if not re.search(r"[a-zà-ÿ]$", noun):
        return ()
    forms = {f"{stem}en" for stem in _stems(noun)}
    forms |= {noun[: -len(ending)] + plural for ending, plural in _IRREGULAR if noun.endswith(ending)}
    if noun[-1] in "aiouy":
        forms.add(f"{noun}'s")
    if noun.endswith("e"):
        forms = {f for f in forms if not f.endswith("een")} | {f"{noun}n", f"{noun}s"}
    elif not noun.endswith("s"):
        forms.add(f"{noun}s")
    return tuple(sorted(forms - {noun}))


def _stems(word: str) -> set[str]:
    """ "maatregel", "besluit" as they are; "akkoord" too, but "straf" → "straff", "belang" → "belang", "raad" → "rad"."""
    stems = {word}
    if doubled := _DOUBLED.match(word):
        last = doubled["last"]
        stems |= {f"{doubled['before']}{doubled['vowel'][0]}{end}" for end in (last, _VOICED.get(last, last))}
    elif short := _SHORT.match(word):
        stems.add(word + short["last"])
    if word[-1] in _VOICED:
        stems.add(word[:-1] + _VOICED[word[-1]])
    return stems


def inflected(adjective: str) -> str:
    """Return ``adjective`` with its ending -e: "collectief" → "collectieve", "sociaal" → "sociale"."""
    if adjective.endswith(("e", "en")):
        return adjective
    if adjective.endswith("ieel"):
        return f"{adjective[:-3]}ële"
    if doubled := _DOUBLED.match(adjective):
        last = doubled["last"]
        return f"{doubled['before']}{doubled['vowel'][0]}{_VOICED.get(last, last)}e"
    if adjective.endswith(("ief", "ijf", "euf", "oos")):
        return adjective[:-1] + _VOICED[adjective[-1]] + "e"
    return f"{adjective}e"


_BASES = (
    (re.compile(r"(?<=[^aeiou])ale$"), "aal"),
    (re.compile(r"(?<=[^aeiou])iale$"), "iaal"),
    (re.compile(r"(?<=[iuo])ale$"), "aal"),
    (re.compile(r"(?<=[^aeo])ele$"), "eel"),
    (re.compile(r"iële$"), "ieel"),
    (re.compile(r"ieve$"), "ief"),
    (re.compile(r"oze$"), "oos"),
    (re.compile(r"(?<=[^aeiou])are$"), "aar"),
    (re.compile(r"(?<=[^aeiou])ane$"), "aan"),
    (re.compile(r"ène$"), "een"),
    (re.compile(r"([bdfgklmnprst])\1e$"), r"\1"),
    (re.compile(r"(?<=[a-z]{3})e$"), ""),
)


def uninflected(adjective: str) -> str:
    """Return ``adjective`` without its ending -e: "nationale" → "nationaal", "biometrische" → "biometrisch"."""
    for ending, base in _BASES:
        if ending.search(adjective):
            return ending.sub(base, adjective)
    return adjective
