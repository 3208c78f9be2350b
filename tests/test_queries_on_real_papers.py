"""Every shipped query answers on the real papers of ``../shared`` as a reader of those papers would.

The answers expected here were worked out from the papers and from their annotations (``../shared/gold``), which
say what careful readers found; none was taken from the program. Positions count the questions and answers of a
paper from 1. Of the *schriftelijk overleg* the shared annotations cover the first 48 positions.

Where the program is known to miss something that a query would tell, ``MISSED`` says so; where what a query tells
depends on vocabularies that grow, only the rows that any reading gives are expected (``at_least``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import pyoxigraph as ox
import pytest

from conftest import SHARED
from kamergraaf import __version__
from kamergraaf.builder import build
from kamergraaf.namespaces import DCTERMS, FOAF, KG, RDF, SKOS
from kamergraaf.resources import queries
from kamergraaf.store import GraphStore, open_store

Row = tuple[object, ...]

SINT, QUANTUM, CULTUUR, CONDUCTEUR = (f"ah-tk-20232024-{number}" for number in (1076, 1178, 1432, 1949))
LUNCH, JEMEN, STROOM, EETSTOORNIS = (f"ah-tk-20232024-{number}" for number in (1984, 2129, 2168, 2271))
OVERLEG, ANNOTATED = "overleg", 48

MANY = ("asked_by", "ministers", "movers", "names_group")
"""Columns with several names in a cell, in no order."""
_PROPOSED = "vredesonderhandeling"
"""A term that no scheme of ours holds: it is proposed from the paper, and these queries leave out what is."""
MISSED = {
    ("acts-by-group", ("D66", "Quantum Computing Cybersecurity Preparedness Act", "1")),
    ("groups-that-ask-about-the-same-policy", (_PROPOSED, "ChristenUnie", "SP")),
    ("policies-by-group", ("ChristenUnie", _PROPOSED, "3")),
    ("policies-by-group", ("SP", _PROPOSED, "3")),
}
"""Rows that a reader finds and the program does not, by query."""


@dataclass(frozen=True)
class Told:
    """What a query tells of some papers: rows, by the columns that tell."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    at_least: bool = False
    """There may be more rows than those of which a reader is sure."""


@dataclass(frozen=True)
class Paper:
    """A head as printed, and where the questions stand."""

    submitted: str
    answered: str
    askers: tuple[tuple[str, str], ...]
    offices: tuple[str, ...]
    asked: tuple[int, ...]
    asks: tuple[int, ...]
    """How many things each question asks."""
    answers: int
    days: int


def alternating(count: int) -> tuple[int, ...]:
    """Return the positions of ``count`` questions each of which is followed by its answer."""
    return tuple(range(1, 2 * count, 2))


JENV, BZ = "Minister van Justitie en Veiligheid", "Minister van Buitenlandse Zaken"
BZK = "Binnenlandse Zaken en Koninkrijksrelaties"
PAPERS = {
    # Groep Van Haga is the group of Belang van Nederland in the House.
    SINT: Paper(
        "2023-11-20", "2024-02-20", (("Van Haga", "BVNL"),), (f"Minister van {BZK}", JENV),
        alternating(5), (2, 3, 2, 3, 3), 5, 92,
    ),
    QUANTUM: Paper(
        "2024-01-16", "2024-03-07", (("Sneller", "D66"),), (f"Staatssecretaris van {BZK}", JENV),
        alternating(9), (1,) * 9, 9, 51,
    ),
    CULTUUR: Paper(
        "2024-03-07", "2024-04-05", (("Van Zanten", "BBB"),),
        ("Staatssecretaris van Onderwijs, Cultuur en Wetenschap",), alternating(6), (1,) * 6, 6, 29,
    ),
    # Questions 2 and 3 are answered together. The office stands as printed, without "van".
    CONDUCTEUR: Paper(
        "2024-05-06", "2024-06-11", (("Faber-van de Klashorst", "PVV"),), ("Minister Justitie en Veiligheid",),
        (1, 3, 4, 6, 8), (1, 2, 1, 1, 2), 4, 36,
    ),
    # Questions 9 and 10 are answered together.
    LUNCH: Paper(
        "2024-05-29", "2024-06-14", (("Van Eijk", "VVD"), ("Aartsen", "VVD")),
        ("Staatssecretaris van Financiën", "Minister van Sociale Zaken en Werkgelegenheid"),
        (*alternating(9), 18, 20), (1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1), 10, 16,
    ),
    JEMEN: Paper(
        "2024-06-05", "2024-06-28", (("Ceder", "ChristenUnie"), ("Dobbe", "SP")),
        (BZ, "Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking"),
        alternating(9), (1, 2, 1, 2, 1, 1, 2, 1, 3), 9, 23,
    ),
    STROOM: Paper(
        "2024-06-18", "2024-07-17", (("Erkens", "VVD"),), ("Minister voor Klimaat en Energie",),
        alternating(10), (1, 1, 2, 1, 2, 2, 2, 3, 1, 2), 10, 29,
    ),
    EETSTOORNIS: Paper(
        "2024-06-21", "2024-08-12", (("Westerveld", "GroenLinks-PvdA"),),
        tuple(f"{office} van Volksgezondheid, Welzijn en Sport" for office in ("Staatssecretaris", "Minister")),
        alternating(12), (1, 2, 3, 1, 1, 2, 2, 2, 2, 2, 3, 3), 12, 52,
    ),
}  # fmt: skip


