"""Places for the nodes of a network, where no two labels lie on one another."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_SPACING = 85.0
"""Pixels between neighbouring nodes, about."""
_HEIGHT = 42.0
"""Pixels that a node with its label takes from top to bottom."""
_CHARACTER = 7.6
_MARGINS = (270.0, 120.0)
"""Pixels between parts, sideways and downwards."""
_STEPS = 300
_WIDE = 1.8
"""A screen is so much wider than high."""


def places(graph: nx.Graph[str], order: list[str], labels: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Return a place in pixels for each node of ``graph``, which has the nodes in ``order``.

    Each connected part is laid out by itself, by Kamada and Kawai's method, and the parts stand in rows, the
    largest first. The same network is always laid out in the same way.
    """
    # A subgraph of networkx has no order of its own, and the layout depends on the order.
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(order)
    ordered.add_edges_from(sorted((one, other) for one, other in graph.edges() if one != other))
    rank = {node: number for number, node in enumerate(order)}
    parts = [sorted(part, key=rank.__getitem__) for part in nx.connected_components(ordered)]
    boxes = [_laid_out(ordered.subgraph(part), part, labels) for part in parts]
    boxes.sort(key=lambda box: -float(np.ptp(box[1], axis=0).prod()))
    found: dict[str, tuple[float, float]] = {}
    for (part, spots), corner in zip(boxes, _rows([spots for _, spots in boxes]), strict=True):
        for node, spot in zip(part, spots + corner, strict=True):
            found[node] = (round(float(spot[0]), 1), round(float(spot[1]), 1))
    return found


def _laid_out(graph: nx.Graph[str], part: list[str], labels: dict[str, str]) -> tuple[list[str], NDArray[np.float64]]:
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted(graph.edges()))
    scale = _SPACING * math.sqrt(len(part))
    found = nx.kamada_kawai_layout(ordered, scale=scale) if len(part) > 1 else {part[0]: (0.0, 0.0)}
    spots = np.array([found[node] for node in part], dtype=np.float64) * (1.0, 1 / _WIDE)
    sizes = np.array([(max(40.0, _CHARACTER * len(labels[node])), _HEIGHT) for node in part])
    apart = _apart(spots, sizes)
    return part, apart - apart.min(axis=0)


def _apart(spots: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push boxes of ``sizes`` around ``spots`` apart, each pair where it overlaps least, until none overlap."""
    room = (sizes[:, None, :] + sizes[None, :, :]) / 2
    ways_of_equals = np.sign(np.subtract.outer(np.arange(len(spots)), np.arange(len(spots))))[..., None]
    for _ in range(_STEPS):
        gaps = spots[:, None, :] - spots[None, :, :]
        over = np.maximum(room - np.abs(gaps), 0)
        over[(over == 0).any(axis=2)] = 0
        np.einsum("iij->ij", over)[:] = 0
        if not over.any():
            break
        least = over.argmin(axis=2)
        np.put_along_axis(over, 1 - least[..., None], 0, axis=2)
        spots = spots + (np.where(gaps == 0, ways_of_equals, np.sign(gaps)) * over).sum(axis=1) / 4
    return spots


def _rows(boxes: list[NDArray[np.float64]]) -> list[tuple[float, float]]:
    """Return the corners at which to put ``boxes``, side by side in rows as wide as a screen is to its height."""
    sizes = [np.add(np.ptp(spots, axis=0), _MARGINS) for spots in boxes]
    area = sum(float(size.prod()) for size in sizes)
    widest = max(math.sqrt(area * _WIDE), *(float(size[0]) for size in sizes), 1.0)
    corners = []
    x = y = height = 0.0
    for size in sizes:
        if x and x + size[0] > widest:
            x, y, height = 0.0, y + height, 0.0
        corners.append((x, y))
        x, height = x + float(size[0]), max(height, float(size[1]))
    return corners
