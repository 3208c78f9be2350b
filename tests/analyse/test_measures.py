"""Each measure on a graph written by hand; the right answer is worked out beside it."""

from __future__ import annotations

from datetime import date
from math import log, sqrt

import pytest
from hand_made import ENTITIES, TWO_PAPERS, names, questions, stored

from kamergraaf.analyse.edtf import last_day
from kamergraaf.analyse.measures import (
    MEASURES,
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
from kamergraaf.analyse.scope import Scope
from kamergraaf.analyse.table import Table
from kamergraaf.store import GraphStore


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return stored(TWO_PAPERS)


def rows(table: Table, *columns: str) -> list[tuple[object, ...]]:
    """The cells of ``columns``; things by their labels."""
    cells = (
        [cell if cell is None or isinstance(cell, int | float | date) else str(cell) for cell in table.column(column)]
        for column in columns
    )
    return list(zip(*cells, strict=True))


# ------------------------------------------------------------------------- centrality and communities


def test_the_middle_of_a_star_holds_it_together() -> None:
    star = stored(questions(q1="mid a", q2="mid b", q3="mid c"))
    # PageRank with damping d: m = (1-d)/4 + 3·d·l and l = (1-d)/4 + d·m/3, so m = (1-d)(1+3d)/4 / (1-d²).
    d = 0.85
    middle = (1 - d) * (1 + 3 * d) / 4 / (1 - d**2)
    leaf = (1 - middle) / 3
    table = centrality(star)
    assert rows(table, "thing", "neighbours", "strength") == [("mid", 3, 3), ("a", 1, 1), ("b", 1, 1), ("c", 1, 1)]
    assert [rank for (rank,) in rows(table, "pagerank")] == pytest.approx([middle, leaf, leaf, leaf], abs=1e-4)
    # All three ways between two others lead over the middle, none over a leaf.
    assert rows(table, "betweenness") == [(1.0,), (0.0,), (0.0,), (0.0,)]


def test_a_star_of_acts_is_ranked_by_the_network_named(store: GraphStore) -> None:
    assert rows(centrality(store, network="co-citation"), "thing", "strength") == [("Nestenwet", 2), ("Vogelwet", 2)]


def test_betweenness_is_estimated_in_large_networks_and_always_the_same() -> None:
    # A star of more things than are counted exactly.
    leaves = {f"q{number}": f"mid thing{number}" for number in range(1100)}
    table = centrality(stored(questions(**leaves)))
    assert "estimated from 200" in table.reading
    assert str(table.rows[0][0]) == "mid"
    assert float(str(table.rows[0][5])) == pytest.approx(1, abs=0.02)
    assert table == centrality(stored(questions(**leaves)))


def test_two_debates_joined_by_a_thread_are_two_communities() -> None:
    # Two triangles, each named together twice, and one question that names a thing of both.
    two = stored(questions(q1="a b c", q2="a b c", q3="x y z", q4="x y z", q5="c x", q6="alone"))
    table = communities(two)
    found = {str(thing): number for number, thing in zip(table.column("community"), table.column("thing"), strict=True)}
    assert found == {"a": 1, "b": 1, "c": 1, "x": 2, "y": 2, "z": 2}
    # Each member has links of weight 2 · 2 inside; c and x have one of weight 1 outside too.
    assert set(table.column("strength")) == {4}
    assert table.rows[0][3] == round(12 / 13, 4)
    # So c is less its own community's than a and b.
    assert table.rows[0][1] == "a, b, c"


# ----------------------------------------------------------------------------------------------- fields


def test_fields_meet_where_a_unit_names_policies_of_both(store: GraphStore) -> None:
    # Migratie: q1, a1 and q4. Cultuur: q3 and q4. Both: q4.
    table = field_pairs(store)
    assert rows(table, "field", "other_field", "units", "share") == [("cultuur", "migratie", 1, 0.5)]
    assert rows(table, "through") == [("hub, subsidie",)]


def test_what_is_named_with_policies_of_two_fields_is_a_bridge(store: GraphStore) -> None:
    # Land: one link with each field, 1 - (1/2)² - (1/2)². Nestenwet: two and one, 1 - (2/3)² - (1/3)².
    found = {thing: (fields, spread) for thing, fields, spread in rows(bridges(store), "thing", "fields", "spread")}
    assert found == {"Land": (2, 0.5), "Vogelwet": (2, 0.5), "Nestenwet": (2, round(1 - 5 / 9, 4))}


# ----------------------------------------------------------------------------------------------- asking


def test_the_fractie_that_asks_most_drives_a_topic(store: GraphStore) -> None:
    table = drivers(store)
    assert rows(table, "topic", "fractie", "questions", "of", "share", "fracties") == [
        ("Land", "Bos", 2, 3, 0.6667, 2),
        ("hub", "Bos", 2, 3, 0.6667, 2),
        ("subsidie", "Veld", 2, 3, 0.6667, 2),
        ("Nestenwet", "Bos", 1, 2, 0.5, 2),
        ("Vogelwet", "Bos", 1, 2, 0.5, 2),
    ]


def test_fracties_are_alike_by_what_they_ask_about(store: GraphStore) -> None:
    # Land, hub, subsidie, Vogelwet, Nestenwet: Bos (2, 2, 1, 1, 1), Veld (1, 1, 2, 1, 1); all as rare.
    table = similarity(store)
    assert rows(table, "fractie", "other_fractie", "similarity", "shared") == [
        ("Bos", "Veld", round(8 / sqrt(11 * 8), 4), 5)
    ]
    # Equals are in the order of their IRIs.
    assert rows(table, "most_shared") == [("Land, subsidie, hub",)]


def test_a_topic_of_all_fracties_makes_two_less_alike_than_one_of_their_own() -> None:
    asked = f"""{ENTITIES}
    :zee a kg:ParliamentaryGroup ; skos:prefLabel "Zee"@nl .
    :p a kg:Document ; dcterms:identifier "p" .
    :b a kg:Question ; dcterms:isPartOf :p ; kg:askedBy :bos .
    :v a kg:Question ; dcterms:isPartOf :p ; kg:askedBy :veld .
    :z a kg:Question ; dcterms:isPartOf :p ; kg:askedBy :zee .
    {names("b", "land hub")} {names("v", "land hub")} {names("z", "land")}
    """
    # Land weighs log(4/3), for all three ask about it, and the hub log(4/2).
    land, hub = log(4 / 3) ** 2, log(4 / 2) ** 2
    assert rows(similarity(stored(asked)), "fractie", "other_fractie", "similarity") == [
        ("Bos", "Veld", 1.0),
        ("Bos", "Zee", round(land / sqrt((land + hub) * land), 4)),
        ("Veld", "Zee", round(land / sqrt((land + hub) * land), 4)),
    ]


def test_questions_of_two_papers_that_name_the_same_are_repeats() -> None:
    # As in the test of the network: a is (1, 1, 2), b is (1, 1, 0), in units of log 2.
    table = repeats(stored(questions(a="x y u", b="x y", c="z", d="w")))
    assert rows(table, "similarity", "text", "other_text") == [(round(2 / sqrt(12), 4), "Vraag a?", "Vraag b?")]


def test_questions_of_one_paper_repeat_nothing() -> None:
    one = questions(a="x y", b="x y", c="z").replace(":doc-b ", ":doc-a ")
    assert repeats(stored(one)).rows == ()


# ---------------------------------------------------------------------------------------------- trends


def test_a_month_without_questions_is_told_as_such(store: GraphStore) -> None:
    table = trends(store)
    land = [row for row in rows(table, "topic", "period", "questions", "of", "share") if row[0] == "Land"]
    assert land == [
        ("Land", "2098-01", 2, 2, 1.0),
        ("Land", "2098-02", 0, 0, None),
        ("Land", "2098-03", 1, 2, 0.5),
    ]


@pytest.mark.parametrize(
    ("last", "periods", "first"),
    [
        ("2099-12-31", 24, "2098-01"),
        ("2100-01-01", 9, "2098-K1"),
        ("2107-12-31", 40, "2098-K1"),
        ("2108-01-01", 11, "2098"),
    ],
)
def test_periods_are_as_long_as_the_span_asks_for(last: str, periods: int, first: str) -> None:
    turtle = f"""{ENTITIES}
    :p1 a kg:Document ; kg:submittedOn "2098-01-31"^^xsd:date .
    :p2 a kg:Document ; kg:submittedOn "{last}"^^xsd:date .
    :q1 a kg:Question ; dcterms:isPartOf :p1 . :q2 a kg:Question ; dcterms:isPartOf :p2 .
    {names("q1", "land")}
    """
    found = [period for (period,) in rows(trends(stored(turtle)), "period")]
    assert (len(found), found[0]) == (periods, first)


# --------------------------------------------------------------------------------------------- answers


def test_kinds_of_answers_are_shared_out_by_who_asked_and_who_answered(store: GraphStore) -> None:
    # a1 direct, a2 reference, a3 partial, a4 reference; Bos asked for a1, a2 and a4, Veld for a3 and a4.
    table = answer_kinds(store)
    assert rows(table, "side", "who", "answers", "direct", "partial", "reference") == [
        ("all", None, 4, 0.25, 0.25, 0.5),
        ("asked by", "Bos", 3, 0.3333, 0.0, 0.6667),
        ("asked by", "Veld", 2, 0.0, 0.5, 0.5),
        ("answered by", "Merel", 2, 0.5, 0.0, 0.5),
    ]


def test_pointers_are_followed_to_where_they_end(store: GraphStore) -> None:
    assert rows(chains(store), "answer", "end", "steps", "ends_in", "pointed_at") == [
        ("Antwoord op plaats 3, p2", "Antwoord op plaats 4, p2", 1, "reference", 1),
        ("Antwoord op vraag 2, p1", "Antwoord op vraag 1, p1", 1, "direct", 1),
    ]


def pointing(**pointers: str) -> GraphStore:
    """Answers of one paper, called by their place in the alphabet, that point at one another."""
    lines = [':p a kg:Document ; dcterms:identifier "p" .']
    for place, (name, others) in enumerate(pointers.items(), 1):
        kind = "reference" if others else "direct"
        lines.append(f":{name} a kg:Answer ; dcterms:isPartOf :p ; schema:position {place} ; kg:answerKind kg:{kind} .")
        lines.extend(f":{name} kg:refersToAnswer :{other} ." for other in others.split())
    return stored("\n".join(lines))


def test_the_longest_way_counts() -> None:
    # One leads to three straight, and by way of two; four leads to five.
    table = chains(pointing(one="two three", two="three", three="", four="five", five=""))
    assert rows(table, "answer", "end", "steps", "pointed_at") == [
        ("Antwoord op plaats 1, p", "Antwoord op plaats 3, p", 2, 2),
        ("Antwoord op plaats 4, p", "Antwoord op plaats 5, p", 1, 1),
    ]


def test_a_way_round_in_a_circle_ends_nowhere() -> None:
    # One step to the circle, and two round it.
    table = chains(pointing(one="two", two="three", three="two"))
    assert rows(table, "answer", "end", "steps", "ends_in") == [("Antwoord op plaats 1, p", None, 3, "circle")]
    # A circle that nothing leads to is found too.
    assert rows(chains(pointing(one="two", two="one")), "end", "steps", "ends_in") == [(None, 2, "circle")]


def asked(answer: str, *parts: str, second: str = "") -> list[tuple[object, ...]]:
    """What ``coverage`` says of a question with ``parts`` and its answer, which may point at a second answer."""
    lines = [
        ':p a kg:Document ; dcterms:identifier "p" .',
        ':q a kg:Question ; dcterms:isPartOf :p ; kg:number "1" .',
        f':a a kg:Answer ; dcterms:isPartOf :p ; kg:answers :q ; schema:text "{answer}" .',
    ]
    for number, part in enumerate(parts, 1):
        lines.append(f':q{number} a kg:SubQuestion ; dcterms:isPartOf :q ; schema:text "{part}" .')
    if second:
        lines.append(f':b a kg:Answer ; dcterms:isPartOf :p ; schema:text "{second}" . :a kg:refersToAnswer :b .')
    return rows(coverage(stored("\n".join(lines))), "question", "sub_questions", "touched", "first_untouched")


def test_a_part_of_which_no_word_comes_back_is_untouched() -> None:
    parts = ("Hoeveel wolven zijn geteld?", "Wat kost een dassentunnel?")
    assert asked("Er zijn tien wolven.", *parts) == [("Vraag 1, p", 2, 1, parts[1])]
    assert asked("Tien wolven; een dassentunnel kost duizend euro.", *parts) == []
    # Words of one stem are one.
    assert asked("Tien wolven, drie dassentunnels.", *parts) == []


def test_an_answer_that_points_at_another_says_what_that_one_says() -> None:
    parts = ("Hoeveel wolven zijn geteld?", "Wat kost een dassentunnel?")
    assert asked("Zie vraag 2.", *parts, second="Wolven: tien. Dassentunnel: duizend euro.") == []


def test_yes_answers_the_first_part_and_what_hangs_on_it_goes_with_it() -> None:
    assert asked("Ja.", "Kent u het bericht over wolven?", "Zo nee, waarom niet?", "Graag een toelichting.") == []
    assert asked("Nee, ik deel die zorg niet.", "Kent u wolven?", "Wat kost een dassentunnel?") == [
        ("Vraag 1, p", 2, 1, "Wat kost een dassentunnel?")
    ]
    # "Jaarlijks" is no yes.
    assert len(asked("Jaarlijks bezien we alles.", "Kent u het bericht over wolven?")) == 1


def test_a_question_without_an_answer_is_no_matter_of_coverage() -> None:
    turtle = """:p a kg:Document ; dcterms:identifier "p" . :q a kg:Question ; dcterms:isPartOf :p .
    :q1 a kg:SubQuestion ; dcterms:isPartOf :q ; schema:text "Hoeveel wolven?" ."""
    assert coverage(stored(turtle)).rows == ()


# ------------------------------------------------------------------------------------------------ time


def test_days_are_counted_from_question_to_answer(store: GraphStore) -> None:
    # From 10 January to 10 February are 31 days, 10 over the term; the other paper lacks a day.
    assert rows(waiting(store), "document", "submitted", "answered", "days", "late") == [
        ("p1", date(2098, 1, 10), date(2098, 2, 10), 31, 10)
    ]


def test_commitments_are_in_the_order_in_which_they_are_due() -> None:
    turtle = f"""{ENTITIES}
    :p a kg:Document ; dcterms:identifier "p" ; kg:answeredOn "2098-03-01"^^xsd:date .
    :a a kg:Answer ; dcterms:isPartOf :p ; schema:position 2 ; kg:givenBy :merel ;
      kg:makesCommitment :c1 , :c2 , :c3 .
    :c1 a kg:Commitment ; schema:text "Ooit." .
    :c2 a kg:Commitment ; schema:text "In het voorjaar." ; kg:dueBy "2098-21" .
    :c3 a kg:Commitment ; schema:text "Volgende maand." ; kg:dueBy "2098-04" .
    """
    # From 1 March to 30 April are 60 days, to 31 May 91.
    assert rows(commitments(stored(turtle)), "minister", "commitment", "due", "days") == [
        ("Merel", "Volgende maand.", "2098-04", 60),
        ("Merel", "In het voorjaar.", "2098-21", 91),
        ("Merel", "Ooit.", None, None),
    ]


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3)),
        ("2024-21", date(2024, 5, 31)),
        ("2024-23", date(2024, 11, 30)),
        ("2024-24", date(2025, 2, 28)),
        ("2024-33", date(2024, 3, 31)),
        ("2024-41", date(2024, 12, 31)),
        ("2024-13", None),
        ("2024-02-30", None),
        ("spoedig", None),
    ],
)
def test_the_last_day_of_a_time(edtf: str, day: date | None) -> None:
    assert last_day(edtf) == day


# ----------------------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_says_how_to_read_it_and_holds_what_it_says(store: GraphStore, name: str) -> None:
    table = MEASURES[name](store)
    assert table.measure == name
    assert table.title and table.reading.endswith(".")
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            # An integer is a number too.
            wanted = (int, float) if column.type is float else column.type
            assert cell is None or isinstance(cell, wanted), (column.name, cell)
    assert table == MEASURES[name](store)


@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_store_gives_an_empty_table(name: str) -> None:
    assert MEASURES[name](stored("")).rows == ()


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_keeps_to_its_scope(store: GraphStore, name: str) -> None:
    assert MEASURES[name](store, Scope(since=date(2099, 1, 1))).rows == ()
