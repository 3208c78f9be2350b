"""Exports in the shape of others: each is parsed back, holds what the sample papers say, and fits its shapes."""

from __future__ import annotations

import io
import json
from collections import Counter

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import DCTERMS, FOAF, ORG, RDF, SH, VOID, Graph, Literal, Namespace, URIRef
from typer.testing import CliRunner

from kamergraaf.commands import app
from kamergraaf.namespaces import ID, KG, PUBLICATIONS
from kamergraaf.read.formats import MEDIA_TYPES
from kamergraaf.resources import context, ontology, profile
from kamergraaf.show.export import PROFILE_FORMATS, export, export_profile
from kamergraaf.show.formats import ExportFormat, Profile
from kamergraaf.store import GraphStore, open_store

DCAT = Namespace("http://www.w3.org/ns/dcat#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ELI_DL = Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
DATASET = URIRef(f"{ID}dataset")
QUESTIONS, ANSWERS = 25 + 10 + 9 + 10, 22 + 7 + 8 + 7
DRANKJES = f"{ID}ah-tk-20982099-102"

PARSERS = {
    ExportFormat.NQUADS: ox.RdfFormat.N_QUADS,
    ExportFormat.TRIG: ox.RdfFormat.TRIG,
    ExportFormat.TURTLE: ox.RdfFormat.TURTLE,
    ExportFormat.JSONLD: ox.RdfFormat.JSON_LD,
}


def written(store: GraphStore, wanted: Profile, export_format: ExportFormat = ExportFormat.TURTLE) -> bytes:
    output = io.BytesIO()
    export_profile(store, wanted, export_format, output)
    return output.getvalue()


@pytest.fixture(scope="module")
def eli_ep(sample_store: GraphStore) -> Graph:
    return Graph().parse(data=written(sample_store, Profile.ELI_EP), format="turtle")


@pytest.fixture(scope="module")
def void(sample_store: GraphStore) -> Graph:
    return Graph().parse(data=written(sample_store, Profile.VOID), format="turtle")


def shapes() -> Graph:
    return Graph().parse(data=(ontology() / "profiles" / "eli-ep" / "shapes.ttl").read_text("utf-8"), format="turtle")


# ---------------------------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("wanted", Profile)
def test_a_profile_is_the_same_in_every_format_and_every_time(sample_store: GraphStore, wanted: Profile) -> None:
    read = [
        {quad.triple for quad in ox.parse(written(sample_store, wanted, export_format), PARSERS[export_format])}
        for export_format in PROFILE_FORMATS
    ]
    assert read[0]
    assert all(triples == read[0] for triples in read)
    assert written(sample_store, wanted) == written(sample_store, wanted)


@pytest.mark.parametrize("wanted", Profile)
def test_a_profile_is_made_by_constructs(wanted: Profile) -> None:
    assert len(profile(wanted)) >= 3
    for query in profile(wanted):
        assert query.startswith("# ")
        assert isinstance(ox.Store().query(query), ox.QueryTriples)


def test_every_shipped_profile_can_be_asked_for() -> None:
    assert {folder.name for folder in (ontology() / "profiles").iterdir()} == set(Profile)


def test_a_profile_has_no_form_for_network_software(sample_store: GraphStore) -> None:
    result = CliRunner().invoke(app, ["export", "--profile", "void", "--format", "gexf", "--store", "absent"])
    assert result.exit_code == 2
    assert result.stderr == "kamergraaf: gexf: no format for a profile (known: nquads trig turtle jsonld)\n"


def test_a_profile_of_an_empty_store_is_no_error() -> None:
    store = open_store(None)
    assert written(store, Profile.ELI_EP, ExportFormat.NQUADS) == b""
    found = Graph().parse(data=written(store, Profile.VOID), format="turtle")
    assert found.value(DATASET, VOID.triples) == Literal(0)


# -------------------------------------------------------------------------------------------------- ELI-EP


def test_eli_ep_fits_the_shapes(eli_ep: Graph) -> None:
    conforms, _, text = pyshacl.validate(eli_ep, shacl_graph=shapes())
    assert conforms, text


def test_eli_ep_of_real_papers_fits_the_shapes(corpus_store: GraphStore) -> None:
    data = Graph().parse(data=written(corpus_store, Profile.ELI_EP), format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes())
    assert conforms, text


def test_eli_ep_holds_every_document_question_and_answer(eli_ep: Graph) -> None:
    types = Counter(eli_ep.objects(None, ELI.work_type))
    assert types == {
        URIRef(f"{AUTHORITY}resource-type/QUEST_WRITTEN"): QUESTIONS,
        URIRef(f"{AUTHORITY}resource-type/ANSWER_TO_EP_QUESTION"): ANSWERS,
    }
    assert len(set(eli_ep.subjects(RDF.type, ELI.Work))) == 4 + QUESTIONS + ANSWERS
    assert len(set(eli_ep.subjects(ELI.has_part))) == 4
    assert len(set(eli_ep.subjects(RDF.type, ELI_DL.Activity))) == QUESTIONS + ANSWERS


def test_eli_ep_tells_who_asks_whom_and_for_which_group(eli_ep: Graph) -> None:
    question = URIRef(f"{DRANKJES}/question/1")
    (activity,) = eli_ep.subjects(ELI_DL.created_a_realization_of, question)
    assert str(eli_ep.value(activity, ELI_DL.activity_date)) == "2099-04-16T00:00:00"
    told = set()
    for participation in eli_ep.objects(activity, ELI_DL.had_participation):
        person = eli_ep.value(participation, ELI_DL.had_participant_person)
        body = eli_ep.value(participation, ELI_DL.had_participant_organization)
        group = eli_ep.value(participation, ELI_DL.participation_in_name_of)
        role = str(eli_ep.value(participation, ELI_DL.participation_role)).removeprefix(f"{AUTHORITY}role/")
        told.add((str(person or body).removeprefix(ID), str(group or "").removeprefix(ID), role))
    assert told == {
        ("person/duinstee-oving", "group/d66", "AUT"),
        ("person/van-nijenbeek", "group/sp", "AUT"),
        ("office/minister-van-volksgezondheid-welzijn-en-sport", "", "ADDRESSEE"),
        ("office/staatssecretaris-van-volksgezondheid-welzijn-en-sport", "", "ADDRESSEE"),
    }


def test_eli_ep_tells_which_answer_answers_which_questions(eli_ep: Graph) -> None:
    answer = URIRef(f"{DRANKJES}/answer/3")
    assert set(eli_ep.objects(answer, ELI_DL.answers_to)) == {URIRef(f"{DRANKJES}/question/{n}") for n in (3, 4)}
    assert eli_ep.value(answer, ELI.is_part_of) == URIRef(f"{PUBLICATIONS}ah-tk-20982099-102")
    assert str(eli_ep.value(answer, ELI.date_document)) == "2099-05-11"
    assert eli_ep.value(answer, DCTERMS.creator) == URIRef(f"{ID}person/hooglander-prins")


def test_eli_ep_leads_to_the_file(eli_ep: Graph) -> None:
    (expression,) = eli_ep.objects(URIRef(f"{PUBLICATIONS}ah-tk-20982099-102"), ELI.is_realized_by)
    assert str(eli_ep.value(expression, ELI.title)) == "tekorten aan antibiotica voor kinderen in de grensstreek"
    (manifestation,) = eli_ep.objects(expression, ELI.is_embodied_by)
    assert str(eli_ep.value(manifestation, DCTERMS["format"])) == f"{AUTHORITY}file-type/TXT"
    assert str(eli_ep.value(manifestation, ELI.is_exemplified_by)).startswith("ni:///sha-256;")


def test_eli_ep_knows_every_kind_of_file_that_is_read() -> None:
    queries = [query for query in profile(Profile.ELI_EP) if "encodingFormat" in query]
    assert len(queries) == 2
    for media_type in MEDIA_TYPES.values():
        assert all(f'("{media_type}" file-type:' in query for query in queries), media_type


PREFIXES = f"""PREFIX eli: <{ELI}> PREFIX eli-dl: <{ELI_DL}> PREFIX dcterms: <{DCTERMS}> PREFIX foaf: <{FOAF}>
    PREFIX org: <{ORG}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> """
Q, A = f"<{DRANKJES}/question/1>", f"<{DRANKJES}/answer/1>"
EXPRESSION, FILE = f"<{DRANKJES}/question/1/nl>", f"<{DRANKJES}/question/1/nl/txt>"
SUBMISSION = f"<{DRANKJES}/question/1/submission>"
PART = f"<{DRANKJES}/question/1/participation/person/duinstee-oving>"
PERSON, GROUP = f"<{ID}person/duinstee-oving>", f"<{ID}group/d66>"


def without(subject: str, predicate: str) -> str:
    return f"DELETE WHERE {{ {subject} {predicate} ?value }}"


def inserted(triple: str) -> str:
    return f"INSERT DATA {{ {triple} }}"


@pytest.mark.parametrize(
    ("focus", "update"),
    [
        (Q, without(Q, "eli:date_document")),
        (Q, inserted(f'{Q} dcterms:identifier "twee"')),
        (Q, without(Q, "dcterms:title")),
        (Q, without(Q, "eli:is_realized_by")),
        (Q, inserted(f"{Q} <urn:else> 1")),
        (Q, without(Q, "eli:is_part_of")),
        (Q, f"{without(Q, 'eli:work_type')} ; {inserted(f'{Q} eli:work_type <urn:question>')}"),
        (Q, f"DELETE WHERE {{ {SUBMISSION} eli-dl:created_a_realization_of {Q} }}"),
        (A, without(A, "eli-dl:answers_to")),
        (A, inserted(f"{A} eli-dl:answers_to {A}")),
        (f"<{PUBLICATIONS}ah-tk-20982099-102>", without(f"<{PUBLICATIONS}ah-tk-20982099-102>", "eli:has_part")),
        (EXPRESSION, without(EXPRESSION, "eli:title")),
        (EXPRESSION, without(EXPRESSION, "eli:is_embodied_by")),
        (FILE, without(FILE, "eli:media_type")),
        (FILE, without(FILE, "dcterms:format")),
        (FILE, without(FILE, "eli:is_exemplified_by")),
        (SUBMISSION, without(SUBMISSION, "eli-dl:activity_id")),
        (SUBMISSION, without(SUBMISSION, "eli-dl:had_activity_type")),
        (SUBMISSION, inserted(f'{SUBMISSION} eli-dl:activity_date "2099-04-16"^^xsd:date')),
        (PART, without(PART, "eli-dl:participation_role")),
        (PART, without(PART, "eli-dl:had_participant_person")),
        (PART, inserted(f"{PART} eli-dl:had_participant_organization {GROUP}")),
        (PERSON, without(PERSON, "rdfs:label")),
        (GROUP, without(GROUP, "skos:prefLabel")),
    ],
)
def test_eli_ep_shapes_refuse_a_broken_export(eli_ep: Graph, focus: str, update: str) -> None:
    data = Graph() + eli_ep
    data.update(PREFIXES + update)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes())
    assert URIRef(focus.strip("<>")) in set(report.objects(None, SH.focusNode))


