"""Every shipped query answers on the sample papers as a reader of the papers would.

The answers expected here were worked out from the papers. Positions count the questions and answers of a paper
from 1, in its order; ``OVERLEG`` stands for the *schriftelijk overleg*, whose identifier is made from its content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import as_file
from pathlib import Path

import pyoxigraph as ox
import pytest

from kamergraaf import __version__
from kamergraaf.builder import build
from kamergraaf.namespaces import DCTERMS, FOAF, KG, RDF, SKOS
from kamergraaf.resources import queries, samples
from kamergraaf.store import GraphStore, open_store
from test_samples import EXPECTED as PAPERS
from test_samples import positions

Row = tuple[object, ...]

OVERLEG = "overleg"
STROOM = "ah-tk-20982099-101"
DRANKJES = "ah-tk-20982099-102"
MOESTUIN = "ah-tk-20982099-103"
FILES = {
    OVERLEG: "overleg-fictief-nachttreinen.md",
    STROOM: "ah-tk-20982099-101.txt",
    DRANKJES: "ah-tk-20982099-102.txt",
    MOESTUIN: "ah-tk-20982099-103.md",
}

ACM = "Autoriteit Consument en Markt"
AVG = "Algemene verordening gegevensbescherming"
HOF = "Hof van Justitie van de Europese Unie"
TREINREIZIGERS = "Verordening rechten en verplichtingen treinreizigers"

MANY = ("asked_by", "ministers", "movers", "names_group")
"""Columns with several names in a cell, in no order."""
TEXTS = {
    "answer_text": "position",
    "question_text": "position",
    "points_to_text": "points_to_position",
    "final_text": "final_position",
}
"""Columns that show a unit's text, and the column with that unit's position."""


@dataclass(frozen=True)
class Answer:
    """What a query finds: all of its rows, by the columns that tell."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def names(*several: str) -> frozenset[str]:
    return frozenset(several)


def askings() -> Iterator[Row]:
    """Yield who asks each question: of the overleg by its headings, of the others by their heads."""
    groups = {
        "PVV": (1, 3, 4, 6, 8),
        "GroenLinks-PvdA": (10, 12, 14, 16, 17, 18, 20),
        "VVD": (22, 24, 26, 28),
        "D66": (30, 32, 34, 36, 38),
        "ChristenUnie": (40, 42, 44, 46),
    }
    for group, asked in groups.items():
        for position in asked:
            yield None, group, OVERLEG, None, str(position), None
    heads = {
        STROOM: ("2099-03-03", [("Van Brakelsma", "VVD")], (1, 3, 5, 6, 8, 9, 10, 12, 14, 16)),
        DRANKJES: ("2099-04-16", [("Duinstee-Oving", "D66"), ("Van Nijenbeek", "SP")], (1, 3, 5, 6, 8, 10, 12, 14, 16)),
        MOESTUIN: (
            "2099-01-19",
            [("Terwolde", "ChristenUnie"), ("Idsardi", "ChristenUnie"), ("Kwakernaak-Blom", "BBB")],
            (1, 3, 5, 6, 8, 10, 11, 12, 14, 16),
        ),
    }
    for document, (day, members, asked) in heads.items():
        for number, position in enumerate(asked, 1):
            for member, group in members:
                yield member, group, document, day, str(position), str(number)


def sub_questions() -> Iterator[Row]:
    """Yield how many asking sentences each question has, by position."""
    counted = {
        OVERLEG: "1:1 3:2 4:3 6:3 8:2 10:3 12:3 14:2 16:1 17:1 18:2 20:2 22:2 24:1 26:2 28:3 30:1 32:2 34:2 36:2 38:2"
        " 40:1 42:3 44:1 46:3",
        STROOM: "1:1 3:3 5:1 6:1 8:1 9:1 10:2 12:1 14:2 16:1",
        DRANKJES: "1:1 3:2 5:1 6:2 8:2 10:1 12:3 14:1 16:1",
        MOESTUIN: "1:1 3:2 5:1 6:1 8:2 10:1 11:1 12:1 14:1 16:2",
    }
    for document, pairs in counted.items():
        for pair in pairs.split():
            yield document, *pair.split(":")


