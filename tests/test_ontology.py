"""The ontology defines each term that the project uses, in both languages, and contradicts nothing.

Also here: the shipped queries, which must run in two engines and give what they promise on a graph of which
the answers are known.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
from owlrl.Namespaces import ERRNS
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery

from conftest import SHARED
from kamergraaf.models import AnswerKind, DocumentKind, EntityClass
from kamergraaf.store import GraphStore
from test_shapes import PROLOGUE, good

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "ontology"
QUERIES = sorted((FOLDER / "queries").glob("*.rq"))
KG = Namespace("https://w3id.org/kamergraaf/ontology#")
ID = Namespace("https://w3id.org/kamergraaf/id/")
SCHEMA = Namespace("https://schema.org/")
STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
ONTOLOGY = URIRef("https://w3id.org/kamergraaf/ontology")
PAPER = URIRef("https://zoek.officielebekendmakingen.nl/kst-99317-12")

USERS = ("civil servant", "journalist", "linked-data engineer", "researcher")
"""Who puts the questions that the shipped queries answer."""

# What each query finds in the good graph of test_shapes.py: the rows, with the columns that tell.
ANSWER = "Ja. Ik zal de Kamer in 2099 over de motie-Uil, Het Nest en de uitspraak van de Vogelraad mailen."
EXPECTED = {
    "acts-by-group": [{"group": "Bos", "act": "Vogelwet", "questions": "1"}],
    "acts-named-together": [{"act": "Nestenwet", "other_act": "Vogelwet", "times": "1"}],
    "answers-by-kind-and-minister": [{"minister": "Van Merel", "direct": "1", "partial": "0", "reference": "0"}],
    "answers-that-only-refer": [
        {"position": "4", "points_to_position": "2", "points_to_text": ANSWER, "names_group": "Bos"},
        {"position": "6", "points_to_position": "4", "names_group": None},
    ],
    "answers-to-several-questions": [],
    "articles-and-the-answers-that-cite-them": [
        {"act": "Vogelwet", "article": "3", "paragraph": "2", "document": "kst-99317-12", "position": "2"}
    ],
    "commitments-by-minister": [
        {
            "minister": "Van Merel",
            "office": "Minister van Vogels",
            "commitment": "Ik zal de Kamer in 2099",
            "due_by": "2099",
            "said_on": "2098-03-01",
        }
    ],
    "commitments-without-a-date": [],
    "countries-brought-up-by-ministers": [],
    "court-decisions-cited": [{"court": "Vogelraad", "date": "2097-12-01", "position": "2"}],
    "eu-acts-cited": [],
    "groups-that-ask-about-the-same-policy": [],
    "kamerstukken-cited": [{"kamerstuk": "kst-99317-11", "times": "2", "documents": "1"}],
    "media-behind-questions": [],
    "members-who-ask-most": [{"member": "Uil", "questions": "1", "documents": "1"}],
    "motions-and-where-discussed": [
        {"motion": "motie-Uil", "movers": "Uil", "published_as": "kst-99317-11", "in": "answer"}
    ],
    "organisations-most-named": [{"organisation": "Het Nest", "questions": "0", "answers": "1", "documents": "1"}],
    "papers": [{"document": "kst-99317-12", "kind": "schriftelijk-overleg", "questions": "4", "answers": "3"}],
    "people-named": [{"person": "Van Merel", "questions_and_answers": "1", "documents": "1"}],
    # the only policy of the graph is a proposed one
    "policies-by-group": [],
    "provisions-with-juriconnect": [
        {"jci": "jci1.3:c:BWBR9999999&artikel=3&lid=2", "document": "kst-99317-12", "position": "1"},
        {"jci": "jci1.3:c:BWBR9999999&artikel=3&lid=2", "document": "kst-99317-12", "position": "2"},
    ],
    "questions-without-answer": [{"position": "7", "number": "4", "asked_by": "Veld"}],
    "reference-chains": [
        {"position": "6", "final_position": "2", "steps": "2", "final_text": ANSWER},
        {"position": "4", "final_position": "2", "steps": "1", "final_text": ANSWER},
    ],
    "sub-questions-per-question": [
        {"position": "1", "sub_questions": "2"},
        {"position": "3", "sub_questions": "0"},
        {"position": "5", "sub_questions": "0"},
        {"position": "7", "sub_questions": "0"},
    ],
    "subjects-of-documents": [
        {"document": "kst-99317-12", "subject": "vogels", "scheme": "eurovoc", "confidence": "0.6"},
        {"document": "kst-99317-12", "subject": "natuur", "scheme": "taxonomie-beleidsagenda", "confidence": "0.5"},
    ],
    "things-with-an-official-iri": [
        {"class": "Country", "official": "1", "ours": "0"},
        {"class": "CourtDecision", "official": "0", "ours": "1"},
        {"class": "Legislation", "official": "0", "ours": "2"},
        {"class": "Motion", "official": "0", "ours": "1"},
        {"class": "Organisation", "official": "0", "ours": "1"},
        {"class": "ParliamentaryDocument", "official": "1", "ours": "0"},
        {"class": "ParliamentaryGroup", "official": "0", "ours": "1"},
        {"class": "Person", "official": "0", "ours": "1"},
        {"class": "Policy", "official": "0", "ours": "1"},
        {"class": "Provision", "official": "0", "ours": "1"},
    ],
    "time-to-answer": [{"submitted_on": "2098-02-27", "answered_on": "2098-03-01", "days": "2"}],
    "who-asks-about-which-country": [{"group": "Bos", "country": "Polen", "questions": "1"}],
    "who-asks-whom": [
        {"group": "Bos", "office": "Minister van Vogels", "documents": "1"},
        {"group": "Veld", "office": "Minister van Vogels", "documents": "1"},
    ],
    "who-asks-what": [
        {"member": "Uil", "group": "Bos", "position": "1"},
        {"member": None, "group": "Veld", "position": "3"},
        {"member": None, "group": "Veld", "position": "5"},
        {"member": None, "group": "Veld", "position": "7"},
    ],
}


@cache
def ontology() -> Graph:
    """Return the ontology, read once."""
    return Graph().parse(FOLDER / "kamergraaf.ttl")


def terms() -> set[URIRef]:
    """Return the terms that the ontology defines."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
    return {s for kind in kinds for s in ontology().subjects(RDF.type, kind) if str(s).startswith(KG)}


