"""Queries for a server that shows all graphs as its default graph, and ours among others' graphs.

On such a server the merge is a named graph of its own, which the request names as the default graph. What then
stands in the way of an answer as from any other store is mended in the text of the query, in ``GRAPH`` clauses alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pyoxigraph as ox

# The text has been through a SPARQL parser, so these few kinds of token are enough to find words that are no part of
# a string, a comment, an IRI or a name.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\''
    r"|\#[^\n\r]*"
    r'|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)'
    r"|(?P<variable>[?$]\w+)|@\w+"
    r"|(?P<name>[\w-]*:(?:[\w.:%-]|\\.)*)"
    r"|(?P<word>\w+)"
    r"|(?P<sign>[{}*])",
    re.DOTALL,
)
_FRESH = "kamergraaf_graph_{}"


def has_own_dataset(sparql: str) -> bool:
    """Tell whether ``sparql`` says by ``FROM`` which graphs it asks."""
    return any(_is_word(token, "FROM") for token in _tokens(sparql))


def with_graphs_hidden(sparql: str, condition: str, variables: list[ox.Variable]) -> str:
    """Return ``sparql`` with ``GRAPH`` clauses that find the graphs that meet ``condition`` and no others.

    Args:
        sparql: a valid query.
        condition: a SPARQL expression with ``{}`` for the variable of the graph.
        variables: what the query selects, if it is a SELECT.
    """
    tokens = list(_tokens(sparql))
    changes: list[tuple[int, int, str]] = []
    fresh = 0
    for token, following in pairwise(tokens):
        if not _is_word(token, "GRAPH"):
            continue
        if following["variable"]:
            changes.append((token.start(), token.start(), f"FILTER({condition.format(following[0])}) "))
        else:
            # Where a request names its default graph, Virtuoso finds no graph that is named, but any that is sought.
            fresh += 1
            variable = f"?{_FRESH.format(fresh)}"
            changes.append((token.start(), token.start(), f"FILTER({variable} = {following[0]}) "))
            changes.append((*following.span(), variable))
    if fresh and variables:
        # The variables of our own are not to be selected.
        for token, following in pairwise(tokens):
            if (
                following["sign"] == "*"
                and token["word"]
                and token["word"].upper() in ("SELECT", "DISTINCT", "REDUCED")
            ):
                changes.append((*following.span(), " ".join(map(str, variables))))
                break
    for start, end, text in sorted(changes, reverse=True):
        sparql = sparql[:start] + text + sparql[end:]
    return sparql


def as_solutions(construct: str) -> str | None:
    """Return a SELECT with as many solutions as the pattern of ``construct`` has; ``None`` if it is a DESCRIBE."""
    tokens = list(_tokens(construct))
    start = next((token.start() for token in tokens if _is_word(token, "CONSTRUCT")), None)
    if start is None:
        return None
    depth, end = 0, start + len("CONSTRUCT")
    for token in tokens:
        if token.start() < end or not token["sign"]:
            if _is_word(token, "WHERE") and depth == 0:
                break
            continue
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            end = token.end()
            break
    return f"{construct[:start]}SELECT (1 AS ?kamergraaf_one) {construct[end:]}"


def _tokens(sparql: str) -> Iterator[re.Match[str]]:
    return (token for token in _TOKEN.finditer(sparql) if token.lastgroup)


def _is_word(token: re.Match[str], word: str) -> bool:
    return token["word"] is not None and token["word"].upper() == word
