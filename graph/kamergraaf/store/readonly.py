"""Keeps a query from leaving the store."""

from __future__ import annotations

import re

# Oxigraph calls any address that stands in a SERVICE clause and has no switch against it; behind the SPARQL
# endpoint that would let anyone use this machine to reach its network. The tokens that may hold the word
# without meaning it are skipped: strings, IRIs, comments, escaped characters, variables and prefixed names.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|\#[^\n\r]*"
    r"|\\."
    r"|[?$@]\w+"
    r"|(?P<word>[\w.:-]+)",
    re.DOTALL,
)


def calls_service(sparql: str) -> bool:
    """Tell whether ``sparql`` holds a ``SERVICE`` clause (SPARQL 1.1 Federated Query)."""
    return any((match["word"] or "").upper() == "SERVICE" for match in _TOKEN.finditer(sparql))