def names() -> set[str]:
    """Return the local names of the terms."""
    return {term.removeprefix(KG) for term in terms()}


def used_in_data(path: Path) -> set[str]:
    """Return the local names of the ``kg:`` terms in a Turtle file."""
    found = set()
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        for node in (quad.subject, quad.predicate, quad.object):
            if isinstance(node, ox.NamedNode) and node.value.startswith(str(KG)):
                found.add(node.value.removeprefix(str(KG)))
    return found


def used_in_text(text: str) -> set[str]:
    """Return the local names that ``text`` writes as ``kg:name`` or, in Python, as ``f"{KG}name"``."""
    return set(re.findall(r"(?:\bkg:|\{KG\})([A-Za-z][\w-]*)", text))


def rows(store: ox.Store, query: str) -> list[dict[str, str | None]]:
    """Return the solutions of ``query`` over all graphs of ``store`` together."""
    solutions = store.query(query, use_default_graph_as_union=True)
    columns = [variable.value for variable in solutions.variables]
    return [
        {name: None if term is None else term.value for name, term in zip(columns, row, strict=True)}
        for row in solutions
    ]


def stored(*graphs: Graph) -> ox.Store:
    """Return a store with the first of ``graphs`` as the paper's named graph and the rest as others."""
    store = ox.Store()
    for number, graph in enumerate(graphs):
        name = f"urn:graph:{number}" if number else PAPER
        triples = graph.serialize(format="nt").encode()
        store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name))
    return store


# ------------------------------------------------------------------------------------------ ontology


