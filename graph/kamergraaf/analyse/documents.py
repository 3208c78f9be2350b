"""Finding a document in the store by what a user calls it."""

from __future__ import annotations

from kamergraaf.namespaces import DCTERMS, KG, own_iri
from kamergraaf.store import GraphStore, solutions

_DOCUMENTS = f"""
SELECT ?document ?identifier
WHERE {{ ?document a <{KG}Document> ; <{DCTERMS}identifier> ?identifier }}
"""


def is_findings(graph: str) -> bool:
    """Tell whether ``graph`` holds findings of a measure, and is no document."""
    return graph.startswith(own_iri("findings", ""))


def document_graphs(store: GraphStore, wanted: str) -> list[str]:
    """Return the graphs of the documents whose IRI or ``dcterms:identifier`` is ``wanted``, sorted."""
    graphs = store.graphs()
    if wanted in graphs:
        return [wanted]
    rows = solutions(store, _DOCUMENTS)
    named = {document.value for document, identifier in rows if identifier.value == wanted}
    return sorted(named.intersection(graphs))
