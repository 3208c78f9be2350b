"""Names with their abbreviation in brackets: "Centraal Bureau Mussen (CBM)", or the other way round."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places
from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.finders.name_words import CAPITALS, starts_in
from kamergraaf.extract.found import Found, add, text_of
from kamergraaf.extract.makers import named_act, organisation, policy
from kamergraaf.extract.names import SPACE
from kamergraaf.models import Entity, EntityClass
from kamergraaf.name_forms import small_letters

_WORD = r"[\w’'&/-]+"
_IN_BRACKETS = re.compile(
    r"\((?:(?:hierna|afgekort)\s*:?\s*)?(?:de\s+|het\s+)?[«“\"‘']?(?P<short>[A-Z][\w&.-]{1,14})[»”\"’']?\)"
)
_ONE_WORD = re.compile(_WORD)
_ENDS_NAME = re.compile(r"[^\w’'&/\s-]|\n")
# "de minister voor Natuur en Stikstof (NenS)" is an office, and no body
_PORTFOLIO = re.compile(r"\b(?:[Mm]inister|[Ss]taatssecretaris)\s+(?:van|voor)\s+$")
_LONGEST_OFFICE = 30
_MOST_WORDS = 10
_LONGEST_NAME = 160
"""Characters before the bracket in which a name with an abbreviation is looked for."""
_REVERSED = re.compile(
    rf"(?<![\w-])(?P<short>[A-Z][\w&-]{{1,11}}){SPACE}\((?P<name>[A-ZÀ-Þ]{_WORD}(?:{SPACE}{_WORD}){{1,9}})\)"
)
_SMALL_WORDS = frozenset(
    [
        "van",
        "voor",
        "de",
        "het",
        "den",
        "en",
        "in",
        "op",
        "of",
        "the",
        "and",
        "for",
        "te",
        "ter",
        "tot",
        "aan",
        "een",
        "inzake",
        "bij",
        "für",
        "der",
        "des",
        "du",
        "la",
        "et",
        "on",
        "to",
    ]
)


@Language.component("kg_abbreviated_bodies")
def find_abbreviated_bodies(doc: Doc) -> Doc:
    """Find names in ``doc`` that are followed by their abbreviation: bodies, and acts and policies by their words."""
    add(doc, _by_abbreviation(doc))
    return doc


def _by_abbreviation(doc: Doc) -> Iterator[Found]:
    """A name followed by its abbreviation in brackets, or the other way round."""
    known: dict[str, list[Entity]] = defaultdict(list)
    for cls in (EntityClass.ORGANISATION, EntityClass.LEGISLATION):
        for hit, labels in hits_of(doc, cls):
            known[hit.text].append(labels[0].entity)
    countries = {hit.start for hit, _ in hits_of(doc, EntityClass.COUNTRY)}
    text = text_of(doc)
    for match in matches(_IN_BRACKETS, text, places(text, "(")):
        # the name may begin later than the words before the bracket do: the initials tell where
        for start, name in _names_before(text, match.start()):
            if abbreviates(match["short"], name):
                if start not in countries and not _PORTFOLIO.search(text, max(0, start - _LONGEST_OFFICE), start):
                    yield from _abbreviated(start, name, match["short"], known)
                break
    for match in matches(_REVERSED, text, starts_in(doc, CAPITALS)):
        if abbreviates(match["short"], match["name"]):
            yield from _abbreviated(match.start("name"), match["name"], match["short"], known)


def _names_before(text: str, bracket: int) -> Iterator[tuple[int, str]]:
    """What the name before ``bracket`` may be, the longest first: two words in a row to ten."""
    end = bracket
    while end and text[end - 1].isspace():
        end -= 1
    first = max(0, end - _LONGEST_NAME)
    first = max((m.end() for m in _ENDS_NAME.finditer(text, first, bracket)), default=first)
    words = [word for word in _ONE_WORD.finditer(text, first, end) if word.group()[0].isalnum()]
    for word in words[-_MOST_WORDS:-1]:
        yield word.start(), text[word.start() : end]


def _abbreviated(start: int, name: str, short: str, known: Mapping[str, list[Entity]]) -> Iterator[Found]:
    words = {word.lower() for word in re.findall(r"[\w’']+", name)}
    cls: EntityClass | None = None
    last = name.split()[-1].lower()
    same = next((entity for entity in known.get(short, ()) if _is_form_of(name, entity)), None)
    if same is not None:
        cls, entity = same.cls, same
    elif last in small_letters("act-words"):
        cls, entity = EntityClass.LEGISLATION, named_act(name)
    elif words & small_letters("body-words"):
        cls, entity = EntityClass.ORGANISATION, organisation(name, short)
    elif words & small_letters("act-words"):
        cls, entity = EntityClass.LEGISLATION, named_act(name)
    elif any(word.endswith(tuple(small_letters("policy-words"))) for word in words):
        cls, entity = EntityClass.POLICY, policy(name, short)
    elif any(word.endswith(tuple(small_letters("document-words"))) for word in words):
        return
    elif all(word[0].isupper() for word in name.split() if word.lower() not in _SMALL_WORDS):
        cls, entity = EntityClass.ORGANISATION, organisation(name, short)
    if cls is not None:
        yield Found(start, start + len(name), cls, (entity,), "name-and-abbreviation", 0.8)


def _is_form_of(name: str, entity: Entity) -> bool:
    """Whether most words of ``name`` are in a name of ``entity``: another body may go by the same abbreviation."""
    words = {w.lower() for w in re.findall(r"[^\W\d_]{3,}", name)} - _SMALL_WORDS
    return any(
        2 * len(words & {w.lower() for w in re.findall(r"[^\W\d_]{3,}", label)}) >= len(words)
        for label in (entity.label, *entity.alt_labels)
    )


def abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of ``short`` stand for ``name``: its initials, small words left out or kept.

    A compound may give several letters: "IKZ" is the Informatieknooppunt Zorgfraude.
    """
    letters = "".join(c.lower() for c in short if c.isalpha() and c.isupper())
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", name)]
    if len(letters) < 2 or not words or words[0] in _SMALL_WORDS:
        return False
    initials = "".join(w[0] for w in words if w not in _SMALL_WORDS)
    if letters in (initials, "".join(w[0] for w in words)):
        return True
    return (
        len(letters) > 2 and len(initials) > 1 and _in_order(initials, letters) and _in_order(letters, "".join(words))
    )


def _in_order(few: str, many: str) -> bool:
    """Whether the letters of ``few`` stand in ``many`` in the same order, the first of both being one."""
    rest = iter(many)
    return few[0] == many[0] and all(letter in rest for letter in few)
