"""The index keeps up with the store, and finds what stands near."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from kamergraaf.index import Index, explorer_folder, updated_index
from kamergraaf.index.entities import naming, together, units_naming
from kamergraaf.index.neighbourhood import Narrowing, expand, neighbourhood
from kamergraaf.index.reader import Thing
from kamergraaf.index.search import search
from kamergraaf.index.units import facts, links_from, passage, places, units
from kamergraaf.serve.marks import excerpt, pieces
from kamergraaf.store import GraphStore, open_store

LAND, WET = "https://example.org/land", "https://example.org/wet"
HEAD = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def paper(name: str, *, word: str = "grens", year: int = 2024, group: str = "VVD", label: str = "Land") -> str:
    """A made-up paper of one question and one answer in TriG; both name a country, the answer an act as well."""
    document = f"https://example.org/{name}"
    return f"""
    <{document}> {{
      <{document}> a kg:Document ; dcterms:identifier "{name}" ; dcterms:title "Stuk {name}"@nl ;
        dcterms:subject <http://eurovoc.europa.eu/1> , <http://eurovoc.europa.eu/2> ;
        kg:submittedOn "{year}-05-03"^^xsd:date ; kg:answeredOn "{year}-06-01"^^xsd:date .
      <http://eurovoc.europa.eu/1> a skos:Concept ; skos:prefLabel "landbouw"@nl .
      <{document}/q> a kg:Question ; dcterms:isPartOf <{document}> ; kg:number "1" ; schema:position 1 ;
        schema:text "Kent u het land aan de {word}?" ; kg:askedBy <https://example.org/{group}> ; kg:mentions <{LAND}> .
      <{document}/a> a kg:Answer ; dcterms:isPartOf <{document}> ; schema:position 2 ;
        schema:text "Ja, dat land kent een wet. Ik stuur u die wet." ; kg:answers <{document}/q> ;
        kg:mentions <{LAND}> , <{WET}> ; kg:cites <{WET}> .
      <{document}/m1> a kg:Mention ; kg:inUnit <{document}/a> ; kg:refersTo <{LAND}> ; kg:start 8 ; kg:end 12 ;
        kg:quote "land" ; kg:confidence 0.9 ; kg:foundBy "test" .
      <{document}/c1> a kg:Commitment ; kg:inUnit <{document}/a> ; kg:start 27 ; kg:end 46 ;
        kg:quote "Ik stuur u die wet." .
      <{LAND}> a kg:Country ; dcterms:identifier "LND" ; skos:prefLabel "{label}"@nl ; skos:altLabel "Lands"@nl .
      <{WET}> a kg:Legislation ; dcterms:identifier "wet" ; skos:prefLabel "De wet"@nl .
      <https://example.org/{group}> a kg:ParliamentaryGroup ;
        dcterms:identifier "{group}" ; skos:prefLabel "{group}"@nl .
    }}
    """


def load(store: GraphStore, *papers: str) -> GraphStore:
    store.load(io.BytesIO((HEAD + "\n".join(papers)).encode()), ox.RdfFormat.TRIG)
    return store


def of(index: Index, iri: str) -> Thing:
    thing = index.thing(iri)
    assert thing is not None
    return thing


def found(index: Index, text: str) -> tuple[list[str], list[str]]:
    result = search(index, text)
    return [thing.label for thing in result.names], [hit.thing.iri.rsplit("/", 2)[-2] for hit in result.hits]


def everything(index: Index) -> list[list[tuple[object, ...]]]:
    """All that an index says, without the row numbers that tell in which order it came to say so."""
    return [
        sorted(index.rows("SELECT iri, class, label, degree FROM thing")),
        sorted(
            index.rows(
                "SELECT a.iri, property, b.iri FROM edge JOIN thing a ON a.id = source JOIN thing b ON b.id = target"
            )
        ),
        sorted(index.rows("SELECT iri, text, date FROM passage JOIN thing ON thing.id = passage.id")),
        sorted(index.rows("SELECT iri, name.text FROM name JOIN thing ON thing.id = thing")),
        sorted(index.rows("SELECT iri, quote FROM mark JOIN thing ON thing.id = unit")),
    ]


@pytest.fixture
def index() -> Index:
    return updated_index(load(open_store(None), paper("p1"), paper("p2", year=2023, group="D66")), None)


def test_words_names_and_beginnings_are_found(index: Index) -> None:
    assert found(index, "land")[0] == ["Land"]
    assert found(index, "gre")[1] == found(index, "Grens")[1] != []
    assert found(index, "LND")[0] == ["Land"]
    assert found(index, "nergens") == ([], [])
    assert found(index, "") == ([], [])


def test_words_found_are_marked(index: Index) -> None:
    hit = search(index, "grens").hits[0]
    assert [text for text, here in hit.snippet if here] == ["grens"]
    assert "".join(text for text, _ in hit.snippet) == "Kent u het land aan de grens?"


@pytest.mark.parametrize(
    "text", ['"', "a*b", "NOT", "a AND (", "x:y", "^a", "\x00", "a" * 9999, "é ü", "{}", "-", "NEAR(a b)"]
)
def test_anything_may_be_searched_for(index: Index, text: str) -> None:
    assert search(index, text).total >= 0


def test_an_index_follows_what_is_added_changed_and_removed(tmp_path: Path) -> None:
    store = load(open_store(None), paper("p1"), paper("p2"), paper("p3"))
    folder = tmp_path / "explorer"
    assert found(updated_index(store, folder), "grens")[1] == ["p1", "p2", "p3"]
    load(
        store,
        paper("p2", word="kust").replace("kg:number", "kg:extra 1 ; kg:number"),
        paper("p4", word="rivier", group="SP"),
    )
    store.remove("https://example.org/p3")
    index = updated_index(store, folder)
    assert sorted(found(index, "grens")[1]) == ["p1"]
    assert found(index, "kust")[1] == ["p2"]
    assert found(index, "rivier")[1] == ["p4"]
    assert everything(index) == everything(updated_index(store, None))
    store.remove("https://example.org/p4")
    index = updated_index(store, folder)
    assert found(index, "SP")[0] == []
    assert everything(index) == everything(updated_index(store, None))


def test_an_index_is_read_anew_only_where_the_store_has_changed(tmp_path: Path) -> None:
    store = load(open_store(None), paper("p1"), paper("p2"))
    read: list[str] = []
    for _ in range(2):
        updated_index(store, tmp_path / "explorer", lambda name, done, total: read.append(name))
    assert len(read) == 2
    load(store, paper("p3"))
    updated_index(store, tmp_path / "explorer", lambda name, done, total: read.append(name))
    assert read[2:] == ["https://example.org/p3"]


def test_labels_that_change_in_all_papers_change_here(tmp_path: Path) -> None:
    store = load(open_store(None), paper("p1"), paper("p2"))
    updated_index(store, tmp_path / "explorer")
    load(
        store, *(paper(name, label="Nieuwland").replace("kg:number", "kg:extra 1 ; kg:number") for name in ("p1", "p2"))
    )
    index = updated_index(store, tmp_path / "explorer")
    assert index.find("LND")[0].label == "Nieuwland"
    assert found(index, "Nieuwland")[0] == ["Nieuwland"]
    assert index.rows("SELECT 1 FROM name WHERE text = 'Land'") == []


def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    store = load(open_store(None), paper("p1"))
    folder = tmp_path / "explorer"
    updated_index(store, folder).close()
    with sqlite3.connect(folder / "index.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
        connection.execute("DELETE FROM thing")
    connection.close()
    assert found(updated_index(store, folder), "land")[0] == ["Land"]


def test_an_update_that_fails_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    store = load(open_store(None), paper("p1"))
    folder = tmp_path / "explorer"
    before = everything(updated_index(store, folder))
    load(store, paper("p2"), paper("p3"))

    def stop(name: str, done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        updated_index(store, folder, stop)
    assert everything(Index(folder / "index.sqlite")) == before


def test_the_index_stands_beside_the_store() -> None:
    assert explorer_folder(Path("a/b")) == Path("a/b.explorer")


def test_an_entity_is_counted_by_group_and_year(index: Index) -> None:
    land = of(index, LAND)
    counted = naming(index, land)
    assert {(group.label, number) for group, number in counted.parties} == {("VVD", 2), ("D66", 2)}
    assert counted.years == [("2023", 2), ("2024", 2)] and counted.total == 4
    assert [(thing.iri, number) for thing, number in together(index, land, 5)] == [(WET, 2)]
    vvd = of(index, "https://example.org/VVD")
    of_vvd = units_naming(index, land, party=vvd, year="", most=10, offset=0)
    assert of_vvd.total == 2 and {passage.thing.iri for passage, _ in of_vvd.units} == {
        "https://example.org/p1/q",
        "https://example.org/p1/a",
    }
    assert units_naming(index, land, party=vvd, year="2023", most=10, offset=0).total == 0


def test_a_unit_is_read_with_its_places(index: Index) -> None:
    answer = of(index, "https://example.org/p1/a")
    shown = passage(index, answer)
    assert shown and shown.date == "2024-06-01" and answer.label == "Antwoord 1" and answer.label_en == "Answer 1"
    cut = pieces(shown.text, places(index, answer))
    assert "".join(piece.text for piece in cut) == shown.text
    assert [piece.text for piece in cut if piece.place] == ["land"]
    assert [piece.text for piece in cut if piece.promise] == ["Ik stuur u die wet."]
    assert [unit.position for unit in units(index, shown.document)] == [1, 2]
    assert {thing.iri for thing in links_from(index, answer)["kg:mentions"]} == {LAND, WET}


def test_the_subjects_of_a_paper_are_said_by_name_where_they_have_one(index: Index) -> None:
    said = facts(index, of(index, "https://example.org/p1"))
    assert {value for name, value in said if name == "dcterms:subject"} == {"landbouw", "http://eurovoc.europa.eu/2"}


def test_places_that_make_no_sense_mark_nothing(index: Index) -> None:
    answer = of(index, "https://example.org/p1/a")
    assert [piece.text for piece in pieces("kort", places(index, answer))] == ["kort"]


def test_an_excerpt_holds_the_place_and_whole_words() -> None:
    text = " ".join(f"woord{n}" for n in range(200))
    place = text.index("woord150")
    part = excerpt(text, place)
    assert "woord150" in part and part.startswith("… woord") and part.endswith(" …")
    assert excerpt("kort", 2) == "kort"


def test_a_neighbourhood_holds_the_nearest_and_what_they_share(index: Index) -> None:
    view = neighbourhood(index, of(index, "https://example.org/p1/q"))
    names = {thing.iri.removeprefix("https://example.org/") for thing in view.nodes.values()}
    assert names >= {"p1", "p1/q", "p1/a", "land", "VVD"}
    assert view.near == len(view.nodes)
    assert all(source in view.nodes and target in view.nodes for source, target in view.links)
    small = neighbourhood(index, of(index, LAND), 4)
    assert len(small.nodes) == 4 and small.near > 4
    assert neighbourhood(index, of(index, LAND), 4).nodes == small.nodes


def test_a_neighbourhood_narrows_by_group_and_date(index: Index) -> None:
    land = of(index, LAND)
    group = neighbourhood(index, land, narrowing=Narrowing(party=of(index, "https://example.org/D66")))
    assert {t.iri for t in group.nodes.values() if t.cls == "Question"} == {"https://example.org/p2/q"}
    assert "https://example.org/p1" not in {t.iri for t in group.nodes.values()}
    year = neighbourhood(index, land, narrowing=Narrowing(since="2024", until="2024"))
    assert {t.iri for t in year.nodes.values() if t.cls == "Answer"} == {"https://example.org/p1/a"}


def test_expanding_adds_what_stands_next_to_a_thing(index: Index) -> None:
    view = neighbourhood(index, of(index, LAND), 2)
    before = set(view.nodes)
    added = expand(index, view, of(index, LAND))
    assert added and before < set(view.nodes)
    assert not expand(index, view, of(index, LAND))


def test_what_things_are_counted(index: Index) -> None:
    assert index.counts() == json.loads(json.dumps(index.counts()))
    assert index.counts()["Question"] == 2 and index.counts()["Country"] == 1
