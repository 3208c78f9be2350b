"""Ministers as heads print them: to whom questions are put, and who answers."""

from __future__ import annotations

import re

from kamergraaf.models import Respondent

OFFICE = r"(?:Minister-President|Minister(?:s)?|Staatssecretaris(?:sen)?|Vice-eersteminister|Eerste\s+minister)"
_OFFICE = re.compile(rf"\b{OFFICE}\b", re.IGNORECASE)
_SINGULAR = {"ministers": "Minister", "staatssecretarissen": "Staatssecretaris"}
_JOIN = re.compile(r"[\s,]*(?:\b(?:en|aan|alsmede)\b)?[\s,]*(?:\b(?:aan\s+)?de\b)?\s*$", re.IGNORECASE)
_NEXT_PORTFOLIO = re.compile(r"(?:,|\s+en)\s+(?=(?:van|voor)\s+[A-Z])")
_RESPONDENT = re.compile(
    rf"\b(?P<office>(?i:{OFFICE}))\s+(?P<name>[^\W\d_][^()\n]{{1,60}}?)\s*\((?P<portfolio>[^()]+)\)"
)


def addressees(text: str) -> tuple[str, ...]:
    """Return the offices that ``text`` (what stands after "aan de" in a head) names, one each and in full.

    >>> addressees("de Ministers van Financiën en van Defensie")
    ('Minister van Financiën', 'Minister van Defensie')
    >>> addressees("de Staatssecretaris en de Minister van Defensie")
    ('Staatssecretaris van Defensie', 'Minister van Defensie')
    """
    starts = list(_OFFICE.finditer(text))
    named: list[tuple[str, str]] = []
    for i, match in enumerate(starts):
        end = starts[i + 1].start() if i + 1 < len(starts) else len(text)
        portfolio = _JOIN.sub("", text[match.end() : end]).strip(" ,.")
        office = _SINGULAR.get(match.group().lower(), match.group())
        plural = match.group().lower() in _SINGULAR
        for part in _NEXT_PORTFOLIO.split(portfolio) if plural else [portfolio]:
            named.append((office, part.strip()))
    full = []
    for i, (office, portfolio) in enumerate(named):
        # "de Staatssecretaris en de Minister van X": both are of X
        shared = portfolio or next((p for _, p in named[i + 1 :] if p), "")
        full.append(f"{office} {shared}".strip() if office.lower() != "minister-president" else office)
    return tuple(dict.fromkeys(full))


def respondents(text: str) -> tuple[Respondent, ...]:
    """Return who answers: "Staatssecretaris Van Rij (Financiën – Fiscaliteit en Belastingdienst)"."""
    return tuple(
        Respondent(match["name"].strip(), match["office"].capitalize(), match["portfolio"].strip())
        for match in _RESPONDENT.finditer(text)
    )
