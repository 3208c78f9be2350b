"""Policies: Dutch inflection, terms proposed from the text and marked so, and a user's own concepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamergraaf.errors import VocabularyError
from kamergraaf.extract.finders.policy_nouns import terms
from kamergraaf.extract.found import all_found
from kamergraaf.extract.inflection import inflected, plurals, uninflected
from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import Entity, EntityClass
from kamergraaf.read import read_paper
from kamergraaf.settings import Settings
from kamergraaf.triples.writer import paper_triples

PAPER = Path(__file__).parent / "papers" / "lijst-tabel-sportsubsidies.md"
OWN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/beleid/> .
ex:42 a skos:Concept ; skos:prefLabel "kermisvergunning"@nl , "fair permit"@en ;
    skos:altLabel "attractievergunning"@nl ; skos:notation "K42" .
ex:hub a skos:Concept ; skos:prefLabel "terugkeerhub" .
"""


def policies(text: str, vocabulary: Path | None = None) -> dict[str, Entity]:
    """Return the policies found in ``text``, by the words they were found by."""
    doc = pipeline(vocabulary)(text)
    return {text[f.start : f.end]: f.candidates[0] for f in all_found(doc) if f.candidates[0].cls is EntityClass.POLICY}


def test_what_a_web_page_is_called_names_no_policy() -> None:
    page = "https://www.krant.nl/geen-zwemlesregeling-in-de-badplaats/asielaanvragen/energiesubsidie.html"
    assert list(policies(f"Kent u het bericht ({page}) over de zwemlesregeling?")) == ["zwemlesregeling"]


def test_a_word_with_a_capital_within_a_sentence_is_a_name() -> None:
    assert policies("In de gemeente Polderwijk woont de heer Waterplan, buiten Havenfonds.") == {}
    assert list(policies("Bestaat er een plan? Badwaterplannen zijn er genoeg.")) == ["Badwaterplannen"]


def test_a_concept_right_after_an_instrument_is_part_of_its_name() -> None:
    found = policies("Wordt de zorgstandaard eetstoornissen herzien, en wordt een plan gegeven?")
    assert [policy.identifier for policy in found.values()] == ["zorgstandaard-eetstoornissen", "eetstoornis"]


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("maatregel", "maatregelen"),
        ("plan", "plannen"),
        ("bedrag", "bedragen"),
        ("tarief", "tarieven"),
        ("voorraad", "voorraden"),
        ("moratorium", "moratoria"),
        ("organisatie", "organisaties"),
        ("strategie", "strategieën"),
        ("mogelijkheid", "mogelijkheden"),
        ("agenda", "agenda's"),
        ("premie", "premies"),
        ("indicator", "indicatoren"),
        ("fonds", "fondsen"),
        ("eis", "eisen"),
        ("crisis", "crises"),
        ("werkwijze", "werkwijzen"),
    ],
)
def test_the_plural_of_a_noun_is_among_its_forms(singular: str, plural: str) -> None:
    assert plural in plurals(singular)


@pytest.mark.parametrize(
    ("base", "with_ending"),
    [
        ("strategisch", "strategische"),
        ("nationaal", "nationale"),
        ("collectief", "collectieve"),
        ("fundamenteel", "fundamentele"),
        ("justitieel", "justitiële"),
        ("openbaar", "openbare"),
        ("verlaagd", "verlaagde"),
    ],
)
def test_an_adjective_is_one_with_and_without_its_ending(base: str, with_ending: str) -> None:
    assert inflected(base) == with_ending
    assert uninflected(with_ending) == base


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De signaleringswaarden zijn verlaagd.", "signaleringswaarde"),
        ("Deze strategische partnerschappen lopen af.", "strategisch partnerschap"),
        ("Het strategische partnerschap loopt af.", "strategisch partnerschap"),
        ("Er komt aanvullende bekostiging.", "aanvullende bekostiging"),
        ("Een moratorium op overnames is mogelijk.", "moratorium op overname"),
        ("Handhavingsplannen blijven uit.", "handhavingsplan"),
    ],
)
def test_terms_are_built_on_the_nouns_that_policy_terms_end_in(text: str, name: str) -> None:
    assert name in {term.name for term in terms(text, {})}


def test_a_bare_noun_is_short_for_the_longer_term_before_it() -> None:
    named = [term.name for term in terms("Een tijdelijk moratorium helpt. Het moratorium duurt kort.", {})]
    assert named == ["tijdelijk moratorium", "tijdelijk moratorium"]


@pytest.mark.parametrize("text", ["De nieuwe regeling is er.", "Het kabinetsbeleid blijft.", "Dit is benodigd."])
def test_everyday_words_make_no_term(text: str) -> None:
    assert terms(text, {}) == []


@pytest.mark.parametrize(
    ("text", "quote", "key"),
    [
        (
            "Het convenant Zwemwater Westland is getekend.",
            "convenant Zwemwater Westland",
            "convenant-zwemwater-westland",
        ),
        ("De Versterkte Handhavingsstrategie Riet is af.", "Versterkte Handhavingsstrategie Riet", None),
        ("Hij noemt return-hubs.", "return-hubs", "terugkeerhub"),
    ],
)
def test_names_and_spellings_of_policies(text: str, quote: str, key: str | None) -> None:
    found = policies(text)
    assert quote in found
    assert key is None or found[quote].identifier == key


def test_a_term_that_no_scheme_holds_is_marked_as_proposed() -> None:
    found = policies("De rietsnijsubsidieregeling en het bandencriterium gelden.")
    assert found["rietsnijsubsidieregeling"].properties == (("status", "proposed"),)
    assert found["bandencriterium"].properties == ()


def test_concepts_of_the_user_are_found_under_their_own_iri_and_win(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN, encoding="utf-8")
    found = policies("De attractievergunningen, een terugkeerhub en return hubs.", own)
    assert {quote: (e.iri, e.identifier) for quote, e in found.items()} == {
        "attractievergunningen": ("https://example.org/beleid/42", "k42"),
        "terugkeerhub": ("https://example.org/beleid/hub", "terugkeerhub"),
        "return hubs": ("https://example.org/beleid/hub", "terugkeerhub"),
    }
    assert policies("Een terugkeerhub.")["terugkeerhub"].iri.startswith("https://w3id.org/kamergraaf/")


def test_a_graph_tells_which_vocabulary_it_was_built_with(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN, encoding="utf-8")
    paper = extract_structure(read_paper(PAPER))
    linked = link_paper(paper, pipeline(own))
    plain, with_own = Settings().fingerprint(), Settings(own).fingerprint()
    assert with_own != plain
    assert any(with_own in value for _, _, value in paper_triples(linked, with_own))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# a heading\nand prose", "no valid Turtle"),
        ("<https://example.org/a> <https://example.org/b> 1 .", "holds no concepts"),
        (
            "<https://example.org/a> a <http://www.w3.org/2004/02/skos/core#Concept> ; "
            '<http://www.w3.org/2004/02/skos/core#prefLabel> "a permit"@en .',
            "no skos:prefLabel in Dutch",
        ),
    ],
)
def test_a_vocabulary_that_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=reason):
        pipeline(own)
    with pytest.raises(VocabularyError, match="No such file"):
        pipeline(tmp_path / "none.ttl")
