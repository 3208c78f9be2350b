"""Keeps a query from leaving the store."""

from __future__ import annotations

import re

# Oxigraph calls any address that stands in a SERVICE clause and has no switch against it; behind the SPARQL
# endpoint that would let anyone use this machine to reach its network. So the word is looked for, and because
# Oxigraph's parser needs no space between words (``?s ?p 1.SERVICE<…>``) any place counts that is not surely
# a string, an IRI, a comment, a variable, a language or the local part of a prefixed name.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|\#[^\n\r]*"
    r"|[?$@]\w+"
    # With a scheme and // it is an IRI. Any other may be one, or a comparison with code that this would hide:
    # FILTER(1<2)SERVICE#> is not an IRI.
    r"|<[a-z][a-z0-9+.-]*://[^<>\"{}|^`\\\x00-\x20]*>"
    r'|(?P<doubtful><[^<>"{}|^`\\\x00-\x20]*>)'
    r"|(?P<prefix>[\w-]*):(?P<local>(?:[\w.:%-]|\\.)*)(?P<group>(?:\s|\#[^\n\r]*)*\{)?"
    r"|(?P<word>\w+)",
    re.DOTALL | re.IGNORECASE,
)
_WORD = "service"


def calls_service(sparql: str) -> bool:
    """Tell whether ``sparql`` may hold a ``SERVICE`` clause (SPARQL 1.1 Federated Query); if in doubt, it does."""
    return _WORD in sparql.lower() and any(map(_may_call, _TOKEN.finditer(sparql)))


def _may_call(token: re.Match[str]) -> bool:
    if token["doubtful"] is not None:
        return True
    if token["word"] is not None:
        return _WORD in token["word"].lower()
    if token["prefix"] is None:
        return False
    # A local part may hold dots and colons, but does not begin or end with a dot: kg:.SERVICE is two words.
    hidden = "." in token["local"] and _WORD in token["local"].lower()
    # SERVICEkg:x { … } may be one name or two words, but only a call has a group right after it.
    return hidden or (_WORD in token["prefix"].lower() and token["group"] is not None)
