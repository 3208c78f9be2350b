"""A run of fetching: what a source has of what is wanted, into a folder, with its manifest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from kamergraaf.fetch.download import Arrived, Download
from kamergraaf.fetch.errors import FetchError, PassingError
from kamergraaf.fetch.listing import Listing, list_papers
from kamergraaf.fetch.manifest import Entry, Manifest, now
from kamergraaf.fetch.wanted import MEDIA_TYPES, Publication, RemoteFile, Source, Wanted, parse_moment
from kamergraaf.fetch.web import Web
from kamergraaf.papers import Failure

PATIENCE = 3
"""Papers in a row for which the server is busy or gone; after these the run stops, rather than asking on and on."""

_SETTLED = timedelta(days=1)
"""A list may tell of a change before all of the publisher's servers have the new file."""
_LOCK = ".kamergraaf-fetch.lock"

Progress = Callable[[str, int, int], None]
"""Called before each paper with its id, how many are done and how many there are."""


@dataclass(slots=True)
class FetchReport:
    """What a run did, in numbers of papers."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    stopped: str = ""
    """Why the run stopped before its end, if it did; another run for the same goes on from there."""

    @property
    def papers(self) -> int:
        """Papers that are in the folder now."""
        return self.new + self.changed + self.unchanged


def fetch(
    source: Source, web: Web, wanted: Wanted, folder: Path, request: str, progress: Progress | None = None
) -> FetchReport:
    """Fetch the papers that ``source`` has of ``wanted`` into ``folder``, which is made if it is not there.

    Args:
        request: tells runs for different papers apart. One that was stopped is gone on with by the next for
            the same: it does not ask again for what the first one got.

    Raises:
        FetchError: another process is fetching into ``folder``.
        OSError: ``folder`` or its manifest cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / _LOCK, timeout=0):
            return _Run(web, folder, request).over(list_papers(source, wanted), progress)
    except Timeout as error:
        raise FetchError(str(folder), "another kamergraaf fetch is writing there") from error


class _Run:
    def __init__(self, web: Web, folder: Path, request: str) -> None:
        self._web = web
        self._folder = folder
        self._manifest = Manifest(folder)
        self._started = self._manifest.begin(request)
        self._report = FetchReport()

    def over(self, listing: Listing, progress: Progress | None) -> FetchReport:
        """Fetch the papers of ``listing`` and report."""
        self._report.failures += listing.failures
        busy = 0
        try:
            for done, paper in enumerate(listing.papers):
                if progress is not None:
                    progress(paper.id, done, len(listing.papers))
                try:
                    self._fetch(paper)
                    busy = 0
                except PassingError:
                    busy += 1
                    if busy == PATIENCE:
                        self._report.stopped = f"the server fails for {PATIENCE} papers in a row"
                        return self._report
            if listing.broken_off:
                self._report.stopped = "the server could not be asked for all papers"
            else:
                self._manifest.finish()
        finally:
            self._manifest.close()
        return self._report

    def _fetch(self, paper: Publication) -> None:
        """Fetch ``paper`` in the first of its formats that can be had."""
        every_known = (self._manifest.entries.get(remote.address) for remote in paper.files)
        if any(known and self._is_up_to_date(known, paper.changed) for known in every_known):
            self._report.unchanged += 1
            return
        reasons = []
        for remote in paper.files:
            known = self._manifest.entries.get(remote.address)
            try:
                self._count(known, self._one(paper, remote, known))
                return
            except PassingError as error:
                self._fail(paper, remote, str(error))
                raise
            except FetchError as error:
                reasons.append(str(error))
                if known is None or known.status != "fetched":
                    self._manifest.entries.pop(remote.address, None)
        self._fail(paper, paper.files[0], "; ".join(reasons))

    def _is_up_to_date(self, known: Entry, changed: datetime | None) -> bool:
        """Whether the server was asked for the file by this run, before it was stopped, or since it last changed it."""
        if (
            known.status != "fetched"
            or not known.checked
            or not known.file
            or not (self._folder / known.file).is_file()
        ):
            return False
        if known.checked >= self._started:
            return True
        checked = parse_moment(known.checked)
        return changed is not None and checked is not None and checked >= changed + _SETTLED

    def _one(self, paper: Publication, remote: RemoteFile, known: Entry | None) -> Arrived | None:
        # A paper that was given its publication id after it was fetched keeps the name of its file.
        name = known.file if known and known.status == "fetched" and known.file else f"{paper.id}{remote.suffix}"
        entry = known or Entry(id=paper.id, source=remote.address, status="partial")

        def begun(validator: str | None) -> None:
            status = "fetched" if entry.status == "fetched" else "partial"
            # What was begun of the paper elsewhere has the same name, and is written over.
            for other in list(self._manifest.entries.values()):
                if other.part and other.id == paper.id and other.source != remote.address:
                    self._manifest.put(msgspec.structs.replace(other, part=None))
            self._manifest.put(msgspec.structs.replace(entry, id=paper.id, status=status, part=validator))

        arrived = Download(self._web, remote.address, self._folder / name, known, begun).run()
        if arrived is None:
            changed = msgspec.structs.replace(entry, id=paper.id, checked=now(), part=None, reason=None)
        else:
            changed = Entry(
                id=paper.id,
                source=remote.address,
                status="fetched",
                file=name,
                media_type=MEDIA_TYPES[remote.suffix],
                sha256=arrived.sha256,
                etag=arrived.etag,
                last_modified=arrived.last_modified,
                fetched=now(),
                checked=now(),
            )
        self._settle(changed)
        return arrived

    def _settle(self, entry: Entry) -> None:
        """Note that ``entry`` is fetched; failures to get the paper, and what its file held before, are past."""
        for other in list(self._manifest.entries.values()):
            same_file = other.file == entry.file and other.source != entry.source
            if same_file or (other.id == entry.id and other.status == "failed"):
                del self._manifest.entries[other.source]
        self._manifest.put(entry)

    def _count(self, known: Entry | None, arrived: Arrived | None) -> None:
        if arrived is None or (known and known.sha256 == arrived.sha256):
            self._report.unchanged += 1
        elif known and known.status == "fetched":
            self._report.changed += 1
        else:
            self._report.new += 1

    def _fail(self, paper: Publication, remote: RemoteFile, reason: str) -> None:
        self._report.failures.append(Failure(paper.id, reason))
        failed = Entry(id=paper.id, source=remote.address, status="failed")
        known = self._manifest.entries.get(remote.address, failed)
        self._manifest.put(msgspec.structs.replace(known, reason=reason))
