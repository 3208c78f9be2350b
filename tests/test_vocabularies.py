"""The shipped vocabularies keep the contract: one key and one Dutch name, IRIs that fit, no dead links."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kamergraaf.namespaces import DCTERMS, ID, KG, LAWS, RDF, SKOS, VOCABULARY, kebab

FOLDER = Path(__file__).parents[1] / "ontology" / "vocabularies"
TERM_FILES = sorted(FOLDER.glob("*-terms.ttl"))
"""They add terms to concepts of other files and have none of their own (see test_subjects.py)."""
FILES = [file for file in sorted(FOLDER.glob("*.ttl")) if file not in TERM_FILES]
CONCEPT = f"{SKOS}Concept"
SCHEMES = {
    "countries.ttl": "countries",
    "dutch-acts.ttl": "dutch-acts",
    "eu-acts.ttl": "eu-acts",
    "eurovoc.ttl": "eurovoc",
    "given-names.ttl": "given-names",
    "groups.ttl": "groups",
    "name-forms.ttl": "name-forms",
    "organisations.ttl": "organisations",
    "policies.ttl": "policies",
    "policy-themes.ttl": "policy-themes",
    "treaties.ttl": "treaties",
}

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CELEX = re.compile(r"\d{5}[A-Z]{1,2}\d{4}(\(\d+\))?|1\d{4}[A-Z]/TXT")
BWB = re.compile(r"BWBR\d{7}")
BWBV_IRI = re.compile(rf"{re.escape(LAWS)}BWBV\d{{7}}")
ELI_IRI = re.compile(r"http://data\.europa\.eu/eli/((dir|reg|dec|dec_framw|dec_impl)/\d{4}/\d+|treaty/[a-z]+_\d{4})/oj")
COUNTRIES = "http://publications.europa.eu/resource/authority/country/"
BODIES = re.compile(
    r"https://identifier\.overheid\.nl/tooi/id/[a-z]+/[a-z0-9_]+"
    r"|http://publications\.europa\.eu/resource/authority/corporate-body/\w+"
)

Term = ox.NamedNode | ox.Literal
Facts = dict[str, dict[str, list[Term]]]


@cache
def facts(file: Path) -> Facts:
    """Return what ``file`` says: subject IRI → predicate IRI → objects."""
    found: Facts = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE):
        assert isinstance(quad.subject, ox.NamedNode), f"{file.name}: {quad.subject} is no IRI"
        assert isinstance(quad.object, ox.NamedNode | ox.Literal), f"{file.name}: a blank node"
        found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


def entities(file: Path) -> Iterator[tuple[str, dict[str, list[Term]]]]:
    """Yield the concepts of ``file``, each with its IRI; concept schemes are none."""
    for iri, properties in facts(file).items():
        if CONCEPT in values(properties, f"{RDF}type"):
            yield iri, properties


def values(properties: dict[str, list[Term]], predicate: str) -> list[str]:
    return [term.value for term in properties.get(predicate, ())]


def entity_class(properties: dict[str, list[Term]]) -> str:
    """Return the local name of the class of ours, or ``Concept`` for a plain concept."""
    own = [t[len(KG) :] for t in values(properties, f"{RDF}type") if t.startswith(KG)]
    assert len(own) <= 1, f"several classes: {own}"
    return own[0] if own else "Concept"


def country_fits(iri: str, key: str) -> bool:
    # Kosovo has the user-assigned code XKX for a key; the EU list numbers it 1A0.
    return bool(re.fullmatch("[A-Z]{3}", key)) and iri == COUNTRIES + {"XKX": "1A0"}.get(key, key)


def legislation_fits(iri: str, key: str) -> bool:
    if CELEX.fullmatch(key):
        return bool(ELI_IRI.fullmatch(iri)) or iri == f"{ID}legislation/{kebab(key)}"
    if BWB.fullmatch(key):
        return iri == LAWS + key
    return bool(KEBAB.fullmatch(key)) and (iri == f"{ID}legislation/{key}" or bool(BWBV_IRI.fullmatch(iri)))


def organisation_fits(iri: str, key: str) -> bool:
    return bool(KEBAB.fullmatch(key)) and (iri == f"{ID}organisation/{key}" or bool(BODIES.fullmatch(iri)))


def group_fits(iri: str, key: str) -> bool:
    return iri == f"{ID}group/{kebab(key)}"


def policy_fits(iri: str, key: str) -> bool:
    # A policy may also come from a vocabulary of the user, with an IRI of its own.
    return bool(KEBAB.fullmatch(key)) and (not iri.startswith(ID) or iri == f"{ID}policy/{key}")


def concept_fits(iri: str, key: str) -> bool:
    return iri.startswith(("http://", "https://")) and iri.rsplit("/", 1)[-1] == key


FITS: dict[str, Callable[[str, str], bool]] = {
    "Country": country_fits,
    "Legislation": legislation_fits,
    "Organisation": organisation_fits,
    "ParliamentaryGroup": group_fits,
    "Policy": policy_fits,
    "Concept": concept_fits,
}


def by_file(file: Path) -> str:
    return file.stem


@pytest.mark.parametrize("file", FILES, ids=by_file)
def test_each_entity_has_one_key_and_one_dutch_name(file: Path) -> None:
    for iri, properties in entities(file):
        dutch = [
            term.value
            for term in properties[f"{SKOS}prefLabel"]
            if isinstance(term, ox.Literal) and term.language == "nl"
        ]
        assert len(properties[f"{DCTERMS}identifier"]) == 1, f"{iri}: not one dcterms:identifier"
        assert len(dutch) == 1, f"{iri}: not one skos:prefLabel @nl"
        assert dutch[0] not in values(properties, f"{SKOS}altLabel"), f"{iri}: {dutch[0]!r} given twice"


@pytest.mark.parametrize("file", FILES, ids=by_file)
def test_identifiers_and_iris_follow_the_contract(file: Path) -> None:
    wrong = []
    for iri, properties in entities(file):
        (key,) = values(properties, f"{DCTERMS}identifier")
        if not FITS[entity_class(properties)](iri, key):
            wrong.append((iri, key))
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=by_file)
def test_each_file_has_its_scheme_and_its_entities_are_in_it(file: Path) -> None:
    scheme = VOCABULARY + SCHEMES[file.name]
    assert values(facts(file)[scheme], f"{RDF}type") == [f"{SKOS}ConceptScheme"]
    for predicate in ("title", "description", "source"):
        assert values(facts(file)[scheme], DCTERMS + predicate), f"{scheme}: no dcterms:{predicate}"
    outside = [iri for iri, p in entities(file) if scheme not in values(p, f"{SKOS}inScheme")]
    assert not outside


@pytest.mark.parametrize("file", FILES, ids=by_file)
def test_an_ambiguous_label_is_a_label(file: Path) -> None:
    for iri, properties in entities(file):
        labels = {*properties.get(f"{SKOS}prefLabel", ()), *properties.get(f"{SKOS}altLabel", ())}
        stray = [term for term in properties.get(f"{KG}ambiguousLabel", ()) if term not in labels]
        assert not stray, f"{iri}: no labels: {stray}"


@pytest.mark.parametrize("file", FILES, ids=by_file)
def test_literals_are_filled_and_trimmed(file: Path) -> None:
    for iri, properties in facts(file).items():
        for terms in properties.values():
            for term in terms:
                if isinstance(term, ox.Literal):
                    assert term.value and term.value == term.value.strip(), f"{iri}: {term}"
                    # Text is folded to straight apostrophes before it is matched.
                    assert "’" not in term.value, f"{iri}: curly apostrophe in {term}"


def test_an_iri_is_defined_in_one_file_only() -> None:
    count = Counter(iri for file in FILES for iri in facts(file))
    assert [iri for iri, times in count.items() if times > 1] == []


def test_a_key_is_unique_within_its_class() -> None:
    count = Counter(
        (entity_class(properties), *values(properties, f"{DCTERMS}identifier"))
        for file in FILES
        for _, properties in entities(file)
    )
    assert [key for key, times in count.items() if times > 1] == []


@pytest.mark.parametrize("predicate", [f"{SKOS}broader", f"{SKOS}related", f"{DCTERMS}isReplacedBy"])
def test_links_within_the_vocabularies_lead_somewhere(predicate: str) -> None:
    known = {iri for file in FILES for iri, _ in entities(file)}
    dangling = [
        (iri, target)
        for file in FILES
        for iri, properties in entities(file)
        for target in values(properties, predicate)
        if target not in known or target == iri
    ]
    assert not dangling


def test_no_act_replaces_itself_by_a_detour() -> None:
    successor = {
        iri: target
        for file in FILES
        for iri, properties in entities(file)
        for target in values(properties, f"{DCTERMS}isReplacedBy")
    }
    for start in successor:
        seen, act = {start}, successor[start]
        while act in successor:
            assert act not in seen, f"{start}: replaced in a circle"
            seen.add(act)
            act = successor[act]
