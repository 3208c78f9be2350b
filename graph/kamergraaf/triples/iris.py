"""IRIs of documents and of what they are made of."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from kamergraaf.models import Head, Paper
from kamergraaf.namespaces import ID, PUBLICATIONS, own_iri


def document_iri(head: Head) -> str:
    """Return the IRI of a document, which is also that of its named graph.

    A published paper goes by its official address, so that a paper that cites it points at the same node.
    """
    if head.published:
        return f"{PUBLICATIONS}{head.identifier}"
    return own_iri("document", head.identifier)


def part_iri(head: Head, kind: str, number: int) -> str:
    """Return the IRI of the ``number``-th part of ``kind`` of a document, counted from 1."""
    return f"{ID}{head.identifier}/{kind}/{number}"


def unit_iris(paper: Paper) -> dict[int, str]:
    """Return the IRI of each question and answer by its position; each kind is counted for itself."""
    iris = {q.position: part_iri(paper.head, "question", n) for n, q in enumerate(paper.questions, 1)}
    return iris | {a.position: part_iri(paper.head, "answer", n) for n, a in enumerate(paper.answers, 1)}


def content_iri(sha256: str) -> str:
    """Return the IRI of a file by its content (RFC 6920, "Naming Things with Hashes")."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
