"""Words for readers, in Dutch and in English: of the pages (``texts.toml``) and of the ontology."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from kamergraaf.analyse.projection import prefixed
from kamergraaf.namespaces import RDFS, SKOS
from kamergraaf.resources import ontology

LANGUAGES = ("nl", "en")
_LABELS = (f"{SKOS}prefLabel", f"{RDFS}label")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a page says of its own, in one language."""

    language: str
    texts: dict[str, str]
    terms: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text ``key`` with ``values`` filled in.

        Raises:
            KeyError: there is no such text.
        """
        return self.texts[key].format(**values)

    def term(self, name: str) -> str:
        """Return the label of a class or property by its prefixed or, in our ontology, its local name."""
        return self.terms.get(name) or self.terms.get(f"kg:{name}") or name

    def date(self, iso: str | None) -> str:
        """Return a date in ISO form as the language writes it ("3 mei 2024"); anything else as it is."""
        try:
            day = date.fromisoformat(iso or "")
        except ValueError:
            return iso or ""
        return f"{day.day} {self.texts['months'].split()[day.month - 1]} {day.year}"

    def number(self, number: int) -> str:
        """Return ``number`` with its thousands parted as the language does it."""
        return f"{number:,}".replace(",", "." if self.language == "nl" else ",")


@cache
def words(language: str) -> Words:
    """Return the words of ``language``, one of :data:`LANGUAGES`."""
    source = (files("kamergraaf.show") / "texts.toml").read_text(encoding="utf-8")
    pairs = tomllib.loads(source)
    place = LANGUAGES.index(language)
    texts = {key: pair[place] for key, pair in pairs["texts"].items()}
    terms = {key: pair[place] for key, pair in pairs["terms"].items()}
    return Words(language, texts, _ontology_labels(language) | terms)


def _ontology_labels(language: str) -> dict[str, str]:
    labels: dict[str, str] = {}
    for quad in ox.parse((ontology() / "kamergraaf.ttl").read_bytes(), format=ox.RdfFormat.TURTLE):
        label = quad.object
        if quad.predicate.value in _LABELS and isinstance(label, ox.Literal) and label.language == language:
            labels.setdefault(prefixed(str(getattr(quad.subject, "value", ""))), label.value)
    return labels
