"""The service description (SPARQL 1.1 Service Description): what the endpoint can do, in RDF."""

from __future__ import annotations

import pyoxigraph as ox

from kamergraaf.namespaces import DCTERMS, PREFIXES, RDF
from kamergraaf.serve.terms import ONTOLOGY

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_TITLE = "Kamergraaf: parliamentary questions and answers, and what both name"


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_SD}{name}")


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{_VOID}{name}")


def service_description(endpoint: str, rdf_format: ox.RdfFormat) -> bytes:
    """Return the description of the service at the address ``endpoint``."""
    service, data, graph = ox.NamedNode(endpoint), ox.BlankNode("dataset"), ox.BlankNode("graph")
    kind = ox.NamedNode(f"{RDF}type")
    triples = [
        ox.Triple(service, kind, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), service),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        *(ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in (*_RESULTS, *_GRAPHS)),
        ox.Triple(service, _sd("defaultDataset"), data),
        ox.Triple(data, kind, _sd("Dataset")),
        ox.Triple(data, kind, _void("Dataset")),
        ox.Triple(data, ox.NamedNode(f"{DCTERMS}title"), ox.Literal(_TITLE, language="en")),
        ox.Triple(data, _void("sparqlEndpoint"), service),
        ox.Triple(data, _void("vocabulary"), ox.NamedNode(ONTOLOGY)),
        ox.Triple(data, _sd("defaultGraph"), graph),
        ox.Triple(graph, kind, _sd("Graph")),
    ]
    return ox.serialize(triples, format=rdf_format, prefixes=PREFIXES | {"sd": _SD, "void": _VOID}) or b""