def countries() -> Iterator[Row]:
    """Yield in how many questions each group names each country, its own name and adjective alike."""
    named = {
        "PVV": {"Slovenië": 1, "Nederland": 2, "Oostenrijk": 1},
        "GroenLinks-PvdA": {"Denemarken": 1, "Zweden": 1, "Tsjechië": 1},
        "VVD": {"Nederland": 2, "Duitsland": 1, "België": 1, "Verenigd Koninkrijk": 1, "Denemarken": 1},
        "D66": {"Nederland": 2, "Duitsland": 2, "België": 1, "Frankrijk": 1, "Zweden": 1, "Oostenrijk": 1},
        "SP": {"Nederland": 1, "Duitsland": 2, "België": 1},
        "ChristenUnie": {"Nederland": 2, "Duitsland": 1, "België": 1, "Finland": 1, "Zweden": 1},
        "BBB": {"Nederland": 1, "Finland": 1, "Zweden": 1},
    }
    for group, counts in named.items():
        for country, times in counts.items():
            yield group, country, str(times)


def subjects() -> Iterator[Row]:
    """Yield the concepts and the theme that the shipped terms give each paper."""
    given = {
        OVERLEG: ("vervoer per spoor", "vervoerbeleid", "grensoverschrijdend vervoer", "transportinfrastructuur"),
        STROOM: ("energienet", "energiebeleid"),
        DRANKJES: ("gezondheidsbeleid", "antibioticum"),
        MOESTUIN: (
            "onderwijs",
            "collectieve maaltijdverstrekking",
            "onderwijsinstelling",
            "beroepsonderwijs",
            "voeding",
        ),
    }
    themes = {
        OVERLEG: "Spoor",
        STROOM: "Energie",
        DRANKJES: "Geneesmiddelen en medische hulpmiddelen",
        MOESTUIN: "Beroepsonderwijs",
    }
    for document, concepts in given.items():
        for concept in concepts:
            yield document, concept, "eurovoc"
        yield document, themes[document], "taxonomie-beleidsagenda"


def policies() -> Iterator[Row]:
    """Yield in how many questions each group names each policy, of the shipped scheme or proposed."""
    named = {
        "PVV": {"nachttrein": 2},
        "GroenLinks-PvdA": {"nachttrein": 2, "internationaal spoorvervoer": 1},
        "VVD": {"nachttrein": 3, "ERTMS": 1, "treindienstregeling": 1, "netcongestie": 1, "sportvereniging": 1},
        "D66": {"nachttrein": 4, "vliegbelasting": 1},
        "ChristenUnie": {
            "nachttrein": 3,
            "internationaal spoorvervoer": 1,
            "middelbaar beroepsonderwijs": 1,
            "schoolmaaltijd": 1,
        },
        "BBB": {"middelbaar beroepsonderwijs": 1, "schoolmaaltijd": 1},
    }
    for group, counts in named.items():
        for policy, times in counts.items():
            yield group, policy, str(times)


def organisations() -> Iterator[Row]:
    """Yield in how many questions, answers and papers each body is named, footnotes included."""
    counted = {
        (2, 3, 2): (ACM,),
        (2, 2, 1): ("NS",),
        (1, 3, 1): ("ProRail",),
        (1, 2, 2): ("Europese Commissie",),
        (0, 2, 2): ("Europese Unie",),
        (1, 1, 1): (
            "College ter Beoordeling van Geneesmiddelen",
            "Enexis",
            "Federatie Nederlandse Vakbeweging",
            "Inspectie Gezondheidszorg en Jeugd",
            "Inspectie Leefomgeving en Transport",
            "Nederlandse Zorgautoriteit",
            "Stichting Nachtspoor Noordwest",
            "Vereniging van Nederlandse Gemeenten",
        ),
        (1, 0, 1): (
            "Afdeling bestuursrechtspraak van de Raad van State",
            "De Telegraaf",
            HOF,
            "Koninklijke Nederlandse Maatschappij ter bevordering der Pharmacie",
            "Leeuwarder Courant",
            "Nieuwsuur",
            "Rechtbank Gelderland",
            "Trouw",
            "Wageningen University & Research",
        ),
        (0, 1, 1): (
            "Autoriteit Persoonsgegevens",
            "Dienst Uitvoering Onderwijs",
            "Europese Investeringsbank",
            "Inspectie van het Onderwijs",
            "MBO Raad",
            "Netbeheer Nederland",
            "Provincie Limburg",
            "Raad van State",
            "Rijksdienst voor Ondernemend Nederland",
            "Spoorwegbureau van de Europese Unie",
        ),
    }
    for times, bodies in counted.items():
        for body in bodies:
            yield body, *map(str, times)


