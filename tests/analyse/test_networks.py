"""Each network on a graph written by hand: nodes, links, weights, days; and the scope that chooses a part of it."""

from __future__ import annotations

from datetime import date
from math import sqrt

import networkx as nx
import pytest
from hand_made import TWO_PAPERS, questions, stored

from kamergraaf.analyse.networks import (
    NETWORKS,
    answer_reference_network,
    co_citation_network,
    co_mention_network,
    group_topic_network,
    question_similarity_network,
    unit_entity_network,
)
from kamergraaf.analyse.scope import Scope
from kamergraaf.models import EntityClass
from kamergraaf.store import GraphStore


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return stored(TWO_PAPERS)


def links(graph: nx.Graph[str], fact: str = "weight") -> dict[tuple[str, ...], object]:
    """The links of ``graph`` by the labels of their ends; in the order of the alphabet if they have no direction."""
    found: dict[tuple[str, ...], object] = {}
    for one, other, facts in graph.edges(data=True):
        ends = (graph.nodes[one]["label"], graph.nodes[other]["label"])
        found[ends if graph.is_directed() else tuple(sorted(ends))] = facts[fact]
    return found


def test_things_are_linked_by_the_units_that_name_both(store: GraphStore) -> None:
    graph = co_mention_network(store)
    assert links(graph) == {
        ("Land", "hub"): 1,
        ("Land", "subsidie"): 1,
        ("artikel 3 Vogelwet", "hub"): 1,
        ("Nestenwet", "artikel 3 Vogelwet"): 1,
        ("Nestenwet", "hub"): 2,
        ("Nestenwet", "Vogelwet"): 1,
        ("Nestenwet", "subsidie"): 1,
        ("Vogelwet", "hub"): 1,
        ("Vogelwet", "subsidie"): 1,
        ("hub", "subsidie"): 1,
    }
    assert graph.nodes["https://example.org/land"] == {
        "label": "Land",
        "class": "Country",
        "units": 3,
        "start": "2098-01-10",
        "end": "2098-03-05",
    }


def test_an_article_counts_for_its_act(store: GraphStore) -> None:
    graph = co_citation_network(store)
    assert links(graph) == {("Nestenwet", "Vogelwet"): 2}
    assert links(graph, "start") == {("Nestenwet", "Vogelwet"): "2098-01-10"}
    assert links(graph, "end") == {("Nestenwet", "Vogelwet"): "2098-03-05"}


def test_a_unit_points_at_what_it_names_as_often_as_it_does(store: GraphStore) -> None:
    graph = unit_entity_network(store)
    found = links(graph)
    assert len(found) == 12
    assert found["Vraag 1, p1", "Land"] == 2
    assert found["Vraag 2, p1", "Land"] == 1
    assert found["Antwoord op vraag 1, p1", "hub"] == 1
    assert found["Vraag op plaats 2, p2", "Vogelwet"] == 1


def test_fracties_point_at_the_policies_they_ask_about(store: GraphStore) -> None:
    assert links(group_topic_network(store)) == {
        ("Bos", "hub"): 2,
        ("Bos", "subsidie"): 1,
        ("Veld", "hub"): 1,
        ("Veld", "subsidie"): 2,
    }
    assert links(group_topic_network(store, classes=(EntityClass.COUNTRY,))) == {
        ("Bos", "Land"): 2,
        ("Veld", "Land"): 1,
    }


def test_answers_point_at_answers_and_those_that_do_not_stand_alone(store: GraphStore) -> None:
    graph = answer_reference_network(store)
    assert links(graph) == {
        ("Antwoord op vraag 2, p1", "Antwoord op vraag 1, p1"): 1,
        ("Antwoord op plaats 3, p2", "Antwoord op plaats 4, p2"): 1,
    }
    assert nx.get_node_attributes(graph, "kind") == {
        "https://example.org/a1": "direct",
        "https://example.org/a2": "reference",
        "https://example.org/a3": "partial",
        "https://example.org/a4": "reference",
    }


def test_questions_are_alike_by_what_few_others_name() -> None:
    # Of four questions two name x, two name y and one names u: with log 2 as unit these weigh 1, 1 and 2.
    graph = question_similarity_network(stored(questions(a="x y u", b="x y", c="z", d="w")))
    # a is (1, 1, 2) and b is (1, 1, 0).
    assert links(graph) == {("Vraag op plaats 1, doc-a", "Vraag op plaats 1, doc-b"): round(2 / sqrt(6 * 2), 4)}


def test_what_all_of_a_few_questions_name_has_no_weight() -> None:
    # In units of log 2, x and y weigh 1 each in four questions; all four name z.
    graph = question_similarity_network(stored(questions(a="x y z", b="x y z", c="z p", d="z q")))
    assert links(graph) == {("Vraag op plaats 1, doc-a", "Vraag op plaats 1, doc-b"): 1.0}


def test_one_thing_in_common_makes_no_two_questions_alike() -> None:
    assert links(question_similarity_network(stored(questions(a="x", b="x", c="z")))) == {}


def test_what_all_questions_name_tells_none_apart() -> None:
    many = {f"n{number}": "x y" for number in range(40)}
    assert links(question_similarity_network(stored(questions(**many)))) == {}


@pytest.mark.parametrize(
    ("scope", "units"),
    [
        (Scope(), {"land": 3, "nestenwet": 2}),
        (Scope(until=date(2098, 1, 10)), {"land": 2, "nestenwet": 1}),
        (Scope(since=date(2098, 1, 11)), {"land": 1, "nestenwet": 1}),
        (Scope(since=date(2098, 1, 10), until=date(2098, 3, 5)), {"land": 3, "nestenwet": 2}),
        (Scope(since=date(2099, 1, 1)), {}),
        (Scope(kinds=("aanhangsel",)), {"land": 2, "nestenwet": 1}),
        (Scope(kinds=("aanhangsel", "schriftelijk-overleg")), {"land": 3, "nestenwet": 2}),
        (Scope(groups=("Veld",)), {"land": 1, "nestenwet": 1}),
        # The answers to a fractie's questions belong to its scope.
        (Scope(groups=("Bos",)), {"land": 2, "nestenwet": 2}),
        (Scope(groups=("Bos",), kinds=("schriftelijk-overleg",)), {"nestenwet": 1}),
    ],
)
def test_a_scope_chooses_questions_and_answers(store: GraphStore, scope: Scope, units: dict[str, int]) -> None:
    named = nx.get_node_attributes(co_mention_network(store, scope), "units")
    counts = {name: named.get(f"https://example.org/{name}") for name in ("land", "nestenwet")}
    assert {name: number for name, number in counts.items() if number} == units


def test_a_name_in_a_scope_stays_a_name(store: GraphStore) -> None:
    assert not co_mention_network(store, Scope(groups=('x") } #',)))


@pytest.mark.parametrize("name", NETWORKS)
def test_an_empty_store_gives_an_empty_network(name: str) -> None:
    assert not NETWORKS[name](stored(""))


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_says_what_it_is_and_is_always_the_same(store: GraphStore, name: str) -> None:
    assert all(word in (NETWORKS[name].__doc__ or "") for word in ("Nodes:", "Edges:", "Weight:"))
    graph, again = NETWORKS[name](store), NETWORKS[name](store)
    assert list(graph.nodes.items()) == list(again.nodes.items())
    assert list(graph.edges(data=True)) == list(again.edges(data=True))
    assert all({"label", "class"} <= facts.keys() for facts in graph.nodes.values())
