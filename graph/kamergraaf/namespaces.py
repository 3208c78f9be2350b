"""Namespaces of the graph and the makers of our own IRIs (see the contract in the README)."""

from __future__ import annotations

import re
import unicodedata

KG = "https://w3id.org/kamergraaf/ontology#"
ID = "https://w3id.org/kamergraaf/id/"
VOCABULARY = "https://w3id.org/kamergraaf/vocabulary/"
PUBLICATIONS = "https://zoek.officielebekendmakingen.nl/"
LAWS = "https://wetten.overheid.nl/"

SCHEMA = "https://schema.org/"
ELI = "http://data.europa.eu/eli/ontology#"
DCTERMS = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
FOAF = "http://xmlns.com/foaf/0.1/"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "kg": KG,
    "kgid": ID,
    "kgv": VOCABULARY,
    "schema": SCHEMA,
    "eli": ELI,
    "dcterms": DCTERMS,
    "skos": SKOS,
    "foaf": FOAF,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
}

PROFILE_PREFIXES = PREFIXES | {
    "dcat": "http://www.w3.org/ns/dcat#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "org": "http://www.w3.org/ns/org#",
    "void": "http://rdfs.org/ns/void#",
}
"""Prefixes of what is written in the shape of others."""

_NOT_KEBAB = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return ``text`` in ASCII, diacritics taken off ("Yeşilgöz" → "Yesilgoz")."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def kebab(text: str) -> str:
    """Return ``text`` as a key: ASCII, lower case, a hyphen between words."""
    return _NOT_KEBAB.sub("-", fold(text).lower()).strip("-")


def own_iri(kind: str, key: str) -> str:
    """Return an IRI of our own for the thing of ``kind`` with ``key`` (both already safe in an IRI)."""
    return f"{ID}{kind}/{key}"
