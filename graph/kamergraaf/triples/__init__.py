"""Triples: a linked paper written as the lines of the named graph of its document."""

from kamergraaf.triples.iris import document_iri
from kamergraaf.triples.writer import paper_graph

__all__ = ["document_iri", "paper_graph"]
