"""A unit's text with the places marked where something is named, referred to or promised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kamergraaf.index.units import Place


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which the same things hold."""

    text: str
    place: Place | None
    """The name or reference that it belongs to; of several the shortest, for links do not nest."""
    promise: bool
    """Whether it is part of a commitment."""


def pieces(text: str, places: Iterable[Place]) -> list[Piece]:
    """Cut ``text`` where a place begins or ends; joined again, the pieces are ``text``."""
    inside = [p for p in places if p.start is not None and p.end is not None and 0 <= p.start < p.end <= len(text)]
    promises = [place for place in inside if place.kind == "commitment"]
    linked = [place for place in inside if place.kind != "commitment" and place.target is not None]
    ends = {end for place in inside for end in (place.start, place.end)}
    cuts = sorted({0, len(text)} | {end for end in ends if end is not None})
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        covering = [place for place in linked if _covers(place, start, end)]
        shortest = min(covering, key=lambda place: (place.end or 0) - (place.start or 0), default=None)
        found.append(Piece(text[start:end], shortest, any(_covers(place, start, end) for place in promises)))
    return found


def _covers(place: Place, start: int, end: int) -> bool:
    return place.start is not None and place.end is not None and place.start <= start and end <= place.end


def excerpt(text: str, start: int | None, length: int = 280) -> str:
    """Return some of ``text``, whole words of it, from a little before ``start``."""
    begin = max(0, (start or 0) - length // 3)
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    part = text[begin : begin + length]
    if begin + length < len(text):
        part = part.rsplit(" ", 1)[0] + " …"
    return ("… " if begin else "") + part
