"""What stands around a thing: at most a few hundred things, chosen by how much they are linked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kamergraaf.index.reader import Index, Thing

MOST_NODES = 300
"""More than this no eye can tell apart."""
EXPANDED = 24
"""Things that one expansion adds at most."""

_FIRST = 1 / 3
"""Share of the room that the units around an entity may take, so that what they name gets room too."""
_HUB = 400
"""A thing with more links than this links everything with everything; one does not get from here to there by it."""
_LOOKED_AT = 5000
"""Neighbours of one thing that are looked at, the newest first."""
_UNITS = ("Question", "Answer")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which questions, answers and documents may be shown."""

    party: Thing | None = None
    since: str = ""
    """Date in ISO form; a year will do."""
    until: str = ""


@dataclass(slots=True)
class View:
    """Things and the links between them, in a fixed order."""

    centre: Thing
    nodes: dict[int, Thing]
    near: int
    """How many things there are at most two links away from the centre, shown or not."""
    links: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    """The (prefixed) properties that link two things."""


def neighbourhood(index: Index, centre: Thing, most: int = MOST_NODES, narrowing: Narrowing | None = None) -> View:
    """Return ``centre`` with ``most`` things around it, the nearer and the more linked first.

    A thing two links away must be linked to something shown; those linked to most of what is shown go first.
    """
    narrowing = narrowing or Narrowing()
    near = _allowed(index, _around(index, [centre.id], {centre.id}), narrowing)
    ring = sorted(near, key=lambda n: (near[n][0].cls in _UNITS, -near[n][0].degree, n))
    room = most - 1 if centre.cls in ("Document", *_UNITS) else int((most - 1) * _FIRST) or 1
    first = [near[number][0] for number in ring[:room]]
    chosen = {centre.id: centre} | {thing.id: thing for thing in first}
    through = [thing.id for thing in first if thing.degree <= _HUB]
    far = _allowed(index, _around(index, through, {centre.id, *near}), narrowing)
    # What is left of the first ring goes by the same measure as the second: links to what is shown.
    left = near.keys() - chosen.keys()
    candidates = far | {number: near[number] for number in left}
    ordered = sorted(candidates, key=lambda n: (-candidates[n][1], -candidates[n][0].degree, n))
    chosen |= {number: candidates[number][0] for number in ordered[: most - len(chosen)]}
    view = View(centre, chosen, 1 + len(near) + len(far))
    view.links = _links(index, chosen)
    return view


def expand(index: Index, view: View, thing: Thing, narrowing: Narrowing | None = None) -> list[Thing]:
    """Add to ``view`` what stands next to ``thing``, as far as there is room; return what was added."""
    near = _allowed(index, _around(index, [thing.id], set(view.nodes)), narrowing or Narrowing())
    linked = _around(index, list(view.nodes), set(view.nodes), only=near)
    ordered = sorted(near, key=lambda n: (-linked.get(n, 0), -near[n][0].degree, n))
    room = max(0, min(EXPANDED, MOST_NODES - len(view.nodes)))
    added = [near[number][0] for number in ordered[:room]]
    view.nodes |= {thing.id: thing for thing in added}
    view.links = _links(index, view.nodes)
    return added


def _around(
    index: Index, things: list[int], known: Collection[int], only: Collection[int] | None = None
) -> dict[int, int]:
    """Return the neighbours of ``things`` that are not ``known``, and to how many of ``things`` each is linked."""
    rows = index.rows(
        "SELECT other, COUNT(DISTINCT via) FROM ("
        "SELECT target AS other, source AS via FROM edge WHERE source IN (SELECT value FROM json_each(?1)) "
        "UNION ALL SELECT source, target FROM edge WHERE target IN (SELECT value FROM json_each(?1))"
        ") GROUP BY other ORDER BY other DESC LIMIT ?2",
        (json.dumps(things), -1 if len(things) > 1 else _LOOKED_AT),
    )
    return {other: count for other, count in rows if other not in known and (only is None or other in only)}


def _allowed(index: Index, counts: dict[int, int], narrowing: Narrowing) -> dict[int, tuple[Thing, int]]:
    """Return the things behind ``counts`` that ``narrowing`` lets through."""
    kept: Iterable[int] = counts
    if narrowing.party or narrowing.since or narrowing.until:
        rows = index.rows(
            "SELECT value FROM json_each(:things) LEFT JOIN passage ON passage.id = value WHERE passage.id IS NULL OR ("
            "(:party = 0 OR EXISTS (SELECT 1 FROM unit_group WHERE unit = passage.id AND party = :party) "
            "OR (passage.document = passage.id AND EXISTS (SELECT 1 FROM passage AS part JOIN unit_group "
            "ON unit_group.unit = part.id WHERE part.document = passage.id AND party = :party))) "
            # A year until which is meant with all its days: "2024" < "2024-05-01" < "2024~".
            "AND (:since = '' OR passage.date >= :since) AND (:until = '' OR passage.date < :until || '~'))",
            {
                "things": json.dumps(list(counts)),
                "party": narrowing.party.id if narrowing.party else 0,
                "since": narrowing.since,
                "until": narrowing.until,
            },
        )
        kept = [number for (number,) in rows]
    return {number: (thing, counts[number]) for number, thing in index.things(kept).items()}


def _links(index: Index, nodes: Collection[int]) -> dict[tuple[int, int], list[str]]:
    rows = index.rows(
        "SELECT DISTINCT source, target, property FROM edge WHERE source IN (SELECT value FROM json_each(?1)) "
        "AND target IN (SELECT value FROM json_each(?1)) ORDER BY source, target, property",
        (json.dumps(list(nodes)),),
    )
    links: dict[tuple[int, int], list[str]] = defaultdict(list)
    for source, target, name in rows:
        links[source, target].append(name)
    return dict(links)