def papers_cited() -> Iterator[Row]:
    """Yield the papers that the samples cite, in heads, text and footnotes; each is cited in one place."""
    cited = (
        "kst-99123-57 kst-99123-52 kst-99112-1187 kst-99300-XII-44 kst-99123-38 kst-99123-55 kst-99123-41 kst-99123-54"
        " kst-99410-C kst-99123-29 ah-tk-20982099-88 kst-99204-31 kst-99204-36 kst-99477-12 kst-99477-15"
        " ah-tk-20982099-71 kst-99300-XIV-12 kst-99300-XIV-27 ah-tk-20972098-1650"
    )
    for paper in cited.split():
        yield paper, "1", "1", f"https://zoek.officielebekendmakingen.nl/{paper}"


def promises() -> Iterator[Row]:
    """Yield what each minister undertakes, by its first four words; 2099-22 is summer in EDTF."""
    spoor = "Minister van Infrastructuur en Waterstaat"
    for position, words, due in (
        ("2", "Mocht de Europese Commissie", None),
        ("9", "Ik verwacht uw Kamer", "2099-22"),
        ("13", "Ik zal uw Kamer", "2100-03-01"),
        ("31", "Over de toekomst van", "2099"),
        ("33", "Zodra ik die heb", None),
        ("39", "Ik zeg toe dat", None),
        ("39", "Uw Kamer ontvangt het", "2099-09-15"),
        ("47", "Ik ben bereid een", "2099-12-25"),
    ):
        yield "Oldeveld", spoor, words, due, "2099-03-27", OVERLEG, position
    groei, zorg = "Minister van Klimaat en Groene Groei", "Minister van Volksgezondheid, Welzijn en Sport"
    yield "Van Schuttevoort", groei, "Ik verwacht de Kamer", "2099", "2099-04-02", STROOM, "11"
    yield "Van Schuttevoort", groei, "De uitwerking daarvan zal", "2099-10-01", "2099-04-02", STROOM, "15"
    yield "Hooglander-Prins", zorg, "Ik zal de Kamer", "2099-22", "2099-05-11", DRANKJES, "13"
    for minister, office in (
        ("Ter Braakhuis", "Minister van Landbouw, Visserij, Voedselzekerheid en Natuur"),
        ("Vennegoor-Lamm", "Staatssecretaris van Onderwijs, Cultuur en Wetenschap"),
    ):
        yield minister, office, "Wij zullen het onderwerp", "2099-07-01", "2099-02-23", MOESTUIN, "13"


def places() -> Iterator[Row]:
    """Yield where all people and a few other things are named, with offsets counted in the files."""
    for entity, quote, document, position, opening in (
        ("Lindemarck", "Lindemarck", OVERLEG, "23", "Er zijn twee belemmeringen."),
        ("Lindemarck", "Lindemarck", MOESTUIN, "17", "In aanvulling op het antwoord op vraag 5"),
        ("Ten Haaf", "Ten Haaf", OVERLEG, "32", "Hoe beoordeelt de minister de oproep"),
        ("Ten Haaf", "Ten Haaf", OVERLEG, "33", "Ik heb op 2 maart 2099"),
        ("Delacourbe", "Delacourbe", OVERLEG, "34", "Klopt het dat de Franse minister"),
        ("Polderman-Vis", "Polderman-Vis", DRANKJES, "10", "Wat heeft u gedaan"),
        ("Trouw", "Trouw", DRANKJES, "1", "Bent u bekend met de uitzending"),
        ("Zorgverzekeringswet", "Zorgverzekeringswet", DRANKJES, "9", "Nee. Een recept"),
        ("Zorgverzekeringswet", "Zvw", DRANKJES, "9", "Nee. Een recept"),
    ):
        start = line(document, opening).index(quote)
        yield entity, quote, document, position, str(start), str(start + len(quote)), None, FILES[document]
    for entity, quote, document, position, label in (
        ("Trouw", "Trouw", DRANKJES, "1", "1"),
        ("Leeuwarder Courant", "Leeuwarder Courant", STROOM, "1", "1"),
        ("Geneesmiddelenrichtlijn", "Richtlijn 2001/83/EG", DRANKJES, "7", "2"),
    ):
        yield entity, quote, document, position, None, None, label, FILES[document]


