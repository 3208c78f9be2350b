"""A picture of one document or entity and what stands around it: one HTML file that needs no network."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from dataclasses import dataclass

import networkx as nx
import numpy as np
from jinja2 import ChoiceLoader, DictLoader, Environment
from numpy.typing import NDArray
from pyvis.network import Network

from kamergraaf.models import EntityClass
from kamergraaf.show.page import PAGE
from kamergraaf.show.tables import spaced

MOST_NODES = 200
"""More than this no eye can tell apart."""

_SPACING = 95.0
"""Pixels between neighbouring nodes, about."""
_LABEL_BOX = (110, 38)
"""Width and height in pixels that a label of two lines takes."""
_STEPS = 200
_LABEL_WIDTH = 22
_LABEL_LINES = 2
_HEADING = 200
"""Characters of the heading."""
_TOOLTIP = 400
"""Characters of a text that a tooltip shows."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How nodes of a class look; the shape is one of vis-network."""

    colour: str
    shape: str = "dot"
    size: int = 12

    @property
    def outline(self) -> str:
        """The shape as an SVG path, for the legend."""
        return _OUTLINES[self.shape]


_OUTLINES = {
    "dot": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
    "square": "M-6-6h12v12h-12z",
    "triangle": "M0-7L7 6H-7z",
    "triangleDown": "M0 7L7-6H-7z",
    "diamond": "M0-7L7 0L0 7L-7 0z",
}
# The parts of a paper differ in shape as well, so that twelve-odd classes need not be told by colour alone.
_STYLES = {
    "Document": _Style("#1f2937", "square", 20),
    "Question": _Style("#fbbf24", "triangle", 11),
    "Answer": _Style("#f59e0b", "triangleDown", 11),
    "Commitment": _Style("#dc2626", "diamond", 12),
    "Office": _Style("#c4b5fd"),
    EntityClass.COUNTRY: _Style("#16a34a"),
    EntityClass.LEGISLATION: _Style("#1d4ed8"),
    EntityClass.PROVISION: _Style("#93c5fd"),
    EntityClass.PARLIAMENTARY_DOCUMENT: _Style("#6b7280"),
    EntityClass.MOTION: _Style("#be123c"),
    EntityClass.COURT_DECISION: _Style("#7c2d12"),
    EntityClass.ORGANISATION: _Style("#0d9488"),
    EntityClass.PERSON: _Style("#7c3aed"),
    EntityClass.GROUP: _Style("#db2777"),
    EntityClass.POLICY: _Style("#65a30d"),
}


def find_nodes(graph: nx.MultiDiGraph[str], wanted: str) -> list[str]:
    """Return the nodes whose IRI or ``dcterms:identifier`` is ``wanted``; failing those, whose label is."""
    if wanted in graph:
        return [wanted]
    found = [node for node, facts in graph.nodes.items() if facts.get("identifier") == wanted]
    folded = wanted.casefold()
    return found or [node for node, facts in graph.nodes.items() if facts["label"].casefold() == folded]


def neighbourhood(graph: nx.MultiDiGraph[str], centre: str, most: int = MOST_NODES) -> nx.MultiDiGraph[str]:
    """Return ``centre`` with the nodes at most two links away, whichever way the links point.

    If they are more than ``most``, the nearer go before the farther, and of the equally near those with
    most links.
    """
    distances = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), centre, cutoff=2)
    order = sorted(distances, key=lambda node: (distances[node], -graph.degree(node), node))
    # A subgraph view of networkx has no order of its own, and the layout depends on the order.
    near: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    near.add_nodes_from((node, graph.nodes[node]) for node in order[:most])
    for source, target, key, facts in graph.edges(keys=True, data=True):
        if source in near and target in near:
            near.add_edge(source, target, key=key, **facts)
    return near


