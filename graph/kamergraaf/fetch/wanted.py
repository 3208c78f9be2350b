"""What is asked for, and what a source says there is of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from kamergraaf.fetch.errors import FetchError
from kamergraaf.papers import Failure
from kamergraaf.read.formats import BY_SUFFIX
from kamergraaf.read.formats import MEDIA_TYPES as BY_FORMAT

MEDIA_TYPES = {suffix: BY_FORMAT[BY_SUFFIX[suffix]] for suffix in (".docx", ".html", ".pdf", ".xml")}
"""Media types of the formats in which publishers have papers, by the suffix of their files."""

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
"""In which publishers' days begin."""

_DOSSIER = re.compile(r"(\d{2})[ .]?(\d{3})(?:[ -]([0-9A-Z]+))?", re.IGNORECASE)
# No dots, slashes or blanks: the id of a paper becomes the name of a file.
_PUBLICATION = re.compile(r"[a-z]{1,8}(?:-[0-9A-Za-z]{1,24}){1,6}")
_LONGEST_ID = 80


@dataclass(frozen=True, slots=True)
class Dossier:
    """A Kamerstuk dossier: its number, and the chapter of a budget in it (36600-VI)."""

    number: int
    addition: str = ""

    def __str__(self) -> str:
        return f"{self.number}-{self.addition}" if self.addition else str(self.number)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Papers by id, and beside them those of dossiers and of days; a search wants both where both are given."""

    ids: tuple[str, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    since: date | None = None
    until: date | None = None
    """The last day, included."""

    @property
    def searches(self) -> bool:
        """Whether more is wanted than papers by id."""
        return bool(self.dossiers or self.since or self.until)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A paper in one format: where it is, and the suffix of its name, which tells the format (``.xml``)."""

    address: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A paper that a source has, in one format or several, best first."""

    id: str
    files: tuple[RemoteFile, ...]
    changed: datetime | None = None
    """When the publisher last changed it, or the end of the day on which it did, if its list tells."""


class Source(Protocol):
    """A publisher's server."""

    def papers(self, wanted: Wanted) -> Iterator[Publication | Failure]:
        """Yield the papers that the server has of ``wanted``, and what it says of others that cannot be had.

        Raises:
            FetchError: the server cannot be asked, or its answer cannot be read.
        """


def parse_moment(text: str | None) -> datetime | None:
    """Return the moment that ``text`` tells (ISO 8601), of a day its end; ``None`` if it tells none."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=DUTCH_TIME)
    return moment + timedelta(days=1) if moment.timetz().replace(tzinfo=None) == time() else moment


def parse_dossier(text: str) -> Dossier:
    """Return the dossier in ``text``: ``32317``, ``36 600 VI``, ``36600-VI``.

    Raises:
        FetchError: it is no number of a dossier.
    """
    match = _DOSSIER.fullmatch(text.strip())
    if match is None:
        raise FetchError(text, "is no number of a dossier; write it as 32317 or 36600-VI")
    return Dossier(int(match[1] + match[2]), (match[3] or "").upper())


def is_publication_id(text: str) -> bool:
    """Whether ``text`` has the form of an id of officielebekendmakingen.nl, such as ``kst-36600-VI-102``."""
    return len(text) <= _LONGEST_ID and _PUBLICATION.fullmatch(text) is not None
