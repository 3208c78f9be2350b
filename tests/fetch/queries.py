"""As much of OData's ``$filter`` and of CQL as a small server needs, read by the rules of either language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from fetch.holdings import Holding

_ODATA = re.compile(
    r"\s*(\(|\)|\b(?:and|or)\b|Kamerstukdossier/any\(d:[^()]*\)|\w+ (?:eq|ge|lt) (?:'(?:[^']|'')*'|[^\s()]+))"
)
_CQL = re.compile(r"\s*(\(|\)|\b(?:AND|OR|NOT)\b|[\w.-]+(?:==|>=|<=)(?:\"[^\"]*\"|[^\s()]+))")


class QueryRefusedError(Exception):
    """The query is in no form that the server knows."""


def _holds(query: str, token: re.Pattern[str], atom: Callable[[str], bool]) -> bool:
    tokens, at = [], 0
    while at < len(query.rstrip()):
        match = token.match(query, at)
        if match is None:
            raise QueryRefusedError(f"syntax error at position {at}: {query[at : at + 40]}")
        tokens.append(match[1])
        at = match.end()
    tokens.reverse()

    def term() -> bool:
        word = tokens.pop()
        if word != "(":
            return atom(word)
        value = expression()
        assert tokens.pop() == ")"
        return value

    def expression() -> bool:
        value = term()
        while tokens and tokens[-1] != ")":
            operator, other = tokens.pop().lower(), term()
            value = {"and": value and other, "or": value or other, "not": value and not other}[operator]
        return value

    return expression()


def matches_odata(holding: Holding, query: str) -> bool:
    """Whether ``holding`` is a Document for which ``$filter=query`` holds."""
    nummer, _, toevoeging = holding.dossier.partition("-")
    midnight = datetime.fromisoformat(holding.date).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    fields = {
        "Verwijderd": "false",
        "Id": holding.guid,
        "DocumentNummer": holding.number,
        "Soort": holding.soort,
        "Volgnummer": str(holding.volgnummer),
        "Aanhangselnummer": holding.aanhangselnummer,
    }

    def atom(text: str) -> bool:
        if text.startswith("Kamerstukdossier"):
            inner = text.partition(":")[2][:-1].split(" and ")
            wanted = {"d/Nummer": nummer, "d/Toevoeging": f"'{toevoeging}'"}
            return bool(nummer) and all(wanted[part.split()[0]] == part.split()[2] for part in inner)
        name, operator, value = text.split(" ", 2)
        if name == "Datum":
            moment = datetime.fromisoformat(value)
            return midnight >= moment if operator == "ge" else midnight < moment
        if name not in fields:
            raise QueryRefusedError(f"Could not find a property named '{name}' on type 'TweedeKamer.Document'.")
        return fields[name] == value.strip("'").replace("''", "'")

    return _holds(query, _ODATA, atom)


def matches_cql(holding: Holding, query: str) -> bool:
    """Whether ``holding`` is among the answers to the CQL ``query``."""
    kamerstuk = holding.publicatienaam == "Kamerstuk"
    indexes = {
        "c.product-area": {"officielepublicaties"},
        "w.publicatienaam": {holding.publicatienaam},
        "w.dossiernummer": {holding.dossier},
        "w.subrubriek": {holding.soort} if kamerstuk else set(),
        "dt.type": {holding.publicatienaam, *({holding.soort} if kamerstuk else ())},
        "dt.date": {holding.date},
    }

    def atom(text: str) -> bool:
        match = re.fullmatch(r"([\w.-]+?)(==|>=|<=)\"?([^\"]*)\"?", text)
        assert match
        index, relation, value = match.groups()
        if index not in indexes:
            raise QueryRefusedError(f"Unsupported index: {index}")
        if relation == "==":
            return value in indexes[index]
        return any(held >= value if relation == ">=" else held <= value for held in indexes[index])

    return _holds(query, _CQL, atom)
