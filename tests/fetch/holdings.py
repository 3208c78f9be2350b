"""Fictional papers as the publishers hold them: Kamervragen and a Kamerstuk in official XML, with their metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid5

_AANHANGSEL = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="op.xsd">
 <metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
  content="https://zoek.officielebekendmakingen.nl/{identifier}/metadata.xml"/></metadata>
 <kamervragen>
  <kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2098-2099</tekstregel>
   <tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel></kamervraagkop>
  <kamervraagnummer>{number}</kamervraagnummer>
  <kamervraagomschrijving type="vraag">Vragen van het lid <naam><achternaam>Zwart</achternaam></naam>
   (<organisatie>SP</organisatie>) aan de Minister voor Water en Oevers over <kamervraagonderwerp>{subject}
   </kamervraagonderwerp> (ingezonden <datum isodatum="2098-07-04">4 juli 2098</datum>).</kamervraagomschrijving>
  <kamervraagomschrijving type="antwoord">Antwoord van Minister <naam><achternaam>Baggerman</achternaam></naam>
   (Water en Oevers) (ontvangen <datum isodatum="2098-08-02">2 augustus 2098</datum>).</kamervraagomschrijving>
  <vraag><nr status="officieel">Vraag 1</nr><al>Is {subject} dicht?</al></vraag>
  <antwoord><nr>Antwoord 1</nr><al>Ja, en dat blijft zo.</al></antwoord>
 </kamervragen><!-- {padding} --></officiele-publicatie>"""

_OVERLEG = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie>
 <metadata><meta name="OVERHEIDop.externMetadataRecord"
  content="https://zoek.officielebekendmakingen.nl/{identifier}/metadata.xml"/></metadata>
 <kamerstuk>
  <kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2098-2099</tekstregel>
   <tekstregel inhoud="kameraanduiding">Tweede Kamer der Staten-Generaal</tekstregel></kamerstukkop>
  <dossier><dossiernummer><dossiernr>{dossier}</dossiernr></dossiernummer><titel>{subject}</titel></dossier>
  <stuk><stuknr>Nr. <ondernummer kamer="2">{number}</ondernummer></stuknr>
   <titel>Verslag van een schriftelijk overleg</titel>
   <datumtekst>Vastgesteld 5 juni 2098</datumtekst>
   <tussenkop>Vragen van de leden van de SP-fractie</tussenkop>
   <al>De leden van de SP-fractie vragen hoeveel {subject} er zijn.</al>
   <al><nadruk type="vet">Antwoord van de Minister:</nadruk></al><al>Er zijn er tien.</al></stuk>
 </kamerstuk></officiele-publicatie>"""


@dataclass
class Holding:
    """One paper: its metadata, and its files by suffix."""

    id: str
    soort: str
    publicatienaam: str
    date: str = "2098-08-02"
    dossier: str = ""
    aanhangselnummer: str | None = None
    volgnummer: int = -1
    number: str = "2098D00001"
    files: dict[str, bytes] = field(default_factory=dict)
    manifestations: tuple[str, ...] = ("metadata", "xml", "html", "pdf")
    content_type: str = "application/xml"
    changed: str | None = None
    """A moment, as the open data tell it; the search tells the day alone."""

    @property
    def guid(self) -> str:
        return str(uuid5(UUID(int=0), self.number))


def aanhangsel(number: int, subject: str, *, date: str = "2098-08-02", padding: int = 0) -> Holding:
    """Return answered Kamervragen; ``padding`` characters in a comment make the file long."""
    identifier = f"ah-tk-20982099-{number}"
    text = _AANHANGSEL.format(identifier=identifier, number=number, subject=subject, padding="x" * padding)
    return Holding(
        identifier,
        "Antwoord schriftelijke vragen",
        "Kamervragen (Aanhangsel)",
        date,
        aanhangselnummer=f"9899{number:05}",
        number=f"2098D{number:05}",
        files={".xml": text.encode()},
    )


def overleg(dossier: str, number: int, subject: str, *, date: str = "2098-06-05") -> Holding:
    """Return the report of a schriftelijk overleg."""
    identifier = f"kst-{dossier}-{number}"
    printed = f"{dossier[:2]} {dossier[2:].replace('-', ' ')}"
    text = _OVERLEG.format(identifier=identifier, dossier=printed, number=number, subject=subject)
    return Holding(
        identifier,
        "Verslag van een schriftelijk overleg",
        "Kamerstuk",
        date,
        dossier,
        volgnummer=number,
        number=f"2098D1{number:04}",
        files={".xml": text.encode()},
    )
