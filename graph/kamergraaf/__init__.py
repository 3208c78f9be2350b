"""kamergraaf: a knowledge graph of parliamentary questions and answers."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kamergraaf.analyse.findings import write_findings
    from kamergraaf.analyse.measures import (
        answer_kinds,
        bridges,
        centrality,
        chains,
        commitments,
        communities,
        coverage,
        drivers,
        field_pairs,
        repeats,
        similarity,
        trends,
        waiting,
    )
    from kamergraaf.analyse.networks import (
        answer_reference_network,
        co_citation_network,
        co_mention_network,
        group_topic_network,
        question_similarity_network,
        unit_entity_network,
    )
    from kamergraaf.analyse.scope import Scope
    from kamergraaf.builder import build
    from kamergraaf.engines import InProcess, Processes
    from kamergraaf.extract.pipeline import pipeline
    from kamergraaf.extract.structure import extract_structure
    from kamergraaf.link import link_paper
    from kamergraaf.read import read_paper
    from kamergraaf.sample import sample_store
    from kamergraaf.settings import Settings
    from kamergraaf.show.charts import plot, save_plot
    from kamergraaf.show.frames import frame
    from kamergraaf.show.network_view import NetworkView
    from kamergraaf.store import open_store
    from kamergraaf.subjects import find_subjects

__all__ = [
    "InProcess",
    "NetworkView",
    "Processes",
    "Scope",
    "Settings",
    "__version__",
    "answer_kinds",
    "answer_reference_network",
    "bridges",
    "build",
    "centrality",
    "chains",
    "co_citation_network",
    "co_mention_network",
    "commitments",
    "communities",
    "coverage",
    "drivers",
    "extract_structure",
    "field_pairs",
    "find_subjects",
    "frame",
    "group_topic_network",
    "link_paper",
    "open_store",
    "pipeline",
    "plot",
    "question_similarity_network",
    "read_paper",
    "repeats",
    "sample_store",
    "save_plot",
    "similarity",
    "trends",
    "unit_entity_network",
    "waiting",
    "write_findings",
]

__version__ = version("kamergraaf")

_MEASURES = (
    "answer_kinds bridges centrality chains commitments communities coverage drivers field_pairs repeats similarity "
    "trends waiting"
)
_NETWORKS = (
    "answer_reference_network co_citation_network co_mention_network group_topic_network question_similarity_network "
    "unit_entity_network"
)
# Loaded when first asked for: spaCy alone takes seconds, and a query needs none of it.
_FROM = {
    "InProcess": "kamergraaf.engines",
    "NetworkView": "kamergraaf.show.network_view",
    "Processes": "kamergraaf.engines",
    "Scope": "kamergraaf.analyse.scope",
    "Settings": "kamergraaf.settings",
    "build": "kamergraaf.builder",
    "extract_structure": "kamergraaf.extract.structure",
    "find_subjects": "kamergraaf.subjects",
    "frame": "kamergraaf.show.frames",
    "link_paper": "kamergraaf.link",
    "open_store": "kamergraaf.store",
    "pipeline": "kamergraaf.extract.pipeline",
    "plot": "kamergraaf.show.charts",
    "read_paper": "kamergraaf.read",
    "sample_store": "kamergraaf.sample",
    "save_plot": "kamergraaf.show.charts",
    "write_findings": "kamergraaf.analyse.findings",
    **dict.fromkeys(_MEASURES.split(), "kamergraaf.analyse.measures"),
    **dict.fromkeys(_NETWORKS.split(), "kamergraaf.analyse.networks"),
}


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_FROM[name]), name)
