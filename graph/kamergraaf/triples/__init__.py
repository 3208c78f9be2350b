"""Triples: a linked paper written as the lines of the named graph of its document."""

from kamergraaf.triples.graph import graph_text, members
from kamergraaf.triples.iris import document_iri
from kamergraaf.triples.writer import paper_triples

__all__ = ["document_iri", "graph_text", "members", "paper_triples"]
