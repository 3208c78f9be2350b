"""What a source has of what is wanted, listed before any of it is fetched."""

from __future__ import annotations

from dataclasses import dataclass

from kamergraaf.fetch.errors import FetchError, PassingError
from kamergraaf.fetch.wanted import Publication, Source, Wanted
from kamergraaf.papers import Failure


@dataclass(frozen=True, slots=True)
class Listing:
    """What a source says there is."""

    papers: list[Publication]
    """Each once."""
    failures: list[Failure]
    """What cannot be had; and why the source could not be asked to the end, if it could not."""
    broken_off: bool
    """Whether the source may list more when it is asked later."""


def list_papers(source: Source, wanted: Wanted) -> Listing:
    """Return the papers that ``source`` has of ``wanted``; where it breaks down, what it listed until then."""
    papers: dict[str, Publication] = {}
    failures: list[Failure] = []
    broken_off = False
    try:
        for found in source.papers(wanted):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                papers.setdefault(found.id, found)
    except FetchError as error:
        failures.append(Failure(error.address, error.reason))
        broken_off = isinstance(error, PassingError)
    return Listing(list(papers.values()), failures, broken_off)
