"""What the pipeline finds in Dutch text, and what it leaves alone: identifiers, class by class."""

from __future__ import annotations

import pytest

from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.finders.spans import SPANS
from kamergraaf.extract.found import Context, found_of, set_context
from kamergraaf.extract.pipeline import pipeline
from kamergraaf.models import EntityClass
from kamergraaf.vocabulary import vocabulary


def found(text: str, cls: str, year: int | None = None) -> list[str]:
    """Return the identifiers of the ``cls`` spans in ``text``, in order."""
    nlp = pipeline()
    doc = nlp.make_doc(text)
    set_context(doc, Context(year))
    return [span.kb_id_ for span in nlp(doc).spans[SPANS] if span.label_ == cls]


CASES = [
    # countries
    ("Country", "Poolse grenzen, Syriërs en het Verenigd Koninkrijk", ["POL", "SYR", "GBR"]),
    ("Country", "het VN-Vluchtelingenverdrag en de Nederlandse Zorgautoriteit", []),
    ("Country", "Hij spreekt het Frans vloeiend.", []),
    # legislation
    ("Legislation", "de terugkeerrichtlijn en Richtlijn 2008/115/EG", ["32008L0115", "32008L0115"]),
    ("Legislation", "Verordening (EU) 2024/1347", ["32024R1347"]),
    ("Legislation", "Verordening (EG) nr. 810/2009", ["32009R0810"]),
    ("Legislation", "de Vreemdelingenwet en de Awb", ["BWBR0011823", "BWBR0005537"]),
    ("Legislation", "de EU-Kwalificatierichtlijn", ["32011L0095"]),
    ("Legislation", "COM(2024) 570", ["52024DC0570"]),
    ("Legislation", "de Subsidieregeling Groene Daken.", ["subsidieregeling-groene-daken"]),
    ("Legislation", "volgens de wet is dat zo", []),
    # a title that no vocabulary knows ends where the sentence goes on
    ("Legislation", "Omdat de Wet stille havens vaartuigen noemt", ["wet-stille-havens-vaartuigen"]),
    ("Legislation", "Omdat de Wet stille havens onverkort geldt", ["wet-stille-havens"]),
    ("Legislation", "De Wet op de havengelden hanteert vier criteria.", ["wet-op-de-havengelden"]),
    ("Legislation", "De Wet op de havengelden de grondslag laten zijn", ["wet-op-de-havengelden"]),
    ("Legislation", "De Wet Stille Havens uiteraard toepassen", ["wet-stille-havens"]),
    ("Legislation", "Het Havenbesluit van 18 maart 1931 steeds naleven", ["havenbesluit-van-18-maart-1931"]),
    ("Legislation", "om de Lawaaikloofwet na te leven", ["lawaaikloofwet"]),
    ("Legislation", "Het Wetboek voorziet hierin; het wetsvoorstel betreft de havens.", []),
    # provisions
    ("Provision", "artikel 31 lid 5 van de Procedurerichtlijn", ["32013L0032#art=31&lid=5"]),
    ("Provision", "art. 11 en art. 16 van de Kwalificatierichtlijn", ["32011L0095#art=11", "32011L0095#art=16"]),
    ("Provision", "artikel 14, tweede lid, onderdeel b, van de Awb", ["BWBR0005537#art=14&lid=2&onderdeel=b"]),
    (
        "Provision",
        "artikelen 3 tot en met 5 van de Awb",
        ["BWBR0005537#art=3", "BWBR0005537#art=4", "BWBR0005537#art=5"],
    ),
    ("Provision", "paragraaf C3/2 Vreemdelingencirculaire", ["vreemdelingencirculaire-2000#paragraaf=C3/2"]),
    ("Provision", "De Awb regelt dit in artikel 3:2.", ["BWBR0005537#art=3:2"]),
    ("Provision", "in artikel 3 staat dit", []),
    # parliamentary documents
    ("ParliamentaryDocument", "Kamerstukken II, 2024-25, 32 317, nr. 907", ["kst-32317-907"]),
    ("ParliamentaryDocument", "Kamerstuk 36600-VI, nr. 102", ["kst-36600-VI-102"]),
    ("ParliamentaryDocument", "Kamerstuk 21 501-02, nr. 2498", ["kst-21501-02-2498"]),
    (
        "ParliamentaryDocument",
        "Kamerstukken II, 25 424, nr. 679, nr. 684 en 685.",
        ["kst-25424-679", "kst-25424-684", "kst-25424-685"],
    ),
    ("ParliamentaryDocument", "Kamerstukken I 2023/24, 36 410, B.", ["kst-36410-B"]),
    ("ParliamentaryDocument", "Kamerstukken ll 2023/24, 36 410 XVI, nr. 160", ["kst-36410-XVI-160"]),
    ("ParliamentaryDocument", "Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 2147", ["ah-tk-20232024-2147"]),
    ("ParliamentaryDocument", "Handelingen II 2023/24, nr. 45, item 7", ["h-tk-20232024-45-7"]),
    ("ParliamentaryDocument", "https://zoek.officielebekendmakingen.nl/kst-32317-890.html", ["kst-32317-890"]),
    ("ParliamentaryDocument", "document 2022D22285", ["2022D22285"]),
    ("ParliamentaryDocument", "in 2023 waren er 31 839 gevallen", []),
    # motions and court decisions
    ("Motion", "de motie van de leden Boomsma en Rajkowski", ["boomsma+rajkowski"]),
    ("Motion", "de motie Rajkowski/Boomsma", ["boomsma+rajkowski"]),
    ("Motion", "de motie Ceder c.s. (Kamerstuk 36600-VI, nr. 102)", ["kst-36600-VI-102"]),
    ("Motion", "Aan deze motie is uitvoering gegeven.", []),
    ("CourtDecision", "ECLI:NL:HR:2019:2006", ["ECLI:NL:HR:2019:2006"]),
    ("CourtDecision", "het arrest van de Hoge Raad van 24 mei 2024", ["hoge-raad-der-nederlanden-2024-05-24"]),
    ("CourtDecision", "de Raad van State heeft op 6 mei 2024 geadviseerd", []),
    ("CourtDecision", "Op 6 mei 2024 oordeelde de Raad van State dat dit mag.", ["raad-van-state-2024-05-06"]),
    (
        "CourtDecision",
        "Het besluit van 3 mei 2023 is bij uitspraak van 6 mei 2024 van de Raad van State vernietigd.",
        ["raad-van-state-2024-05-06"],
    ),
    ("CourtDecision", "Op 6 mei 2024 meldde een krant dat er een beslissing van de Raad van State lag.", []),
    ("CourtDecision", "Het besluit van 6 mei 2024 kwam vóór een beslissing van de Raad van State.", []),
    # organisations
    (
        "Organisation",
        "de IND en het ministerie van Justitie en Veiligheid",
        ["immigratie-en-naturalisatiedienst", "ministerie-van-justitie-en-veiligheid"],
    ),
    ("Organisation", "de minister van Justitie en Veiligheid", []),
    ("Organisation", "EU-lidstaten", ["europese-unie"]),
    ("Organisation", "het EU Hof van Justitie", ["hof-van-justitie-van-de-europese-unie"]),
    ("Organisation", "Trouw, 6 januari 2025", ["trouw"]),
    ("Organisation", "trouw aan de afspraak", []),
    ("Organisation", "Stichting Vogelvrij is boos", ["stichting-vogelvrij"]),
    ("Organisation", "Centraal Bureau Mussen (CBM). Het CBM telt.", ["centraal-bureau-mussen"] * 3),
    ("Organisation", "de gemeenten Zutphen, Ede en Tiel", ["gemeente-zutphen", "gemeente-ede", "gemeente-tiel"]),
    ("Organisation", "Waterschap Vossenbeek meldt dat", ["waterschap-vossenbeek"]),
    ("Legislation", "het wetsvoorstel toekomst dijkbeheer (Kamerstuk 36 123)", ["wet-toekomst-dijkbeheer"]),
    ("Legislation", "het Besluit stille dijken (hierna: het Besluit)", ["besluit-stille-dijken"] * 2),
    # provisions: of a book of a code, numbered as printed; those that a range passes over
    ("Provision", "artikel 7:669 van het Burgerlijk Wetboek", ["BWBR0005290#art=7:669"]),
    ("Provision", "artikel 669 van Boek 7 van het Burgerlijk Wetboek", ["BWBR0005290#art=669"]),
    (
        "Provision",
        "artikel 4, eerste tot en met derde lid, van de Awb",
        [f"BWBR0005537#art=4&lid={n}" for n in (1, 2, 3)],
    ),
    ("Provision", "artikel 4, eerste en derde lid, van de Awb", [f"BWBR0005537#art=4&lid={n}" for n in (1, 3)]),
    ("Provision", "artikelen 3 tot en met 5 van de Vw 2000", [f"BWBR0011823#art={n}" for n in (3, 4, 5)]),
    # court decisions
    ("CourtDecision", "de uitspraak (ECLI:NL:HR:2019:680)", ["ECLI:NL:HR:2019:680"]),
    ("CourtDecision", "de uitspraak van de Raad van State van 4 april 2023", ["raad-van-state-2023-04-04"]),
    ("CourtDecision", "het Urgenda-arrest", ["urgenda"]),
    ("CourtDecision", "de zaak van de buurman", []),
    ("CourtDecision", "het Urgenda-arrest van 4 aprıl 2023", ["urgenda"]),
    ("Organisation", "In 2024 12 (NVWA) stuks.", ["nederlandse-voedsel-en-warenautoriteit"]),
    # people and groups
    ("Organisation", "een studie uitgevoerd door Utrechtse onderzoekers en door Equanimse", ["equanimse"]),
    ("Organisation", "de film werd gevolgd door Cyberdag", []),
    ("Country", "de troepen in Kosovo (KFOR) en bij KFOR", ["XKX"]),
    ("Organisation", "de Commissie voor Klinische biologie", ["commissie-voor-klinische-biologie"]),
    ("Organisation", "- Rijksdienst voor Jaarlijkse Rust (RJR)", ["rijksdienst-voor-jaarlijkse-rust"] * 2),
    ("Organisation", "de Jaarrapportage Stille Havens (JSH) en de Hersteloperatie Toeslagen", []),
    ("Legislation", "de Awb (Algemene wet bestuursrecht)", ["BWBR0005537", "BWBR0005537"]),
    (
        "Legislation",
        "Wijziging van de Faillissementswet (Wet stille havens)",
        ["BWBR0001860", "wet-stille-havens"],
    ),
    ("Organisation", "Minister Van der Vossen (Volkshuisvesting en Ruimtelijke Ordening) schreef", []),
    ("Country", "De uitzending over Guinee (van 5 mei).", ["GIN"]),
    ("CourtDecision", "Op 2 februari 2024 over de uitspraak van de Hoge Raad", []),
    ("Legislation", "de Wet tegemoetkoming stille havens", ["wet-tegemoetkoming-stille-havens"]),
    (
        "Legislation",
        "het Europees Verdrag van de Rechten van de Mens (EVRM)",
        ["europees-verdrag-tot-bescherming-van-de-rechten-van-de-mens-en-de-fundamentele-vrijheden"] * 2,
    ),
    ("Legislation", "de richtlijn stedelijk afvalwater (EU) 2024/3019", ["32024L3019"]),
    ("Organisation", "het Europese Openbaar Ministerie", ["europees-openbaar-ministerie"]),
    ("Organisation", "de Minister van Justitie en Veiligheid (JenV) en die voor Natuur (N)", []),
    ("Organisation", "de Minister voor Natuur en Stikstof (NenS)", []),
    ("Organisation", "De Commissie-Van Rijn adviseerde.", ["commissie-van-rijn"]),
    ("Policy", "het Ministerie van Landbouw, Natuur en Voedselkwaliteit", []),
    ("Organisation", "de Vaste Kamercommissie voor Financiën", []),
    (
        "Organisation",
        "Stille Havens Nederland B.V. en Zoute Havens N.V.",
        ["stille-havens-nederland-b-v", "zoute-havens-n-v"],
    ),
    ("Organisation", "De CEO kreeg EUR 20 miljoen en 5 EUR.", []),
    ("Organisation", "Onderzoekers van de EUR meldden dat.", ["erasmus-universiteit-rotterdam"]),
    ("ParliamentaryGroup", "van SP, GO en VVD en de SP", ["SP", "Fractie-Otten", "VVD", "SP"]),
    ("ParliamentaryGroup", "de vragen van DENK en SP", ["DENK", "SP"]),
    ("ParliamentaryGroup", "de extractie van DNA en de DNA-databank", []),
    ("Person", "mevrouw Van der Vossen en de heer Dijkgraaf-Mol", ["van-der-vossen", "dijkgraaf-mol"]),
    ("Person", "staatssecretaris Participatie en Integratie", []),
    ("Person", "Eurocommissaris Brunner en Ursula von der Leyen", ["brunner", "von-der-leyen"]),
    ("Person", "de motie van de leden Boomsma en Rajkowski", []),
    ("Person", "minister van Financiën", []),
    ("Person", "President Bashar al-Assad sprak Julie Jansen Jansen.", ["al-assad", "jansen"]),
    ("Person", "premier Mohamed Ould Abdel Aziz van Mauritanië", ["aziz"]),
    ("Person", "Volgens Prof. Dr. Ir. Julien De Rouck", ["de-rouck"]),
    ("Person", "de heer Theo Francken, Staatssecretaris voor Asiel", ["francken"]),
    ("Person", "de heer Kris Peeters, Vice-eersteminister", ["peeters"]),
    ("Person", "de Directie-Generaal Personen en directeur-generaal Jan Jansen", ["jansen"]),
    ("Person", "op het Robert Schumanplein", []),
    ("Person", "de leden van al-Shabaab", []),
    ("Person", "Dit zei minister Jansen. De Tweede Kamer stemde in.", ["jansen"]),
    ("ParliamentaryGroup", "de GroenLinks-PvdA-fractie en de SP-fractie", ["GroenLinks-PvdA", "SP"]),
    # policies
    ("Policy", "return hubs en terugkeerhubs", ["terugkeerhub", "terugkeerhub"]),
    ("Policy", "de EU-Turkijedeal", ["eu-turkijeverklaring"]),
]


