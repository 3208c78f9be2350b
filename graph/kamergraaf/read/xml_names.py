"""Element names of the XML of officielebekendmakingen.nl.

Since 2010 it is ``<officiele-publicatie>`` with ``<kamervragen>`` or ``<kamerstuk>`` in it. Papers of 1995 to 2009
are ``<kamerwrk>``, or ``<vraagdoc>`` with ``<vragen>`` and ``<reactie>`` in it.
"""

from __future__ import annotations

ROOTS = frozenset({"officiele-publicatie", "kamervragen", "kamerstuk", "kamerwrk", "vraagdoc"})

UNITS = {"vraag": "Vraag", "antwoord": "Antwoord", "kamervraagopmerking": ""}
"""Elements that hold a question, an answer or a notice, and the word that heads them."""

UNIT_HEADS = frozenset(
    {"nr", "nummer", "kop", "label", "titel", "tussenkop", "tuskop", "vraagnummer", "antwoordnummer"}
)

DESCRIPTIONS = frozenset({"kamervraagomschrijving", "omschr"})
"""Who asks whom about what; and who answers."""

NOTES = frozenset({"noot", "voetnoot"})
NOTE_MARKERS = frozenset({"nootref", "voetref"})
NOTE_NUMBERS = frozenset({"noot.nr", "nr"})

HEADINGS = frozenset({"kop", "tussenkop", "tuskop", "titel", "subtitel"})

FURNITURE = frozenset(
    {"kamervraagkop", "kamerstukkop", "kop-publicatie", "officiele-inhoudsopgave", "versie", "ordernr", "vergjaar"}
)

DIVISIONS = frozenset({"divisie", "tekst-sub", "circulaire.divisie", "bijlage"})

PARAGRAPHS = frozenset(
    {
        "al",
        "kamervraagomschrijving",
        "omschr",
        "functie",
        "naam",
        "datum",
        "plaats",
        "voornaam-functie",
        "adres",
        "regel",
        "dossiertitel",
        "noot.al",
        "considerans.al",
        "term",
        "slotformulering-al",
    }
)
"""Elements that are one paragraph, whatever stands in them."""

TYPOGRAPHIC = frozenset(
    {
        "nadruk",
        "sup",
        "inf",
        "extref",
        "intref",
        "extdoc",
        "dossierref",
        "noot",
        "nootref",
        "voetref",
        "voetnoot",
        "i",
        "b",
        "u",
        "unl",
        "strike",
        "redactie",
        "wijzig",
        "titeldeel",
        "ondw",
    }
)
"""Elements that may stand within a word."""

INLINE = TYPOGRAPHIC | {
    "naam",
    "achternaam",
    "voornaam",
    "voornamen",
    "voorvoegsels",
    "raad",
    "functie-naam",
    "datum",
    "kamervraagonderwerp",
    "dossiernr",
    "dossiernummer",
    "ondernummer",
    "begrotingshoofdstuk",
    "organisatie",
    "partij",
    "politiek",
    "rol",
}
"""Elements that stand within a paragraph."""