def line(document: str, opening: str) -> str:
    """Return the unit of ``document`` that stands on one line of its file and starts with ``opening``."""
    text = (samples() / FILES[document]).read_text(encoding="utf-8")
    (found,) = (bare for raw in text.splitlines() if (bare := raw.strip("*")).startswith(opening))
    return found


def acts() -> Iterator[Row]:
    """Yield in how many questions each group names each act, by its name, its number or an article."""
    named = {
        "VVD": {"TEN-T-verordening": 1, "Energiewet": 1, "Elektriciteitsverordening": 1},
        "GroenLinks-PvdA": {
            TREINREIZIGERS: 1,
            AVG: 1,
            "Verdrag inzake de rechten van personen met een handicap": 1,
        },
        "D66": {"Geneesmiddelenwet": 1, "Patiëntenrichtlijn": 1},
        "SP": {"Geneesmiddelenwet": 1, "Patiëntenrichtlijn": 1},
        "ChristenUnie": {"Wet educatie en beroepsonderwijs": 2, "Verordening biologische productie": 1},
        "BBB": {"Wet educatie en beroepsonderwijs": 2, "Verordening biologische productie": 1},
    }
    for group, counts in named.items():
        for act, times in counts.items():
            yield group, act, str(times)


def addressed() -> Iterator[Row]:
    """Yield to whom each group puts its questions, by the heads; none does so in two papers."""
    for groups, offices in (
        (("PVV", "GroenLinks-PvdA", "VVD", "D66", "ChristenUnie"), ("Minister van Infrastructuur en Waterstaat",)),
        (("VVD",), ("Minister van Klimaat en Groene Groei",)),
        (
            ("D66", "SP"),
            (
                "Minister van Volksgezondheid, Welzijn en Sport",
                "Staatssecretaris van Volksgezondheid, Welzijn en Sport",
            ),
        ),
        (
            ("ChristenUnie", "BBB"),
            (
                "Minister van Landbouw, Visserij, Voedselzekerheid en Natuur",
                "Staatssecretaris van Onderwijs, Cultuur en Wetenschap",
            ),
        ),
    ):
        for group in groups:
            for office in offices:
                yield group, office, "1"


def shared_policies() -> Iterator[Row]:
    """Yield which two groups ask about one policy, of what each group asks about."""
    asked = [(group, policy) for group, policy, _ in policies()]
    for group, policy in asked:
        yield from ((policy, group, other) for other, same in asked if same == policy and str(group) < str(other))