def test_header() -> None:
    graph = ontology()
    assert graph.value(ONTOLOGY, RDF.type) == OWL.Ontology
    version = graph.value(ONTOLOGY, OWL.versionInfo)
    assert graph.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert str(graph.value(ONTOLOGY, VANN.preferredNamespaceUri)) == str(KG)
    assert str(graph.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "kg"
    assert "EUPL-1.2" in str(graph.value(ONTOLOGY, DCTERMS.license))
    assert graph.value(ONTOLOGY, DCTERMS.creator)
    for text in (DCTERMS.title, DCTERMS.description):
        assert {literal.language for literal in graph.objects(ONTOLOGY, text)} == {"nl", "en"}


@pytest.mark.parametrize("term", sorted(terms()), ids=lambda term: term.removeprefix(KG))
def test_term_is_described(term: URIRef) -> None:
    graph = ontology()
    for texts in (RDFS.label | SKOS.prefLabel, RDFS.comment | SKOS.definition):
        found = [literal for literal in graph.objects(term, texts) if isinstance(literal, Literal)]
        assert Counter(literal.language for literal in found) == {"nl": 1, "en": 1}
        assert all(str(literal).strip() for literal in found)
    assert graph.value(term, SKOS.example) is not None
    assert graph.value(term, RDFS.isDefinedBy) == ONTOLOGY
    assert str(graph.value(term, STATUS)) in {"stable", "testing"}


def test_every_subject_in_the_namespace_is_a_term() -> None:
    assert {s for s in ontology().subjects() if str(s).startswith(KG)} == terms()


def test_terms_of_others_are_declared() -> None:
    graph = ontology()
    pointers = RDFS.subClassOf | RDFS.subPropertyOf | RDFS.domain | RDFS.range | RDFS.seeAlso
    pointed_at = {o for o in graph.objects(None, pointers) if isinstance(o, URIRef)}
    datatypes = {o for o in pointed_at if o.startswith("http://www.w3.org/2001/XMLSchema#")} | {RDFS.Literal}
    assert [o for o in pointed_at - datatypes if (o, RDF.type, None) not in graph] == []


def test_a_property_says_what_it_is_for_by_classes_of_ours_and_implies_only_wide_ones() -> None:
    """Whoever uses a property for something else of theirs must not have it inferred to be one of our things."""
    graph = ontology()
    assert [o for o in graph.objects(None, RDFS.domain | RDFS.range) if str(o).startswith(KG)] == []
    meant = set(graph.objects(None, SCHEMA.domainIncludes | SCHEMA.rangeIncludes)) - {SKOS.Concept}
    assert [o for o in meant if (o, RDF.type, OWL.Class) not in graph or not str(o).startswith(KG)] == []


def test_every_class_stands_under_one_of_others() -> None:
    graph = ontology()
    for cls in graph.subjects(RDF.type, OWL.Class):
        if str(cls).startswith(KG):
            assert [o for o in graph.objects(cls, RDFS.subClassOf) if not str(o).startswith(KG)], cls


def test_properties_stand_under_properties_of_their_kind() -> None:
    graph = ontology()
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graph.subjects(RDF.type, kind):
            for above in graph.objects(term, RDFS.subPropertyOf):
                assert (above, RDF.type, kind) in graph, f"{term} under {above}"


def test_models_and_ontology_agree() -> None:
    graph = ontology()
    classes = {s.removeprefix(KG) for s in graph.subjects(RDF.type, OWL.Class) if s.startswith(KG)}
    assert {str(cls) for cls in EntityClass} <= classes
    for kinds, scheme in ((DocumentKind, KG.documentTypes), (AnswerKind, KG.answerKinds)):
        concepts = {s.removeprefix(KG) for s in graph.subjects(SKOS.inScheme, scheme)}
        assert concepts == {str(kind) for kind in kinds}
        assert {o.removeprefix(KG) for o in graph.objects(scheme, SKOS.hasTopConcept)} == concepts


@pytest.mark.parametrize(
    "path",
    [FOLDER / "shapes.ttl", *sorted((FOLDER / "vocabularies").glob("*.ttl"))],
    ids=lambda path: path.name,
)
def test_terms_in_data_are_defined(path: Path) -> None:
    assert used_in_data(path) - names() == set()


def test_terms_in_constraints_queries_and_code_are_defined() -> None:
    shapes = (FOLDER / "shapes.ttl").read_text(encoding="utf-8")
    texts = [shapes]
    texts += [path.read_text(encoding="utf-8") for path in QUERIES]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "graph").rglob("*.py"))]
    assert {name for text in texts for name in used_in_text(text)} - names() == set()


