"""What is checked of a query before any store answers it."""

from __future__ import annotations

import pyoxigraph as ox

from kamergraaf.namespaces import PREFIXES
from kamergraaf.store.base import QueryError, QueryResult
from kamergraaf.store.readonly import calls_service


def refuse_service(sparql: str) -> None:
    """Raise QueryError if ``sparql`` calls another endpoint."""
    if calls_service(sparql):
        raise QueryError("SERVICE is refused: a query is answered from this store alone")


def no_query(error: SyntaxError) -> QueryError:
    """Return what to tell of a text that Oxigraph's parser finds to be no query."""
    return QueryError(f"no SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE): {error}")


def empty_answer(sparql: str) -> QueryResult:
    """Return the answer of an empty store to ``sparql``: it tells the form of the query, and its variables.

    Raises:
        QueryError: ``sparql`` is no query, or an update, or calls another endpoint.
    """
    refuse_service(sparql)
    try:
        return ox.Store().query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        raise no_query(error) from error
