"""Coverage: questions that ask more than their answers touch."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import networkx as nx
from spacy.lang.nl.stop_words import STOP_WORDS

from kamergraaf.analyse.networks import answer_reference_network
from kamergraaf.analyse.scope import EVERYTHING, Scope, select
from kamergraaf.analyse.table import Column, Row, Table, ranked
from kamergraaf.analyse.things import Thing, units
from kamergraaf.store import GraphStore

_PARTS = """
SELECT ?unit ?part ?text
WHERE {{ ?part a kg:SubQuestion ; dcterms:isPartOf ?unit ; schema:text ?text .
  {scope} }}
"""
_ANSWERS = "SELECT ?question ?answer ?text { ?answer kg:answers ?question ; schema:text ?text }"
_TEXTS = "SELECT ?answer ?text { ?answer a kg:Answer ; schema:text ?text }"
_WORD = re.compile(r"[^\W\d_]{4,}|\d{4,}")
_YES_OR_NO = re.compile(r"(ja|jawel|neen?|(dat )?klopt)\b", re.IGNORECASE)
_HANGS_ON = re.compile(r"(en )?((zo|indien|als) (ja|nee|niet)|graag)\b", re.IGNORECASE)
_STEM = 7
"""Words that begin with the same so many letters count as one: "subsidie", "subsidies", "subsidieregeling"."""
_USUAL = 0.1
"""Words in more than this share of the sub-questions are the manner of asking: "bereid", "aangeven"."""
_FEW = 5

_COLUMNS = (
    Column("question", Thing, "the question"),
    Column("sub_questions", int, "sentences of it that ask"),
    Column("touched", int, "of these, how many share a telling word with the answer"),
    Column("untouched", int, "the rest"),
    Column("first_untouched", str, "the first sentence of which no telling word comes back"),
)


def coverage(store: GraphStore, scope: Scope = EVERYTHING) -> Table:
    """Return the questions of which a sub-question shares no telling word with the answer, the most such first.

    The answer is all that answers the question, with all the answers it points at, to where those ways end.
    A telling word has four letters or more, is no stop word of spaCy's Dutch, and stands in no more than a tenth
    of the sub-questions; words are compared by their first seven letters. A sub-question without any telling word,
    or that opens with "zo ja", "zo nee" or "graag", goes with the one before it; an answer that opens with yes or no
    touches the first.
    Questions without an answer are left out.
    """
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit, part, text in select(store, _PARTS.format(scope=scope.pattern())):
        parts[unit].append((part, text))
    texts, given = _answers(store)
    telling = _telling([text for asked in parts.values() for _, text in asked])
    names = units(store)
    rows: list[Row] = []
    for question, asked in parts.items():
        if not given[question]:
            continue
        said = set().union(*(_words(texts[answer]) for answer in given[question]))
        missed: list[str] = []
        before = any(_YES_OR_NO.match(texts[answer]) for answer in given[question])
        for number, (_, text) in enumerate(sorted(asked, key=lambda pair: (len(pair[0]), pair[0]))):
            words = set() if _HANGS_ON.match(text) else _words(text) & telling
            if words:
                before = bool(words & said) or (before and number == 0)
            if not before:
                missed.append(text)
        if missed:
            rows.append((names[question], len(asked), len(asked) - len(missed), len(missed), missed[0]))
    return Table(
        "coverage",
        "Questions that ask more than the answer touches",
        "A sub-question counts as touched if the answer, or one that it points at, uses any of its telling words. "
        "That is generous: what is listed here deserves a look, what is not may still go unanswered.",
        _COLUMNS,
        ranked(_COLUMNS, rows, "-untouched", "question"),
    )


def _answers(store: GraphStore) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return the text of each answer, and the answers that each question is given, pointers followed."""
    texts: dict[str, str] = {}
    given: dict[str, set[str]] = defaultdict(set)
    pointers = answer_reference_network(store)
    for question, answer, text in select(store, _ANSWERS):
        texts[answer] = text
        given[question] |= {answer, *nx.descendants(pointers, answer)}
    texts.update((answer, text) for answer, text in select(store, _TEXTS))
    return texts, given


def _telling(texts: list[str]) -> set[str]:
    number = Counter(word for text in texts for word in _words(text))
    most = max(_FEW, _USUAL * len(texts))
    return {word for word, times in number.items() if times <= most}


def _words(text: str) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {word[:_STEM] for word in words if word not in STOP_WORDS}