def test_every_kind_of_organisation_is_told() -> None:
    told = ontology().value(KG.organisationKind, RDFS.comment, any=True)
    used = {
        quad.object.value
        for quad in ox.parse(path=str(FOLDER / "vocabularies" / "organisations.ttl"), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == str(KG.organisationKind) and isinstance(quad.object, ox.Literal)
    }
    assert used - set(re.findall(r"\w+", str(told))) == set()


def test_every_term_that_the_contract_promises_is_defined() -> None:
    contract = SHARED / "contract.md"
    if not contract.is_file():
        pytest.skip(f"the contract is not there: {contract}")
    assert used_in_text(contract.read_text(encoding="utf-8")) - names() == set()


def test_good_graph_uses_every_term_of_the_graph() -> None:
    """All but the terms that only vocabularies use, and what of the schemes one paper need not have."""
    of_vocabularies = {"ambiguousLabel", "checked", "trb", "chamber", "organisationKind", "printed"}
    of_vocabularies |= {"microthesaurus", "field", "usualCase", "gender", "portfolio"}
    in_schemes = {"documentTypes", "answerKinds", "partial"}
    in_schemes |= {str(kind) for kind in DocumentKind if kind is not DocumentKind.SCHRIFTELIJK_OVERLEG}
    used = {str(node).removeprefix(KG) for triple in good() for node in triple if str(node).startswith(KG)}
    assert names() - used == of_vocabularies | in_schemes


# --------------------------------------------------------------------------------------- consistency


def closure(*graphs: Graph) -> Graph:
    """Return what follows from ``graphs`` by OWL 2 RL."""
    together = Graph()
    for graph in graphs:
        together += graph
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(together)
    return together


def contradictions(graph: Graph) -> list[str]:
    """Return what an OWL RL closure found wrong."""
    return [str(o) for o in graph.objects(None, ERRNS.error)] + [
        f"{s} is nothing" for s in graph.subjects(RDF.type, OWL.Nothing) if s != OWL.Nothing
    ]


def test_ontology_and_good_graph_are_consistent() -> None:
    graph = closure(ontology(), good())
    assert contradictions(graph) == []
    # What the contract says of where our terms stand is what follows.
    eli = Namespace("http://data.europa.eu/eli/ontology#")
    eli_dl = Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
    question, provision = ID["kst-99317-12/question/1"], ID["provision/vogelwet/art-3-lid-2"]
    assert (PAPER, RDF.type, eli.Work) in graph
    assert (question, RDF.type, SCHEMA.Question) in graph
    assert (question, RDF.type, eli.Work) in graph
    assert (ID["kst-99317-12/answer/1"], eli_dl.answers_to, question) in graph
    assert (question, SCHEMA.mentions, provision) in graph
    assert (question, DCTERMS.references, provision) in graph
    assert (provision, RDF.type, eli.LegalResourceSubdivision) in graph
    assert (ID["policy/vogelhub"], RDF.type, SKOS.Concept) in graph


def test_ontology_and_the_graphs_of_real_papers_are_consistent(corpus_store: GraphStore) -> None:
    for name in corpus_store.graphs():
        triples = ox.serialize((quad.triple for quad in corpus_store.quads(name)), format=ox.RdfFormat.N_TRIPLES)
        assert contradictions(closure(ontology(), Graph().parse(data=triples, format="nt"))) == [], name


def test_ontology_and_the_graphs_of_the_samples_are_consistent(sample_store: GraphStore) -> None:
    for name in sample_store.graphs():
        triples = ox.serialize((quad.triple for quad in sample_store.quads(name)), format=ox.RdfFormat.N_TRIPLES)
        assert contradictions(closure(ontology(), Graph().parse(data=triples, format="nt"))) == [], name


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { q:1 a kg:Answer }",
        "INSERT DATA { <person/uil> a kg:Organisation }",
        "INSERT DATA { q:1 kg:answers a:1 . a:1 a kg:Question }",
    ],
)
def test_contradiction_is_found(update: str) -> None:
    data = good()
    data.update(PROLOGUE + update)
    assert contradictions(closure(ontology(), data))


