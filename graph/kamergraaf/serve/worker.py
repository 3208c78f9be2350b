"""A process that answers queries from a copy of the store, and is killed when one takes too long.

Oxigraph cannot be told to stop; a process can. So queries run in processes of their own, which only read, and
whose memory is limited.
"""

from __future__ import annotations

import contextlib
import re
import resource
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kamergraaf.namespaces import PREFIXES
from kamergraaf.serve.limits import MOST_MEMORY
from kamergraaf.serve.negotiation import GRAPHS, RESULTS, choose
from kamergraaf.serve.results import rows_json, some_triples
from kamergraaf.serve.terms import statements
from kamergraaf.store.readonly import calls_service

_LONGEST_REASON = 300
_GRACE = 5
"""Seconds after the limit at which a worker ends itself, if the server that should do it is gone."""
# The words that an update may begin with, after its prologue and comments.
_UPDATE = re.compile(
    r"\s*(?:#[^\n\r]*\s*|(?:BASE|PREFIX\s+[^\s:]*:)\s*<[^>]*>\s*)*"
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
READ_ONLY = "the graph is read-only: INSERT, DELETE, LOAD and all other updates are refused"


@dataclass(frozen=True, slots=True)
class QueryJob:
    """A SPARQL query, and what the client takes."""

    sparql: str
    accept: str
    rows: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DescribeJob:
    """The wish to know all that is said of ``iri``."""

    iri: str
    accept: str
    rows: int


Job = QueryJob | DescribeJob


@dataclass(frozen=True, slots=True)
class Reply:
    """What a job came to: an HTTP status, the body and its media type; of an error the body is the reason."""

    status: int
    body: bytes
    media_type: str = "text/plain; charset=utf-8"
    cut_off: bool = False
    """Whether there was more than the limit lets through."""


def refusal(status: int, reason: str) -> Reply:
    """Return a reply that says why there is no other."""
    return Reply(status, f"{reason}\n".encode())


def work(folder: Path, seconds: float, connection: Connection) -> None:
    """Answer the jobs that come over ``connection`` until it is closed."""
    # Ctrl-C is for the server, which then closes the connection.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    store = ox.Store.read_only(str(folder))
    with contextlib.suppress(EOFError, ConnectionError):
        connection.send("ready")
        while True:
            job = connection.recv()
            # Its default action ends the process from outside, in whatever Oxigraph is doing.
            signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
            reply = answer(store, job)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.send(reply)


def answer(store: ox.Store, job: Job) -> Reply:
    """Do ``job``; no error of it is one of the worker."""
    try:
        return _query(store, job) if isinstance(job, QueryJob) else _describe(store, job)
    except SyntaxError as error:
        if isinstance(job, QueryJob) and _UPDATE.match(job.sparql):
            return refusal(403, READ_ONLY)
        # The parser goes on to list, over many lines, all that could have stood there.
        reason = str(error).splitlines()[0][:_LONGEST_REASON]
        return refusal(400, f"no SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE): {reason}")
    except ValueError as error:
        return refusal(400, str(error))
    except OSError:
        # The copy of the store has been replaced by a newer one while it was read.
        return refusal(503, "the store has changed meanwhile; ask again")
    except MemoryError:
        return refusal(503, "the query needs more memory than one query may have")


def _query(store: ox.Store, job: QueryJob) -> Reply:
    if calls_service(job.sparql):
        return refusal(403, "SERVICE is refused: a query is answered from this store alone")
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(iri) for iri in job.default_graphs]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in job.named_graphs]
    result = store.query(
        job.sparql,
        prefixes=PREFIXES,
        # With graphs named by the request, the default graph is those and nothing else.
        default_graph=graphs if graphs or named else None,
        named_graphs=named if graphs or named else None,
    )
    if isinstance(result, ox.QueryTriples):
        return _graph(*some_triples(result, job.rows), job.accept)
    chosen = choose(job.accept, RESULTS)
    if chosen is None:
        return _not_acceptable(RESULTS)
    media_type, results_format = chosen
    if isinstance(result, ox.QueryBoolean):
        return Reply(200, result.serialize(format=results_format) or b"", media_type)
    body, cut_off = rows_json(result, job.rows)
    if results_format is not ox.QueryResultsFormat.JSON:
        parsed = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        assert isinstance(parsed, ox.QuerySolutions)
        body = parsed.serialize(format=results_format) or b""
    return Reply(200, body, media_type, cut_off)


def _describe(store: ox.Store, job: DescribeJob) -> Reply:
    try:
        found, cut_off = some_triples(statements(store, job.iri), job.rows)
    except ValueError:
        return refusal(404, "this is no IRI")
    if not found:
        return refusal(404, f"nothing is said of {job.iri}")
    return _graph(found, cut_off, job.accept)


def _graph(triples: list[ox.Triple], cut_off: bool, accept: str) -> Reply:
    chosen = choose(accept, GRAPHS)
    if chosen is None:
        return _not_acceptable(GRAPHS)
    media_type, rdf_format = chosen
    body = ox.serialize(triples, format=rdf_format, prefixes=PREFIXES)
    return Reply(200, body or b"", media_type, cut_off)


def _not_acceptable(offered: object) -> Reply:
    assert isinstance(offered, dict)
    return refusal(406, f"the result comes as {', '.join(offered)}")