# ---------------------------------------------------------------------------------------------------- VoID


def test_void_counts_what_the_store_holds(void: Graph, sample_store: GraphStore) -> None:
    merged = {quad.triple for graph in sample_store.graphs() for quad in sample_store.quads(graph)}
    assert {VOID.Dataset, DCAT.Dataset} <= set(void.objects(DATASET, RDF.type))
    assert void.value(DATASET, VOID.triples) == Literal(len(merged))
    assert void.value(DATASET, VOID.documents) == Literal(4)
    assert void.value(DATASET, VOID.properties) == Literal(len({triple.predicate for triple in merged}))
    of_class = {
        str(void.value(part, VOID["class"])).removeprefix(KG): int(str(void.value(part, VOID.entities)))
        for part in void.objects(DATASET, VOID.classPartition)
    }
    assert (of_class["Question"], of_class["Answer"], of_class["Country"]) == (QUESTIONS, ANSWERS, 12)
    assert len(of_class) == int(str(void.value(DATASET, VOID.classes)))
    partitions = list(void.objects(DATASET, VOID.propertyPartition))
    assert sum(int(str(void.value(part, VOID.triples))) for part in partitions) == len(merged)


def test_void_tells_the_years_and_the_software(void: Graph) -> None:
    (period,) = void.objects(DATASET, DCTERMS.temporal)
    # From the first questions put to the last answers given.
    assert str(void.value(period, DCAT.startDate)) == "2099-01-19"
    assert str(void.value(period, DCAT.endDate)) == "2099-05-11"
    assert {literal.language for literal in void.objects(DATASET, DCTERMS.title) if isinstance(literal, Literal)} == {
        "nl",
        "en",
    }