def picture(graph: nx.MultiDiGraph[str], centre: str) -> str:
    """Return an HTML page that draws the neighbourhood of ``centre`` in ``graph``, laid out beforehand."""
    near = neighbourhood(graph, centre)
    all_of_it = len(neighbourhood(graph, centre, len(graph)))
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.heading = textwrap.shorten(graph.nodes[centre]["label"], _HEADING, placeholder=" …")
    sizes = {node: _STYLES[facts["class"]].size for node, facts in near.nodes.items()}
    sizes[centre] *= 2
    for node, (x, y) in _positions(near, sizes).items():
        facts = near.nodes[node]
        style = _STYLES[facts["class"]]
        network.add_node(
            node,
            label=_wrapped(facts["label"]),
            title=_tooltip(facts),
            shape=style.shape,
            color=style.colour,
            size=sizes[node],
            x=x,
            y=y,
            full=facts["label"],
            group_name=spaced(facts["class"]),
            text=facts.get("text", ""),
        )
    for (source, target), properties in sorted(_links(near).items()):
        network.add_edge(source, target, title=", ".join(sorted(properties)))
    network.options = _OPTIONS
    network.templateEnv = Environment(
        loader=ChoiceLoader([DictLoader({network.path: PAGE}), network.templateEnv.loader]), autoescape=True
    )
    network.templateEnv.globals |= {"legend": _legend(near), "note": _note(len(near), all_of_it)}
    return str(network.generate_html())


_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 150},
    "nodes": {
        "font": {"size": 13, "strokeWidth": 4, "strokeColor": "#ffffff"},
        "borderWidth": 1,
        "scaling": {"label": {"drawThreshold": 2}},
    },
    "edges": {
        "color": {"color": "#c4c4c4", "highlight": "#222222", "hover": "#222222"},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}},
        "smooth": False,
    },
}


def _positions(graph: nx.MultiDiGraph[str], sizes: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Return a place in pixels for each node, where no two nodes or labels lie on one another."""
    scale = _SPACING * math.sqrt(len(graph))
    simple = nx.Graph(graph)
    # Kamada and Kawai's layout is the clearer one; started from the quick one it takes a third of the time.
    rough = nx.spring_layout(simple, seed=1, iterations=100)
    places = nx.kamada_kawai_layout(simple, pos=rough, scale=scale)
    boxes = np.array([(_LABEL_BOX[0], _LABEL_BOX[1] + 2 * sizes[node]) for node in graph])
    apart = _apart(np.array([places[node] for node in graph]), boxes)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(graph, apart, strict=True)}


def _apart(places: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push ``places`` (n × 2) apart, step by step, until each has a box of the size in ``boxes`` for itself.

    Of two boxes that overlap each gives way a little, in the direction in which they overlap least.
    """
    indices = np.arange(len(places))
    order = np.sign(indices[:, None] - indices[None, :])[..., None]
    room = (boxes[:, None, :] + boxes[None, :, :]) / 2
    for _ in range(_STEPS):
        gaps = places[:, None, :] - places[None, :, :]
        overlaps = np.maximum(room - np.abs(gaps), 0)
        overlaps[(overlaps == 0).any(axis=2)] = 0
        np.einsum("iij->ij", overlaps)[:] = 0
        if not overlaps.any():
            break
        sideways = overlaps[:, :, 0] < overlaps[:, :, 1]
        overlaps[..., 0][~sideways] = 0
        overlaps[..., 1][sideways] = 0
        # Two in the very same place go the ways that their order tells.
        ways = np.where(gaps == 0, order, np.sign(gaps))
        places = places + (ways * overlaps).sum(axis=1) / 4
    return places


def _links(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], set[str]]:
    """Return the properties that link each pair of nodes, so that one line is drawn for all."""
    links: dict[tuple[str, str], set[str]] = {}
    for source, target, facts in graph.edges(data=True):
        links.setdefault((source, target), set()).add(facts["property"])
    return links


def _wrapped(label: str) -> str:
    return "\n".join(textwrap.wrap(label, _LABEL_WIDTH, max_lines=_LABEL_LINES, placeholder=" …"))


def _tooltip(facts: dict[str, str]) -> str:
    text = facts.get("text", "")
    short = text if len(text) <= _TOOLTIP else f"{text[:_TOOLTIP]}…"
    return "\n".join(part for part in (f"{facts['label']} ({spaced(facts['class'])})", short) if part)


def _legend(graph: nx.MultiDiGraph[str]) -> list[dict[str, object]]:
    numbers = Counter(str(facts["class"]) for facts in graph.nodes.values())
    return [
        {"name": spaced(name), "number": numbers[name], "colour": style.colour, "outline": style.outline}
        for name, style in _STYLES.items()
        if numbers[name]
    ]


def _note(shown: int, near: int) -> str:
    return "" if shown == near else f"{shown} of {near} things nearby are shown."
