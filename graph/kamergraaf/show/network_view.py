"""A network drawn by pyvis, to look at in a notebook or a browser; it needs no network connection."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from typing import Any

import networkx as nx
from jinja2 import ChoiceLoader, DictLoader, Environment
from pyvis.network import Network

from kamergraaf.errors import KamergraafError
from kamergraaf.show.chart_style import palette
from kamergraaf.show.network_layout import places
from kamergraaf.show.tables import spaced

MOST_NODES = 150
"""More than this no eye can tell apart."""
_LABEL = 30
_WIDEST = 6.0
"""Pixels of the heaviest edge."""

# pyvis' own page fetches Bootstrap from the network.
_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>{{ heading }}</title>
<style>{% include "lib/vis-9.1.2/vis-network.css" %}</style>
<style>
  body { margin: 0; height: 100vh; display: flex; flex-direction: column; color: #222; background: #fff;
    font: 14px/1.4 system-ui, sans-serif; }
  header { padding: .4rem .6rem; }
  header span { white-space: nowrap; margin-right: 1rem; }
  header i { display: inline-block; width: .8em; height: .8em; border-radius: 50%; margin-right: .3em; }
  #mynetwork { flex: 1; min-height: 0; }
  div.vis-tooltip { white-space: pre-wrap; max-width: 26rem; font: 13px/1.35 system-ui, sans-serif; }
</style>
<script>{% include "lib/vis-9.1.2/vis-network.min.js" %}</script>
</head>
<body>
<header><strong>{{ heading }}</strong><br>
{% for name, colour in legend.items() %}<span><i style="background: {{ colour }}"></i>{{ name }}</span>{% endfor %}
</header>
<div id="mynetwork"></div>
<script>
  const network = new vis.Network(document.getElementById("mynetwork"),
    {nodes: new vis.DataSet({{ nodes|tojson }}), edges: new vis.DataSet({{ edges|tojson }})}, {{ options|safe }});
  network.once("afterDrawing", () => network.fit());
</script>
</body>
</html>
"""
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 150},
    "nodes": {"shape": "dot", "font": {"size": 15, "strokeWidth": 4, "strokeColor": "#ffffff"}},
    "edges": {"color": {"color": "#d0d0d0", "highlight": "#222222", "hover": "#222222"}, "smooth": False},
}


class NetworkView:
    """A network, drawn: the last line of a notebook's cell shows it; ``page`` is the HTML by itself."""

    def __init__(
        self, graph: nx.Graph[str], heading: str, colour_by: str | Mapping[str, str] = "class", most: int = MOST_NODES
    ) -> None:
        """Lay out the ``most`` nodes of ``graph`` with the heaviest links, coloured by an attribute or a mapping.

        Args:
            graph: any network of :mod:`kamergraaf.analyse.networks`.
            heading: the title, in plain words.
            colour_by: name of a node's attribute, or what each node belongs to; the commonest get colours of
                their own, the others grey.
            most: nodes that are drawn.

        Raises:
            KamergraafError: ``graph`` has no nodes.
        """
        if not graph:
            raise KamergraafError(f"{heading}: the network is empty, so there is nothing to draw")
        strength = dict(graph.degree(weight="weight"))
        kept = sorted(graph, key=lambda node: (-strength[node], node))[:most]
        near = graph.subgraph(kept)
        belongs = {
            node: graph.nodes[node].get(colour_by, "") if isinstance(colour_by, str) else colour_by.get(node, "other")
            for node in kept
        }
        colours = _colours(list(belongs.values()))
        network = Network(directed=graph.is_directed(), cdn_resources="in_line")
        network.heading = heading if len(kept) == len(graph) else f"{heading} – {len(kept)} of {len(graph)} nodes"
        labels = {node: _cut(str(graph.nodes[node]["label"])) for node in kept}
        spots = places(near, kept, labels)
        heaviest = max(strength.values()) or 1
        for node in kept:
            label = str(graph.nodes[node]["label"])
            network.add_node(
                node,
                label=labels[node],
                title=f"{label}\n{belongs[node]}\nlinks' weight: {strength[node]:g}",
                color=colours[belongs[node]],
                size=6 + 18 * math.sqrt(strength[node] / heaviest),
                x=spots[node][0],
                y=spots[node][1],
            )
        weights = nx.get_edge_attributes(near, "weight")
        top = max(weights.values(), default=1)
        for one, other, facts in sorted(near.edges(data=True), key=lambda edge: edge[:2]):
            network.add_edge(one, other, title=f"{facts['weight']:g}", width=_edge_width(facts, top))
        network.options = _OPTIONS
        network.templateEnv = Environment(
            loader=ChoiceLoader([DictLoader({network.path: _PAGE}), network.templateEnv.loader]), autoescape=True
        )
        named = spaced if colour_by == "class" else str
        network.templateEnv.globals["legend"] = {named(name): colour for name, colour in colours.items()}
        self.page = str(network.generate_html())

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, as Jupyter shows it."""
        return f'<iframe srcdoc="{html.escape(self.page)}" width="100%" height="620" style="border: 0"></iframe>'


def _colours(belongs: list[str]) -> dict[str, str]:
    """Return a colour for each of what nodes belong to; grey for the rarest, where the palette ends."""
    number = {name: belongs.count(name) for name in belongs}
    return palette(sorted(number, key=lambda name: (-number[name], name)))


def _cut(label: str) -> str:
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…"


def _edge_width(facts: Mapping[str, Any], top: float) -> float:
    return float(round(max(1.0, _WIDEST * facts["weight"] / top), 2))