def askings() -> Iterator[Row]:
    for document, paper in PAPERS.items():
        for number, position in enumerate(paper.asked, 1):
            for member, group in paper.askers:
                yield member, group, document, paper.submitted, str(position), str(number)


def addressed() -> Iterator[Row]:
    for paper in PAPERS.values():
        for group in {group for _, group in paper.askers}:
            for office in paper.offices:
                yield group, office, "1"


def sub_questions() -> Iterator[Row]:
    for document, paper in PAPERS.items():
        for position, asks in zip(paper.asked, paper.asks, strict=True):
            yield document, str(position), str(asks)


def heads() -> Iterator[Row]:
    for document, paper in PAPERS.items():
        yield document, "aanhangsel", paper.answered, str(len(paper.asked)), str(paper.answers)


def papers_cited() -> Iterator[Row]:
    """Yield the papers cited in heads ("Zie ook Aanhangsel …"), text and footnotes."""
    once = (
        "ah-tk-20232024-594 ah-tk-20232024-1028 ah-tk-20232024-1379 ah-tk-20232024-1843 ah-tk-20232024-2147"
        " kst-36410-VIII-106 kst-36410-VIII-82 kst-21501-02-2498 kst-22054-395 kst-36197-15 kst-29023-487"
        " kst-31839-874 kst-32793-613 kst-32793-677 kst-25424-679 kst-25424-684 kst-25424-685 kst-25424-691"
        " kst-25424-678 kst-36410-XVI-160"
    )
    yield "kst-31839-1024", "2", "1"
    for paper in once.split():
        yield paper, "1", "1"


CODE, GOVERNANCE, FAIR = "Code Diversiteit & Inclusie", "Governance Code Cultuur", "Fair Practice Code"
ARBO, LOON = "Arbeidsomstandighedenwet", "Wet op de loonbelasting 1964"
BESLUIT, NIS2 = "Besluit Fiscaal Bestuursrecht", "NIS2-richtlijn"
SPECIFIEK = "specifiek cultuurbeleid"

