"""What a server without transactions over several requests needs to end up right all the same.

Three kinds of graphs of our own stand on such a server beside the papers' and are kept out of sight:

- ``…/store/merge`` holds the merge of all papers' graphs;
- ``…/store/catalogue`` tells which graphs are kamergraaf's, with a digest of what was written into each, and, while
  they are being changed, which graph is to be replaced by which staged one;
- ``…/store/staged/RUN/DIGEST`` holds what a graph is to be; ``…/store/gone/RUN`` what may have to leave the merge.

A change first stages its graphs, then notes all of them in the catalogue by one INSERT DATA, and then carries the
notes out by steps that may each be done again. A change that was broken off before its note has done nothing; one
that was broken off later is finished by whoever opens the store next.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from hashlib import sha256

OWN = "https://w3id.org/kamergraaf/store/"
MERGE = f"{OWN}merge"
CATALOGUE = f"{OWN}catalogue"
HOLDS = f"{OWN}holds"
"""Property from a graph to the staged graph that was last copied into it."""

_STAGED = f"{OWN}staged/"
_GONE = f"{OWN}gone/"
_REPLACES = f"{OWN}replaces/"
_NOTHING = "none"
_FORGOTTEN = 24 * 60 * 60
"""Seconds after which no one will note what was staged and is not noted yet."""


def new_run() -> str:
    """Return a name for a change that no other has, with the time in it."""
    return f"{int(time.time())}-{uuid.uuid4().hex}"


def digest(lines: Iterable[str]) -> str:
    """Return what tells the content of a graph, given as its N-Quads lines, from any other."""
    ordered = sorted(lines)
    return sha256("\n".join(ordered).encode()).hexdigest() if ordered else _NOTHING


def staged(run: str, content: str) -> str:
    """Return the graph in which ``run`` stages the content with the digest ``content``."""
    return f"{_STAGED}{run}/{content}"


def digest_of(graph: str) -> str:
    """Return the digest of what the staged ``graph`` holds or held."""
    return graph.rpartition("/")[2]


def run_of(note: str) -> str:
    """Return the run whose notes have ``note`` as their property."""
    return note.removeprefix(_REPLACES)


def is_own(graph: str) -> bool:
    """Tell whether ``graph`` is there for the journal, and no paper's."""
    return graph.startswith(OWN)


def is_forgotten(graph: str) -> bool:
    """Tell whether ``graph`` is left over from a change that was broken off long ago and before it was noted."""
    for kind in (_STAGED, _GONE):
        if graph.startswith(kind):
            begun = graph.removeprefix(kind).partition("-")[0]
            return begun.isdecimal() and int(begun) + _FORGOTTEN < time.time()
    return False


def note(run: str, changes: Iterable[tuple[str, str]]) -> str:
    """Return the update that notes ``changes``: graphs, each with its staged graph."""
    lines = " ".join(f"<{source}> <{_REPLACES}{run}> <{graph}> ." for graph, source in changes)
    return f"INSERT DATA {{ GRAPH <{CATALOGUE}> {{ {lines} }} }}"


def steps(run: str) -> list[str]:
    """Return the updates that carry out what ``run`` has noted, in their order; each may be done again."""
    noted = f"GRAPH <{CATALOGUE}> {{ ?source <{_REPLACES}{run}> ?g }}"
    gone = f"<{_GONE}{run}>"
    leaving = f"{noted} GRAPH ?g {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH ?source {{ ?s ?p ?o }} }}"
    coming = f"{noted} GRAPH ?source {{ ?s ?p ?o }}"
    return [
        f"INSERT {{ GRAPH {gone} {{ ?s ?p ?o }} }} WHERE {{ {leaving} }}",
        f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ {leaving} }}",
        f"INSERT {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ {coming} }}",
        f"INSERT {{ GRAPH <{MERGE}> {{ ?s ?p ?o }} }} WHERE {{ {coming} }}",
        # What leaves the merge is asked of the catalogue, so that has to be right before.
        f"DELETE {{ GRAPH <{CATALOGUE}> {{ ?g <{HOLDS}> ?old }} }} WHERE {{ {noted} GRAPH <{CATALOGUE}> {{"
        f' ?g <{HOLDS}> ?old }} FILTER(?old != ?source || STRENDS(STR(?source), "/{_NOTHING}")) }}',
        f"INSERT {{ GRAPH <{CATALOGUE}> {{ ?g <{HOLDS}> ?source }} }} WHERE {{ {noted} FILTER(!STRENDS(STR(?source),"
        f' "/{_NOTHING}")) }}',
        f"DELETE {{ GRAPH <{MERGE}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH {gone} {{ ?s ?p ?o }} FILTER NOT EXISTS {{"
        f" GRAPH ?h {{ ?s ?p ?o }} GRAPH <{CATALOGUE}> {{ ?h <{HOLDS}> ?any }} }} }}",
        f"DELETE {{ GRAPH <{CATALOGUE}> {{ ?source <{_REPLACES}{run}> ?g }} }} WHERE {{ {noted} }}",
    ]


def leavings(run: str, sources: Iterable[str]) -> list[str]:
    """Return the updates that remove what ``run`` needed and no one needs any more."""
    return [f"DROP SILENT GRAPH <{graph}>" for graph in (*sources, f"{_GONE}{run}")]
