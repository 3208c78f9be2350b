"""The subjects of a paper: the terms that ship, the weighing, the theme, and what is learned from indexed papers."""

from __future__ import annotations

import gzip
import json
from importlib.resources import as_file
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

import score_subjects
from kamergraaf.commands import app
from kamergraaf.extract.structure import extract_structure
from kamergraaf.models import LinkedPaper, Subject
from kamergraaf.namespaces import KG, SKOS
from kamergraaf.read import read_paper, read_text
from kamergraaf.resources import ontology, samples
from kamergraaf.subjects import find_subjects
from kamergraaf.subjects.evidence import paper_keys
from kamergraaf.subjects.learned import LearnedConcept, learn
from kamergraaf.subjects.model_file import load_model, save_model
from kamergraaf.subjects.terms import EUROVOC, EUROVOC_SCHEME, THEME_SCHEME, eurovoc_terms, theme_terms
from kamergraaf.subjects.words import keys_of, parts, stem

VOCABULARIES = ontology() / "vocabularies"
TERM_FILES = {"eurovoc-terms.ttl": "eurovoc.ttl", "policy-theme-terms.ttl": "policy-themes.ttl"}
needs_scale = pytest.mark.skipif(
    not score_subjects.SCALE.exists(), reason=f"{score_subjects.SCALE}, the indexed papers, is not there"
)


def paper(about: str, question: str, answer: str = "Ja.", office: str = "Minister van Vogels") -> LinkedPaper:
    text = (
        "Aanhangsel van de Handelingen\nVragen gesteld door de leden der Kamer\n"
        f"Vragen van het lid Uil (Bos) aan de {office} over {about} (ingezonden 4 januari 2099).\n"
        f"Antwoord van {office} (ontvangen 4 maart 2099).\n\nVraag 1\n{question}\n\nAntwoord 1\n{answer}\n"
    )
    return LinkedPaper(extract_structure(read_text(text, "paper")))


def labels(subjects: tuple[Subject, ...], scheme: str = EUROVOC_SCHEME) -> list[str]:
    return [subject.label for subject in subjects if subject.scheme == scheme]


def statements(name: str) -> list[ox.Quad]:
    return list(ox.parse((VOCABULARIES / name).read_bytes(), format=ox.RdfFormat.TURTLE))


