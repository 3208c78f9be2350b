"""The ontology, shapes, vocabularies and queries, as package data; :mod:`kamergraaf.resources` reads them."""
