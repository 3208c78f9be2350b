"""What a measure found, written back into the graph as RDF: a named graph of its own, with its provenance.

The W3C's Data Cube vocabulary (``qb:``) has the terms for it: the table is a data set, each row an observation, each
column a component property that the same graph declares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

import pyoxigraph as ox

from kamergraaf import __version__
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.table import Cell, Column, Table
from kamergraaf.analyse.things import Thing
from kamergraaf.namespaces import DCTERMS, KG, PROV, RDF, RDFS, SCHEMA, XSD, kebab, own_iri
from kamergraaf.store import GraphStore

QB = "http://purl.org/linked-data/cube#"
_DATA_TYPES = {str: "string", int: "integer", float: "double", date: "date"}
_SOFTWARE = own_iri("software", f"kamergraaf-{__version__}")
_DOCUMENTS = "SELECT DISTINCT ?document {{ ?document a kg:Document . ?unit dcterms:isPartOf ?document .\n  {scope} }}"

_Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def settings_of(scope: Scope, network: str | None = None) -> dict[str, str]:
    """Return what was chosen for a measure, by name; nothing if all was left as it is."""
    chosen = {
        "network": network,
        "since": scope.since and scope.since.isoformat(),
        "until": scope.until and scope.until.isoformat(),
        "type": ",".join(sorted(scope.kinds)),
        "fractie": ",".join(sorted(scope.groups)),
    }
    return {name: value for name, value in chosen.items() if value}


def findings_graph(measure: str, settings: Mapping[str, str]) -> str:
    """Return the IRI of the named graph for the findings of ``measure`` with ``settings``."""
    return own_iri("findings", "/".join((measure, *(f"{name}-{kebab(value)}" for name, value in settings.items()))))


def write_findings(store: GraphStore, table: Table, scope: Scope = EVERYTHING, network: str | None = None) -> str:
    """Write ``table`` into ``store`` and return the IRI of its named graph.

    What the same measure found before with the same settings is replaced; if nothing changed, nothing is written.
    Findings of a store that has changed since are not taken back: measure again.

    Raises:
        StoreError: the store cannot be written.
    """
    settings = settings_of(scope, network)
    graph = findings_graph(table.measure, settings)
    documents = [document for (document,) in select(store, _DOCUMENTS.format(scope=scope.pattern()))]
    name = ox.NamedNode(graph)
    triples = (*_provenance(name, table, settings, documents), *_columns(name, table), *_rows(name, table))
    store.replace(graph, (ox.Quad(*triple, name) for triple in triples))
    return graph


def _provenance(
    graph: ox.NamedNode, table: Table, settings: Mapping[str, str], documents: list[str]
) -> Iterator[_Triple]:
    run, software = ox.NamedNode(f"{graph.value}/run"), ox.NamedNode(_SOFTWARE)
    yield graph, _node(RDF, "type"), _node(QB, "DataSet")
    yield graph, _node(RDF, "type"), _node(PROV, "Entity")
    yield graph, _node(DCTERMS, "identifier"), ox.Literal(table.measure)
    yield graph, _node(DCTERMS, "title"), ox.Literal(table.title, language="en")
    yield graph, _node(DCTERMS, "description"), ox.Literal(table.reading, language="en")
    yield graph, _node(PROV, "wasGeneratedBy"), run
    yield run, _node(RDF, "type"), _node(PROV, "Activity")
    yield run, _node(KG, "settings"), ox.Literal(json.dumps(settings, ensure_ascii=False, sort_keys=True))
    yield run, _node(PROV, "wasAssociatedWith"), software
    yield software, _node(RDF, "type"), _node(PROV, "SoftwareAgent")
    yield software, _node(SCHEMA, "name"), ox.Literal("kamergraaf")
    yield software, _node(SCHEMA, "softwareVersion"), ox.Literal(__version__)
    for document in documents:
        yield run, _node(PROV, "used"), ox.NamedNode(document)


def _columns(graph: ox.NamedNode, table: Table) -> Iterator[_Triple]:
    structure = ox.NamedNode(f"{graph.value}/structure")
    yield graph, _node(QB, "structure"), structure
    yield structure, _node(RDF, "type"), _node(QB, "DataStructureDefinition")
    for number, column in enumerate((_ROW, *table.columns)):
        term = _property(graph, column)
        part = ox.NamedNode(f"{structure.value}/{number}")
        # Only the number of the row tells all rows apart, as a cube's dimensions must.
        kind = "dimension" if column is _ROW else "measure" if column.type in (int, float) else "attribute"
        yield structure, _node(QB, "component"), part
        yield part, _node(RDF, "type"), _node(QB, "ComponentSpecification")
        yield part, _node(QB, kind), term
        yield term, _node(RDF, "type"), _node(RDF, "Property")
        yield term, _node(RDF, "type"), _node(QB, f"{kind.title()}Property")
        yield term, _node(RDFS, "label"), ox.Literal(column.name.replace("_", " "), language="en")
        yield term, _node(RDFS, "comment"), ox.Literal(column.meaning, language="en")
        if column.type is not Thing:
            yield term, _node(RDFS, "range"), _node(XSD, _DATA_TYPES[column.type])


_ROW = Column("row", int, "number of the row, the most telling first")


def _rows(graph: ox.NamedNode, table: Table) -> Iterator[_Triple]:
    for number, row in enumerate(table.rows, 1):
        observation = ox.NamedNode(f"{graph.value}/row/{number}")
        yield observation, _node(RDF, "type"), _node(QB, "Observation")
        yield observation, _node(QB, "dataSet"), graph
        for column, cell in zip((_ROW, *table.columns), (number, *row), strict=True):
            if cell is not None:
                yield observation, _property(graph, column), _term(column, cell)


def _property(graph: ox.NamedNode, column: Column) -> ox.NamedNode:
    return ox.NamedNode(f"{graph.value}#{column.name}")


def _term(column: Column, cell: Cell) -> ox.NamedNode | ox.Literal:
    if isinstance(cell, Thing):
        return ox.NamedNode(cell.iri)
    return ox.Literal(str(cell), datatype=_node(XSD, _DATA_TYPES[column.type]))


def _node(namespace: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{namespace}{name}")