EXPECTED: dict[str, Told] = {
    "acts-by-group": Told(
        ("group", "act", "questions"),
        (
            ("D66", "Quantum Computing Cybersecurity Preparedness Act", "1"),
            ("BBB", CODE, "2"),
            ("VVD", ARBO, "2"),
            ("VVD", LOON, "2"),
        ),
    ),
    "acts-named-together": Told(
        ("act", "other_act", "times"),
        (
            (CODE, FAIR, "1"),
            (CODE, GOVERNANCE, "1"),
            (FAIR, GOVERNANCE, "1"),
            (CODE, f"Regeling op het {SPECIFIEK}", "1"),
            (CODE, f"Wet op het {SPECIFIEK}", "1"),
            (ARBO, LOON, "1"),
        ),
    ),
    "answers-by-kind-and-minister": Told(
        ("minister", "direct", "partial", "reference"),
        (
            ("De Jonge", "5", "0", "0"),
            ("Van Huffelen", "3", "6", "0"),
            ("Gräper-van Koolwijk", "6", "0", "0"),
            ("Yeşilgöz-Zegerius", "4", "0", "0"),
            ("Van Rij", "9", "1", "0"),
            ("Bruins Slot", "8", "0", "1"),
            ("Schreinemacher", "8", "0", "1"),
            ("Hermans", "7", "2", "1"),
            ("Karremans", "7", "4", "1"),
        ),
    ),
    "answers-that-only-refer": Told(
        ("document", "position", "points_to_position", "names_group"),
        (
            (JEMEN, "16", None, None),
            (STROOM, "20", "4", None),
            (STROOM, "20", "12", None),
            (STROOM, "20", "16", None),
            (EETSTOORNIS, "10", None, None),
        ),
    ),
    "answers-to-several-questions": Told(
        ("document", "position", "questions", "question_positions"),
        ((CONDUCTEUR, "5", "2", "3, 4"), (LUNCH, "19", "2", "17, 18")),
    ),
    "articles-and-the-answers-that-cite-them": Told(
        ("act", "article", "paragraph", "document", "position"),
        (
            (NIS2, "21", "2", QUANTUM, "8"),
            (BESLUIT, None, "8", LUNCH, "10"),
            (BESLUIT, None, "12", LUNCH, "10"),
            (BESLUIT, None, "13", LUNCH, "10"),
        ),
    ),
    "commitments-by-minister": Told(
        ("minister", "commitment", "due_by", "said_on", "document", "position"),
        (
            ("Van Huffelen", "Deze komt naar verwachting", "2024", "2024-03-07", QUANTUM, "4"),
            ("Gräper-van Koolwijk", "Uw Kamer zal per", None, "2024-04-05", CULTUUR, "12"),
            ("Hermans", "Conform de toezegging van", "2024", "2024-07-17", STROOM, "4"),
            ("Hermans", "Op dit moment ben", "2024", "2024-07-17", STROOM, "12"),
            ("Hermans", "Bij het bezien van", "2024", "2024-07-17", STROOM, "14"),
            ("Hermans", "Bij mijn nadere analyse", None, "2024-07-17", STROOM, "16"),
            ("Hermans", "Met de analyse waarover", "2024", "2024-07-17", STROOM, "18"),
            ("Karremans", "Daarbij is het streven", "2024", "2024-08-12", EETSTOORNIS, "24"),
        ),
        at_least=True,
    ),
    "commitments-without-a-date": Told(
        ("document", "position", "commitment", "ministers"),
        (
            (CULTUUR, "12", "Uw Kamer zal per", frozenset({"Gräper-van Koolwijk"})),
            (STROOM, "16", "Bij mijn nadere analyse", frozenset({"Hermans"})),
        ),
        at_least=True,
    ),
    "countries-brought-up-by-ministers": Told(
        ("document", "position", "country"),
        tuple(
            (document, position, country)
            for document, position, countries in (
                (QUANTUM, "8", "Verenigde Staten"),
                (QUANTUM, "14", "Verenigde Staten|Nederland|Frankrijk|Duitsland"),
                (QUANTUM, "16", "Nederland"),
                (QUANTUM, "18", "Nederland"),
                (CULTUUR, "2", "Nederland"),
                (CULTUUR, "4", "Nederland"),
                (CULTUUR, "6", "Nederland"),
                (CULTUUR, "8", "Nederland"),
                (JEMEN, "4", "Jemen"),
                (JEMEN, "12", "Nederland|Jemen"),
                (JEMEN, "18", "Nederland"),
                (STROOM, "6", "Nederland|Duitsland|België|Frankrijk|Verenigd Koninkrijk|Denemarken"),
                (STROOM, "16", "België"),
            )
            for country in countries.split("|")
        ),
    ),
    "court-decisions-cited": Told(
        ("court", "date", "document", "position"), (("Hoge Raad der Nederlanden", "2024-05-24", LUNCH, "1"),)
    ),
    "eu-acts-cited": Told(
        ("act", "celex", "eli", "times"),
        (
            (NIS2, "32022L2555", "http://data.europa.eu/eli/dir/2022/2555/oj", "1"),
            ("Elektriciteitsverordening", "32019R0943", "http://data.europa.eu/eli/reg/2019/943/oj", "2"),
        ),
    ),
    "groups-that-ask-about-the-same-policy": Told(
        ("policy", "group", "other_group"), (("vredesonderhandeling", "ChristenUnie", "SP"),), at_least=True
    ),
    "kamerstukken-cited": Told(("kamerstuk", "times", "documents"), tuple(papers_cited())),
    "media-behind-questions": Told(
        ("medium", "questions", "documents"),
        tuple(
            (medium, "1", "1")
            for medium in ("Hart van Nederland", "Algemeen Dagblad", "Forbes", "Het Financieele Dagblad", "KRO-NCRV")
        ),
    ),
    "members-who-ask-most": Told(
        ("member", "questions", "documents"),
        tuple((member, str(len(paper.asked)), "1") for paper in PAPERS.values() for member, _ in paper.askers),
    ),
    "motions-and-where-discussed": Told(
        ("movers", "published_as", "document", "in", "position"),
        (
            (frozenset({"Van Zanten"}), "kst-36410-VIII-82", CULTUUR, "question", "1"),
            (frozenset(), "kst-21501-02-2498", JEMEN, "question", "9"),
            (frozenset({"Erkens", "Grinwis"}), "kst-36197-15", STROOM, "answer", "12"),
            (frozenset(), "kst-25424-691", EETSTOORNIS, "question", "23"),
        ),
    ),
    "organisations-most-named": Told(
        ("organisation", "questions", "answers", "documents"),
        (
            ("Kick Out Zwarte Piet", "4", "5", "1"),
            ("Extinction Rebellion", "3", "3", "1"),
            ("Raad voor Cultuur", "0", "3", "1"),
            ("Verenigde Naties", "2", "3", "1"),
            ("Mensenrechtenraad van de Verenigde Naties", "1", "2", "1"),
            ("TenneT", "0", "3", "1"),
            ("Hoge Raad der Nederlanden", "4", "2", "1"),
            ("Ministerie van Financiën", "0", "2", "2"),
        ),
        at_least=True,
    ),
    "papers": Told(("document", "kind", "answered_on", "questions", "answers"), tuple(heads())),
    "people-named": Told(
        ("person", "questions_and_answers", "documents"),
        (
            ("Sahin", "1", "1"),
            ("Biden", "1", "1"),
            ("Grundberg", "2", "1"),
            ("Blokhuis", "1", "1"),
            ("Klaver", "1", "1"),
            ("Westerveld", "1", "1"),
        ),
    ),
    "policies-by-group": Told(
        ("group", "policy", "questions"),
        (
            ("BVNL", "openbare orde en veiligheid", "1"),
            ("D66", "encryptie", "4"),
            ("BBB", "culturele basisinfrastructuur", "4"),
            ("BBB", "cultuursubsidie", "3"),
            ("ChristenUnie", "vredesonderhandeling", "3"),
            ("SP", "vredesonderhandeling", "3"),
        ),
        at_least=True,
    ),
    # Of these two the rows of one person and one triple of each kind; more of them in tests of their own.
    "provenance-of-a-mention": Told(
        ("entity", "quote", "document", "position", "file"),
        (("Biden", "Biden", QUANTUM, "5", f"{QUANTUM}.pdf"),),
    ),
    "provenance-of-a-triple": Told(
        ("entity", "property", "value", "quote", "document", "position"),
        tuple(
            ("Biden", *told, "Biden", QUANTUM, "5")
            for told in (
                (f"{RDF}type", f"{KG}Person"),
                (f"{DCTERMS}identifier", "biden"),
                (f"{SKOS}prefLabel", "Biden"),
                (f"{FOAF}familyName", "Biden"),
                (f"{KG}mentions", "https://w3id.org/kamergraaf/id/person/biden"),
                (f"{KG}refersTo", "https://w3id.org/kamergraaf/id/person/biden"),
            )
        ),
        at_least=True,
    ),
    "provisions-with-juriconnect": Told(("jci", "document", "position"), ()),
    "questions-without-answer": Told(("document", "position"), ()),
    "reference-chains": Told(
        ("document", "position", "final_position", "steps"),
        (
            (QUANTUM, "2", "10", "1"),
            (QUANTUM, "8", "6", "1"),
            (QUANTUM, "14", "16", "1"),
            (QUANTUM, "18", "10", "1"),
            (LUNCH, "21", "19", "1"),
            (STROOM, "10", "4", "1"),
            (STROOM, "10", "8", "1"),
            (STROOM, "12", "4", "1"),
            # Straight, and by way of the answer at 12.
            (STROOM, "20", "4", "2"),
            (STROOM, "20", "16", "1"),
            (EETSTOORNIS, "4", "10", "1"),
            (EETSTOORNIS, "14", "8", "1"),
            (EETSTOORNIS, "18", "16", "1"),
        ),
    ),
    "sub-questions-per-question": Told(("document", "position", "sub_questions"), tuple(sub_questions())),
    # A reader is sure of what has an official IRI, or never has one, whatever else is found.
    "things-with-an-official-iri": Told(
        ("class", "official", "ours"),
        (
            # Yemen, the Netherlands, Saudi Arabia, the Emirates, the USA, France, Germany, Belgium, the UK, Denmark.
            ("Country", "10", "0"),
            ("CourtDecision", "0", "1"),
            ("Motion", "0", "4"),
            ("ParliamentaryDocument", "21", "0"),
            ("Person", "0", "6"),
            ("Provision", "0", "4"),
        ),
        at_least=True,
    ),
    "subjects-of-documents": Told(
        ("document", "subject", "scheme"),
        (
            (QUANTUM, "ICT", "taxonomie-beleidsagenda"),
            (CULTUUR, "Cultuur", "taxonomie-beleidsagenda"),
            (CONDUCTEUR, "Strafrecht", "taxonomie-beleidsagenda"),
            (JEMEN, "Internationaal", "taxonomie-beleidsagenda"),
            (STROOM, "Energie", "taxonomie-beleidsagenda"),
            (QUANTUM, "informatiebeveiliging", "eurovoc"),
            (CULTUUR, "cultuurbeleid", "eurovoc"),
            (CONDUCTEUR, "strafrecht", "eurovoc"),
            (LUNCH, "loonbelasting", "eurovoc"),
            (JEMEN, "Jemen", "eurovoc"),
            (STROOM, "elektrische energie", "eurovoc"),
            (EETSTOORNIS, "geestelijke gezondheid", "eurovoc"),
        ),
        at_least=True,
    ),
    "time-to-answer": Told(
        ("document", "submitted_on", "answered_on", "days"),
        tuple((document, paper.submitted, paper.answered, str(paper.days)) for document, paper in PAPERS.items()),
    ),
    "who-asks-about-which-country": Told(
        ("group", "country", "questions"),
        (
            ("BVNL", "Nederland", "1"),
            ("D66", "Verenigde Staten", "1"),
            ("D66", "Nederland", "1"),
            ("BBB", "Nederland", "1"),
            ("VVD", "Nederland", "3"),
            ("VVD", "Verenigd Koninkrijk", "1"),
            *(
                (group, country, times)
                for group in ("ChristenUnie", "SP")
                for country, times in (
                    ("Jemen", "6"),
                    ("Nederland", "4"),
                    ("Saudi-Arabië", "1"),
                    ("Verenigde Arabische Emiraten", "1"),
                )
            ),
        ),
    ),
    "who-asks-what": Told(("member", "group", "document", "submitted_on", "position", "number"), tuple(askings())),
    "who-asks-whom": Told(("group", "office", "documents"), tuple(addressed())),
}

