"""Entities that no vocabulary holds, made from what the text says: one maker a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kamergraaf.extract.citations import citation
from kamergraaf.models import Entity, EntityClass
from kamergraaf.namespaces import LAWS, PUBLICATIONS, kebab, own_iri
from kamergraaf.vocabulary import vocabulary

_LABEL_LENGTH = 24
"""Characters; a provision is labelled by its act's short names, not by long titles."""
_SHORT_NAME = 3
"""Words; a court goes by its abbreviation or a name of up to so many."""
_ELI_TYPES = {"R": "reg", "L": "dir", "D": "dec", "F": "dec_framw", "H": "reco", "E": "jointaction"}


def eu_act(letter: str, year: int, number: int, printed: str) -> Entity:
    """Return the EU act with a CELEX number of sector 3.

    ``letter`` is R, L, D, F, H or E (regulation, directive, decision, framework decision, recommendation, common
    position); the ELI follows the pattern of EUR-Lex.
    """
    celex = f"3{year}{letter}{number:04}"
    iri = f"http://data.europa.eu/eli/{_ELI_TYPES[letter]}/{year}/{number}/oj"
    return Entity(EntityClass.LEGISLATION, celex, iri, printed)


def commission_document(year: int, number: int) -> Entity:
    """Return the Commission document COM(year) number, by its CELEX number in sector 5."""
    celex = f"5{year}DC{number:04}"
    iri = f"http://publications.europa.eu/resource/celex/{celex}"
    return Entity(EntityClass.LEGISLATION, celex, iri, f"COM({year}) {number}")


def named_act(title: str) -> Entity:
    """Return an act known only by its title."""
    key = kebab(title)
    return Entity(EntityClass.LEGISLATION, key, own_iri("legislation", key), title)


def bill(title: str) -> Entity:
    """Return a bill by the title of the act that it is to become, which it is called by from then on."""
    act = named_act(f"Wet {title[0].lower() + title[1:]}")
    names = (f"wetsvoorstel {title}",)
    return Entity(act.cls, act.identifier, act.iri, act.label, names)


@dataclass(frozen=True, slots=True)
class ProvisionParts:
    """The parts of a provision as printed; ``paragraph`` is the lid, ``section`` the paragraaf."""

    article: str | None = None
    paragraph: str | None = None
    point: str | None = None
    chapter: str | None = None
    section: str | None = None

    def named(self) -> list[tuple[str, str, str, str]]:
        """Return (kg: property, key, word, value) of the parts there are, from large to small."""
        parts = [
            ("chapter", "hoofdstuk", "hoofdstuk", self.chapter),
            ("section", "paragraaf", "paragraaf", self.section),
            ("article", "art", "art.", self.article),
            ("paragraph", "lid", "lid", self.paragraph),
            ("point", "onderdeel", "onderdeel", self.point),
        ]
        return [(name, key, word, value) for name, key, word, value in parts if value]


def provision(act: Entity, parts: ProvisionParts) -> Entity:
    """Return the provision of ``act``, with its Juriconnect 1.3 locator where the act is Dutch.

    It is labelled in the customary way, "Awb art. 3:2 lid 1", once for each name of the act.
    """
    named = parts.named()
    keys = "&".join(f"{key}={value}" for _, key, _, value in named)
    place = " ".join(f"{word} {value}" for _, _, word, value in named)
    iri = own_iri(
        "provision", f"{kebab(act.identifier)}/" + "-".join(kebab(f"{key} {value}") for _, key, _, value in named)
    )
    properties = [("provisionOf", act.iri), *((name, value) for name, _, _, value in named)]
    if act.iri.startswith(f"{LAWS}BWBR"):
        properties.append(("jci", _jci(act.identifier, parts)))
    return Entity(
        EntityClass.PROVISION,
        f"{act.identifier}#{keys}",
        iri,
        f"{act.label} {place}",
        tuple(f"{name} {place}" for name in act.alt_labels if len(name) <= _LABEL_LENGTH),
        tuple(properties),
        (act,),
    )


