"""The whole store, written out in a format that other software reads."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from kamergraaf.analyse.projection import entity_graph
from kamergraaf.namespaces import PROFILE_PREFIXES
from kamergraaf.resources import profile
from kamergraaf.show.formats import ExportFormat, NetworkFormat, Profile
from kamergraaf.show.jsonld import write_jsonld
from kamergraaf.show.network_files import write_network
from kamergraaf.store import GraphStore

_RDF = {
    ExportFormat.NQUADS: ox.RdfFormat.N_QUADS,
    ExportFormat.TRIG: ox.RdfFormat.TRIG,
    ExportFormat.TURTLE: ox.RdfFormat.TURTLE,
}
PROFILE_FORMATS = (*_RDF, ExportFormat.JSONLD)
"""Formats that a profile may be written in: those that hold any triple."""


def export(store: GraphStore, export_format: ExportFormat, output: IO[bytes]) -> None:
    """Write all of ``store`` to ``output``; the same store always gives the same bytes.

    Turtle, GraphML and GEXF know no named graphs: the graphs are merged. GraphML and GEXF hold the projection
    of :func:`kamergraaf.analyse.projection.entity_graph`.

    Raises:
        StoreError: the store cannot be read.
        OSError: ``output`` cannot be written.
    """
    if export_format in _RDF:
        store.dump(output, _RDF[export_format])
    elif export_format is ExportFormat.JSONLD:
        write_jsonld(((name, [quad.triple for quad in store.quads(name)]) for name in store.graphs()), output)
    else:
        write_network(entity_graph(store), NetworkFormat(export_format), output)


def export_profile(store: GraphStore, wanted: Profile, export_format: ExportFormat, output: IO[bytes]) -> None:
    """Write ``store`` in the shape of the profile ``wanted``, made by its shipped CONSTRUCT queries, to ``output``.

    A profile knows no named graphs. ``export_format`` is one of :data:`PROFILE_FORMATS`. The same store always
    gives the same bytes.

    Raises:
        StoreError: the store cannot be read.
        OSError: ``output`` cannot be written.
    """
    found: set[ox.Triple] = set()
    for construct in profile(wanted):
        triples = store.query(construct)
        # What is shipped is a CONSTRUCT; a test sees to it.
        assert isinstance(triples, ox.QueryTriples)
        found.update(triples)
    rows = sorted(found, key=str)
    if export_format is ExportFormat.JSONLD:
        write_jsonld([(None, rows)], output)
    else:
        ox.serialize(rows, output, _RDF[export_format], prefixes=PROFILE_PREFIXES)
