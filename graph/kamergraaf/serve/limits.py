"""What a request may cost, so that the server can stand on the open internet."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LONGEST_BODY = 256 * 1024
"""Bytes of a request's body; a query of that length fills a hundred pages."""
LARGEST_RESULT = 32 * MEGABYTE
"""Bytes of a result, about; the rows after it are left out."""
MOST_MEMORY = 2048 * MEGABYTE
"""Bytes that one query may take; a query that needs more is stopped."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a user may set."""

    seconds: float = 30.0
    """How long a query may take."""
    rows: int = 10_000
    """How many rows or triples a result may have."""
    workers: int = 4
    """How many queries are answered at a time; others wait."""
