"""Undertakings of a minister: towards parliament, or of action with an outcome."""

from __future__ import annotations

import re
from datetime import date

from kamergraaf.extract.dates import due_date, says_when
from kamergraaf.extract.sentences import sentences
from kamergraaf.extract.worded import worded, words_of
from kamergraaf.models import Commitment

_PARLIAMENT = r"(?:uw\s+Kamer|de\s+Kamer|u|beide\s+Kamers|de\s+Tweede\s+Kamer|de\s+Eerste\s+Kamer|de\s+Staten-Generaal)"
_PARLIAMENT_WORDS = "kamer kamers u generaal"
_INFORM = (
    r"(?:geïnformeerd|informeren|informeer|berichten|bericht|ontvang(?:t|en)|toegestuurd|toesturen|toezenden|toegezonden"
    r"|stuur|sturen|gestuurd|gezonden|zenden|aangeboden|aanbieden|terugkomen|terugkom|ingaan|op\s+de\s+hoogte"
    r"|doen\s+toekomen|voorleggen|delen|gedeeld|rapporteren|gerapporteerd|meld(?:en)?|gemeld|laten\s+weten"
    r"|tegemoet\s?zien|voorgehangen)"
)

_TO_PARLIAMENT = worded(
    _PARLIAMENT_WORDS + " rapporteer",
    rf"\b(?:zal|zullen|wordt|worden|zult|wil|willen)\b.{{0,160}}?\b{_PARLIAMENT}\b.{{0,200}}?\b{_INFORM}\b"
    rf"|\b{_PARLIAMENT}\b.{{0,60}}?\b(?:zal|zullen|wordt|worden|zult)\b.{{0,200}}?\b{_INFORM}\b"
    rf"|\b(?:informeer|bericht|stuur|zend|meld)\s+(?:ik|wij)\s+{_PARLIAMENT}\b|\b(?:ik|wij)\s+(?:informeer|informeren|bericht|stuur|sturen|zend|zenden)\s+{_PARLIAMENT}\b"
    rf"|\b{_PARLIAMENT}\s+(?:ontvangt|ontvangen)\b|\b(?:ontvangt|krijgt)\s+{_PARLIAMENT}\b"
    rf"|\ben\s+(?:stuur|zend|bericht|informeer)\s+{_PARLIAMENT}\b"
    rf"|\b{_PARLIAMENT}\s+kan\b.{{0,120}}?\btegemoet\s?zien\b|\bkomt\b.{{0,60}}?\b(?:naar|aan)\s+{_PARLIAMENT}\b"
    rf"|\bkomt\s+u\b.{{0,60}}?\btoe\b|\b(?:ik|en)\s+rapporteer\b|\b(?:wordt|worden)\b.{{0,120}}?\bKamers\s+voorgehangen\b"
    rf"|\baan\s+{_PARLIAMENT}\s+zal\s+(?:zenden|sturen|aanbieden)\b"
    rf"|\b(?:dien\s+ik|ik\s+dien)\b.{{0,80}}?\bbij\s+{_PARLIAMENT}\s+in\b",
    re.IGNORECASE | re.DOTALL,
)
_PROMISE = worded(
    "zeg zeggen toezeggen toezegging", r"\bzeg(?:gen)?\b[^.]{0,60}\btoe\b|\btoezeg(?:gen|ging)\b", re.IGNORECASE
)
_MINISTER_WILL = worded(
    "ik wij",
    r"\blaat\s+ik\b[^.]{0,120}\bonderzoek\w*\b|\bik\s+ben\s+(?:graag\s+|zeker\s+)?bereid\b[^.]{0,80}\bte\s+(?:bezien|onderzoeken|verkennen)\b|\b(?:zal\s+ik|ik\s+zal|zullen\s+wij|wij\s+zullen|ik\s+ga|ga\s+ik|ik\b[^.]{0,80}\ben\s+zal)\b",
    re.IGNORECASE,
)
_CABINET_WILL = worded(
    "zal zullen",
    r"\b(?:kabinet|Nederland|regering|minister|staatssecretaris)\b[^.]{0,80}\b(?:zal|zullen)\b[^.]{0,100}"
    r"\b(?:aandacht\s+vragen|pleiten|agenderen|inbrengen|opbrengen|aandringen|toezenden|publiceren|presenteren|komen|opstellen"
    r"|voorleggen|informeren)\b"
    r"|\b(?:zal|zullen)\b[^.]{0,200}\b(?:reactie|antwoord|verslag|uitkomsten|resultaten|\w*problematiek|punt)\b[^.]{0,80}"
    r"\bworden\s+(?:opgenomen|opgebracht|ingebracht|geagendeerd|gedeeld|gepubliceerd)\b",
    re.IGNORECASE,
)
# What the minister will not do, or would only do if …, is no undertaking; to inform the Kamer if … is one.
_REFUSES = worded(
    "niet geen",
    r"\b(?:zal|zullen)\s+(?:ik|wij)\b[^.]{0,40}\b(?:niet|geen)\b|\bik\s+(?:zal|ga)\b[^.]{0,30}\b(?:niet|geen)\b"
    r"|\bgeen\s+toezegging\w*\b|\bniet\s+toezeggen\b|\btoezegg\w+\b[^.]{0,30}\bniet\b",
    re.IGNORECASE,
)
_CONDITIONAL = frozenset({"mocht", "mochten", "zou", "zouden"})
_EXPECTS_TO_INFORM = worded(
    _PARLIAMENT_WORDS,
    rf"\b(?:verwacht|verwachten|streef|streven|hoop|hopen)\b.{{0,160}}?\b{_PARLIAMENT}\b.{{0,160}}?\bte\s+(?:kunnen\s+)?{_INFORM}\b",
    re.IGNORECASE | re.DOTALL,
)
# Work that is under way counts where its result is due at a time that the sentence names.
_OUTCOME = worded(
    "opgeleverd gepubliceerd afgerond beschikbaar gereed starten gestart start vastgesteld ingevoerd ingediend "
    "aanhangig streef streven",
    r"\b(?:zal|zullen|wordt|worden|komt|komen|streven|streef|verwachting)\b.{0,160}?"
    r"\b(?:opgeleverd|gepubliceerd|afgerond|beschikbaar|gereed|starten|gestart|van\s+start|vastgesteld|ingevoerd|ingediend"
    r"|aanhangig)\b"
    r"|\b(?:ik\s+streef|streef\s+ik|het\s+streven\s+is)\b|\bstart\s+een\s+(?:pilot|proef|onderzoek)\b",
    re.IGNORECASE | re.DOTALL,
)
_FUTURE = frozenset({"zal", "zullen"})
_GOVERNMENT = frozenset({"ik", "wij", "kabinet"})
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
    words = words_of(sentence)
    if _REFUSES.search(sentence, words):
        return False
    if _TO_PARLIAMENT.search(sentence, words) or _EXPECTS_TO_INFORM.search(sentence, words):
        return not _FUTURE.isdisjoint(words) or not _DONE.search(sentence)
    if not _CONDITIONAL.isdisjoint(words):
        return False
    if _PROMISE.search(sentence, words):
        return not _GOVERNMENT.isdisjoint(words) and not _DONE.search(sentence)
    if _MINISTER_WILL.search(sentence, words):
        return not _IN_THIS_ANSWER.search(sentence)
    if _OUTCOME.search(sentence, words) and says_when(sentence):
        return True
    return bool(_CABINET_WILL.search(sentence, words)) and "blijven" not in sentence
