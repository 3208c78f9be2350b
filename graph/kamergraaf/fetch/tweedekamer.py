"""The open data of the Tweede Kamer: OData 4, https://opendata.tweedekamer.nl/documentatie/odata-api."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

import httpx
import msgspec

from kamergraaf.fetch.errors import FetchError
from kamergraaf.fetch.kinds import TWEEDE_KAMER, kinds
from kamergraaf.fetch.refusals import Problem, printable
from kamergraaf.fetch.wanted import (
    DUTCH_TIME,
    MEDIA_TYPES,
    Dossier,
    Publication,
    RemoteFile,
    Wanted,
    is_publication_id,
    parse_moment,
)
from kamergraaf.fetch.web import Page, Web
from kamergraaf.papers import Failure

_SUFFIXES = {media_type: suffix for suffix, media_type in MEDIA_TYPES.items()}
_NUMBER = re.compile(r"\d{4}[DZ]\d{5}")
_AANHANGSEL = re.compile(r"ah-tk-(\d{4})(\d{4})-(\d{1,5})")
_KAMERSTUK = re.compile(r"kst-(\d{5})(?:-([0-9A-Z]+))?-(\d{1,6})")
# The years of the session and the number in it, five digits: 232401984.
_AANHANGSELNUMMER = re.compile(r"(\d\d)(\d\d)(\d{5})")
_ADDITION = re.compile(r"[0-9A-Z]+")


class _Dossier(msgspec.Struct, rename="pascal"):
    nummer: int
    toevoeging: str | None = None


class _Document(msgspec.Struct, rename="pascal"):
    """https://opendata.tweedekamer.nl/documentatie/document"""

    id: UUID
    document_nummer: str
    soort: str | None = None
    volgnummer: int | None = None
    aanhangselnummer: str | None = None
    content_type: str | None = None
    api_gewijzigd_op: str | None = None
    kamerstukdossier: list[_Dossier] = []


class _Answer(msgspec.Struct):
    """OData JSON Format 4.01, section 4.5.5 and 21.1."""

    value: list[msgspec.Raw] | None = None
    next_link: str | None = msgspec.field(name="@odata.nextLink", default=None)
    error: Problem | None = None


class TweedeKamer:
    """The open data at ``address``, asked through ``web``."""

    def __init__(self, web: Web, address: str) -> None:
        self._web = web
        self._documents = f"{address.rstrip('/')}/Document"

    def papers(self, wanted: Wanted) -> Iterator[Publication | Failure]:
        """See :class:`kamergraaf.fetch.wanted.Source`."""
        for sought, condition in self._conditions(wanted):
            if condition is None:
                yield Failure(sought, "is no id by which the open data of the Tweede Kamer can be asked")
                continue
            found = False
            for paper in self._matching(condition):
                found = True
                yield paper
            if sought and not found:
                yield Failure(sought, "no such paper in the open data of the Tweede Kamer")

    def _conditions(self, wanted: Wanted) -> Iterator[tuple[str, str | None]]:
        """Yield what is sought by id, or an empty string, and the ``$filter`` for it."""
        for identifier in wanted.ids:
            yield identifier, _by_id(identifier)
        if wanted.searches:
            yield "", " and ".join(_search(wanted))

    def _matching(self, condition: str) -> Iterator[Publication | Failure]:
        page = self._web.page(
            self._documents,
            {
                "$filter": f"Verwijderd eq false and {condition}",
                "$select": "Id,DocumentNummer,Soort,Volgnummer,Aanhangselnummer,ContentType,ApiGewijzigdOp",
                "$expand": "Kamerstukdossier($select=Nummer,Toevoeging)",
                # In an order that stays, as pages are counted off by $skip.
                "$orderby": "Datum,Id",
            },
        )
        seen = {page.address}
        while True:
            answer = _answer(page)
            for row in answer.value or ():
                yield self._publication(page, row)
            if answer.next_link is None:
                return
            following = _joined(page.address, answer.next_link)
            if following is None or not self._web.serves(following):
                raise FetchError(
                    page.address,
                    f"names a page on another server as the one that follows: {printable(answer.next_link)}",
                )
            if following in seen:
                raise FetchError(page.address, "names itself, or a page before it, as the page that follows")
            seen.add(following)
            page = self._web.page(following)

    def _publication(self, page: Page, row: msgspec.Raw) -> Publication | Failure:
        try:
            document = msgspec.json.decode(row, type=_Document)
        except msgspec.ValidationError as error:
            return Failure(page.name, f"lists a document that cannot be read: {printable(str(error))}")
        identifier = _publication_id(document) or document.document_nummer
        if not (is_publication_id(identifier) or _NUMBER.fullmatch(identifier)):
            return Failure(page.name, f"lists a document with an odd number: {printable(identifier)}")
        suffix = _SUFFIXES.get((document.content_type or "").partition(";")[0].strip().lower())
        if suffix is None:
            told = printable(document.content_type or "no kind of file")
            return Failure(identifier, f"there is no file of it that can be read ({told})")
        files = (RemoteFile(f"{self._documents}({document.id})/resource", suffix),)
        return Publication(identifier, files, parse_moment(document.api_gewijzigd_op))


