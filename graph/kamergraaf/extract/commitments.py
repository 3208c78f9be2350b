"""Undertakings of a minister: towards parliament, or of action with an outcome."""

from __future__ import annotations

import re
from datetime import date

from kamergraaf.extract.dates import due_date
from kamergraaf.extract.sentences import sentences
from kamergraaf.models import Commitment

_PARLIAMENT = r"(?:uw\s+Kamer|de\s+Kamer|u|beide\s+Kamers|de\s+Tweede\s+Kamer|de\s+Eerste\s+Kamer)"
_INFORM = r"(?:geïnformeerd|informeren|informeer|berichten|bericht|ontvang(?:t|en)|toegestuurd|toesturen|toezenden|toegezonden|stuur|sturen|gestuurd|gezonden|zenden|aangeboden|aanbieden|terugkomen|terugkom|ingaan|op\s+de\s+hoogte|doen\s+toekomen|delen|gedeeld|rapporteren|meld(?:en)?|gemeld)"

_TO_PARLIAMENT = re.compile(
    rf"\b(?:zal|zullen|wordt|worden|zult|wil|willen)\b.{{0,160}}?\b{_PARLIAMENT}\b.{{0,200}}?\b{_INFORM}\b"
    rf"|\b{_PARLIAMENT}\b.{{0,60}}?\b(?:zal|zullen|wordt|worden|zult)\b.{{0,200}}?\b{_INFORM}\b"
    rf"|\b(?:informeer|bericht|stuur|zend|meld)\s+(?:ik|wij)\s+{_PARLIAMENT}\b|\b(?:ik|wij)\s+(?:informeer|informeren|bericht|stuur|sturen|zend|zenden)\s+{_PARLIAMENT}\b"
    rf"|\b{_PARLIAMENT}\s+(?:ontvangt|ontvangen)\b",
    re.IGNORECASE | re.DOTALL,
)
_PROMISE = re.compile(r"\bzeg(?:gen)?\b[^.]{0,60}\btoe\b|\btoezeg(?:gen|ging)\b", re.IGNORECASE)
_MINISTER_WILL = re.compile(r"\b(?:zal\s+ik|ik\s+zal|zullen\s+wij|wij\s+zullen|ik\s+ga|ga\s+ik)\b", re.IGNORECASE)
_CABINET_WILL = re.compile(
    r"\b(?:het\s+)?kabinet\b[^.]{0,80}\b(?:zal|zullen)\b[^.]{0,80}\b(?:aandacht\s+vragen|pleiten|agenderen|inbrengen|aandringen|toezenden|publiceren|presenteren)\b",
    re.IGNORECASE,
)
# What the minister will not do, keeps on doing, or only may do, is no undertaking.
_NO_UNDERTAKING = re.compile(
    r"\b(?:zal|zullen)\s+(?:ik|wij)\b[^.]{0,40}\b(?:niet|geen)\b|\bik\s+zal\b[^.]{0,30}\b(?:niet|geen)\b"
    r"|\bgeen\s+toezegging\w*\b|\bniet\s+toezeggen\b|\btoezegg\w+\b[^.]{0,30}\bniet\b|\bmocht(?:en)?\b|\bzou(?:den)?\b|\b(?:zal|zullen)\s+ik\s+(?:hieronder|hierna)\b|\bik\s+(?:hieronder|hierna)\b",
    re.IGNORECASE,
)
_IN_THIS_ANSWER = re.compile(
    r"\b(?:hieronder|hierna|onderstaand|in\s+dit\s+antwoord|dieper\s+ingaan|nader\s+ingaan|toelichten)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:is|zijn|ben|bent|heeft|hebben|heb|werd|werden)\b[^.]{0,120}\b(?:geïnformeerd|gestuurd|toegezegd|gemeld)\b",
    re.IGNORECASE,
)


def commitments(text: str, written_on: date | None) -> tuple[Commitment, ...]:
    """Return the sentences of an answer in which the minister undertakes something.

    ``written_on`` dates the paper, so that "eind dit jaar" gets its year.
    """
    found = []
    for span in sentences(text):
        sentence = text[span.start : span.end]
        if undertakes(sentence):
            towards = "Eerste Kamer" if "Eerste Kamer" in sentence else "Kamer"
            found.append(Commitment(span, towards, due_date(sentence, written_on)))
    return tuple(found)


def undertakes(sentence: str) -> bool:
    """Whether one sentence of an answer is an undertaking, and not a position or a past deed."""
    if _TO_PARLIAMENT.search(sentence) and not _NO_UNDERTAKING.search(sentence):
        return not (_DONE.search(sentence) and not re.search(r"\bzal\b|\bzullen\b", sentence, re.IGNORECASE))
    if _PROMISE.search(sentence) and not _NO_UNDERTAKING.search(sentence):
        return bool(re.search(r"\b(?:ik|wij|kabinet)\b", sentence, re.IGNORECASE)) and not _DONE.search(sentence)
    if _MINISTER_WILL.search(sentence):
        return not (_NO_UNDERTAKING.search(sentence) or _IN_THIS_ANSWER.search(sentence))
    return bool(_CABINET_WILL.search(sentence)) and "blijven" not in sentence