OF_THE_OVERLEG: dict[str, Told] = {
    "answers-that-only-refer": Told(
        ("position", "points_to_position", "names_group"),
        (
            ("32", "8", frozenset({"PVV"})),
            ("38", "2", frozenset({"PVV"})),
            ("40", "4", frozenset({"GroenLinks-PvdA", "PVV"})),
            ("40", "12", frozenset({"GroenLinks-PvdA", "PVV"})),
        ),
    ),
    "court-decisions-cited": Told(("court", "date", "position"), (("Raad van State", "2024-05-06", "16"),)),
    "provisions-with-juriconnect": Told(
        ("jci", "position"), (("jci1.3:c:BWBR0012002&artikel=3.37g", "28"),)
    ),
    "questions-without-answer": Told(("position",), ()),
    "reference-chains": Told(
        ("position", "final_position", "steps"),
        (
            ("12", "4", "1"),
            ("32", "8", "1"),
            ("38", "2", "1"),
            # Straight to the reply to the PVV, and by way of the one to GroenLinks-PvdA, which points there too.
            ("40", "4", "2"),
        ),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def kamervragen() -> GraphStore:
    """Return a store of the eight real papers with questions of members."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip(f"the real papers are not there: {SHARED / 'corpus'}")
    store = open_store(None)
    report = build([SHARED / "corpus" / f"{name}.pdf" for name in PAPERS], store)
    assert report.failures == []
    return store


@pytest.fixture(scope="module")
def overleg() -> GraphStore:
    """Return a store of the real *schriftelijk overleg*."""
    path = SHARED / "corpus" / "kst-32317-jbz-2025-01.md"
    if not path.is_file():
        pytest.skip(f"the real paper is not there: {path}")
    store = open_store(None)
    assert build([path], store).failures == []
    return store


def found(store: GraphStore, name: str, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of the shipped query ``name``, by ``columns``."""
    solutions = store.query(queries()[name].text)
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple(cell(column, row[column]) for column in columns) for row in solutions]


def cell(column: str, term: object) -> object:
    if column in MANY and column != "names_group":
        assert term is None or isinstance(term, ox.Literal)
        return frozenset(term.value.split(", ")) - {""} if term is not None else frozenset()
    if term is None:
        return None
    assert isinstance(term, ox.NamedNode | ox.Literal)
    if column in MANY:
        return frozenset(term.value.split(", "))
    # A sentence is told by its first words, as the annotations do.
    return " ".join(term.value.split()[:4]) if column == "commitment" else term.value


@pytest.mark.parametrize("name", queries())
def test_a_query_finds_in_kamervragen_what_a_reader_finds(name: str, kamervragen: GraphStore) -> None:
    assert name in EXPECTED, f"no answer is expected of {name}: work one out from the papers"
    told = EXPECTED[name]
    rows = found(kamervragen, name, told.columns)
    if name.startswith("provenance-"):
        rows = [row for row in rows if row[0] == "Biden"]
    if name == "acts-named-together":
        rows = [(*sorted(map(str, row[:2])), row[2]) for row in rows]
    expected = {row for row in told.rows if (name, row) not in MISSED}
    assert expected - set(rows) == set()
    assert told.at_least or set(rows) - set(told.rows) == set()


@pytest.mark.parametrize("name", OF_THE_OVERLEG)
def test_a_query_finds_in_a_schriftelijk_overleg_what_a_reader_finds(name: str, overleg: GraphStore) -> None:
    told = OF_THE_OVERLEG[name]
    rows = found(overleg, name, told.columns)
    place = told.columns.index("position")
    assert {row for row in rows if int(str(row[place])) <= ANNOTATED} == set(told.rows)


def test_nothing_is_missed_that_is_found(kamervragen: GraphStore) -> None:
    """A row that the program finds by now is to be taken out of ``MISSED``."""
    for name, row in MISSED:
        assert row not in found(kamervragen, name, EXPECTED[name].columns), f"{name}: {row}"


def test_every_triple_about_a_thing_leads_to_a_file_of_the_papers(kamervragen: GraphStore) -> None:
    columns = ("document", "file", "sha256", "software", "software_version", "rule", "quote", "property")
    rows = set(found(kamervragen, "provenance-of-a-triple", columns))
    assert {row[0] for row in rows} == set(PAPERS)
    for document, file, digest, software, version, rule, quote, prop in rows:
        assert (file, digest) == (f"{document}.pdf", hashes()[f"{document}.pdf"])
        assert (software, version) == ("kamergraaf", __version__)
        assert (rule is None) == (quote is None)
        # What is said of a thing in a text is backed by words of it.
        assert quote or prop not in {f"{KG}mentions", f"{KG}refersTo"}


@cache
def hashes() -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in (SHARED / "corpus").iterdir()}
