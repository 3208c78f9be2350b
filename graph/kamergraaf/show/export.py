"""The whole store, or a network of it, written out in a format that other software reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import networkx as nx
import pyoxigraph as ox

from kamergraaf.analyse.projection import entity_graph, in_xml
from kamergraaf.show.files import write_csv, write_parquet
from kamergraaf.show.formats import NETWORK_FORMATS, ExportFormat
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
        export_network(entity_graph(store), export_format, output)


def export_network(graph: nx.Graph[str], export_format: ExportFormat, output: IO[bytes]) -> None:
    """Write ``graph`` to ``output`` as GraphML or GEXF, with labels, classes, weights and days, as Gephi reads them.

    Raises:
        ValueError: ``export_format`` is no format of networks in one file.
        OSError: ``output`` cannot be written.
    """
    safe = _safe(graph)
    if export_format is ExportFormat.GRAPHML:
        nx.write_graphml(safe, output, prettyprint=True)
    elif export_format is ExportFormat.GEXF:
        # networkx stamps a GEXF file with today's date, which would make every export another one.
        text = "\n".join(nx.generate_gexf(safe))
        output.write(re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).encode() + b"\n")
    else:
        raise ValueError(f"{export_format} is no format of networks in one file ({', '.join(NETWORK_FORMATS)})")


def export_tables(graph: nx.Graph[str], export_format: ExportFormat, folder: Path) -> list[Path]:
    """Write ``graph`` into ``folder``, made if need be, as a table of nodes and one of edges; return the two files.

    Nodes are by ``id``, edges by ``source`` and ``target``; the other columns are the attributes of both.

    Raises:
        MissingLibraryError: Parquet is wanted and pyarrow is not installed.
        OSError: ``folder`` cannot be written.
    """
    tables = {
        "nodes": [{"id": node, **facts} for node, facts in graph.nodes.items()],
        "edges": [{"source": one, "target": other, **facts} for one, other, facts in graph.edges(data=True)],
    }
    required = {"nodes": ("id", "label", "class"), "edges": ("source", "target", "weight")}
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, rows in tables.items():
        columns = _columns(rows, required[name])
        files.append(folder / f"{name}.{export_format}")
        with files[-1].open("wb") as output:
            if export_format is ExportFormat.CSV:
                write_csv({column: cells for column, (_, cells) in columns.items()}, output)
            else:
                write_parquet(columns, output)
    return files


def _columns(rows: Iterable[Mapping[str, Any]], first: tuple[str, ...]) -> dict[str, tuple[type, list[Any]]]:
    """Return the type and the cells of each column of ``rows``, those named ``first`` first, the others sorted."""
    rows = list(rows)
    rest = sorted({name for row in rows for name in row}.difference(first))
    columns = {}
    for name in (*first, *rest):
        cells = [row.get(name) for row in rows]
        kinds = {type(cell) for cell in cells if cell is not None}
        columns[name] = (kinds.pop() if len(kinds) == 1 else float if kinds else str, cells)
    return columns


def _safe(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return ``graph`` without the characters that XML cannot hold."""
    safe = graph.copy()
    for facts in (*(facts for _, facts in safe.nodes.items()), *(facts for _, _, facts in safe.edges(data=True))):
        facts.update({name: in_xml(value) for name, value in facts.items() if isinstance(value, str)})
    return safe
