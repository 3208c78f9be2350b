"""Where on this server the page of an IRI is, and which IRI a page is of."""

from __future__ import annotations

import re
from urllib.parse import quote

from kamergraaf.namespaces import ID, KG, VOCABULARY

_PLACES = {ID: "/id/", VOCABULARY: "/vocabulary/", KG: "/ontology#"}
_SAFE = "/:@!$'()*,;=-._~"
# A path that a browser or a proxy would shorten, or that ends early, is not the IRI's any more.
_ODD = re.compile(r"(^|/)\.{0,2}(/|$)|[?#\\%+]")


def address(iri: str) -> str:
    """Return the path, on this server, of the page about ``iri``; the IRIs of our namespace have their own."""
    for namespace, path in _PLACES.items():
        local = iri.removeprefix(namespace)
        if local != iri and not _ODD.search(local):
            return path + quote(local, safe=_SAFE)
    return f"/thing?iri={quote(iri, safe='')}"
