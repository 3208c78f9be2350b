"""Names of the formats that results and exports come in."""

from __future__ import annotations

from enum import StrEnum


class ResultFormat(StrEnum):
    """Formats of a query's result."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class ExportFormat(StrEnum):
    """Formats of an export: RDF in full, or nodes and edges for network software."""

    NQUADS = "nquads"
    TRIG = "trig"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    PARQUET = "parquet"


NETWORK_FORMATS = (ExportFormat.GRAPHML, ExportFormat.GEXF)
"""Formats of nodes and edges in one file."""
TABLE_FORMATS = (ExportFormat.CSV, ExportFormat.PARQUET)
"""Formats of nodes and edges in a file each, in one folder."""
EXPORT_SUFFIXES = {
    ".nq": ExportFormat.NQUADS,
    ".trig": ExportFormat.TRIG,
    ".ttl": ExportFormat.TURTLE,
    ".jsonld": ExportFormat.JSONLD,
    ".graphml": ExportFormat.GRAPHML,
    ".gexf": ExportFormat.GEXF,
}
"""The export format that a file's suffix stands for."""