# ------------------------------------------------------------------------------------------- the words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gevangenissen", "gevangenis"),
        ("gedetineerden", "gedetineerde"),
        ("belastingen", "belasting"),
        ("fiscale", "fiscaal"),
        ("scholen", "school"),
        ("ziekenhuizen", "ziekenhuis"),
        ("brieven", "brief"),
        ("overheden", "overheid"),
        ("bussen", "bus"),
        ("auto's", "auto"),
    ],
)
def test_inflected_forms_have_one_key(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("pers", "per"), ("bus", "buis"), ("politie", "politiek")])
def test_other_words_have_another_key(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_compound_is_taken_apart_at_its_longest_known_head() -> None:
    known = {stem(word) for word in ("gevangenis", "personeel", "politie", "spoorweg", "weg")}
    assert parts(stem("gevangenispersoneel"), known) == (stem("personeel"), stem("gevangenis"))
    assert parts(stem("spoorwegpolitie"), known) == (stem("politie"), stem("spoorweg"))
    assert parts(stem("olifant"), known) == (None, None)


def test_a_word_without_latin_letters_is_passed_over() -> None:
    assert find_subjects(paper("привет en γειά", "Bent u bekend met «привет»?")) == ()


def test_a_name_is_not_found_in_a_common_noun() -> None:
    assert keys_of("Namen") != keys_of("namen")
    assert "Namen" not in labels(find_subjects(paper("namen van vogels", "Hoe luiden de namen van deze vogels?")))


# ------------------------------------------------------------------------------------------- the terms


@pytest.mark.parametrize(("terms", "concepts"), TERM_FILES.items())
def test_terms_are_of_concepts_that_ship(terms: str, concepts: str) -> None:
    known = {quad.subject for name in (concepts, "eurovoc.ttl") for quad in statements(name)}
    added = statements(terms)
    assert {quad.subject for quad in added} - known == set()
    assert {quad.object for quad in added if isinstance(quad.object, ox.NamedNode)} - known == set()


@pytest.mark.parametrize("terms", TERM_FILES)
def test_terms_are_dutch_trimmed_and_given_once(terms: str) -> None:
    seen: set[tuple[str, str]] = set()
    for quad in statements(terms):
        if isinstance(quad.object, ox.Literal) and quad.predicate.value.startswith(SKOS):
            assert quad.object.language == "nl", quad
            assert quad.object.value == quad.object.value.strip() != "", quad
            place = (str(quad.subject), quad.object.value)
            assert place not in seen, f"{place} is given twice"
            seen.add(place)


def test_an_everyday_word_is_a_label_of_its_concept() -> None:
    given = {
        (quad.subject, quad.object)
        for name in ("eurovoc.ttl", "eurovoc-terms.ttl")
        for quad in statements(name)
        if quad.predicate.value.startswith(SKOS)
    }
    everyday = [quad for quad in statements("eurovoc-terms.ttl") if quad.predicate.value == f"{KG}ambiguousLabel"]
    assert everyday
    assert [str(quad) for quad in everyday if (quad.subject, quad.object) not in given] == []


def test_every_theme_says_what_it_covers() -> None:
    bare = [c.label for c in theme_terms().concepts.values() if not (c.related or c.sections or c.described)]
    assert bare == []


# ---------------------------------------------------------------------------------------- the subjects


@pytest.mark.parametrize(
    ("about", "question", "expected"),
    [
        ("de overvolle treinen", "Hoeveel treinstellen van de NS rijden te kort?", "vervoer per spoor"),
        ("het cellentekort", "Hoeveel gedetineerden zitten met zijn tweeën in een cel?", "gedetineerde"),
        ("de wachtlijsten in de ggz", "Hoeveel patiënten wachten op een psychiater?", "geestelijke gezondheid"),
        ("de kernuitstap", "Wanneer sluiten de kerncentrales van Doel en Tihange?", "kerncentrale"),
        ("de uitzetting van een gezin", "Is het gezin op de hoogte van de repatriëring?", "verwijdering"),
        ("het lerarentekort", "Hoeveel leraren en docenten komen scholen te kort?", "leerkracht"),
        ("de vogelgrieplockdown", "Geldt de ophokplicht ook voor eenden?", "vogelgriep"),
        ("de hypotheekrenteaftrek", "Welke aftrekposten zijn er nog?", "belastingaftrek"),
    ],
)
def test_everyday_words_lead_to_the_concept(about: str, question: str, expected: str) -> None:
    assert expected in labels(find_subjects(paper(about, question)))


def test_at_most_five_concepts_and_one_theme_each_once_the_surest_first() -> None:
    with as_file(samples()) as folder:
        for file in sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md")):
            found = find_subjects(LinkedPaper(extract_structure(read_paper(file))))
            concepts = [subject for subject in found if subject.scheme == EUROVOC_SCHEME]
            assert 1 <= len(concepts) <= 5
            assert len(labels(found, THEME_SCHEME)) == 1
            assert len({subject.iri for subject in found}) == len(found)
            sureness = [subject.confidence for subject in concepts]
            assert sureness == sorted(sureness, reverse=True)
            assert all(0 < subject.confidence <= 1 for subject in found)


def test_the_same_paper_gives_the_same_subjects() -> None:
    one = paper("de drugssmokkel in de haven", "Hoeveel cocaïne is in de Rotterdamse haven onderschept?")
    assert find_subjects(one) == find_subjects(one)


def test_a_paper_about_nothing_that_is_known_has_no_subjects() -> None:
    assert find_subjects(paper("xyz", "Qwerty uiop?", "Asdf.")) == ()


def test_the_office_counts_for_what_it_usually_deals_with() -> None:
    question = ("het bericht", "Kent u het bericht?")
    assert "gezondheidsbeleid" in labels(find_subjects(paper(*question, office="Minister van Volksgezondheid")))
    assert "gezondheidsbeleid" not in labels(find_subjects(paper(*question)))


@pytest.mark.parametrize(
    ("file", "theme"),
    [
        ("ah-tk-20982099-101.txt", "Energie"),
        ("ah-tk-20982099-102.txt", "Geneesmiddelen en medische hulpmiddelen"),
        ("ah-tk-20982099-103.md", "Beroepsonderwijs"),
        ("overleg-fictief-nachttreinen.md", "Spoor"),
    ],
)
def test_a_sample_paper_has_the_theme_that_a_reader_would_give(file: str, theme: str) -> None:
    with as_file(samples() / file) as path:
        found = find_subjects(LinkedPaper(extract_structure(read_paper(path))))
    assert labels(found, THEME_SCHEME) == [theme]


# ------------------------------------------------------------------------------------- what is learned

OWN = "https://example.org/vogels/"
OWN_SCHEME = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{OWN}uilen> a skos:Concept ; skos:prefLabel "uilen"@nl , "owls"@en ; skos:inScheme <{OWN}> .
<{OWN}ganzen> a skos:Concept ; skos:prefLabel "ganzen"@nl ; skos:inScheme <{OWN}> .
"""
OWL = "De kerkuil broedt in een nestkast op de toren en jaagt bij nacht op muizen. {}"
GOOSE = "De grauwe gans graast op het weiland en de boer wil het afschot van ganzen. {}"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def write_lines(path: Path, *entries: object) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


@pytest.fixture
def own_scheme(tmp_path: Path) -> Path:
    path = tmp_path / "vogels.ttl"
    path.write_text(OWN_SCHEME, encoding="utf-8")
    return path


@pytest.fixture
def own_model(tmp_path: Path, own_scheme: Path) -> Path:
    entries = [
        {"text": text.format(n), "subjects": [OWN + name]}
        for n in range(9)
        for text, name in ((OWL, "uilen"), (GOOSE, "ganzen"))
    ]
    indexed, model = write_lines(tmp_path / "indexed.jsonl", *entries), tmp_path / "model.npz"
    result = run("learn-subjects", indexed, "--scheme", own_scheme, "-o", model)
    assert result.exit_code == 0, result.output
    assert "18 papers, 2 concepts learned" in result.output
    return model


def test_concepts_of_an_own_scheme_are_learned_and_shown_in_the_graph(own_model: Path, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    vraag = "Vraag 1\nHoeveel nestkasten voor de kerkuil hangen er in torens?\n\nAntwoord 1\nDuizend nestkasten."
    head = "Vragen van het lid Uil (Bos) aan de Minister van Vogels over de kerkuil (ingezonden 4 januari 2099)."
    (papers / "uil.txt").write_text(f"Aanhangsel van de Handelingen\n{head}\n\n{vraag}\n", encoding="utf-8")
    store = tmp_path / "store"
    built = run("build", papers, "--store", store, "--subjects", own_model)
    assert built.exit_code == 0, built.output
    asked = run("query", "subjects-of-documents", "--store", store, "--format", "json")
    rows = [row for row in json.loads(asked.output)["results"]["bindings"] if row["scheme"]["value"] == ""]
    assert rows[0]["subject"]["value"] == "uilen"
    assert rows[0]["found_by"]["value"].startswith("subject-learned-")
    assert run("validate", "--store", store).exit_code == 0


def test_a_model_from_a_file_is_the_model_that_was_learned(tmp_path: Path) -> None:
    concept = LearnedConcept(f"{EUROVOC}4514", "vervoer per spoor", EUROVOC_SCHEME)
    papers = [paper("de trein", f"Hoeveel treinen rijden er op lijn {n}?") for n in range(4)]
    model = learn((paper_keys(one.paper), [concept]) for one in papers)
    save_model(model, tmp_path / "model.npz")
    again = load_model(tmp_path / "model.npz")
    assert [s.label for s in find_subjects(papers[0], again)] == [s.label for s in find_subjects(papers[0], model)]
    assert again.concepts == model.concepts and again.words == model.words


def test_a_paper_is_learned_from_its_file_too(tmp_path: Path) -> None:
    for n in range(2):
        (tmp_path / f"{n}.txt").write_text(f"De kerkuil broedt in een nestkast {n}.", encoding="utf-8")
    entries = [{"path": f"{n}.txt", "begrippen": [4514]} for n in range(2)]
    indexed = write_lines(tmp_path / "indexed.jsonl", *entries)
    result = run("learn-subjects", indexed, "--field", "begrippen", "-o", tmp_path / "model.npz")
    assert result.exit_code == 0, result.output


def test_a_paper_that_cannot_be_read_is_named_and_the_others_are_learned(tmp_path: Path) -> None:
    entries = [{"path": "gone.txt", "subjects": []}, *({"text": OWL, "subjects": ["4514"]} for _ in range(2))]
    indexed = write_lines(tmp_path / "indexed.jsonl", *entries)
    result = run("learn-subjects", indexed, "-o", tmp_path / "model.npz")
    assert result.exit_code == 1
    assert "line 1" in result.output and "2 papers" in result.output


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 1: no valid JSON"),
        ("[]", "line 1: no JSON object"),
        ('{"text": "uil"}', "line 1: field 'subjects' is no list of concepts"),
        ('{"text": "uil", "subjects": "4514"}', "is no list of concepts"),
        ('{"text": "uil", "subjects": [[1]]}', "is no list of concepts"),
        ('{"subjects": []}', "line 1: has neither a text nor a path"),
        ('{"text": "uil", "subjects": ["0"]}', "no scheme has a concept 0"),
        ('{"text": "uil", "subjects": ["https://example.org/x"]}', "--scheme"),
        ("", "nothing to learn"),
        ('{"text": "uil", "subjects": ["4514"]}', "no two papers have a word in common"),
    ],
)
def test_a_bad_file_of_indexed_papers_is_refused_with_the_reason(line: str, reason: str, tmp_path: Path) -> None:
    indexed, model = tmp_path / "indexed.jsonl", tmp_path / "model.npz"
    indexed.write_text(line, encoding="utf-8")
    result = run("learn-subjects", indexed, "-o", model)
    assert result.exit_code == 2
    assert reason in result.output
    assert not model.exists()


def test_indexed_papers_in_no_encoding_or_archive_that_is_known_are_refused(tmp_path: Path) -> None:
    for name in ("indexed.jsonl", "indexed.jsonl.gz"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00")
        result = run("learn-subjects", tmp_path / name, "-o", tmp_path / "model.npz")
        assert result.exit_code == 2 and "no text in UTF-8" in result.output


@pytest.mark.parametrize("scheme", ["no Turtle", "<a:b> <a:c> <a:d> ."])
def test_a_scheme_without_concepts_is_refused(scheme: str, tmp_path: Path) -> None:
    (tmp_path / "scheme.ttl").write_text(scheme, encoding="utf-8")
    indexed = write_lines(tmp_path / "indexed.jsonl", {"text": "uil", "subjects": []})
    result = run("learn-subjects", indexed, "--scheme", tmp_path / "scheme.ttl", "-o", tmp_path / "model.npz")
    assert result.exit_code == 2 and "scheme.ttl" in result.output


def broken_models(model: Path) -> dict[str, bytes]:
    """Files that are no model, each broken in another way."""
    whole = model.read_bytes()
    with np.load(model, allow_pickle=False) as arrays:
        parts = dict(arrays)
    folder = model.parent
    np.savez(folder / "few.npz", **{name: value for name, value in parts.items() if name != "idf"})
    np.savez(folder / "code.npz", **{**parts, "words": np.array([{"a": 1}], dtype=object)})
    np.savez(folder / "outside.npz", **{**parts, "papers_indices": parts["papers_indices"] + 10_000})
    np.savez(folder / "short.npz", **{**parts, "idf": parts["idf"][:1]})
    np.savez(folder / "old.npz", **{**parts, "format": np.array("kamergraaf-subjects-0")})
    np.save(folder / "array.npy", parts["idf"])
    made = ("few.npz", "code.npz", "outside.npz", "short.npz", "old.npz", "array.npy")
    return {
        "empty": b"",
        "text": b"model",
        "cut": whole[: len(whole) // 2],
        "garbled": whole[:300] + b"\0" * 64 + whole[364:],
        **{name: (folder / name).read_bytes() for name in made},
    }


def test_a_broken_model_is_refused_and_no_store_is_made(own_model: Path, tmp_path: Path) -> None:
    with as_file(samples()) as folder:
        for name, data in broken_models(own_model).items():
            bad = tmp_path / "bad.npz"
            bad.write_bytes(data)
            result = run("build", folder, "--store", tmp_path / "store", "--subjects", bad)
            assert result.exit_code == 2, name
            assert "bad.npz" in result.output and "Traceback" not in result.output, name
            assert not (tmp_path / "store").exists(), name


@needs_scale
def test_one_command_learns_from_indexed_papers_what_indexers_would_give(tmp_path: Path) -> None:
    """Learned from half of the indexed papers, measured on the other half; the shipped terms on the same."""
    with gzip.open(score_subjects.SCALE, "rt", encoding="utf-8") as lines:
        even = [line for number, line in enumerate(lines) if number % 2 == 0]
    with gzip.open(tmp_path / "indexed.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(even)
    result = run("learn-subjects", tmp_path / "indexed.jsonl.gz", "--field", "eurovoc", "-o", tmp_path / "model.npz")
    assert result.exit_code == 0, result.output
    model = load_model(tmp_path / "model.npz")
    unseen = score_subjects.read_indexed(1)
    assert score_subjects.score(unseen, score_subjects.by_terms).f1 >= 0.40
    assert score_subjects.score(unseen, lambda one: score_subjects.by_terms(one, model)).f1 >= 0.50


def test_every_described_concept_can_be_found_by_its_own_name() -> None:
    """But for everyday words, which say nothing by themselves, and names that several concepts have."""
    missed = []
    for concept in [c for c in eurovoc_terms().concepts.values() if c.described]:
        if concept.label not in labels(find_subjects(paper(concept.label, f"{concept.label}?"))):
            missed.append(concept.label)
    assert len(missed) <= 0.05 * sum(c.described for c in eurovoc_terms().concepts.values()), missed
