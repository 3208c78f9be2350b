"""Which sentences of a question ask: with a question mark, or indirectly ("Deze leden vragen of …")."""

from __future__ import annotations

import re

from kamergraaf.extract.sentences import sentences
from kamergraaf.extract.worded import worded, words_of
from kamergraaf.models import Span

_GROUP = r"[A-Z0-9][\w/&’'-]*(?:(?:,|\s+(?:en|of|voor|van|de|den|der|ten|het|fracties?))*\s+[A-Z0-9][\w/&’'-]*)*"
_MEMBERS = (
    r"(?:(?:de\s+)?leden\s+van\s+(?:deze|die|genoemde)\s+fracties?|(?:de\s+)?leden\s+van\s+(?:(?:de|het)\s+)?(?:fracties?\s+(?:van\s+)?(?:de\s+|het\s+)?)?"
    rf"(?-i:{_GROUP})(?:\s+fracties?)?"
    r"|de\s+(?-i:[A-Z0-9][\w/&-]*)-fractie"
    r"|(?:deze|de(?:\s+(?:aan\s+het\s+woord\s+zijnde|voornoemde|genoemde))?|voornoemde|genoemde)\s+leden|dit\s+lid"
    rf"|lid\s+van\s+de\s+(?-i:{_GROUP})|het\s+lid\s+(?-i:{_GROUP})(?:\s+\([^)]+\))?|zij|wij|ik|ons)"
)

_WISHES = r"(?:graag|weten|vernemen|horen|toelichting|reactie)"
_BETWEEN = r"(?:\w+\s+){0,3}?"
_REPLY = r"(?:toelichting|reactie|antwoord|appreciatie|overzicht|onderbouwing|uitleg|inzicht)"
# "hebben nog enkele vragen" is a noun: the verb stands right after its subject, or right before it.
_INDIRECT = worded(
    "vragen vraagt vraag gevraagd verzoeken verzoekt verzoek willen wil horen vernemen ontvangen ontvang zien zouden "
    "wensen benieuwd nieuwsgierig graag",
    rf"""
      \b{_MEMBERS}\s+(?:(?:dan\s+ook|daarom|ook|tevens|verder|voorts|daarnaast|tot\s+slot|graag)\s+)*
        (?:vragen|vraagt|verzoeken|verzoekt|vraag|verzoek)\b(?!\s+(?:en\s+opmerkingen|over\s+zijn|zijn|hebben|te\s+stellen))
    | \b(?:vragen|verzoeken)\s+(?!van\b|en\s+opmerkingen\b){_BETWEEN}{_MEMBERS}
    | \b(?:vraagt|verzoekt)\s+(?:dit|het)\s+lid\b|\b(?:vraag|verzoek)\s+ik\b
    | \bhebben\s+{_MEMBERS}\s+(?:\w+\s+){{0,4}}?gevraagd\b|\b{_MEMBERS}\s+hebben\s+(?:\w+\s+){{0,4}}?gevraagd\b
    | \b(?:en|maar)\s+(?:willen|wil|vragen|vraagt|verzoeken|verzoekt)\s+
        {_BETWEEN}(?:weten|of|hoe|wat|om|welke|naar|waarom)\b
    | \b(?:en|maar)\s+(?:vragen|vraagt|verzoeken|verzoekt)\s+
        (?:de|het)\s+(?:minister|staatssecretaris|kabinet|regering)\b
    | \b(?:gevraagd\s+wordt|wordt\s+gevraagd|gevraagd\s+is)\b
    | \b{_MEMBERS}\s+{_BETWEEN}(?:horen|vernemen|ontvangen|zien|willen|zouden|wensen)\s+(?:\w+\s+){{0,6}}?{_WISHES}\b
    | \b(?:horen|vernemen|ontvangen|zien|willen|zouden|wensen)\s+{_BETWEEN}{_MEMBERS}\s+(?:\w+\s+){{0,6}}?{_WISHES}\b
    | \b(?:zijn|is|ben)\s+(?:\w+\s+){{0,5}}?(?:benieuwd|nieuwsgierig)\b
    | \bbenieuwd\s+(?:naar|of|hoe|wat|welke|waarom)\b
    | ^\W*(?:en\s+)?graag\b
    | \bgraag\s+(?:een|uw|nadere|ook)\s+(?:\w+\s+)?{_REPLY}\b
    | \b(?:ontvang(?:en)?|vernemen|horen)\s+{_BETWEEN}graag\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

# A sentence in the order of a question (verb or question word first) asks even if its mark is lost.
_QUESTION_ORDER = re.compile(
    r"^\W*(?:en\s+|of\s+|zo\s+(?:ja|nee|niet),?\s+)?(?:klopt\s+het|kunt\s+u|kan\s+(?:de\s+(?:minister|staatssecretaris|regering)|het\s+kabinet|hij|zij|u)\b"
    r"|bent\s+u|is\s+(?:de\s+minister|het\s+kabinet|u)\b|deelt\s+u|deelt\s+(?:de\s+minister|het\s+kabinet)"
    r"|(?:op\s+)?welke\s+\w+\s+\w+|hoeveel\s+\w+|waarom\s+\w+|hoe\s+(?:beoordeelt|kijkt|verhoudt|gaat|staat|komt)|wat\s+(?:is|zijn|vindt|gaat))",
    re.IGNORECASE,
)
# "vragen aandacht voor" asks nothing, nor does a letter that awaits its reply
_NO_QUESTION = worded(
    "aandacht tegemoet sluit sluiten",
    r"\bvra(?:gen|agt)\s+(?:\w+\s+)?aandacht\s+voor\b(?!.*\ben\s+(?:zouden|willen|vragen|verzoeken|vernemen)\b)|\b(?:reactie|antwoord(?:en)?|beantwoording)\b.{0,60}\btegemoet\b"
    r"|\bsluit(?:en)?\s+(?:zich|hen)\b.{0,60}\baan\b(?!.*\ben\s+(?:willen|wil|vragen|vraagt|verzoeken|verzoekt|vernemen|verneemt|horen)\b)",
    re.IGNORECASE,
)
_ASKS_WITH_MARK = re.compile(r"\?[\"'’”»)\]]*\s*(?:\(|$)|\?[\"'’”»)\]]*[.,;]|\?\s")


def asks(sentence: str) -> bool:
    """Whether one sentence asks, with a question mark or in the indirect form."""
    if "?" in sentence and _ASKS_WITH_MARK.search(sentence):
        return True
    words = words_of(sentence)
    if _NO_QUESTION.search(sentence, words):
        return False
    # "Bent u bereid:" opens a list that bears the question mark
    in_order = not sentence.endswith((":", ";")) and bool(_QUESTION_ORDER.match(sentence))
    return in_order or bool(_INDIRECT.search(sentence, words))


def sub_questions(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` that ask, as spans."""
    return tuple(span for span in sentences(text) if asks(text[span.start : span.end]))
