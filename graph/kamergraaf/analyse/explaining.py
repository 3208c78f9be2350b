"""What a question or an answer names, and why: place, identifier, rule and confidence of each mention."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kamergraaf.errors import StoreError
from kamergraaf.namespaces import DCTERMS, ID, KG, SCHEMA, SKOS
from kamergraaf.store import GraphStore, solutions

_UNIT = """
SELECT ?unit ?text ?document ?position WHERE {{
  VALUES ?class {{ <{kg}Question> <{kg}Answer> }}
  {which}
  ?unit a ?class ; <{schema}text> ?text ; <{schema}position> ?position ; <{dcterms}isPartOf> ?part .
  ?part a <{kg}Document> ; <{dcterms}identifier> ?document .
}}
"""
_MENTIONS = """
SELECT ?mention ?start ?end ?note ?quote ?rule ?confidence ?entity ?class ?identifier ?label WHERE {{
  ?mention a <{kg}Mention> ; <{kg}inUnit> <{unit}> ; <{kg}refersTo> ?entity ; <{kg}quote> ?quote ;
    <{kg}foundBy> ?rule ; <{kg}confidence> ?confidence .
  OPTIONAL {{ ?mention <{kg}start> ?start ; <{kg}end> ?end }}
  OPTIONAL {{ ?mention <{kg}inFootnote> ?note }}
  ?entity a ?class ; <{dcterms}identifier> ?identifier ; <{skos}prefLabel> ?label .
  FILTER (STRSTARTS(STR(?class), "{kg}") && LANG(?label) = "nl")
}}
"""
_NAMESPACES = {"kg": KG, "schema": SCHEMA, "dcterms": DCTERMS, "skos": SKOS}


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """One place where a unit names something; without offsets where it stands in a footnote."""

    quote: str
    start: int | None
    """Characters into the unit's text; ``end`` is exclusive."""
    end: int | None
    footnote: str | None
    cls: str
    """Local name of the entity's class."""
    entity: str
    identifier: str
    label: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ExplainedUnit:
    """A question or an answer with its mentions, in the order of the text, those in footnotes last."""

    iri: str
    document: str
    position: int
    text: str
    mentions: tuple[ExplainedMention, ...]


def explain_unit(store: GraphStore, wanted: str) -> ExplainedUnit:
    """Return the unit that a user calls ``wanted``, with all that is named in it.

    ``wanted`` is the unit's IRI, what follows ``…/id/`` in it (``ah-tk-20232024-1984/answer/3``), or the document's
    identifier and the unit's position in it (``ah-tk-20232024-1984 6``).

    Raises:
        StoreError: there is no such question or answer in the store.
    """
    rows = solutions(store, _UNIT.format(which=_which(wanted), **_NAMESPACES))
    row = next(rows, None)
    if row is None:
        raise StoreError(
            f"{wanted}: no such question or answer in the store; name it by its IRI, as DOCUMENT/answer/N, "
            "or by document and position ('DOCUMENT 6')"
        )
    unit = row["unit"].value
    mentions = [_mention(m) for m in solutions(store, _MENTIONS.format(unit=unit, **_NAMESPACES))]
    # footnotes last; of two that start together the longer first
    mentions.sort(key=lambda m: (m.start is None, m.start or 0, -(m.end or 0), m.quote, m.entity))
    return ExplainedUnit(unit, row["document"].value, int(row["position"].value), row["text"].value, tuple(mentions))


def _which(wanted: str) -> str:
    document, _, position = wanted.rpartition(" ")
    if position.isdigit() and document:
        name = ox.Literal(document)
        return f"?part <{DCTERMS}identifier> {name} . ?unit <{SCHEMA}position> {int(position)} ."
    return f"VALUES ?unit {{ {_iri(wanted if '://' in wanted else ID + wanted)} }}"


def _iri(text: str) -> str:
    """``text`` as an IRI in SPARQL."""
    try:
        return str(ox.NamedNode(text))
    except ValueError as error:
        raise StoreError(f"{text}: is no IRI ({error})") from error


def _mention(row: ox.QuerySolution) -> ExplainedMention:
    def number(name: str) -> int | None:
        return int(row[name].value) if row[name] is not None else None

    return ExplainedMention(
        quote=row["quote"].value,
        start=number("start"),
        end=number("end"),
        footnote=row["note"].value if row["note"] is not None else None,
        cls=row["class"].value.removeprefix(KG),
        entity=row["entity"].value,
        identifier=row["identifier"].value,
        label=row["label"].value,
        rule=row["rule"].value,
        confidence=float(row["confidence"].value),
    )