EXPECTED: dict[str, Answer] = {
    "acts-by-group": Answer(("group", "act", "questions"), tuple(acts())),
    "answers-by-kind-and-minister": Answer(
        ("minister", "direct", "partial", "reference"),
        (
            ("Oldeveld", "17", "2", "3"),
            ("Van Schuttevoort", "5", "1", "1"),
            ("Hooglander-Prins", "5", "1", "2"),
            ("Ter Braakhuis", "5", "1", "1"),
            ("Vennegoor-Lamm", "5", "1", "1"),
        ),
    ),
    "answers-to-several-questions": Answer(
        ("document", "position", "questions", "question_positions"),
        (
            (OVERLEG, "5", "2", "3, 4"),
            (OVERLEG, "19", "3", "16, 17, 18"),
            (STROOM, "7", "2", "5, 6"),
            (STROOM, "11", "3", "8, 9, 10"),
            (DRANKJES, "7", "2", "5, 6"),
            (MOESTUIN, "7", "2", "5, 6"),
            (MOESTUIN, "13", "3", "10, 11, 12"),
        ),
    ),
    "commitments-without-a-date": Answer(
        ("document", "position", "commitment", "ministers"),
        (
            (OVERLEG, "2", "Mocht de Europese Commissie", names("Oldeveld")),
            (OVERLEG, "33", "Zodra ik die heb", names("Oldeveld")),
            (OVERLEG, "39", "Ik zeg toe dat", names("Oldeveld")),
        ),
    ),
    "countries-brought-up-by-ministers": Answer(
        ("document", "position", "country"),
        (
            (OVERLEG, "5", "Tsjechië"),
            (OVERLEG, "9", "België"),
            (OVERLEG, "11", "Nederland"),
            (OVERLEG, "15", "Duitsland"),
            (OVERLEG, "19", "Nederland"),
            (OVERLEG, "29", "Nederland"),
            (OVERLEG, "29", "Zwitserland"),
            (OVERLEG, "29", "Duitsland"),
            (MOESTUIN, "9", "Nederland"),
        ),
    ),
    "eu-acts-cited": Answer(
        ("act", "celex", "eli", "times"),
        tuple(
            (act, celex, f"http://data.europa.eu/eli/{eli}/oj", times)
            for act, celex, eli, times in (
                (TREINREIZIGERS, "32021R0782", "reg/2021/782", "3"),
                (AVG, "32016R0679", "reg/2016/679", "2"),
                ("SERA-richtlijn", "32012L0034", "dir/2012/34", "2"),
                ("Rome I-verordening", "32008R0593", "reg/2008/593", "1"),
                ("TEN-T-verordening", "32024R1679", "reg/2024/1679", "1"),
                ("Elektriciteitsverordening", "32019R0943", "reg/2019/943", "2"),
                ("Geneesmiddelenrichtlijn", "32001L0083", "dir/2001/83", "1"),
                ("Patiëntenrichtlijn", "32011L0024", "dir/2011/24", "2"),
                ("Verordening biologische productie", "32018R0848", "reg/2018/848", "3"),
            )
        ),
    ),
    "groups-that-ask-about-the-same-policy": Answer(("policy", "group", "other_group"), tuple(shared_policies())),
    "media-behind-questions": Answer(
        ("medium", "questions", "documents"),
        tuple((medium, "1", "1") for medium in ("De Telegraaf", "Leeuwarder Courant", "Nieuwsuur", "Trouw")),
    ),
    "members-who-ask-most": Answer(
        ("member", "questions", "documents"),
        (
            ("Van Brakelsma", "10", "1"),
            ("Duinstee-Oving", "9", "1"),
            ("Van Nijenbeek", "9", "1"),
            ("Terwolde", "10", "1"),
            ("Idsardi", "10", "1"),
            ("Kwakernaak-Blom", "10", "1"),
        ),
    ),
    "papers": Answer(
        ("document", "kind", "title", "answered_on", "questions", "answers"),
        (
            (
                OVERLEG,
                "schriftelijk-overleg",
                "Beantwoording vragen schriftelijk overleg informele Transportraad te Slovenië op 8 en 9 april 2099",
                "2099-03-27",
                "25",
                "22",
            ),
            (
                STROOM,
                "aanhangsel",
                "het bericht «Dorpshuis wacht vier jaar op zwaardere stroomaansluiting»",
                "2099-04-02",
                "10",
                "7",
            ),
            (
                DRANKJES,
                "aanhangsel",
                "tekorten aan antibiotica voor kinderen in de grensstreek",
                "2099-05-11",
                "9",
                "8",
            ),
            (
                MOESTUIN,
                "aanhangsel",
                "moestuinen en biologische maaltijden op groene mbo-scholen",
                "2099-02-23",
                "10",
                "7",
            ),
        ),
    ),
    # Of this one too only some rows are expected; see the tests of it below.
    "provenance-of-a-triple": Answer(
        ("entity", "property", "quote", "position", "document", "file"),
        (
            ("Delacourbe", f"{KG}mentions", "Delacourbe", "34", OVERLEG, FILES[OVERLEG]),
            ("Delacourbe", f"{KG}refersTo", "Delacourbe", "34", OVERLEG, FILES[OVERLEG]),
            ("Delacourbe", f"{RDF}type", "Delacourbe", "34", OVERLEG, FILES[OVERLEG]),
            ("Delacourbe", f"{DCTERMS}identifier", "Delacourbe", "34", OVERLEG, FILES[OVERLEG]),
            ("Delacourbe", f"{SKOS}prefLabel", "Delacourbe", "34", OVERLEG, FILES[OVERLEG]),
            ("Delacourbe", f"{FOAF}familyName", "Delacourbe", "34", OVERLEG, FILES[OVERLEG]),
        ),
    ),
    "provisions-with-juriconnect": Answer(
        ("jci", "document", "position"),
        (
            ("jci1.3:c:BWBR0015007&artikel=62", OVERLEG, "7"),
            ("jci1.3:c:BWBR0005537&artikel=3:46", OVERLEG, "27"),
            ("jci1.3:c:BWBR0011470&artikel=20&lid=2&o=b", OVERLEG, "43"),
            ("jci1.3:c:BWBR0011470&artikel=28", OVERLEG, "43"),
            ("jci1.3:c:BWBR0011470&artikel=29", OVERLEG, "43"),
            ("jci1.3:c:BWBR0050714&artikel=3.38", STROOM, "5"),
            ("jci1.3:c:BWBR0021505&artikel=49&lid=7", DRANKJES, "5"),
            ("jci1.3:c:BWBR0021505&artikel=49", DRANKJES, "7"),
            ("jci1.3:c:BWBR0007625&artikel=2.2.1&lid=3", MOESTUIN, "6"),
        ),
    ),
    # How many policies are named depends on the scheme; those who read the paper count the rest.
    "things-with-an-official-iri": Answer(
        ("class", "official", "ours"),
        (
            ("Country", "12", "0"),
            ("CourtDecision", "2", "1"),
            ("Legislation", "17", "3"),
            ("Motion", "0", "4"),
            ("Organisation", "18", "14"),
            ("ParliamentaryDocument", "19", "0"),
            ("ParliamentaryGroup", "0", "4"),
            ("Person", "0", "4"),
            ("Provision", "0", "16"),
        ),
    ),
    "who-asks-whom": Answer(("group", "office", "documents"), tuple(addressed())),
    "acts-named-together": Answer(
        ("act", "other_act", "times"),
        (
            (AVG, TREINREIZIGERS, "2"),
            ("Geneesmiddelenrichtlijn", "Geneesmiddelenwet", "1"),
            ("Patiëntenrichtlijn", "Zorgverzekeringswet", "1"),
            ("Rome I-verordening", "Arbeidstijdenwet", "1"),
            ("Wet regionaal nachtvervoer", "Wet personenvervoer 2000", "1"),
        ),
    ),
    "answers-that-only-refer": Answer(
        ("document", "position", "points_to_position", "names_group"),
        (
            (OVERLEG, "25", "2", names("PVV")),
            (OVERLEG, "41", "2", names("PVV", "VVD")),
            (OVERLEG, "41", "25", names("PVV", "VVD")),
            (OVERLEG, "45", "13", None),
            (OVERLEG, "45", "37", None),
            (STROOM, "13", "4", None),
            (DRANKJES, "11", None, None),
            (DRANKJES, "17", "7", None),
            (MOESTUIN, "15", "13", None),
        ),
    ),
    "articles-and-the-answers-that-cite-them": Answer(
        ("act", "article", "paragraph", "document", "position"),
        (
            (TREINREIZIGERS, "18", "1", OVERLEG, "5"),
            ("Spoorwegwet", "62", None, OVERLEG, "7"),
            (AVG, "6", "1", OVERLEG, "11"),
            ("SERA-richtlijn", "42", None, OVERLEG, "23"),
            ("Algemene wet bestuursrecht", "3:46", None, OVERLEG, "27"),
            ("Wet personenvervoer 2000", "20", "2", OVERLEG, "43"),
            ("Wet personenvervoer 2000", "28", None, OVERLEG, "43"),
            ("Wet personenvervoer 2000", "29", None, OVERLEG, "43"),
            ("Elektriciteitsverordening", "16", "1", STROOM, "11"),
            ("Geneesmiddelenwet", "49", None, DRANKJES, "7"),
            ("Geneesmiddelenrichtlijn", "81", None, DRANKJES, "7"),
            ("Patiëntenrichtlijn", "11", None, DRANKJES, "9"),
            ("Verordening biologische productie", "2", "3", MOESTUIN, "9"),
        ),
    ),
    "commitments-by-minister": Answer(
        ("minister", "office", "commitment", "due_by", "said_on", "document", "position"), tuple(promises())
    ),
    "court-decisions-cited": Answer(
        ("identifier", "court", "date", "document", "position"),
        (
            (
                "ECLI:NL:RVS:2098:3311",
                "Afdeling bestuursrechtspraak van de Raad van State",
                "2098-09-17",
                OVERLEG,
                "26",
            ),
            ("hof-van-justitie-van-de-europese-unie-2099-01-14", HOF, "2099-01-14", OVERLEG, "34"),
            ("ECLI:NL:RBGEL:2099:517", "Rechtbank Gelderland", "2099-02-03", DRANKJES, "14"),
        ),
    ),
    "kamerstukken-cited": Answer(("kamerstuk", "times", "documents", "link"), tuple(papers_cited())),
    "motions-and-where-discussed": Answer(
        ("movers", "published_as", "document", "in", "position", "quote"),
        (
            (
                names("Brandsema", "Van der Zwaluw"),
                "kst-99123-41",
                OVERLEG,
                "question",
                "12",
                "motie van de leden Brandsema en Van der Zwaluw",
            ),
            (
                names("Brandsema", "Van der Zwaluw"),
                "kst-99123-41",
                OVERLEG,
                "answer",
                "13",
                "motie van de leden Brandsema en Van der Zwaluw",
            ),
            (names("Kuiperij"), "kst-99123-29", OVERLEG, "question", "42", "motie-Kuiperij c.s."),
            (names("Oosterbeek-Haan"), "kst-99204-31", STROOM, "answer", "7", "motie van het lid Oosterbeek-Haan"),
            (names("Idsardi"), "kst-99300-XIV-27", MOESTUIN, "question", "14", "motie van het lid Idsardi"),
        ),
    ),
    "organisations-most-named": Answer(("organisation", "questions", "answers", "documents"), tuple(organisations())),
    "people-named": Answer(
        ("person", "questions_and_answers", "documents"),
        (("Lindemarck", "2", "2"), ("Ten Haaf", "2", "1"), ("Delacourbe", "1", "1"), ("Polderman-Vis", "1", "1")),
    ),
    "policies-by-group": Answer(("group", "policy", "questions"), tuple(policies())),
    # Of this one only the rows of a few things are expected; see the tests of it below.
    "provenance-of-a-mention": Answer(
        ("entity", "quote", "document", "position", "start", "end", "footnote", "file"), tuple(places())
    ),
    "questions-without-answer": Answer(("document", "position"), ()),
    "reference-chains": Answer(
        ("document", "position", "final_position", "steps"),
        (
            (OVERLEG, "15", "5", "1"),
            (OVERLEG, "25", "2", "1"),
            (OVERLEG, "37", "13", "1"),
            (OVERLEG, "41", "2", "2"),
            (OVERLEG, "45", "13", "2"),
            (STROOM, "13", "4", "1"),
            (STROOM, "15", "11", "1"),
            (DRANKJES, "13", "4", "1"),
            (DRANKJES, "17", "7", "1"),
            (MOESTUIN, "15", "13", "1"),
            (MOESTUIN, "17", "9", "1"),
        ),
    ),
    "sub-questions-per-question": Answer(("document", "position", "sub_questions"), tuple(sub_questions())),
    "subjects-of-documents": Answer(("document", "subject", "scheme"), tuple(subjects())),
    "time-to-answer": Answer(
        ("document", "submitted_on", "answered_on", "days"),
        (
            (STROOM, "2099-03-03", "2099-04-02", "30"),
            (DRANKJES, "2099-04-16", "2099-05-11", "25"),
            (MOESTUIN, "2099-01-19", "2099-02-23", "35"),
        ),
    ),
    "who-asks-about-which-country": Answer(("group", "country", "questions"), tuple(countries())),
    "who-asks-what": Answer(("member", "group", "document", "submitted_on", "position", "number"), tuple(askings())),
}


