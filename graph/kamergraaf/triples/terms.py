"""RDF terms as N-Triples writes them: the predicates and classes of the contract, made once, and literals.

Text and not objects, for a paper has hundreds of triples that are written once and read by the store alone.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pyoxigraph as ox

from kamergraaf import namespaces as ns


def iri(value: str) -> str:
    """Return the IRI ``value`` as a term.

    Raises:
        ValueError: ``value`` is no absolute IRI (RFC 3987).
    """
    return str(ox.NamedNode(value))


@cache
def kg(name: str) -> str:
    """Return the term ``name`` of our ontology."""
    return iri(f"{ns.KG}{name}")


TYPE = iri(f"{ns.RDF}type")
LABEL = iri(f"{ns.RDFS}label")
IDENTIFIER = iri(f"{ns.DCTERMS}identifier")
TITLE = iri(f"{ns.DCTERMS}title")
DCTERMS_TYPE = iri(f"{ns.DCTERMS}type")
DCTERMS_DATE = iri(f"{ns.DCTERMS}date")
IS_PART_OF = iri(f"{ns.DCTERMS}isPartOf")
SOURCE = iri(f"{ns.DCTERMS}source")
SUBJECT = iri(f"{ns.DCTERMS}subject")
TEXT = iri(f"{ns.SCHEMA}text")
NAME = iri(f"{ns.SCHEMA}name")
POSITION = iri(f"{ns.SCHEMA}position")
POSITION_HTTP = iri("http://schema.org/position")
"""schema.org goes by both forms of its address; readers that sort units (the scorer is one) ask for this one."""
ENCODING_FORMAT = iri(f"{ns.SCHEMA}encodingFormat")
SHA256 = iri(f"{ns.SCHEMA}sha256")
SOFTWARE_VERSION = iri(f"{ns.SCHEMA}softwareVersion")
PREF_LABEL = iri(f"{ns.SKOS}prefLabel")
CONCEPT = iri(f"{ns.SKOS}Concept")
IN_SCHEME = iri(f"{ns.SKOS}inScheme")
ALT_LABEL = iri(f"{ns.SKOS}altLabel")
FAMILY_NAME = iri(f"{ns.FOAF}familyName")
GENERATED_BY = iri(f"{ns.PROV}wasGeneratedBy")
ASSOCIATED_WITH = iri(f"{ns.PROV}wasAssociatedWith")
USED = iri(f"{ns.PROV}used")
PROV_ENTITY = iri(f"{ns.PROV}Entity")
ACTIVITY = iri(f"{ns.PROV}Activity")
SOFTWARE_AGENT = iri(f"{ns.PROV}SoftwareAgent")

_INTEGER = iri(f"{ns.XSD}integer")
_DECIMAL = iri(f"{ns.XSD}decimal")
_DATE = iri(f"{ns.XSD}date")


def dutch(text: str) -> str:
    """Return ``text`` as a Dutch literal."""
    return f"{string(text)}@nl"


def string(text: str) -> str:
    """Return ``text`` as a plain string."""
    return str(ox.Literal(text))


def integer(number: int) -> str:
    """Return ``number`` as ``xsd:integer``."""
    return f'"{number}"^^{_INTEGER}'


def decimal(number: float) -> str:
    """Return ``number``, rounded to two places, as ``xsd:decimal`` in its canonical form (XSD 1.1: 0.9, 1)."""
    return f'"{f"{number:.2f}".rstrip("0").rstrip(".")}"^^{_DECIMAL}'


def day(on: date) -> str:
    """Return ``on`` as ``xsd:date``."""
    return written_day(on.isoformat())


def written_day(on: str) -> str:
    """Return ``on``, written as ISO 8601 does (2024-05-06), as ``xsd:date``."""
    return f'"{on}"^^{_DATE}'
