"""RDF terms, made once: the predicates and classes of the contract, and literals."""

from __future__ import annotations

from datetime import date

import pyoxigraph as ox

from kamergraaf import namespaces as ns


def kg(name: str) -> ox.NamedNode:
    """Return the term ``name`` of our ontology."""
    return ox.NamedNode(f"{ns.KG}{name}")


TYPE = ox.NamedNode(f"{ns.RDF}type")
LABEL = ox.NamedNode(f"{ns.RDFS}label")
IDENTIFIER = ox.NamedNode(f"{ns.DCTERMS}identifier")
TITLE = ox.NamedNode(f"{ns.DCTERMS}title")
DCTERMS_TYPE = ox.NamedNode(f"{ns.DCTERMS}type")
DCTERMS_DATE = ox.NamedNode(f"{ns.DCTERMS}date")
IS_PART_OF = ox.NamedNode(f"{ns.DCTERMS}isPartOf")
SOURCE = ox.NamedNode(f"{ns.DCTERMS}source")
SUBJECT = ox.NamedNode(f"{ns.DCTERMS}subject")
TEXT = ox.NamedNode(f"{ns.SCHEMA}text")
NAME = ox.NamedNode(f"{ns.SCHEMA}name")
POSITION = ox.NamedNode(f"{ns.SCHEMA}position")
POSITION_HTTP = ox.NamedNode("http://schema.org/position")
"""schema.org goes by both forms of its address; readers that sort units (the scorer is one) ask for this one."""
ENCODING_FORMAT = ox.NamedNode(f"{ns.SCHEMA}encodingFormat")
SHA256 = ox.NamedNode(f"{ns.SCHEMA}sha256")
SOFTWARE_VERSION = ox.NamedNode(f"{ns.SCHEMA}softwareVersion")
PREF_LABEL = ox.NamedNode(f"{ns.SKOS}prefLabel")
CONCEPT = ox.NamedNode(f"{ns.SKOS}Concept")
IN_SCHEME = ox.NamedNode(f"{ns.SKOS}inScheme")
ALT_LABEL = ox.NamedNode(f"{ns.SKOS}altLabel")
FAMILY_NAME = ox.NamedNode(f"{ns.FOAF}familyName")
GENERATED_BY = ox.NamedNode(f"{ns.PROV}wasGeneratedBy")
ASSOCIATED_WITH = ox.NamedNode(f"{ns.PROV}wasAssociatedWith")
USED = ox.NamedNode(f"{ns.PROV}used")
PROV_ENTITY = ox.NamedNode(f"{ns.PROV}Entity")
ACTIVITY = ox.NamedNode(f"{ns.PROV}Activity")
SOFTWARE_AGENT = ox.NamedNode(f"{ns.PROV}SoftwareAgent")

_INTEGER = ox.NamedNode(f"{ns.XSD}integer")
_DECIMAL = ox.NamedNode(f"{ns.XSD}decimal")
_DATE = ox.NamedNode(f"{ns.XSD}date")


def dutch(text: str) -> ox.Literal:
    """Return ``text`` as a Dutch literal."""
    return ox.Literal(text, language="nl")


def string(text: str) -> ox.Literal:
    """Return ``text`` as a plain string."""
    return ox.Literal(text)


def integer(number: int) -> ox.Literal:
    """Return ``number`` as ``xsd:integer``."""
    return ox.Literal(str(number), datatype=_INTEGER)


def decimal(number: float) -> ox.Literal:
    """Return ``number``, rounded to two places, as ``xsd:decimal``."""
    return ox.Literal(f"{number:.2f}", datatype=_DECIMAL)


def day(on: date) -> ox.Literal:
    """Return ``on`` as ``xsd:date``."""
    return ox.Literal(on.isoformat(), datatype=_DATE)