def test_void_tells_where_the_links_lead(void: Graph) -> None:
    links = {
        str(void.value(void.value(subset, VOID.objectsTarget), VOID.uriSpace)): int(
            str(void.value(subset, VOID.triples))
        )
        for subset in void.objects(DATASET, VOID.subset)
    }
    # Nine EU acts, named in 17 questions and answers by themselves; see eu-acts-cited in test_queries_on_samples.py.
    assert links["http://data.europa.eu/eli/"] == 17
    assert links["https://deeplink.rechtspraak.nl/"] == 2
    assert set(links) >= {f"{AUTHORITY}country/", "https://wetten.overheid.nl/", PUBLICATIONS}


# -------------------------------------------------------------------------------------------------- JSON-LD


def test_json_ld_is_read_by_short_names(sample_store: GraphStore) -> None:
    output = io.BytesIO()
    export(sample_store, ExportFormat.JSONLD, output)
    told = json.loads(output.getvalue())
    assert told["@context"] == context()["@context"]
    (paper,) = [graph for graph in told["@graph"] if graph["id"] == f"{PUBLICATIONS}ah-tk-20982099-102"]
    things = {thing["id"]: thing for thing in paper["graph"]}
    answer = things[f"{DRANKJES}/answer/3"]
    assert answer["type"] == "Answer"
    assert answer["answerKind"] == "direct"
    assert answer["answers"] == [f"{DRANKJES}/question/3", f"{DRANKJES}/question/4"]
    assert answer["position"] == 7
    assert answer["text"].startswith("Een fabrikant moet op grond van artikel 49 van de Geneesmiddelenwet")
    document = things[f"{PUBLICATIONS}ah-tk-20982099-102"]
    assert document["title"] == {"nl": "tekorten aan antibiotica voor kinderen in de grensstreek"}
    assert (document["documentType"], document["submittedOn"]) == ("aanhangsel", "2099-04-16")
    # Every property and class that the graph uses has a name in the context, or at least a prefix.
    assert [key for graph in told["@graph"] for thing in graph["graph"] for key in thing if "//" in key] == []


def test_json_ld_loses_nothing(sample_store: GraphStore) -> None:
    output = io.BytesIO()
    export(sample_store, ExportFormat.JSONLD, output)
    read = set(ox.parse(output.getvalue(), ox.RdfFormat.JSON_LD))
    assert read == {quad for graph in sample_store.graphs() for quad in sample_store.quads(graph)}
