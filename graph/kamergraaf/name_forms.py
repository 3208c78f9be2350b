"""Words that tell what a name is: "Stichting …", "… Institute", "programma …"; and given names of people.

They are data, in ``ontology/vocabularies/name-forms.ttl`` and ``given-names.ttl``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kamergraaf.namespaces import KG, SKOS, VOCABULARY
from kamergraaf.resources import ontology


@dataclass(frozen=True, slots=True)
class Forms:
    """The words of one scheme, in lower case but for those that are matched by case."""

    words: frozenset[str]
    ambiguous: frozenset[str]
    lower_case: frozenset[str]
    """Words customarily written with a small letter before a name ("gemeente Utrecht")."""
    plurals: dict[str, str]
    """Each alternative form, with the word it is a form of."""
    neuter: frozenset[str]
    """Words that take "het"."""


@cache
def forms(scheme: str) -> Forms:
    """Return the words of ``scheme``: ``body-words``, ``company-words``, ``policy-words``, ``given-names`` …"""
    return _all().get(f"{VOCABULARY}{scheme}", Forms(frozenset(), frozenset(), frozenset(), {}, frozenset()))


@cache
def small_letters(scheme: str) -> frozenset[str]:
    """Return the words of ``scheme`` in lower case, those that are matched by case too."""
    return frozenset(word.lower() for word in forms(scheme).words)


@cache
def _all() -> dict[str, Forms]:
    labels: dict[str, set[str]] = defaultdict(set)
    preferred: dict[str, str] = {}
    ambiguous: dict[str, set[str]] = defaultdict(set)
    lower: set[str] = set()
    neuter: set[str] = set()
    members: dict[str, list[str]] = defaultdict(list)
    for name in ("name-forms", "given-names"):
        data = (ontology() / "vocabularies" / f"{name}.ttl").read_bytes()
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode | ox.Triple):
                continue
            concept, value = quad.subject.value, quad.object.value
            match quad.predicate.value.removeprefix(SKOS).removeprefix(KG):
                case "inScheme":
                    members[value].append(concept)
                case "prefLabel":
                    preferred[concept] = value
                    labels[concept].add(value)
                case "altLabel":
                    labels[concept].add(value)
                case "ambiguousLabel":
                    ambiguous[concept].add(value)
                case "usualCase":
                    lower.add(concept)
                case "gender" if value == "neuter":
                    neuter.add(concept)
    return {
        scheme: Forms(
            frozenset(label for c in concepts for label in labels[c]),
            frozenset(label for c in concepts for label in ambiguous[c]),
            frozenset(label for c in concepts if c in lower for label in labels[c]),
            {label: preferred[c] for c in concepts for label in labels[c] if label != preferred[c]},
            frozenset(label for c in concepts if c in neuter for label in labels[c]),
        )
        for scheme, concepts in members.items()
    }