@pytest.fixture(scope="module")
def asked(sample_store: GraphStore) -> Callable[[str], list[dict[str, object]]]:
    """Return what answers a shipped query; each query is run once."""
    answered: dict[str, list[dict[str, object]]] = {}

    def ask(name: str) -> list[dict[str, object]]:
        if name not in answered:
            answered[name] = rows(sample_store, queries()[name].text)
        return answered[name]

    return ask


def rows(store: GraphStore, sparql: str) -> list[dict[str, object]]:
    """Return the rows of a query, the overleg by its short name and cells of several names as sets."""
    solutions = store.query(sparql)
    assert isinstance(solutions, ox.QuerySolutions)
    columns = [variable.value for variable in solutions.variables]
    return [{column: cell(column, row[column]) for column in columns} for row in solutions]


def cell(column: str, term: object) -> object:
    if term is None:
        return None
    assert isinstance(term, ox.NamedNode | ox.Literal)
    if column == "document" and not term.value.startswith("ah-tk-"):
        return OVERLEG
    if column == "commitment":
        return " ".join(term.value.split()[:4])
    return names(*term.value.split(", ")) if column in MANY else term.value


def told(found: list[dict[str, object]], columns: tuple[str, ...]) -> list[Row]:
    return [tuple(row[column] for column in columns) for row in found]


