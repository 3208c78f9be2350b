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


class Profile(StrEnum):
    """Shapes other than our own that an export may have: folders of ``ontology/profiles``."""

    ELI_EP = "eli-ep"
    VOID = "void"


EXPORT_SUFFIXES = {
    ".nq": ExportFormat.NQUADS,
    ".trig": ExportFormat.TRIG,
    ".ttl": ExportFormat.TURTLE,
    ".jsonld": ExportFormat.JSONLD,
    ".graphml": ExportFormat.GRAPHML,
    ".gexf": ExportFormat.GEXF,
}
"""The export format that a file's suffix stands for."""


class TableFormat(StrEnum):
    """Formats of a measure's table."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class NetworkFormat(StrEnum):
    """Formats of a network: one file, or a table of nodes and one of edges in a folder."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    PARQUET = "parquet"


IN_ONE_FILE = (NetworkFormat.GRAPHML, NetworkFormat.GEXF)
"""The formats of a network in one file."""
