"""How parliamentary papers are customarily cited, told from their publication ids.

The forms are those of the *Leidraad voor juridische auteurs*: "Kamerstuk 36 600 VI, nr. 102", "Aanhangsel Handelingen
II 2023/24, nr. 2147". A paper is called the same however a text spells it, or links to it.
"""

from __future__ import annotations

import re

_KAMERSTUK = re.compile(
    r"kst-(?P<two>\d{2})(?P<three>\d{3})(?:-(?P<suffix>[IVXLC]+|\d{2}(?=-|$)))?(?:-(?P<number>\d+|[A-Z]+))?"
)
_PROCEEDINGS = re.compile(
    r"(?P<kind>ah|h)-(?P<chamber>tk|ek)-(?P<from>\d{4})\d{2}(?P<to>\d{2})-(?P<number>\d+)(?:-(?P<item>\d+))?"
)


def citation(identifier: str) -> str:
    """Return how the paper with the publication id or document number ``identifier`` is cited.

    An id of another kind is given as it is, after "Document".
    """
    if match := _KAMERSTUK.fullmatch(identifier):
        suffix = match["suffix"] or ""
        dossier = f"{match['two']} {match['three']}" + (f"-{suffix}" if suffix.isdigit() else f" {suffix}".rstrip())
        number = match["number"]
        if number is None:
            return f"Kamerstukdossier {dossier}"
        return f"Kamerstuk {dossier}, " + (f"nr. {number}" if number.isdigit() else number)
    if match := _PROCEEDINGS.fullmatch(identifier):
        kind = "Aanhangsel Handelingen" if match["kind"] == "ah" else "Handelingen"
        chamber = "II" if match["chamber"] == "tk" else "I"
        item = f", item {match['item']}" if match["item"] else ""
        return f"{kind} {chamber} {match['from']}/{match['to']}, nr. {match['number']}{item}"
    return f"Document {identifier}"
