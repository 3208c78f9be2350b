"""Papers on officielebekendmakingen.nl: found by SRU 2.0 (OASIS searchRetrieve), each at the address of its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from kamergraaf.errors import UnreadableError
from kamergraaf.fetch.errors import FetchError
from kamergraaf.fetch.kinds import KAMERSTUK_TYPES, PUBLICATION_NAMES, kinds
from kamergraaf.fetch.refusals import printable
from kamergraaf.fetch.wanted import Publication, RemoteFile, Wanted, is_publication_id, parse_moment
from kamergraaf.fetch.web import Page, Web
from kamergraaf.papers import Failure
from kamergraaf.read.xml_tree import parse

_SRU = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}"
_GZD = "{http://standaarden.overheid.nl/sru}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_PAGE = 100
_FORMATS = ("xml", "html", "pdf")
"""Manifestations, best first; others are metadata and texts in other languages."""
_UNTOLD = ("xml", "pdf")
"""Asked for where no record tells which there are; the page of a paper that is a PDF only does not hold its text."""


class OfficieleBekendmakingen:
    """The search at ``search`` and the papers at ``publications``, asked through ``web``."""

    def __init__(self, web: Web, search: str, publications: str) -> None:
        self._web = web
        self._search = search
        self._publications = publications.rstrip("/")

    def papers(self, wanted: Wanted) -> Iterator[Publication | Failure]:
        """See :class:`kamergraaf.fetch.wanted.Source`; papers by id are not searched for."""
        for identifier in wanted.ids:
            if is_publication_id(identifier):
                yield self._publication(identifier, _UNTOLD)
            else:
                yield Failure(identifier, "is no id of a paper on officielebekendmakingen.nl (ah-tk-20232024-1984)")
        if wanted.searches:
            yield from self._found(_query(wanted))

    def _publication(self, identifier: str, formats: tuple[str, ...], changed: datetime | None = None) -> Publication:
        base = f"{self._publications}/{identifier}"
        return Publication(identifier, tuple(RemoteFile(f"{base}.{name}", f".{name}") for name in formats), changed)

    def _found(self, query: str) -> Iterator[Publication | Failure]:
        start = 1
        listed: set[str] = set()
        odd = 0
        while True:
            page = self._web.page(
                self._search,
                {
                    "operation": "searchRetrieve",
                    "version": "2.0",
                    "query": query,
                    "startRecord": str(start),
                    "maximumRecords": str(_PAGE),
                    "recordSchema": "gzd",
                },
            )
            answer = _answer(page)
            records = answer.findall(f"{_SRU}records/{_SRU}record")
            for record in records:
                paper = self._listed(page, record)
                if isinstance(paper, Failure):
                    odd += 1
                else:
                    listed.add(paper.id)
                yield paper
            total = _total(page, answer)
            following = _following(page, answer, start + len(records))
            if following > total:
                break
            if following <= start:
                raise FetchError(page.address, "names itself, or a page before it, as the page that follows")
            start = following
        if len(listed) + odd < total:
            yield Failure(page.name, f"tells of {total} papers but lists {len(listed) + odd}")

    def _listed(self, page: Page, record: etree._Element) -> Publication | Failure:
        if told := _diagnostics(record):
            return Failure(page.name, f"has no record, but says: {told}")
        identifier = (record.findtext(f".//{_DCTERMS}identifier") or "").strip()
        if not is_publication_id(identifier):
            return Failure(page.name, f"lists a paper with an odd id: {printable(identifier) or 'none'}")
        has = {item.get("manifestation") for item in record.iter(f"{_GZD}itemUrl")}
        formats = tuple(name for name in _FORMATS if name in has)
        # Files are asked for by id, not at the addresses in the record: these may point anywhere.
        changed = parse_moment(record.findtext(f".//{_DCTERMS}modified"))
        return self._publication(identifier, formats or _UNTOLD, changed)


def _query(wanted: Wanted) -> str:
    """CQL 1.2; an exclusion is ``A NOT B``."""
    types = _either(f'{index}=="{name}"' for name in kinds(KAMERSTUK_TYPES) for index in ("dt.type", "w.subrubriek"))
    names = [f'w.publicatienaam=="{name}"' for name in kinds(PUBLICATION_NAMES)]
    clauses = [
        "c.product-area==officielepublicaties",
        _either([*names, f"(w.publicatienaam==Kamerstuk AND {types})"]),
    ]
    if wanted.dossiers:
        clauses.append(_either(f'w.dossiernummer=="{dossier}"' for dossier in wanted.dossiers))
    if wanted.since:
        clauses.append(f"dt.date>={wanted.since.isoformat()}")
    if wanted.until:
        clauses.append(f"dt.date<={wanted.until.isoformat()}")
    return f"{' AND '.join(clauses)} NOT dt.type==Bijlage"


def _either(clauses: Iterable[str]) -> str:
    return f"({' OR '.join(clauses)})"


def _answer(page: Page) -> etree._Element:
    try:
        root = parse(page.data, "answer")
    except UnreadableError as error:
        raise FetchError(page.address, error.reason) from error
    # Some servers answer with the diagnostics alone; records may have surrogate ones of their own.
    told = _diagnostics(root) if not root.findall(f"{_SRU}records/{_SRU}record") else ""
    if told:
        raise FetchError(page.address, f"the server refuses the search: {told}")
    if root.tag != f"{_SRU}searchRetrieveResponse":
        raise FetchError(page.address, f"is no answer to a search (<{etree.QName(root).localname}>)")
    return root


def _diagnostics(element: etree._Element) -> str:
    """What the diagnostics in ``element`` say, in whichever version of their namespace."""
    parts = [part for found in element.iter("{*}diagnostic") for part in found.iter("{*}message", "{*}details")]
    return printable(": ".join(part.text for part in parts if part.text))


def _total(page: Page, answer: etree._Element) -> int:
    try:
        return int(answer.findtext(f"{_SRU}numberOfRecords") or "")
    except ValueError as error:
        raise FetchError(page.address, "does not say how many papers there are") from error


def _following(page: Page, answer: etree._Element, otherwise: int) -> int:
    """Return the number of the first record of the next page, which the last page need not tell."""
    try:
        return int(answer.findtext(f"{_SRU}nextRecordPosition") or otherwise)
    except ValueError as error:
        raise FetchError(page.address, "tells the next page by what is no number") from error