def _answer(page: Page) -> _Answer:
    try:
        answer = msgspec.json.decode(page.data, type=_Answer)
    except msgspec.ValidationError as error:
        raise FetchError(page.address, f"answers with JSON that is not OData's: {printable(str(error))}") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise FetchError(page.address, f"answers with what is no JSON: {printable(str(error))}") from error
    if answer.error is not None:
        raise FetchError(page.address, f"the server answers: {printable(answer.error.message)}")
    if answer.value is None:
        raise FetchError(page.address, "answers with JSON that is not OData's: no value")
    return answer


def _joined(address: str, link: str) -> str | None:
    try:
        return str(httpx.URL(address).join(link))
    except httpx.InvalidURL:
        return None


def _search(wanted: Wanted) -> Iterator[str]:
    yield _either(f"Soort eq '{_quoted(kind)}'" for kind in kinds(TWEEDE_KAMER))
    if wanted.dossiers:
        yield _either(map(_in_dossier, wanted.dossiers))
    if wanted.since:
        yield f"Datum ge {_midnight(wanted.since)}"
    if wanted.until:
        yield f"Datum lt {_midnight(wanted.until + timedelta(days=1))}"


def _by_id(identifier: str) -> str | None:
    if _NUMBER.fullmatch(identifier):
        return f"DocumentNummer eq '{identifier}'"
    if match := _AANHANGSEL.fullmatch(identifier):
        return f"Aanhangselnummer eq '{match[1][2:]}{match[2][2:]}{int(match[3]):05}'"
    if match := _KAMERSTUK.fullmatch(identifier):
        return f"{_in_dossier(Dossier(int(match[1]), match[2] or ''))} and Volgnummer eq {int(match[3])}"
    try:
        return f"Id eq {UUID(identifier)}"
    except ValueError:
        return None


def _in_dossier(dossier: Dossier) -> str:
    addition = f" and d/Toevoeging eq '{dossier.addition}'" if dossier.addition else ""
    return f"Kamerstukdossier/any(d:d/Nummer eq {dossier.number}{addition})"


def _either(conditions: Iterator[str]) -> str:
    return f"({' or '.join(conditions)})"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _midnight(day: date) -> str:
    """Return ``day`` as ``Datum`` has it."""
    return datetime.combine(day, time(), DUTCH_TIME).isoformat()


def _publication_id(document: _Document) -> str | None:
    """Return the id under which officielebekendmakingen.nl has the paper, if it has been given one."""
    if match := _AANHANGSELNUMMER.fullmatch(document.aanhangselnummer or ""):
        return f"ah-tk-20{match[1]}20{match[2]}-{int(match[3])}"
    if len(document.kamerstukdossier) == 1 and document.volgnummer is not None and document.volgnummer > 0:
        dossier = document.kamerstukdossier[0]
        if dossier.toevoeging is None or _ADDITION.fullmatch(dossier.toevoeging):
            return f"kst-{Dossier(dossier.nummer, dossier.toevoeging or '')}-{document.volgnummer}"
    return None
