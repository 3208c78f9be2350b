"""The graph as networkx has it: things as nodes, links between them as edges.

What stands in RDF only to describe a link or a source (mentions, sub-questions, activities, concepts of kind)
is left out; a mention is told by the ``kg:mentions`` edge from its unit.
"""

from __future__ import annotations

import re
from collections import defaultdict

import networkx as nx

from kamergraaf.analyse.nodes import widen
from kamergraaf.analyse.scope import EVERYTHING, select
from kamergraaf.models import EntityClass
from kamergraaf.namespaces import DCTERMS, KG, PREFIXES, SCHEMA, SKOS
from kamergraaf.store import GraphStore, solutions

# The parts of a paper, and the things it names.
_CLASSES = ("Document", "Question", "Answer", "Commitment", "Office", *EntityClass)
_FACTS = f"""
SELECT ?thing ?class ?property ?value
WHERE {{
  VALUES ?class {{ {" ".join(f"<{KG}{name}>" for name in _CLASSES)} }}
  ?thing a ?class ; ?property ?value .
}}
"""
_DAYS = f"SELECT ?unit ?document ?on {{ {EVERYTHING.pattern()} FILTER(BOUND(?on)) }}"
_TIMES_NAMED = """
SELECT ?unit ?thing (COUNT(?mention) AS ?times)
WHERE { ?mention kg:inUnit ?unit ; kg:refersTo ?thing }
GROUP BY ?unit ?thing
"""
_LABELS = (f"{SKOS}prefLabel", f"{DCTERMS}title")
_TEXT = f"{SCHEMA}text"
_NAMING = (f"{KG}mentions", f"{KG}cites")
# How a unit is called; an answer goes by the questions it answers.
_UNITS = {"Question": "Vraag", "Answer": "Antwoord"}
# Characters that XML 1.0 cannot hold, and so neither GraphML nor GEXF.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Facts = dict[str, list[str]]
"""Values by property IRI, sorted."""


def entity_graph(store: GraphStore) -> nx.MultiDiGraph[str]:
    """Return documents with their parts, entities, and every link between two of these.

    A node is an IRI, with ``label``, ``class`` (local name) and, where it has them, ``identifier`` and
    ``text``; an edge has ``property`` (a prefixed name), a key of its own and ``weight``: how many times a unit
    names a thing, and 1 for other links. Both have ``start`` and ``end`` (first and last day, ISO 8601) as far
    as a unit with a day stands at them. All are in a fixed order, and hold no character that XML cannot hold.
    """
    classes, things = _read(store)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, facts in things.items():
        attributes = {"label": _label(iri, classes[iri], things), "class": classes[iri]}
        for name, predicate in (("identifier", f"{DCTERMS}identifier"), ("text", _TEXT)):
            if values := facts.get(predicate):
                attributes[name] = values[0]
        graph.add_node(iri, **{name: in_xml(value) for name, value in attributes.items()})
    links = (
        (subject, predicate, target)
        for subject, facts in things.items()
        for predicate in sorted(facts)
        for target in facts[predicate]
        if target in things
    )
    times = {(unit, thing): int(number) for unit, thing, number in select(store, _TIMES_NAMED)}
    for number, (subject, predicate, target) in enumerate(links, 1):
        weight = times.get((subject, target), 1) if predicate in _NAMING else 1
        graph.add_edge(subject, target, key=f"e{number}", property=prefixed(predicate), weight=weight)
    _add_days(graph, store)
    return graph


def _add_days(graph: nx.MultiDiGraph[str], store: GraphStore) -> None:
    """Add the days of units, and with them those of their links and of what these lead to."""
    days: dict[str, str] = {}
    for unit, document, on in select(store, _DAYS):
        days[unit] = days[document] = on
    for node in graph.nodes.keys() & days.keys():
        widen(graph.nodes[node], days[node])
    for source, target, facts in graph.edges(data=True):
        if source in days:
            on = days[source]
            widen(facts, on)
            if target not in days:
                widen(graph.nodes[target], on)


def in_xml(text: str) -> str:
    """Return ``text`` with a mark (U+FFFD) in place of each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def prefixed(iri: str) -> str:
    """Return ``iri`` as a prefixed name (``kg:mentions``), or as it is where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and "/" not in local:
            return f"{prefix}:{local}"
    return iri


def _read(store: GraphStore) -> tuple[dict[str, str], dict[str, _Facts]]:
    """Return the class of each node, and what is said of it, both in order of IRI."""
    rows = solutions(store, _FACTS)
    classes: dict[str, str] = {}
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for thing, cls, predicate, value in rows:
        name = cls.value.removeprefix(KG)
        # A paper of ours that another one cites is a document first.
        classes[thing.value] = min(name, classes.get(thing.value, name), key=_CLASSES.index)
        said[thing.value][predicate.value].add(value.value)
    things = {iri: {p: sorted(values) for p, values in said[iri].items()} for iri in sorted(said)}
    return classes, things


def _label(iri: str, cls: str, things: dict[str, _Facts]) -> str:
    facts = things[iri]
    for predicate in _LABELS:
        if values := facts.get(predicate):
            return values[0]
    if cls in _UNITS:
        named = facts.get(f"{KG}answers", []) if cls == "Answer" else [iri]
        numbers = [n for question in named for n in things.get(question, {}).get(f"{KG}number", [])]
        places = sorted(numbers, key=lambda n: (len(n), n)) or facts.get(f"{SCHEMA}position", [])
        return " ".join((_UNITS[cls], ", ".join(places)))
    return (facts.get(_TEXT) or facts.get(f"{DCTERMS}identifier") or [prefixed(iri)])[0]
