"""A picture of what stands around a thing: data for the graph view, one HTML file, or GraphML."""

from __future__ import annotations

import base64
import hashlib
import io
import math
import re
import textwrap
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import networkx as nx
import pyvis
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kamergraaf.index.neighbourhood import View, expand, neighbourhood
from kamergraaf.index.reader import Index, Thing
from kamergraaf.index.units import facts, passage
from kamergraaf.show.language import Words
from kamergraaf.show.layout import Box, Place, add_around, lay_out
from kamergraaf.show.palette import STYLES, theme_css

_LABEL_WIDTH = 22
_LABEL_LINES = 2
_LABELLED = 60
"""In a picture of no more nodes than this, questions and answers bear labels too."""
_CHARACTER, _LINE = 7.0, 17.0
"""Width of a letter and height of a line of a label, in pixels."""
_HEADING = 160
_FACES = {
    "Source Serif": "source-serif-4-latin-wght-normal.woff2",
    "Source Sans": "source-sans-3-latin-wght-normal.woff2",
}
_UNITS = ("Question", "Answer")
# Characters that XML 1.0 cannot hold, and so neither can GraphML.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Places = dict[int, Place]


def place(view: View) -> Places:
    """Return a place for each node of ``view``."""
    labelled = len(view.nodes) <= _LABELLED
    return _nodes(view, lay_out(_boxes(view, labelled), view.links, view.centre.id), labelled)


def grow(index: Index, view: View, places: Places, thing: Thing) -> Places:
    """Add to ``view`` what stands around ``thing``; return the places of all, those in ``places`` unmoved."""
    labelled = len(view.nodes) <= _LABELLED
    placed = {number: (x, y + _drop(view, view.nodes[number], labelled)) for number, (x, y) in places.items()}
    added = [new.id for new in expand(index, view, thing)]
    grown = _nodes(view, add_around(placed, _boxes(view, labelled), thing.id, added), labelled)
    return grown | places


def _nodes(view: View, boxes: Places, labelled: bool) -> Places:
    """Return the places of the nodes in boxes whose middles are ``boxes``."""
    return {number: (x, round(y - _drop(view, view.nodes[number], labelled), 1)) for number, (x, y) in boxes.items()}


def _boxes(view: View, labelled: bool) -> dict[int, Box]:
    return {number: _box(view, thing, labelled) for number, thing in view.nodes.items()}


def _box(view: View, thing: Thing, labelled: bool) -> Box:
    size = 2 * _size(view, thing)
    lines = _label(view, thing, thing.label, labelled)
    # Places are the same in both languages.
    widest = max(map(len, (*lines, *_label(view, thing, thing.label_en or "", labelled))), default=0)
    width = widest * _CHARACTER
    return max(width, size) + 8, size + len(lines) * _LINE + (14 if lines else 6)


def _drop(view: View, thing: Thing, labelled: bool) -> float:
    """Return how far the middle of a node's box is below the node, under which its label hangs."""
    return len(_label(view, thing, thing.label, labelled)) * _LINE / 2


def _label(view: View, thing: Thing, name: str, labelled: bool) -> list[str]:
    """Return the lines of a node's label; questions and answers have none where there are many nodes."""
    return _lines(name) if labelled or thing.cls not in _UNITS or thing.id == view.centre.id else []


def _size(view: View, thing: Thing) -> int:
    size = STYLES[thing.cls].size + min(7.0, math.log2(1 + thing.degree) / 2)
    return round(size * 1.6 if thing.id == view.centre.id else size)


def _lines(label: str) -> list[str]:
    return textwrap.wrap(label, _LABEL_WIDTH, max_lines=_LABEL_LINES, break_long_words=False, placeholder=" …")


def picture_data(view: View, places: Places, words: Words) -> dict[str, Any]:
    """Return what the browser draws: nodes with their places, links, and the names of classes and properties."""
    labelled = len(view.nodes) <= _LABELLED
    nodes = []
    for number, thing in view.nodes.items():
        name = thing.name(words.language)
        x, y = places[number]
        nodes.append(
            {
                "id": thing.iri,
                "label": "\n".join(_label(view, thing, name, labelled)),
                "name": name,
                "cls": thing.cls,
                "shape": STYLES[thing.cls].shape,
                "size": _size(view, thing),
                "x": x,
                "y": y,
            }
        )
    edges = [
        {"from": view.nodes[source].iri, "to": view.nodes[target].iri, "kinds": kinds}
        for (source, target), kinds in view.links.items()
    ]
    names = {thing.cls: words.term(thing.cls) for thing in view.nodes.values()}
    kinds = {kind: words.term(kind) for found in view.links.values() for kind in found}
    return {"centre": view.centre.iri, "nodes": nodes, "edges": edges, "classes": names, "kinds": kinds}


