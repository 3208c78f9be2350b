"""Inflection of Dutch nouns and adjectives, as far as one spelling can be told from another by rule.

The rules make more forms than there are ("plan" gives "plannen" and "planen"): a form that no text holds does no harm.
"""

from __future__ import annotations

import re

_DOUBLED = re.compile(r"(?P<before>.*[^aeiou])(?P<vowel>aa|ee|oo|uu)(?P<last>[bdfgklmnprst])$")
_SHORT = re.compile(r".*(?:^|[^aeiou])[aeiou](?P<last>[bdfgklmnprst])$")
_VOICED = {"f": "v", "s": "z"}
_BY_ENDING = (
    (re.compile(r"heid$"), ("heden",)),
    (re.compile(r"um$"), ("a", "ums")),
    (re.compile(r"crisis$"), ("crises", "crisissen")),
    (re.compile(r"(?<=[^aeiou])or$"), ("oren", "ors")),
    (re.compile(r"(?<=[ts])ie$"), ("ies",)),
    (re.compile(r"ie$"), ("ies", "ieën")),
    (re.compile(r"ee$"), ("eeën",)),
    (re.compile(r"e$"), ("es", "en")),
    (re.compile(r"(?<=[^aeiou])[aiou]$"), ("&'s",)),
    (re.compile(r"(?:[^aeiou](?:em|en|er)|eur|aar|air)$"), ("&s", "&en")),
    (re.compile(r"[^aeiou]el$"), ("&s", "&en")),
)
"""Endings with what the plural has in their place; & is the ending itself. The first that fits counts."""
_LONGEST_LOAN = 6
"""Letters of a word that may be a foreign one with -s in the plural ("deal", "pilot")."""


def plurals(noun: str) -> tuple[str, ...]:
    """Return the forms that the plural of ``noun`` may have; none for what does not end in a small letter."""
    if not re.search(r"[a-zà-ÿ]$", noun):
        return ()
    for ending, replacements in _BY_ENDING:
        if match := ending.search(noun):
            return tuple(noun[: match.start()] + new.replace("&", match.group()) for new in replacements)
    loan = (f"{noun}s",) if noun[-1] != "s" and (len(noun) <= _LONGEST_LOAN or noun[-1] in "klmn") else ()
    return (*sorted(f"{stem}en" for stem in _stems(noun)), *loan)


def _stems(word: str) -> set[str]:
    """What -en is put after: "raad" gives "rad", "plan" gives "plann" and "plan", "tarief" gives "tariev" too."""
    if doubled := _DOUBLED.match(word):
        last = doubled["last"]
        return {f"{doubled['before']}{doubled['vowel'][0]}{end}" for end in (last, _VOICED.get(last, last))}
    stems = {word}
    if short := _SHORT.match(word):
        stems.add(word + short["last"])
    elif word[-1] in _VOICED:
        stems.add(word[:-1] + _VOICED[word[-1]])
    return stems


def inflected(adjective: str) -> str:
    """Return ``adjective`` with its ending -e: "collectief" → "collectieve", "sociaal" → "sociale"."""
    if adjective.endswith(("e", "en")):
        return adjective
    if adjective.endswith("ees"):
        return f"{adjective[:-3]}ese"
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
