"""Finders: spaCy components with one class of name each; importing them registers them with spaCy."""

from kamergraaf.extract.finders import (
    countries,
    court_decisions,
    definitions,
    groups,
    labels,
    legislation,
    motions,
    name_words,
    named_bodies,
    organisations,
    parliamentary_documents,
    people,
    policies,
    policy_terms,
    provisions,
    weighing,
)

__all__ = [
    "countries",
    "court_decisions",
    "definitions",
    "groups",
    "labels",
    "legislation",
    "motions",
    "name_words",
    "named_bodies",
    "organisations",
    "parliamentary_documents",
    "people",
    "policies",
    "policy_terms",
    "provisions",
    "weighing",
]
