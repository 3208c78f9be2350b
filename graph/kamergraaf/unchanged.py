"""Which files the store holds already, by what their graphs say of where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kamergraaf.errors import UnreadableError
from kamergraaf.namespaces import DCTERMS, KG, PROV, SCHEMA
from kamergraaf.read.hashing import sha256_of
from kamergraaf.read.limits import read_bytes
from kamergraaf.store import GraphStore, solutions
from kamergraaf.triples.iris import content_iri
from kamergraaf.triples.terms import string

_SOURCES = f"""
SELECT ?graph ?content ?name WHERE {{
  GRAPH ?graph {{
    ?graph <{DCTERMS}source> ?content ; <{PROV}wasGeneratedBy> ?build .
    ?build <{KG}settings> "SETTINGS" .
    ?content <{SCHEMA}name> ?name .
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class StoredPapers:
    """The files whose papers the store holds, as read with the settings that are wanted."""

    graphs: dict[tuple[str, str], str]
    """Names of graphs by content (RFC 6920) and file name, which the graph tells too."""

    def graph_of(self, path: Path) -> str | None:
        """Return the graph of the file ``path`` as it is now, or ``None`` if it must be read."""
        # Hashing 100,000 files takes minutes, and a new store knows none of them.
        if not self.graphs:
            return None
        try:
            data = read_bytes(path)
        except UnreadableError:
            # What is wrong with it is told when it is read.
            return None
        return self.graphs.get((content_iri(sha256_of(data)), path.name))


def stored_papers(store: GraphStore, settings: str) -> StoredPapers:
    """Return the files that ``store`` holds as read with ``settings`` (:meth:`Settings.fingerprint`).

    Raises:
        StoreError: the store cannot be read.
    """
    rows = solutions(store, _SOURCES.replace('"SETTINGS"', string(settings)))
    return StoredPapers({(row["content"].value, row["name"].value): row["graph"].value for row in rows})