@pytest.mark.parametrize(("cls", "text", "expected"), CASES, ids=[f"{c}: {t[:50]}" for c, t, _ in CASES])
def test_found(cls: str, text: str, expected: list[str]) -> None:
    assert found(text, cls, 2025) == expected


def test_a_form_of_address_is_no_office() -> None:
    doc = pipeline()("De heer Vosselman en burgemeester Dijkgraaf-Mol zijn het eens.")
    people = [span for span in doc.spans[SPANS] if span.label_ == "Person"]
    offices = [dict(found.candidates[0].properties).get("holdsOffice") for found in found_of(doc, EntityClass.PERSON)]
    assert [span.kb_id_ for span in people] == ["vosselman", "dijkgraaf-mol"]
    assert "burgemeester" in offices and "de heer" not in offices


def test_acts_that_share_a_name_are_told_apart_by_what_the_text_calls_them_and_by_its_year() -> None:
    assert found("de nieuwe Eurodac-verordening", "Legislation", 2025) == ["32024R1358"]
    assert found("de Eurodac-verordening", "Legislation", 2020) == ["32013R0603"]
    assert found("de Eurodac-verordening", "Legislation", 2030) == ["32024R1358"]


def test_a_motion_known_by_number_is_tied_to_the_kamerstuk_in_its_footnote() -> None:
    text = "Herinnert u zich de aangenomen motie? Ja.\n\nKamerstuk 21 501-02, nr. 2498"
    nlp = pipeline()
    doc = nlp.make_doc(text)
    note = text.index("Kamerstuk")
    set_context(doc, Context(2024, ((text.index("?"), note, len(text)),)))
    spans = [s for s in nlp(doc).spans[SPANS] if s.label_ == "Motion"]
    assert [s.kb_id_ for s in spans] == ["kst-21501-02-2498"]


def test_a_year_is_needed_for_a_ruling_dated_without_one() -> None:
    text = "Op 7 januari deed het Europees Hof voor de Rechten van de Mens uitspraak."
    assert found(text, "CourtDecision", 2025) == ["europees-hof-voor-de-rechten-van-de-mens-2025-01-07"]
    assert found(text, "CourtDecision", None) == []


def test_every_label_of_the_vocabularies_is_found_where_it_is_all_of_a_text() -> None:
    nlp = pipeline()
    unfound = []
    for label in vocabulary().labels:
        doc = nlp.get_pipe("kg_labels")(nlp.make_doc(label.form))
        if not any(label in labels for _, labels in hits_of(doc, label.entity.cls)):
            unfound.append(label.form)
    assert unfound == []
