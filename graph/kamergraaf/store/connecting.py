"""Finding out how a server is to be spoken to, by asking it."""

from __future__ import annotations

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.store.address import ServerAddress
from kamergraaf.store.default_graph import DefaultGraphStore
from kamergraaf.store.http import Http
from kamergraaf.store.server import JSON, ServerStore
from kamergraaf.store.union import UnionStore

_FEATURE = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#feature")
_UNION = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph")
_TURTLE = "text/turtle"


def open_server(address: ServerAddress) -> ServerStore:
    """Open the store on the server at ``address``; a change of it that was broken off is finished.

    Raises:
        StoreError: the server cannot be reached, answers no SPARQL, refuses the user, or holds what is not ours.
    """
    http = Http(address)
    try:
        endpoint = _query_endpoint(http)
        return (UnionStore if _shows_union(http, endpoint) else DefaultGraphStore)(http, endpoint)
    except BaseException:
        http.close()
        raise


def _query_endpoint(http: Http) -> str:
    addresses = http.address.query_addresses()
    found = http.find(addresses, lambda url: http.get(url, JSON, query="ASK {}"))
    if found is None:
        raise StoreError(f"server {http.address.url} answers no SPARQL queries (tried: {' '.join(addresses)})")
    url, answer = found
    if answer.status != 200:
        raise http.failed(answer)
    if answer.content_type != JSON:
        raise StoreError(
            f"server {http.address.url} answers no SPARQL queries: at {url} it sends {answer.content_type}"
        )
    return url


def _shows_union(http: Http, endpoint: str) -> bool:
    """Tell whether the default graph is all named graphs, as the service description says (SPARQL 1.1)."""
    answer = http.get(endpoint, _TURTLE)
    if answer.status != 200 or answer.content_type != _TURTLE:
        return False
    try:
        said = [*ox.parse(answer.body, ox.RdfFormat.TURTLE, base_iri=endpoint)]
    except SyntaxError:
        return False
    return any((quad.predicate, quad.object) == (_FEATURE, _UNION) for quad in said)
