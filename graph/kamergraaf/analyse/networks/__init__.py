"""Networks: what the store holds as networkx graphs of one kind of link each, for people who think in questions.

Each is built by one SPARQL query over the units in scope, beside one for the names of things, and is in a fixed
order. For the whole store with all its links see :func:`kamergraaf.analyse.projection.entity_graph`.
"""

from kamergraaf.analyse.networks.naming import group_topic_network, unit_entity_network
from kamergraaf.analyse.networks.references import answer_reference_network
from kamergraaf.analyse.networks.similarity import question_similarity_network
from kamergraaf.analyse.networks.together import co_citation_network, co_mention_network

NETWORKS = {
    "co-mention": co_mention_network,
    "co-citation": co_citation_network,
    "unit-entity": unit_entity_network,
    "group-topic": group_topic_network,
    "answer-reference": answer_reference_network,
    "question-similarity": question_similarity_network,
}
"""The networks by the names that commands know them by."""

__all__ = [
    "NETWORKS",
    "answer_reference_network",
    "co_citation_network",
    "co_mention_network",
    "group_topic_network",
    "question_similarity_network",
    "unit_entity_network",
]