@pytest.mark.parametrize("name", queries())
def test_a_query_finds_what_a_reader_finds(name: str, asked: Callable[[str], list[dict[str, object]]]) -> None:
    assert name in EXPECTED, f"no answer is expected of {name}: work one out from the sample papers"
    expected = EXPECTED[name]
    found = told(asked(name), expected.columns)
    if name.startswith("provenance-"):
        things = {row[0] for row in expected.rows}
        found = [row for row in found if row[0] in things]
    if name == "provenance-of-a-triple":
        told_of = {row[1] for row in expected.rows}
        found = [row for row in found if row[1] in told_of]
    if name == "things-with-an-official-iri":
        found = [row for row in found if row[0] != "Policy"]
    # Which of two acts named together comes first means nothing.
    if name == "acts-named-together":
        found = [(*sorted(map(str, row[:2])), row[2]) for row in found]
        expected = Answer(expected.columns, tuple((*sorted(map(str, r[:2])), r[2]) for r in expected.rows))
    assert len(found) == len(set(found))
    assert set(found) == set(expected.rows)


def test_no_answer_is_expected_of_a_query_that_does_not_ship() -> None:
    assert set(EXPECTED) == set(queries())


@pytest.mark.parametrize("name", queries())
def test_a_text_shown_is_that_of_the_unit_meant(name: str, asked: Callable[[str], list[dict[str, object]]]) -> None:
    starts = openings()
    for row in asked(name):
        for column in TEXTS.keys() & row.keys():
            text, position = row[column], row[TEXTS[column]]
            assert (text is None) == (position is None)
            assert text is None or " ".join(str(text).split()).startswith(starts[row["document"], position])


