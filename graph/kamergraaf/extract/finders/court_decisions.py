"""Court decisions: by ECLI, by court with date or case number, and by the name of the case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import folded, matches, places, word_starts
from kamergraaf.extract.dates import MONTH, MONTHS
from kamergraaf.extract.finders.labels import hits_of
from kamergraaf.extract.found import Found, add, context_of, folded_of, text_of
from kamergraaf.extract.rulings import Ruling, resolve_rulings
from kamergraaf.models import Entity, EntityClass
from kamergraaf.namespaces import kebab
from kamergraaf.vocabulary import vocabulary

_ECLI = re.compile(r"\bECLI:[A-Z]{2}:[A-Z0-9]{1,9}:\d{4}:[A-Z0-9.]{1,25}(?<!\.)")
_DATE = re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})(?:\s+(?P<year>\d{{4}}))?", re.IGNORECASE)
_CASE_NUMBER = re.compile(r"\b(?P<eu>[CT]-\d{1,4}/\d{2}(?:\s?P)?)\b|\bnr\.?\s*(?P<echr>\d{3,6}/\d{2})\b")
_RULING = re.compile(
    r"\b(?:(?:tussen|eind|vervolg)?(?:uitspraa?k(?:en)?|arrest(?:en)?|vonnis(?:sen)?|beschikking)|geoordeeld|oordeelde"
    r"|oordeel|veroordeel\w*|beslissing|beslist|besliste|vernietigd|ongeldig\s+verklaard)\b|-(?:arrest|uitspraak|vonnis)(?:en)?\b",
    re.IGNORECASE,
)
_NOUNS = ("uitspra", "arrest", "vonnis", "beschikking")
_VERBS = ("oordeel", "beslis", "vernietigd", "ongeldig")
"""Parts of the words in :data:`_RULING`, in small letters: where one stands, or the word that holds it begins."""
_ADVICE = re.compile(r"\bAfdeling\s+advisering\b")
_PARTY = r"[A-ZÀ-Þ][\w’.-]*(?:\s+(?:van|de|der|den|en|voor|of|[A-ZÀ-Þ][\w’.-]*)){0,5}?"
_CASE = re.compile(
    rf"\b(?:in\s+)?(?:de\s+)?zaak\s+(?:van\s+)?(?:(?:de|het)\s+)?(?P<case>{_PARTY}(?:\s+tegen\s+(?:(?:de|het)\s+)?{_PARTY})?)"
    r"(?=[\s,.;:?)(]|$)(?!\s+(?:tegen|[A-ZÀ-Þ]))"
    rf"|\b(?:arrest|vonnis|uitspraak)\s+(?P<bare>{_PARTY}(?:\s+tegen\s+(?:(?:de|het)\s+)?{_PARTY})?)(?=[\s,.;:?)(]|$)(?!\s+(?:tegen|[A-ZÀ-Þ]))"
    r"|(?<![\w-])(?P<compound>[A-ZÀ-Þ][\w’]+(?:\s[A-Z][\w’]+)?)-(?:arrest|uitspraak|vonnis)(?:en)?\b"
    rf"|(?P<versus>{_PARTY}\s+tegen\s+(?:(?:de|het)\s+)?{_PARTY})(?=\s+\()"
)
_CASE_NOUNS = ("arrest", "vonnis", "uitspraak")
_AGAINST = re.compile(r"tegen\s+(?:(?:de|het)\s+)?[A-ZÀ-Þ]")
_LONGEST_CASE = 160
"""Characters from the first word of :data:`_CASE` to the word that tells that it is one."""
_NAMED_AFTER = re.compile(r"\s*,\s*(?P<name>[A-ZÀ-Þ][\w’-]+(?:\s+[A-Z][\w’-]+){0,3})\s*\)")
_SENTENCE_BREAK = re.compile(r"[.?!](?=\s+[A-Z«])(?<!\bnr\.)(?<!\bjl\.)|\n")
_ON_DATE = re.compile(r"^\s*(?:\([^)]{1,40}\)\s*)?,?\s*(?:heeft\s+)?(?:van|op|d\.d\.|dd\.?|,|\()?\s*$", re.IGNORECASE)
_OF_RULING = re.compile(r"^\s*(?:van|op|d\.d\.|dd\.?|,|\()\s*$", re.IGNORECASE)
_LATER_DATE = re.compile(r"\bop\s+$")
_LONGEST_SENTENCE = 600
_TOGETHER = 60
"""Characters between two marks of one ruling, where a sentence names several courts."""
_NEAR_NOUN = 12
_FARTHEST = 160
"""Characters between a court and the date of its ruling behind it in one sentence."""
_WORDS_BEFORE = 4
"""Words between a date and the court behind it that ruled then: "Op 6 mei oordeelde de Raad van State"."""
_COURTS = {("organisationKind", "court"), ("organisationKind", "high_council")}
"""The Raad van State is a high council of state that also judges."""
_SHORT_FOR = re.compile(
    r"\b(?P<word>[Dd]e\s+Afdeling|[Hh]et\s+[Hh]of|[Dd]e\s+rechtbank)\b"
    r"(?!\s+(?:van\s+(?:de|het)|voor|advisering|bestuursrechtspraak|[A-Z]))"
)
_LONGEST_ARTICLE = 8
_CANTONAL = re.compile(r"\bkantonrechter\s+(?:te|in)\s+(?P<place>[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+)?)")
_ADJUDICATING = "afdeling-bestuursrechtspraak-van-de-raad-van-state"


@dataclass(frozen=True, slots=True)
class _Court:
    """A court named in the text, or meant by a short word for one named before."""

    start: int
    end: int
    entity: Entity


@Language.component("kg_court_decisions")
def find_court_decisions(doc: Doc) -> Doc:
    """Find court decisions in ``doc``."""
    add(doc, _decisions(doc))
    return doc


def _decisions(doc: Doc) -> Iterator[Found]:
    text = text_of(doc)
    courts = _courts(doc, text)
    rulings = [
        ruling
        for start, end in _sentences_that_rule(text, folded_of(doc))
        for ruling in _in_sentence(text, start, end, courts, context_of(doc).year)
    ]
    for ruling, decision in resolve_rulings(rulings):
        rule = "ecli" if ruling.ecli else "court-and-date" if ruling.date or ruling.case_number else "case-name"
        confidence = {"ecli": 0.99, "court-and-date": 0.9}.get(rule, 0.8)
        yield Found(ruling.start, ruling.end, EntityClass.COURT_DECISION, (decision,), rule, confidence)


def _sentences_that_rule(text: str, lowered: str) -> Iterator[tuple[int, int]]:
    """The sentences with a word for a ruling, an ECLI, a case number or the name of a case, in order."""
    end = 0
    nouns = places(lowered, *_NOUNS)
    rulings = word_starts(text, nouns + places(lowered, *_VERBS))
    hyphens = [noun - 1 for noun in nouns if text[noun - 1 : noun] == "-"]
    numbers = places(text, "C-", "T-", "nr")
    parties = [m.start() for m in _AGAINST.finditer(text)]
    cases = word_starts(text, places(text, "zaak", *_CASE_NOUNS) + parties, _LONGEST_CASE)
    cues = sorted(
        m.start()
        for pattern, starts in (
            (_RULING, sorted(rulings + hyphens)),
            (_ECLI, places(text, "ECLI:")),
            (_CASE_NUMBER, numbers),
            (_CASE, cases),
        )
        for m in matches(pattern, text, starts)
    )
    for cue in cues:
        if cue < end:
            continue
        first = max(end, cue - _LONGEST_SENTENCE)
        start = max((m.end() for m in _SENTENCE_BREAK.finditer(text, first, cue)), default=first)
        stop = _SENTENCE_BREAK.search(text, cue)
        end = stop.start() if stop else len(text)
        yield start, end


def _courts(doc: Doc, text: str) -> list[_Court]:
    """The courts in ``doc`` in order; of a name within another ("… van de Raad van State") only the longer."""
    named: list[_Court] = []
    for hit, labels in hits_of(doc, EntityClass.ORGANISATION):
        if (not named or hit.end > named[-1].end) and _COURTS.intersection(labels[0].entity.properties):
            named.append(_Court(hit.start, hit.end, labels[0].entity))
    for match in matches(_CANTONAL, text, places(text, "kantonrechter")):
        district = vocabulary().get(EntityClass.ORGANISATION, f"rechtbank-{kebab(match['place'])}")
        if district is not None:
            named.append(_Court(match.start(), match.end(), district))
    named.sort(key=lambda court: court.start)
    short = word_starts(text, places(text, "Afdeling", "Hof", "hof", "rechtbank"), _LONGEST_ARTICLE)
    meant = [court for match in matches(_SHORT_FOR, text, short) if (court := _meant(match, named)) is not None]
    return sorted([*named, *meant], key=lambda court: court.start)


def _meant(match: re.Match[str], named: Sequence[_Court]) -> _Court | None:
    """The court that "het Hof" or "de Afdeling" means: the last one so called that was named in full."""
    word = match["word"].split()[-1].lower()
    before = [c for c in named if c.end <= match.start() and word in c.entity.label.lower()]
    if before:
        return _Court(match.start(), match.end(), before[-1].entity)
    entity = vocabulary().get(EntityClass.ORGANISATION, _ADJUDICATING) if word == "afdeling" else None
    return _Court(match.start(), match.end(), entity) if entity else None


@dataclass(frozen=True, slots=True)
class _Mark:
    """One thing that tells which ruling is meant: its date, ECLI, case number or name."""

    start: int
    end: int
    kind: str
    """The attribute of :class:`Ruling` that it gives."""
    value: str


def _in_sentence(text: str, start: int, end: int, courts: Sequence[_Court], year: int | None) -> Iterator[Ruling]:
    """The rulings in the sentence ``start``–``end``: marks that stand together are of one, with the court nearest."""
    here = [court for court in courts if start <= court.start and court.end <= end]
    cues = [m for m in _RULING.finditer(text, start, end) if not _ADVICE.search(text, start, end)]
    marks = _marks(text, start, end, here, cues, year)
    if not marks:
        yield from _meant_again(text, here, cues)
        return
    clusters = [marks[:1]]
    for mark in marks[1:]:
        last = clusters[-1]
        apart = mark.start - last[-1].end > _TOGETHER and len(here) > 1
        if apart or mark.kind in {m.kind for m in last}:
            clusters.append([mark])
        else:
            last.append(mark)
    for cluster in clusters:
        first, last_end = cluster[0].start, max(mark.end for mark in cluster)
        court = min(here, key=lambda c: max(first - c.end, c.start - last_end), default=None)
        noun = [m.span() for m in cues if 0 <= first - m.end() <= _NEAR_NOUN]
        spans = [(first, last_end), *noun[-1:], *([(court.start, court.end)] if court else [])]
        facts = {mark.kind: mark.value for mark in cluster}
        yield Ruling(
            min(a for a, _ in spans),
            max(b for _, b in spans),
            facts.get("ecli"),
            court.entity if court else None,
            facts.get("date"),
            facts.get("case_number"),
            facts.get("name"),
        )


def _marks(
    text: str,
    start: int,
    end: int,
    courts: Sequence[_Court],
    cues: Sequence[re.Match[str]],
    year: int | None,
) -> list[_Mark]:
    """The dates, ECLIs, case numbers and names of rulings in a sentence, in order."""
    cases = list(_cases(text, start, end, courts))
    marks = [_Mark(m.start(), m.end(), "ecli", m.group()) for m in _ECLI.finditer(text, start, end)]
    for match in _CASE_NUMBER.finditer(text, start, end):
        marks.append(_Mark(match.start(), match.end(), "case_number", match["eu"] or match["echr"]))
    for mark in tuple(marks):
        if behind := _NAMED_AFTER.match(text, mark.end):
            marks.append(_Mark(*behind.span("name"), "name", behind["name"]))
    marks += [_Mark(first, last, "name", name) for first, last, name in cases]
    for date in _DATE.finditer(text, start, end):
        iso = _iso(date, year)
        if iso and _is_of_ruling(text, date, courts, cues, [(mark.start, mark.end) for mark in marks]):
            marks.append(_Mark(date.start(), date.end(), "date", iso))
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _meant_again(text: str, courts: Sequence[_Court], cues: Sequence[re.Match[str]]) -> Iterator[Ruling]:
    """ "Het arrest van het hof", with nothing more, means the ruling of that court that was told of before."""
    for court in courts:
        for cue in cues:
            if 0 <= court.start - cue.end() <= _NEAR_NOUN and text[cue.end() : court.start].strip() == "van":
                yield Ruling(cue.start(), court.end, court=court.entity)


def _cases(text: str, start: int, end: int, courts: Sequence[_Court]) -> Iterator[tuple[int, int, str]]:
    """The named cases in a sentence: start, end, name. The name of a court is none."""
    for match in _CASE.finditer(text, start, end):
        name = match["case"] or match["bare"] or match["compound"] or match["versus"]
        at = match.start(match.lastgroup or 0)
        if not any(c.start < at + len(name) and at < c.end for c in courts) and not _CASE_NUMBER.match(name):
            yield match.start(), match.end(), name


def _is_of_ruling(
    text: str,
    date: re.Match[str],
    courts: Sequence[_Court],
    cues: Sequence[re.Match[str]],
    others: Sequence[tuple[int, int]],
) -> bool:
    """Whether ``date`` dates a ruling: right behind a court, a word for a ruling or another mark, or before a court."""
    if any(c.end <= date.start() and _ON_DATE.match(text[c.end : date.start()]) for c in courts):
        return bool(cues or others)
    if any(m.end() <= date.start() and _OF_RULING.match(text[m.end() : date.start()]) for m in cues):
        return True
    if any(b <= date.start() and _OF_RULING.match(text[b : date.start()]) for _, b in others):
        return True
    if not cues or not courts:
        return False
    if any(_rules_on(text[date.end() : c.start]) for c in courts if date.end() <= c.start):
        return True
    says_on = bool(_LATER_DATE.search(text[max(0, date.start() - 8) : date.start()].lower()))
    return says_on and any(0 <= date.start() - c.end <= _FARTHEST for c in courts)


def _rules_on(between: str) -> bool:
    """Whether the words between a date and a court let that have ruled then; "over" tells what something was about."""
    words = between.split()
    return len(words) <= _WORDS_BEFORE and "over" not in words


def _iso(date: re.Match[str], year_now: int | None) -> str | None:
    year = int(date["year"]) if date["year"] else year_now
    return f"{year}-{MONTHS[folded(date['month'])]:02}-{int(date['day']):02}" if year else None