# ------------------------------------------------------------------------------------------- queries


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_is_well_formed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first, second, third = text.splitlines()[:3]
    assert re.fullmatch(r"# question: [A-Z].+\?", first)
    assert re.fullmatch(r"# vraag: [A-Z].+\?", second)
    assert third.removeprefix("# for: ") in USERS
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", path.stem)
    prepareQuery(text)
    columns = [variable.value for variable in ox.Store().query(text).variables]
    assert all(re.fullmatch(r"[a-z]+[a-z0-9]*(_[a-z0-9]+)*", column) for column in columns)
    body = re.sub(r"#.*", "", re.sub(r"<[^>]*>|\"[^\"]*\"", "", text))
    declared = set(re.findall(r"PREFIX (\w+):", body))
    assert declared == set(re.findall(r"\b(\w+):\w", body))


@pytest.mark.parametrize("name", EXPECTED)
def test_query_finds(name: str) -> None:
    query = (FOLDER / "queries" / f"{name}.rq").read_text(encoding="utf-8")
    found = rows(stored(good()), query)
    expected = EXPECTED[name]
    assert len(found) == len(expected)
    assert [{key: row[key] for key in want} for row, want in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_counts_a_thing_once(path: Path) -> None:
    """A thing that several documents name is described in each of their graphs, and is still one thing.

    A store that shows the union of its graphs may find such a triple once a graph, as Oxigraph 0.5 does.
    """
    query = path.read_text(encoding="utf-8")
    again = Graph()
    for thing in good().subjects(SKOS.prefLabel):
        again += good().triples((thing, None, None))
    assert rows(stored(good(), again), query) == rows(stored(good()), query)


# rdflib calls what it deprecates itself.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated", "ignore:Dataset.contexts is deprecated")
@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_gives_the_same_in_rdflib(path: Path) -> None:
    query = path.read_text(encoding="utf-8")
    dataset = Dataset(default_union=True)
    for triple in good():
        dataset.graph(PAPER).add(triple)
    found = [
        {name: None if row[name] is None else str(row[name]) for name in map(str, row.labels)}
        for row in dataset.query(query)
    ]
    expected = rows(stored(good()), query)
    for row in [*found, *expected]:
        # The engines write one and the same decimal in different ways: 1 and 1.0.
        row.pop("confidence", None)
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_office_and_group_are_those_of_the_paper() -> None:
    """Ministers change office and members group; what another paper says of them does not count here."""
    other = Graph().parse(
        data=PROLOGUE
        + """<person/van-merel> kg:holdsOffice "Minister van Vissen" .
        <person/uil> kg:memberOf <group/zee> . <group/zee> skos:prefLabel "Zee"@nl .""",
        format="turtle",
    )
    for name in ("commitments-by-minister", "who-asks-what"):
        query = (FOLDER / "queries" / f"{name}.rq").read_text(encoding="utf-8")
        assert rows(stored(good(), other), query) == rows(stored(good()), query)


def test_commitment_of_nobody_is_one_row() -> None:
    data = good()
    data.remove((None, KG.givenBy, None))
    query = (FOLDER / "queries" / "commitments-by-minister.rq").read_text(encoding="utf-8")
    (row,) = rows(stored(data), query)
    assert (row["minister"], row["office"], row["due_by"]) == (None, None, "2099")


def test_every_query_is_tested() -> None:
    assert {path.stem for path in QUERIES} - {"provenance-of-a-mention", "provenance-of-a-triple"} == set(EXPECTED)


def test_there_are_questions_of_each_kind_of_user() -> None:
    askers = Counter(path.read_text(encoding="utf-8").splitlines()[2].removeprefix("# for: ") for path in QUERIES)
    assert sorted(askers) == sorted(USERS)
    assert min(askers.values()) >= 5
    assert askers.total() >= 25


def test_provenance_leads_from_every_triple_about_a_thing_to_the_file() -> None:
    query = (FOLDER / "queries" / "provenance-of-a-triple.rq").read_text(encoding="utf-8")
    found = rows(stored(good()), query)
    things = set(good().subjects(SKOS.prefLabel))
    about = {(str(s), str(p), str(o)) for s, p, o in good() if s in things or o in things}
    assert {(row["subject"], row["property"], row["value"]) for row in found} == about
    for row in found:
        assert row["sha256"] == "a" * 64
        assert (row["software"], row["software_version"]) == ("kamergraaf", "0.1.0")
    question, poland = f"{ID}kst-99317-12/question/1", "http://publications.europa.eu/resource/authority/country/POL"
    # What the question says of Poland goes back to the one word; who asked it to the head of the paper.
    (row,) = [r for r in found if (r["subject"], r["property"], r["value"]) == (question, f"{KG}mentions", poland)]
    assert (row["quote"], row["position"], row["document"], row["rule"]) == (
        "Poolse",
        "1",
        "kst-99317-12",
        "country-name",
    )
    (row,) = [r for r in found if (r["subject"], r["value"]) == (question, f"{ID}person/uil")]
    assert (row["property"], row["quote"], row["position"], row["rule"]) == (f"{KG}askedBy", None, None, None)
    # The act is named in the question and in a footnote of the answer; each backs what is said of the act itself.
    label = [r for r in found if (r["subject"], r["value"]) == (f"{ID}legislation/vogelwet", "Vogelwet")]
    assert [r["position"] for r in label] == ["1", "2"]


def test_provenance_leads_from_the_name_to_the_file() -> None:
    query = (FOLDER / "queries" / "provenance-of-a-mention.rq").read_text(encoding="utf-8")
    found = {(row["entity"], row["position"]): row for row in rows(stored(good()), query)}
    assert len(found) == 13
    assert found["Polen", "1"] == {
        "entity": "Polen",
        "quote": "Poolse",
        "document": "kst-99317-12",
        "position": "1",
        "start": "10",
        "end": "16",
        "footnote": None,
        "rule": "country-name",
        "confidence": "0.99",
        "file": "vogels.pdf",
        "sha256": "a" * 64,
        "software_version": "0.1.0",
    }
    assert found["Nestenwet", "2"]["footnote"] == "2"


@pytest.mark.parametrize(
    ("submitted", "answered", "days"),
    [
        ("2024-02-28", "2024-03-01", 2),
        ("2023-02-28", "2023-03-01", 1),
        ("2023-12-31", "2024-01-01", 1),
        ("2100-02-28", "2100-03-01", 1),
        ("2000-02-28", "2000-03-01", 2),
        ("2024-05-29", "2024-06-14", 16),
        ("2024-06-14", "2024-06-14", 0),
        ("2024-06-14", "2025-06-14", 365),
        ("2023-06-14", "2024-06-14", 366),
        ("2024-06-14", "2024-05-29", -16),
    ],
)
def test_days_between_dates(submitted: str, answered: str, days: int) -> None:
    data = PROLOGUE + (
        f'<urn:d> a kg:Document ; dcterms:identifier "d" ; dcterms:title "t" ; '
        f'kg:submittedOn "{submitted}"^^xsd:date ; kg:answeredOn "{answered}"^^xsd:date .'
    )
    store = ox.Store()
    store.load(data.encode(), format=ox.RdfFormat.TURTLE)
    query = (FOLDER / "queries" / "time-to-answer.rq").read_text(encoding="utf-8")
    assert [row["days"] for row in rows(store, query)] == [str(days)]
