"""Whether the lines of a text were broken at one width, and where it leaves room at their ends."""

from __future__ import annotations

from collections.abc import Sequence

_SHORTEST = 40
_LONGEST = 160
"""Characters of a line between which lines may have been wrapped, by hand or converter."""
_FULL = 0.85
"""Share of the width beyond which a line with the next line's first word is full."""


def usual_width(pairs: Sequence[tuple[int, int]]) -> int | None:
    """The width of wrapped lines, given for each its length and that of the first word of the line that follows.

    A few lines, as those that hold a web address, may stick out. ``None`` if the lines cannot have been wrapped.
    """
    if len(pairs) < 2:
        return None
    width = sorted((length for length, _ in pairs), reverse=True)[len(pairs) // 10]
    return width if _SHORTEST <= width <= _LONGEST else None


def share_filled(pairs: Sequence[tuple[int, int]], width: int) -> float:
    """The share of the lines that have no room for the first word of the next."""
    return sum(length + 1 + first > _FULL * width for length, first in pairs) / len(pairs)
