"""Triples: a linked paper written as quads in the named graph of its document."""

from kamergraaf.triples.iris import document_iri
from kamergraaf.triples.writer import paper_quads

__all__ = ["document_iri", "paper_quads"]
