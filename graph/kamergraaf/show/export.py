"""The whole store, written out in a format that other software reads."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from kamergraaf.analyse.projection import entity_graph
from kamergraaf.show.formats import ExportFormat, NetworkFormat
from kamergraaf.show.network_files import write_network
from kamergraaf.store import GraphStore

_RDF = {
    ExportFormat.NQUADS: ox.RdfFormat.N_QUADS,
    ExportFormat.TRIG: ox.RdfFormat.TRIG,
    ExportFormat.TURTLE: ox.RdfFormat.TURTLE,
    ExportFormat.JSONLD: ox.RdfFormat.JSON_LD,
}


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
    else:
        write_network(entity_graph(store), NetworkFormat(export_format), output)
