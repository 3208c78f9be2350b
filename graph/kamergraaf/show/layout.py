"""Places for the nodes of a picture, worked out before it is shown, so that it stands still when it appears."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

_SPACING = 62.0
"""Pixels between neighbouring nodes, about."""
_PULLS = 70
"""Rounds of the spring layout; after so many its nodes hardly move."""
_PUSHES = 200
_TURN = math.pi * (3 - math.sqrt(5))
"""The golden angle: so many points as one likes, set each this much further round, lie evenly."""

Node = TypeVar("Node", bound=Hashable)
Box = tuple[float, float]
"""Width and height in pixels that a node takes with its label."""
Place = tuple[float, float]


def lay_out(boxes: Mapping[Node, Box], links: Iterable[tuple[Node, Node]], centre: Node) -> dict[Node, Place]:
    """Return a place in pixels for each node, ``centre`` in the middle and no two on one another."""
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from(links)
    graph.add_edges_from((centre, node) for node in boxes if not graph.degree(node) and node != centre)
    if len(graph) == 1:
        return {centre: (0.0, 0.0)}
    # The more to read there is, the wider the page it is set on.
    room = math.sqrt(sum(width * height for width, height in boxes.values()))
    scale = max(_SPACING * math.sqrt(len(graph)), room) / 1.4
    distances = nx.single_source_shortest_path_length(graph, centre)
    start = {node: _around(number, distances.get(node, 3)) for number, node in enumerate(graph)}
    rough = nx.spring_layout(graph, pos=start, iterations=_PULLS, k=1.3 / math.sqrt(len(graph)), seed=1)
    places = np.array([rough[node] for node in graph])
    places = places - places[list(graph).index(centre)]
    places *= scale / (np.abs(places).max() or 1.0)
    # A screen is wider than it is high.
    places *= (1.25, 0.85)
    apart = _apart(places, np.array([boxes[node] for node in graph]), np.zeros(len(graph), dtype=bool))
    return _rounded(list(graph), apart)


def add_around(
    placed: Mapping[Node, Place], boxes: Mapping[Node, Box], hub: Node, added: Sequence[Node]
) -> dict[Node, Place]:
    """Return places for ``added`` around ``hub``; what is ``placed`` already stays where it is."""
    x, y = placed[hub]
    outward = math.atan2(y, x)
    fan = {
        node: (x + (90 + 12 * number) * math.cos(angle), y + (70 + 9 * number) * math.sin(angle))
        for number, node in enumerate(added)
        # From the middle of the picture outwards, to and fro.
        for angle in [outward + (0.35 * ((number + 1) // 2)) * (-1) ** number]
    }
    nodes = [*placed, *added]
    places = np.array([*placed.values(), *fan.values()])
    fixed = np.array([node in placed for node in nodes])
    apart = _apart(places, np.array([boxes[node] for node in nodes]), fixed)
    return _rounded(nodes, apart)


def _around(number: int, distance: int) -> Place:
    return distance * math.cos(number * _TURN), distance * math.sin(number * _TURN)


def _rounded(nodes: Iterable[Node], places: NDArray[np.float64]) -> dict[Node, Place]:
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, places, strict=True)}


def _apart(places: NDArray[np.float64], boxes: NDArray[np.float64], fixed: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Push ``places`` (n × 2) apart, step by step, until each has a box of the size in ``boxes`` for itself.

    Of two boxes that overlap each gives way a little, in the direction in which they overlap least; one that is
    ``fixed`` stays, and the other gives way for both.
    """
    reach = float(np.hypot(*boxes.max(axis=0)))
    for _ in range(_PUSHES):
        left, right = KDTree(places).query_pairs(reach, output_type="ndarray").T
        gaps = places[left] - places[right]
        overlaps = (boxes[left] + boxes[right]) / 2 - np.abs(gaps)
        push = (overlaps > 0).all(axis=1) & ~(fixed[left] & fixed[right])
        if not push.any():
            break
        left, right, gaps, overlaps = left[push], right[push], gaps[push], overlaps[push]
        # Two in the very same place go the ways that their order tells.
        moves = np.where(gaps == 0, -1, np.sign(gaps)) * overlaps
        sideways = overlaps[:, 0] < overlaps[:, 1]
        moves[~sideways, 0] = 0
        moves[sideways, 1] = 0
        places = places.copy()
        for ends, others, way in ((left, right, 1), (right, left, -1)):
            share = np.where(fixed[ends], 0.0, np.where(fixed[others], 0.5, 0.25))[:, None]
            np.add.at(places, ends, way * share * moves)
    return places
