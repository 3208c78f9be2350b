"""Fracties named in text, in every spelling that the vocabulary of groups knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kamergraaf.extract.cues import matches
from kamergraaf.models import EntityClass, Span
from kamergraaf.vocabulary import vocabulary

_BESIDE = 60
"""Characters before and behind a name in which others of a list stand."""


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """The pattern of all group labels, longest first; label → identifier; labels that are also surnames."""
    identifiers: dict[str, str] = {}
    ambiguous: set[str] = set()
    for label in vocabulary().of(EntityClass.GROUP):
        identifiers.setdefault(label.form, label.entity.identifier)
        if label.ambiguous:
            ambiguous.add(label.form)
    forms = "|".join(re.escape(form) for form in sorted(identifiers, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w/-])({forms})(?!\w|[-/][A-Z])(-?\s?fracties?\b)?")
    return pattern, identifiers, frozenset(ambiguous)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(first.group() for form in _known()[1] if (first := re.match(r"\w+", form)))


def may_begin_group(word: str) -> bool:
    """Whether a label of a group begins with ``word``."""
    return word in _first_words()


def groups_in(text: str, beginnings: Iterable[int] | None = None) -> list[tuple[Span, str]]:
    """Return where ``text`` names a group and the group's identifier, in order.

    ``beginnings`` gives where the words stand that labels begin with, in order, if that is known.

    The span takes in "-fractie". A name that is also a surname or a word counts only beside "fractie" or
    "groep", alone in the text or within brackets; an abbreviation also after an article or in a list of groups.
    """
    pattern, identifiers, ambiguous = _known()
    found = []
    for match in pattern.finditer(text) if beginnings is None else matches(pattern, text, beginnings):
        form = match[1]
        if form in ambiguous and not (match[2] or _stands_as_group(text, match.start(), match.end(1))):
            continue
        found.append((Span(match.start(), match.end()), identifiers[form]))
    return found


def _stands_as_group(text: str, start: int, end: int) -> bool:
    form, before = text[start:end], text[max(0, start - 20) : start]
    if (
        re.search(r"(?:fracties?(?:\s+van(?:\s+de|\s+het)?)?|groep|lid)\s+$", before, re.IGNORECASE)
        or not (before + text[end : end + 9]).strip()
    ):
        return True
    if before.endswith("(") and text[end : end + 1] == ")":
        return True
    if not form.isupper() or text.startswith("-", end):
        return False
    if re.search(r"\bde\s+$", before):
        return True
    return bool(re.search(r"(?:\b(?:van|en|door|bij)|,)\s+$", before)) and _has_group_beside(text, start, end)


def _has_group_beside(text: str, start: int, end: int) -> bool:
    """Whether another group is named close by, as in a list of them; a name that is also a surname tells nothing."""
    pattern, _, ambiguous = _known()
    around = (*pattern.finditer(text, max(0, start - _BESIDE), start), *pattern.finditer(text, end, end + _BESIDE))
    return any(match[1] != text[start:end] and (match[1] not in ambiguous or match[1].isupper()) for match in around)


def group_names(text: str) -> tuple[str, ...]:
    """Return the identifiers of the groups that ``text`` names, without repeats."""
    return tuple(dict.fromkeys(identifier for _, identifier in groups_in(text)))
