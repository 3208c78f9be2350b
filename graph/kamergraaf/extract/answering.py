"""Where an answer points at other answers or at a letter, and so whether it answers directly."""

from __future__ import annotations

import re
from collections.abc import Collection

from kamergraaf.extract.dates import MONTH
from kamergraaf.extract.groups import groups_in
from kamergraaf.extract.numbering import NUMBERS, parse_numbers
from kamergraaf.extract.sentences import sentences
from kamergraaf.extract.worded import worded, words_of
from kamergraaf.models import AnswerKind, AnswerReference

# "vraag 3", but no date or amount that follows the word by chance
_BY_NUMBER = re.compile(
    r"\b(?:vra(?:ag|gen)|antwoord(?:en)?(?:\s+op)?|beantwoording(?:\s+van)?)\s+(?:nr\.\s*|nummers?\s+)?"
    rf"({NUMBERS})(?!\s*(?:{MONTH})|\d|[.,]\d)",
    re.IGNORECASE,
)
# "vraag 3 van het lid X", and what follows "Aanhangsel …", are questions of another paper
_OF_ANOTHER = re.compile(
    rf"\s*van\s+(?:het\s+lid|de\s+leden\s+[A-Z]|de\s+eerdere|\d{{1,2}}\s+(?:{MONTH}))", re.IGNORECASE
)
_TOGETHER = worded(
    "gezamenlijk tezamen samenhang tegelijk",
    r"\b(?:gezamenlijk|tezamen|in\s+samenhang|tegelijk)\s+(?:zijn\s+)?beantwoord",
    re.IGNORECASE,
)
_OTHER_PAPER = worded(
    "aanhangsel eerdere schriftelijke",
    r"\bAanhangsel\b|\beerdere\s+(?:Kamer)?vragen\b|\bschriftelijke\s+vragen\b",
    re.IGNORECASE,
)

_SENDS = frozenset({"zie", "verwijs", "verwijst", "verwezen", "verwijzen", "verwijzing"})
_POINTS = _SENDS | {"zoals", "beantwoording"}
_REPLIES_TO = worded("antwoord antwoorden", r"\bantwoord(?:en)?\s+op\b")
_MAY_POINT = _POINTS | {"antwoord", "antwoorden", "vraag", "vragen"}
"""Of these words every sentence that points at another answer holds one."""
_PREVIOUS = re.compile(
    r"\b(?:vorige|voorgaande|voorafgaande|bovenstaande)\s+(?:vraag|vragen|antwoord(?:en)?)\b|\bantwoord\s+hierboven\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:eerdere?|hierboven|hiervoor|eerste)\b", re.IGNORECASE)
_REPLY_TO_GROUP = re.compile(r"\b(?:antwoord(?:en)?|beantwoording|reactie)\b", re.IGNORECASE)
_OTHERS = worded(
    "fracties eerdere",
    r"\b(?:andere|overige|verschillende|meerdere|voornoemde)\s+fracties\b|\beerdere\s+(?:antwoorden|beantwoording)\b",
    re.IGNORECASE,
)

_TO_THOSE = worded(
    "antwoord antwoorden beantwoording",
    r"\bverwij\w+\b.{0,30}\b(?:antwoord(?:en)?\s+op|beantwoording\s+van)\s+(?:die|deze)\s+vra(?:ag|gen)\b",
    re.IGNORECASE,
)
_LETTER_WORDS = ("brie", "reactie", "rapportage", "bijlage")
"""Parts of words of which every sentence that names a letter holds one."""
_LETTER = re.compile(
    r"\b(?:\w*brie(?:f|ven)|beleidsreactie|kabinetsreactie|reactie\s+op\s+(?:het|de)|\w*rapportage|bijlage)\b",
    re.IGNORECASE,
)
_SENDS_TO_LETTER = re.compile(
    r"\b(?:verwijs|verwezen|verwijst|verwijzen)\b.{0,80}?\bnaar\b|\bwaarnaar\b.{0,60}?\b(?:verwijs|verwezen)\b|^\W*zie\b"
    r"|\bzie\s+(?:hierover|hiervoor|hiertoe|daarover|daarvoor|ook)\b"
    r"|\b(?:vindt|treft)\s+(?:u|uw\s+Kamer)\b.{0,20}\bin\b(?!\s+(?:de|een)\s+bijlage)"
    r"|\bin\s+(?:[\w«»“”]+\s+){0,16}?(?:\w*brief|reactie)\b.{0,160}\bin\s?gegaan\b",
    re.IGNORECASE | re.DOTALL,
)
_INFORMED_BY_LETTER = re.compile(
    r"\b(?:mijn|onze)\s+(?:\w+\s+){0,2}\w*brief\b.{0,120}\bgeïnformeerd\b|\bgeïnformeerd\b.{0,60}\b(?:mijn|onze)\s+\w*brief\b",
    re.IGNORECASE | re.DOTALL,
)
_STILL_TO_COME = re.compile(r"\b(?:zal|zullen|wordt|worden)\b", re.IGNORECASE)

