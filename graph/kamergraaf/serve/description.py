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


def service_description(endpoint: str, rdf_format: ox.RdfFormat) -> bytes:
    """Return the description of the service at the address ``endpoint``."""
    service, data, graph = ox.NamedNode(endpoint), ox.BlankNode("dataset"), ox.BlankNode("graph")
    sd, void = (lambda name: ox.NamedNode(_SD + name)), (lambda name: ox.NamedNode(_VOID + name))
    kind = ox.NamedNode(f"{RDF}type")
    triples = [
        ox.Triple(service, kind, sd("Service")),
        ox.Triple(service, sd("endpoint"), service),
        ox.Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        *(ox.Triple(service, sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in (*_RESULTS, *_GRAPHS)),
        ox.Triple(service, sd("defaultDataset"), data),
        ox.Triple(data, kind, sd("Dataset")),
        ox.Triple(data, kind, void("Dataset")),
        ox.Triple(data, ox.NamedNode(f"{DCTERMS}title"), ox.Literal(_TITLE, language="en")),
        ox.Triple(data, void("sparqlEndpoint"), service),
        ox.Triple(data, void("vocabulary"), ox.NamedNode(ONTOLOGY)),
        ox.Triple(data, sd("defaultGraph"), graph),
        ox.Triple(graph, kind, sd("Graph")),
    ]
    return ox.serialize(triples, format=rdf_format, prefixes=PREFIXES | {"sd": _SD, "void": _VOID}) or b""
