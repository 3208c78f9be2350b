"""Which format a client gets: by the ``Accept`` header or by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import pyoxigraph as ox

T = TypeVar("T")

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Media types of the results of SELECT and ASK; the first is given to those who take anything."""
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}
"""Media types of RDF."""
NAMED = {
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
"""What a link may name as ``format``, for those who cannot set a header."""
_HTML = "text/html"


def choose(accept: str, offered: Mapping[str, T]) -> tuple[str, T] | None:
    """Return the media type of ``offered`` that ``accept`` likes best with what it stands for, or ``None``.

    Of equally liked ones the first offered is chosen. No header, or an empty one, takes anything.
    """
    wanted = _ranges(accept) or [("*/*", 1.0)]
    best, liking = None, 0.0
    for media_type in offered:
        quality = _quality(media_type, wanted)
        if quality > liking:
            best, liking = media_type, quality
    return None if best is None else (best, offered[best])


def wants_html(accept: str) -> bool:
    """Tell whether a client would rather see a page than data: a browser, or one who does not say."""
    wanted = _ranges(accept)
    return not wanted or _quality(_HTML, wanted) >= max(_quality(media_type, wanted) for media_type in GRAPHS)


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter[2:])
                except ValueError:
                    quality = 0.0
        if media_type:
            found.append((media_type, quality))
    return found


def _quality(media_type: str, wanted: list[tuple[str, float]]) -> float:
    """Return how much ``media_type`` is liked; the most exact of the ranges that fit counts."""
    fitting = [
        (exactness, quality)
        for exactness, range_ in enumerate(("*/*", f"{media_type.split('/')[0]}/*", media_type))
        for name, quality in wanted
        if name == range_
    ]
    return max(fitting, default=(0, 0.0), key=lambda found: found[0])[1]
