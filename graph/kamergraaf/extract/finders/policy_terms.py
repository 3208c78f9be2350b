"""Policy terms that the scheme lacks, proposed from the text itself.

Named programmes ("Monitor Leveringszekerheid"), terms in quotation marks, changes to an act ("herziening van de
Terugkeerrichtlijn"), and compounds that a paper keeps coming back to ("groothandelsprijs").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.finders.name_words import NOUN_ENDS, capitalised_in, starts_in
from kamergraaf.extract.finders.policy_nouns import noun, terms
from kamergraaf.extract.found import Found, add, found_of, text_of
from kamergraaf.extract.makers import policy
from kamergraaf.models import Entity, EntityClass
from kamergraaf.name_forms import forms, small_letters

# A term is one word or a few in small letters; longer quotations and titles are none.
_QUOTED = re.compile(r"[«“‘]\s?(?P<term>[\w-]{4,}|[a-zà-ÿ][\w-]*(?:\s[a-zà-ÿ][\w-]*){1,2})\s?[»”’]")
_CHANGE = re.compile(
    r"\b(?P<noun>herziening(?:en)?|aanpassing(?:en)?|wijziging(?:en)?|evaluatie|implementatie|modernisering|intrekking|"
    r"invoering|vereenvoudiging)\s+(?:van\s+)?(?:de\s+|het\s+)?$",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?<![\w-])(?P<word>[a-zà-ÿ-]{4,})\s$")
_WORD_AFTER = re.compile(r"\s(?P<word>[a-zà-ÿ-]{6,})(?![\w-])")
_LONGEST_WORD = 40
_PLANS = (
    *(
        "plan",
        "programma",
        "agenda",
        "strategie",
        "aanpak",
        "kader",
        "regeling",
        "convenant",
        "akkoord",
        "pact",
        "visie",
    ),
    *("norm", "monitor", "register", "fonds", "voorziening", "bewijs", "overzicht", "route", "kaart", "toets", "nota"),
)
"""Endings of words that name a plan or instrument of its own."""
# What changes an act goes by one word, whatever the paper calls it.
_SAME_CHANGE = {"aanpassing": "herziening", "wijziging": "herziening", "modernisering": "herziening"}
_PROPOSED = 0.5
_SURE = {
    "policy-compound": (0.55, 0.45),
    "policy-adjective": (0.4, 0.4),
    "policy-phrase": (0.5, 0.5),
    "policy-noun": (0.2, 0.1),
    "policy-short": (0.25, 0.12),
}
"""Confidence by rule, for an ending that makes policy terms and for one that as often makes everyday words.

It is near the share of such terms in annotated papers that an indexer named too.
"""


@Language.component("kg_policy_terms")
def propose_policies(doc: Doc) -> Doc:
    """Propose policy terms in ``doc``; acts must have been found before."""
    text = text_of(doc)
    add(doc, _changes(doc))
    add(doc, _quoted(text))
    add(doc, _programmes(doc))
    add(doc, _noun_terms(doc))
    return doc


def _changes(doc: Doc) -> Iterator[Found]:
    for act in found_of(doc, EntityClass.LEGISLATION):
        change = _CHANGE.search(text_of(doc), max(0, act.start - 40), act.start)
        if change:
            noun = (
                re.sub(r"en$", "", change["noun"].lower()) if change["noun"].endswith("en") else change["noun"].lower()
            )
            name = f"{_SAME_CHANGE.get(noun, noun)} {act.candidates[0].label}"
            yield _found(change.start(), act.end, name, "policy-change-of-act", 0.6)


def _quoted(text: str) -> Iterator[Found]:
    for match in _QUOTED.finditer(text):
        if not match["term"].isdigit():
            yield _found(match.start("term"), match.end("term"), match["term"], "policy-quoted", _PROPOSED)


def _programmes(doc: Doc) -> Iterator[Found]:
    """Names with a policy word in them: "Versterkte Handhavingsstrategie Mest", "convenant Onderwijshuisvesting"."""
    text = text_of(doc)
    words, bodies = small_letters("policy-words"), small_letters("body-words")
    small = forms("policy-words").lower_case
    announcing = (*_PLANS, *small)
    for start, name in capitalised_in(doc):
        for begin, part in _parts(start, name, words):
            announced = text.endswith(announcing, 0, max(0, begin - 1))
            planned = part.lower().endswith(_PLANS)
            if part.isalnum() and not announced and not planned:  # one word, as most are
                continue
            parts = {word.lower() for word in re.findall(r"[\w’-]+", part)}
            if parts & bodies:
                continue
            before = _WORD_BEFORE.search(text, max(0, begin - _LONGEST_WORD), begin) if announced else None
            if before and (before["word"] in small or before["word"].endswith(_PLANS)):
                yield _found(before.start(), begin + len(part), f"{before['word']} {part}", "policy-programme", 0.6)
            elif len(parts) > 1 and any(word in words or word.endswith(_PLANS) for word in parts):
                yield _found(begin, begin + len(part), part, "policy-programme", 0.6)
            elif planned and (after := _WORD_AFTER.match(text, begin + len(part))) and noun(after["word"]):
                end = after.end()
                yield _found(begin, end, text[begin:end], "policy-programme", 0.6)


def _parts(start: int, name: str, words: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield ``name`` as a whole, or the two names that "en" joins in it where each has a policy word."""
    for joined in () if name.isalnum() else re.finditer(r"\s(?:en|and|,)\s", name):
        halves = name[: joined.start()], name[joined.end() :]
        if all(any(w.lower() in words or w.lower().endswith(_PLANS) for w in half.split()) for half in halves):
            yield start, halves[0]
            yield from _parts(start + joined.end(), halves[1], words)
            return
    yield start, name


def _noun_terms(doc: Doc) -> Iterator[Found]:
    known: dict[int, tuple[int, str]] = {}
    for hit, labels in hits_of(doc, EntityClass.POLICY):  # of one start the longest comes first
        known.setdefault(hit.start, (hit.end, labels[0].entity.label))
    entities: dict[tuple[str, tuple[str, ...]], Entity] = {}  # a paper comes back to its terms
    for term in terms(text_of(doc), known, starts_in(doc, NOUN_ENDS)):
        entity = entities.get((term.name, term.others))
        if entity is None:
            entity = entities[term.name, term.others] = policy(term.name, others=term.others)
        yield Found(term.start, term.end, EntityClass.POLICY, (entity,), term.rule, _SURE[term.rule][not term.sure])


def _found(start: int, end: int, name: str, rule: str, confidence: float) -> Found:
    return Found(start, end, EntityClass.POLICY, (policy(name),), rule, confidence)