def legend(view: View, words: Words) -> dict[str, list[dict[str, Any]]]:
    """Return the classes and the kinds of links in ``view`` with how many there are, the most first."""
    classes = Counter(thing.cls for thing in view.nodes.values())
    kinds = Counter(kind for found in view.links.values() for kind in found)
    return {
        "classes": [
            {"key": cls, "name": words.term(cls), "number": number, "outline": STYLES[cls].outline}
            for cls, number in classes.most_common()
        ],
        "kinds": [{"key": kind, "name": words.term(kind), "number": n} for kind, n in kinds.most_common()],
    }


def picture(index: Index, centre: Thing, words: Words, view: View | None = None, places: Places | None = None) -> str:
    """Return one HTML file, which needs nothing else, that shows ``view``, or else the neighbourhood of ``centre``.

    It holds its own style and scripts, and a policy that lets no others run.
    """
    view = view or neighbourhood(index, centre)
    data = picture_data(view, places or place(view), words)
    for node, thing in zip(data["nodes"], view.nodes.values(), strict=True):
        found = passage(index, thing)
        said = dict(facts(index, thing)).get("schema:text", "") if found is None else found.text
        node["text"] = "" if thing.cls == "Document" else said
    style = Markup("\n".join((_fonts(), theme_css(), *map(asset, ("vis-network.css", "base.css", "graph.css")))))
    scripts = [Markup(asset(name)) for name in ("vis-network.min.js", "graph.js")]
    return (
        _templates()
        .get_template("picture.html")
        .render(
            t=words,
            heading=textwrap.shorten(centre.name(words.language), _HEADING, placeholder=" …"),
            data=data,
            legend=legend(view, words),
            note=note(view, words),
            style=style,
            scripts=scripts,
            policy=f"default-src 'none'; img-src data: blob:; font-src data:; style-src {_hash(style)}; "
            f"script-src {' '.join(map(_hash, scripts))}; base-uri 'none'; form-action 'none'",
        )
    )


def note(view: View, words: Words) -> str:
    """Return how much of what is near ``view`` shows."""
    shown, near = len(view.nodes), max(view.near, len(view.nodes))
    return words("shown_all", shown=shown) if shown == near else words("shown_of", shown=shown, near=words.number(near))


def graphml(view: View, places: Places) -> bytes:
    """Return ``view`` as GraphML, with names, classes and places."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, thing in view.nodes.items():
        x, y = places[number]
        graph.add_node(thing.iri, label=_NOT_XML.sub("\ufffd", thing.label), **{"class": thing.cls}, x=x, y=y)
    for (source, target), kinds in view.links.items():
        for kind in kinds:
            graph.add_edge(view.nodes[source].iri, view.nodes[target].iri, property=kind)
    output = io.BytesIO()
    nx.write_graphml(graph, output, prettyprint=True)
    return output.getvalue()


@cache
def asset(name: str) -> str:
    """Return a style sheet or script by name: of vis-network, as pyvis ships it, or of our own."""
    folder = files(pyvis) / "lib" / "vis-9.1.2" if name.startswith("vis-") else files("kamergraaf.show") / "assets"
    return (folder / name).read_text(encoding="utf-8")


@cache
def _fonts() -> str:
    """Return the typefaces within the style sheet itself; the labels' places are worked out for their widths."""
    faces = []
    for family, name in _FACES.items():
        data = (files("kamergraaf.show") / "assets" / "fonts" / name).read_bytes()
        source = f"url(data:font/woff2;base64,{base64.b64encode(data).decode()}) format('woff2')"
        faces.append(f'@font-face {{ font-family: "{family}"; font-weight: 200 900; src: {source}; }}')
    return "\n".join(faces)


def _hash(text: str) -> str:
    """Return how a Content-Security-Policy names the script or style ``text``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _templates() -> Environment:
    return Environment(loader=PackageLoader("kamergraaf.show", "assets"), autoescape=True)