_ONLY_POINTS = re.compile(
    r"""^\W*(?:
        (?:zie|hiervoor\s+zie|voor\b[^.]{0,120}?\bzie)\b
      | (?:(?:hier)?voor\s+)?[^.]{0,160}?\b(?:verwijs|verwezen|verwijst|verwijzen)\b
      | dit\s+is\s+beantwoord\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_FOR_THE_ANSWER = re.compile(
    r"\bvoor\s+(?:het\s+antwoord|de\s+beantwoording|(?:een\s+)?reactie)\b|\bantwoord\s+op\s+(?:deze|uw)\s+vraag\b",
    re.IGNORECASE,
)


def references(
    text: str, own_numbers: Collection[str], known_numbers: Collection[str], own_groups: Collection[str] = ()
) -> tuple[AnswerReference, ...]:
    """Return the places where an answer points at other answers of its paper, by number or by group.

    ``own_numbers`` and ``own_groups`` are those of the questions it answers itself and of who asked them,
    ``known_numbers`` those of the whole paper.
    """
    found = []
    for span in sentences(text):
        sentence = text[span.start : span.end]
        words = words_of(sentence)
        if _MAY_POINT.isdisjoint(words) or _TOGETHER.search(sentence, words):
            continue
        other = _OTHER_PAPER.search(sentence, words)
        numbers = tuple(
            dict.fromkeys(
                number
                for match in _BY_NUMBER.finditer(sentence, 0, other.start() if other else len(sentence))
                if not _OF_ANOTHER.match(sentence, match.end())
                for number in parse_numbers(match[1])
                if number in known_numbers and number not in own_numbers
            )
        )
        points = not _POINTS.isdisjoint(words) or _REPLIES_TO.search(sentence, words)
        reply = _REPLY_TO_GROUP.search(sentence) if points and not other else None
        groups: tuple[str, ...] = ()
        if reply:
            # "… vragen van de SP-fractie, verwijs ik naar het antwoord op die vragen"
            before = _TO_THOSE.search(sentence, words)
            named = groups_in(sentence)
            groups = tuple(dict.fromkeys(name for place, name in named if before or place.start > reply.start()))
        if groups and not _EARLIER.search(sentence):
            # who asked may be addressed, or named again: "Voor het antwoord op de vraag van deze fractie …"
            groups = tuple(name for name in groups if name not in own_groups)
        sends = not _SENDS.isdisjoint(words)
        others = bool(sends and reply and not groups and not numbers and _OTHERS.search(sentence, words))
        previous = bool(sends and not (numbers or groups or others) and _PREVIOUS.search(sentence))
        if numbers or groups or others or previous:
            found.append(AnswerReference(span, numbers, groups, others, previous))
    return tuple(found)


def answer_kind(text: str, found: tuple[AnswerReference, ...]) -> AnswerKind:
    """Return whether an answer is direct, partial or a reference, given the references ``found`` in it.

    It is a reference where every sentence points elsewhere, or where one says that the answer stands in a
    letter and the rest only tells of that letter; it is partial where it points elsewhere and says something.
    """
    pointing = {reference.span for reference in found}
    spans = list(sentences(text))
    to_letter = {span for span in spans if _points_at_letter(text[span.start : span.end])}
    if not pointing and not to_letter:
        return AnswerKind.DIRECT
    rest = [s for s in spans if not _only_points(text[s.start : s.end], s in pointing or s in to_letter)]
    if not rest:
        return AnswerKind.REFERENCE
    says_where = any(_FOR_THE_ANSWER.search(text[s.start : s.end]) for s in to_letter)
    if says_where and all(_LETTER.search(text[s.start : s.end]) for s in rest):
        return AnswerKind.REFERENCE
    return AnswerKind.PARTIAL


def _only_points(sentence: str, points: bool) -> bool:
    return points and bool(_ONLY_POINTS.match(sentence))


def _points_at_letter(sentence: str) -> bool:
    lower = sentence.lower()
    if not any(word in lower for word in _LETTER_WORDS) or not _LETTER.search(sentence):
        return False
    if _SENDS_TO_LETTER.search(sentence):
        return True
    return bool(_INFORMED_BY_LETTER.search(sentence)) and not _STILL_TO_COME.search(sentence)