def openings() -> dict[tuple[object, object], str]:
    """Return how each unit of the samples starts, by document and position."""
    found = {}
    for document, file in FILES.items():
        expected = PAPERS[file]
        for kind, where in zip(("questions", "answers"), positions(expected), strict=True):
            for unit, position in zip(expected[kind], where, strict=True):
                found[document, str(position)] = unit["starts"]
    return found


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("acts-named-together", "times"),
        ("kamerstukken-cited", "times"),
        ("people-named", "questions_and_answers"),
        ("reference-chains", "steps"),
        ("sub-questions-per-question", "sub_questions"),
        ("time-to-answer", "days"),
        ("who-asks-about-which-country", "questions"),
    ],
)
def test_the_most_comes_first(name: str, column: str, asked: Callable[[str], list[dict[str, object]]]) -> None:
    counts = [int(str(row[column])) for row in asked(name)]
    assert counts == sorted(counts, reverse=True)


def test_the_provenance_of_every_mention_is_told(
    sample_store: GraphStore, asked: Callable[[str], list[dict[str, object]]]
) -> None:
    (count,) = rows(sample_store, f"SELECT (COUNT(?m) AS ?n) WHERE {{ ?m a <{KG}Mention> }}")
    found = asked("provenance-of-a-mention")
    assert len(found) == int(str(count["n"]))
    with as_file(samples()) as folder:
        hashes = {file: sha256(Path(folder, file).read_bytes()).hexdigest() for file in FILES.values()}
    for row in found:
        assert row["file"] == FILES[str(row["document"])]
        assert row["sha256"] == hashes[str(row["file"])]
        assert row["software_version"] == __version__
        assert row["rule"]
        assert 0 < float(str(row["confidence"])) <= 1
        assert (row["start"] is None) == (row["end"] is None) == (row["footnote"] is not None)


def test_a_question_that_loses_its_answer_is_told() -> None:
    """All questions of the samples are answered, so one paper is taken without its last answer."""
    store = open_store(None)
    with as_file(samples()) as folder:
        build([folder / FILES[DRANKJES]], store)
    (graph,) = store.graphs()
    last = ox.NamedNode("https://w3id.org/kamergraaf/id/ah-tk-20982099-102/answer/8")
    store.replace(graph, [quad for quad in store.quads(graph) if last not in (quad.subject, quad.object)])
    (row,) = rows(store, queries()["questions-without-answer"].text)
    assert (row["document"], row["position"], row["number"]) == (DRANKJES, "16", "9")
    assert names("Duinstee-Oving", "Van Nijenbeek", "D66", "SP") == row["asked_by"]
    assert str(row["question_text"]).startswith("Wat vindt u van het idee van de ChristenUnie-fractie")