def _jci(bwb_id: str, parts: ProvisionParts) -> str:
    """Return a Juriconnect 1.3 locator ("jci1.3:c:BWBR0005537&artikel=3:2&lid=1")."""
    fields = [
        ("hoofdstuk", parts.chapter),
        ("paragraaf", parts.section),
        ("artikel", parts.article),
        ("lid", parts.paragraph),
        ("o", parts.point),
    ]
    return f"jci1.3:c:{bwb_id}" + "".join(f"&{name}={value}" for name, value in fields if value)


def parliamentary_document(identifier: str) -> Entity:
    """Return the paper with a publication id, or a document number of the Tweede Kamer (2022D22285)."""
    return Entity(EntityClass.PARLIAMENTARY_DOCUMENT, identifier, f"{PUBLICATIONS}{identifier}", citation(identifier))


def motion(movers: Sequence[str], document: Entity | None) -> Entity:
    """Return the motion of ``movers`` (surnames), published as ``document`` where that is known."""
    ordered = sorted(movers, key=kebab)
    by_movers = "+".join(kebab(name) for name in ordered)
    key = document.identifier if document else by_movers
    label = f"Motie {'/'.join(movers)}" if movers else f"Motie {document.label if document else ''}".strip()
    properties = [("movedBy", own_iri("person", kebab(name))) for name in ordered]
    if document:
        properties.append(("publishedAs", document.iri))
    names = ("/".join(ordered),) if movers else ()
    people = tuple(person(name) for name in ordered)
    related = (*people, document) if document else people
    return Entity(EntityClass.MOTION, key, own_iri("motion", kebab(key)), label, names, tuple(properties), related)


def court_decision(
    ecli: str | None,
    court: Entity | None,
    date: str | None,
    case_number: str | None = None,
    name: str | None = None,
) -> Entity:
    """Return the decision with an ECLI, or of ``court`` on ``date`` (ISO 8601) or in a case, or known by name alone.

    Raises:
        ValueError: nothing tells which decision it is.
    """
    facts = [("court", court.iri)] if court else []
    if date:
        facts.append(("date", date))
    related = (court,) if court else ()
    names = [name, *(f"{short} {date}" for short in _court_names(court) if date)]
    if ecli:
        iri, label = f"https://deeplink.rechtspraak.nl/uitspraak?id={ecli}", ecli
        key = ecli
    elif court and (date or case_number):
        key, label = f"{court.identifier}-{date or kebab(case_number or '')}", f"{court.label} {date or case_number}"
        iri = own_iri("court-decision", key)
    elif name:
        key, label = kebab(name), name
        iri = own_iri("court-decision", key)
    else:
        raise ValueError("a court decision needs an ECLI, a court with a date or a case number, or a name")
    labels = tuple(dict.fromkeys(n for n in names if n and n != label))
    return Entity(EntityClass.COURT_DECISION, key, iri, label, labels, tuple(facts), related)


def _court_names(court: Entity | None) -> list[str]:
    """The short names of a court, and that of the body it is a part of ("Afdeling … van de Raad van State")."""
    if court is None:
        return []
    whole = court.label.rpartition(" van de ")[2]
    names = [court.label, *court.alt_labels, *([whole] if " " in whole else [])]
    return [name for name in names if len(name.split()) <= _SHORT_NAME]


def organisation(name: str, abbreviation: str | None = None) -> Entity:
    """Return an organisation known only by its name."""
    key = kebab(name)
    names = (abbreviation,) if abbreviation and abbreviation != name else ()
    return Entity(EntityClass.ORGANISATION, key, own_iri("organisation", key), name, names)


def policy(name: str, abbreviation: str | None = None, others: tuple[str, ...] = ()) -> Entity:
    """Return the policy of the scheme with this name's key, or one proposed from the text and marked so."""
    key = kebab(name)
    if known := vocabulary().get(EntityClass.POLICY, key):
        return known
    names = (*((abbreviation,) if abbreviation else ()), *others)
    return Entity(EntityClass.POLICY, key, own_iri("policy", key), name, names, (("status", "proposed"),))


def person(surname: str, full_name: str | None = None, office: str | None = None) -> Entity:
    """Return the person with ``surname``, prefix included ("Von der Leyen")."""
    key = kebab(surname)
    properties = [("familyName", surname)]
    if office:
        properties.append(("holdsOffice", office))
    names = (full_name,) if full_name and full_name != surname else ()
    return Entity(EntityClass.PERSON, key, own_iri("person", key), surname, names, tuple(properties))
