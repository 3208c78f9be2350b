"""The network of questions that are about the same things."""

from __future__ import annotations

from collections import defaultdict

import networkx as nx
import numpy as np
from scipy.sparse import csr_array, diags_array

from kamergraaf.analyse.networks.together import NAMED
from kamergraaf.analyse.nodes import add_thing, widen
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.things import entities, units
from kamergraaf.store import GraphStore

MOST_NEIGHBOURS = 10
"""A question is joined with the questions most like it, so many; and with those that so chose it."""
LEAST_ALIKE = 0.3
"""Questions less alike than this are not joined."""
LEAST_SHARED = 2
"""Nor are questions that share fewer telling things than this, however little else they name."""
_EVERYWHERE = 0.1
"""What more than this share of the questions name tells none of them apart."""
_FEW = 20
"""Fewer questions than this that name a thing are never "everywhere"."""
_BLOCK = 500
"""Questions compared with all others at a time; bounds the memory."""

_NAMED = "SELECT ?unit ?entity ?document ?on WHERE {{ ?unit a kg:Question ; kg:mentions ?entity .\n  {scope} }}"


def question_similarity_network(store: GraphStore, scope: Scope = EVERYTHING) -> nx.Graph[str]:
    """Return which questions are about the same things.

    Nodes: questions that name something, with ``label``, ``class``, ``document`` (its IRI), ``start`` and
    ``end`` (its day, where known).
    Edges: two questions alike by at least ``LEAST_ALIKE`` that share ``LEAST_SHARED`` things or more; no direction.
    Weight: the cosine of what they name, from 0 to 1, where a thing weighs the more the fewer questions name it
    (the logarithm of all questions over those that do). What over a tenth of the questions name is left out.
    """
    things, names = entities(store, NAMED), units(store)
    rows = [row for row in select(store, _NAMED.format(scope=scope.pattern())) if row[1] in things]
    facts = {unit: (document, on) for unit, _, document, on in rows}
    questions = sorted(facts)
    place = {unit: number for number, unit in enumerate(questions)}
    naming: dict[str, list[int]] = defaultdict(list)
    for unit, entity, _, _ in rows:
        naming[entity].append(place[unit])
    graph: nx.Graph[str] = nx.Graph()
    for unit in questions:
        add_thing(graph, names[unit], document=facts[unit][0])
        widen(graph.nodes[unit], facts[unit][1])
    # What every question names has no weight, however few they are.
    most = min(max(_FEW, _EVERYWHERE * len(questions)), len(questions) - 1)
    telling = [naming[entity] for entity in sorted(naming) if 1 < len(naming[entity]) <= most]
    for one, other, alike in _alike(_weighed(naming, telling, len(questions))):
        graph.add_edge(questions[one], questions[other], weight=round(alike, 4))
        for unit in (questions[one], questions[other]):
            widen(graph.edges[questions[one], questions[other]], facts[unit][1])
    return graph


def _weighed(naming: dict[str, list[int]], telling: list[list[int]], number: int) -> csr_array:
    """Return a row a question with the weight of each telling thing, as a share of all that the question names."""
    # What only one question names joins it to none, but still makes it less like the others.
    length = np.zeros(number)
    for questions in naming.values():
        length[questions] += np.log(number / len(questions)) ** 2
    lines = np.array([line for questions in telling for line in questions], dtype=np.int64)
    columns = np.repeat(np.arange(len(telling)), [len(questions) for questions in telling])
    weights = np.repeat([np.log(number / len(questions)) for questions in telling], [len(q) for q in telling])
    matrix = csr_array((weights, (lines, columns)), shape=(number, len(telling)))
    return csr_array(diags_array(1 / np.sqrt(np.where(length > 0, length, 1))) @ matrix)


def _alike(matrix: csr_array) -> list[tuple[int, int, float]]:
    """Return the pairs of rows that are alike enough, each once, with the cosine of the two."""
    found: dict[tuple[int, int], float] = {}
    ones = csr_array((np.ones_like(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)
    turned, turned_ones = csr_array(matrix.T), csr_array(ones.T)
    for first in range(0, matrix.shape[0], _BLOCK):
        block = csr_array(matrix[first : first + _BLOCK] @ turned)
        block.sort_indices()
        # The same product of ones has a number at the same places: the things that two questions share.
        common = csr_array(ones[first : first + _BLOCK] @ turned_ones)
        common.sort_indices()
        for offset in range(block.shape[0]):
            begin, end = block.indptr[offset], block.indptr[offset + 1]
            others, cosines = block.indices[begin:end], block.data[begin:end]
            kept = (cosines >= LEAST_ALIKE) & (common.data[begin:end] >= LEAST_SHARED) & (others != first + offset)
            others, cosines = others[kept], cosines[kept]
            for best in np.argsort(-cosines, kind="stable")[:MOST_NEIGHBOURS]:
                pair = sorted((first + offset, int(others[best])))
                found[pair[0], pair[1]] = float(cosines[best])
    return [(one, other, alike) for (one, other), alike in sorted(found.items())]
