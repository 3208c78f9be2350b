"""Triples: a linked paper written as the lines of the named graph of its document."""
