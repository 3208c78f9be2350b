"""Networks as files for others' tools: GraphML and GEXF for Gephi and the like, tables of nodes and of edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import networkx as nx

from kamergraaf.analyse.projection import in_xml
from kamergraaf.show.files import write_csv, write_parquet
from kamergraaf.show.formats import IN_ONE_FILE, NetworkFormat


def write_network(graph: nx.Graph[str], network_format: NetworkFormat, output: IO[bytes]) -> None:
    """Write ``graph`` to ``output`` as GraphML or GEXF, with labels, classes, weights and days, as Gephi reads them.

    In GEXF the days are those between which a node or an edge stands on the timeline.

    Raises:
        ValueError: ``network_format`` is no format in one file.
        OSError: ``output`` cannot be written.
    """
    safe = _safe(graph)
    if network_format is NetworkFormat.GRAPHML:
        nx.write_graphml(safe, output, prettyprint=True)
    elif network_format is NetworkFormat.GEXF:
        # networkx stamps a GEXF file with today's date, which would make every file another one.
        text = "\n".join(nx.generate_gexf(safe))
        output.write(re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).encode() + b"\n")
    else:
        raise ValueError(f"{network_format} is no format in one file ({', '.join(IN_ONE_FILE)})")


def write_network_tables(graph: nx.Graph[str], network_format: NetworkFormat, folder: Path) -> list[Path]:
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
        files.append(folder / f"{name}.{network_format}")
        with files[-1].open("wb") as output:
            if network_format is NetworkFormat.CSV:
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
