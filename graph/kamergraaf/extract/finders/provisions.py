"""Provisions: articles, paragraphs and sections, tied to the act named after, before, or once for several."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.cues import matches, places, word_starts
from kamergraaf.extract.found import Context, Found, add, context_of, folded_of, found_of, text_of
from kamergraaf.extract.makers import ProvisionParts, provision
from kamergraaf.models import Entity, EntityClass
from kamergraaf.namespaces import SCHEMA
from kamergraaf.vocabulary import vocabulary

_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        [
            "eerste",
            "tweede",
            "derde",
            "vierde",
            "vijfde",
            "zesde",
            "zevende",
            "achtste",
            "negende",
            "tiende",
            "elfde",
            "twaalfde",
            "dertiende",
            "veertiende",
            "vijftiende",
            "zestiende",
            "zeventiende",
            "achttiende",
            "negentiende",
            "twintigste",
        ],
        1,
    )
}
_ORDINAL = "|".join(_ORDINALS)
_LATIN = r"(?:[\s-]?(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies))?"
_NUM = rf"\d{{1,4}}[a-z]{{0,3}}(?:[.:]\d{{1,4}}[a-z]{{0,3}}){{0,3}}{_LATIN}(?![\w/])"
_LID = rf"(?:(?:lid|leden)\s+(?P<lid>\d{{1,2}}[a-z]?)|(?P<ord>{_ORDINAL})\s+lid|\((?P<bracket>\d{{1,2}})\))"
_POINT = r"(?:(?:aanhef\s+en\s+)?(?:onder(?:deel)?|sub|letter|punt)\s+(?P<point>[a-z]{1,2})\b)"
_SUB = rf"(?:\s*,?\s*{_LID})?(?:\s*,?\s*{_POINT}\)?)?"
_WORD = r"(?:artikel(?:en)?|artt?\.?)"
_ROMAN = r"(?-i:[IVX]{1,5})(?=,|\s+(?:van|lid|onder)\b|\s+[A-Z])"
_ARTICLE = re.compile(rf"\b{_WORD}\s+(?P<num>{_NUM}|{_ROMAN}){_SUB}", re.IGNORECASE)
_SECTION = re.compile(
    rf"\bparagraaf\s+(?P<num>\d{{1,3}}[a-z]?(?:\.\d+[a-z]?)*|[A-C]\d{{1,2}}(?:/\d+(?:\.\d+)*)?){_SUB}", re.IGNORECASE
)
_CHAPTER = re.compile(r"\bhoofdstuk\s+(?P<num>\d{1,3}[a-z]?|[IVX]{1,5})\b", re.IGNORECASE)
# Sections of the Vreemdelingencirculaire and the like: "C3/2"
_CODED = re.compile(r"\b(?P<num>[A-C]\d{1,2}/\d{1,2}(?:\.\d{1,2})*)")
# the next of a list: another article, or another lid of the same one (groups need names of their own)
_LID_ONLY = _LID.replace("lid>", "lid2>").replace("ord>", "ord2>").replace("bracket>", "bracket2>")
_MORE = re.compile(
    r"\s*(?:,\s*(?:en|of|juncto|jo\.)?|en|of|juncto|jo\.|tot\s+en\s+met|t/m)\s+(?:(?:het|de)\s+)?"
    rf"(?P<what>(?:{_WORD}\s+)?(?P<num>{_NUM}){_SUB}|{_LID_ONLY})",
    re.IGNORECASE,
)
# "artikel 4, vierde tot en met zevende lid": several leden of one article under one word
_LEDEN = re.compile(
    rf"\s*,?\s*(?:het\s+)?(?P<from>{_ORDINAL})\s*(?:,|en|(?P<range>tot\s+en\s+met|t/m))\s+(?P<to>{_ORDINAL})\s+lid\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:tot\s+en\s+met|t/m)\s", re.IGNORECASE)
_WIDEST_RANGE = 30
_FARTHEST_FROM_MARKER = 600
"""Characters between an act and the marker of a footnote that cites an article of it."""
# Between a provision and the act it is of: "artikel 3, tweede lid, van de (nieuwe) Awb"
_TO_ACT = re.compile(
    r"\s*[.,]?\s*(?:(?:uit|van|in|bij)\s+)?(?:(?:de|het|deze|dit)\s+)?(?:(?:nieuwe|herziene|huidige|Nederlandse|Europese|EU)[\s-]+)*",
    re.IGNORECASE,
)
# "artikel 24 van dat verdrag": the act of that kind that was named last
_THAT_ACT = re.compile(
    r"\s*,?\s*van\s+(?:de|het|die|dat|deze|dit|genoemde|voornoemde)\s+(?P<kind>verdrag|verordening|richtlijn|wet|besluit|regeling)\b"
    r"(?!\s+[A-Z]|\s+op\b|\s+\()"
)
_BOOK = re.compile(r"^(?P<book>\d{1,2}A?):\d")
_TREATY = (f"{SCHEMA}legislationType", "treaty")
_CIVIL_CODE = "burgerlijk-wetboek"
_SURER = 0.985
"""More than the name of an act alone is worth."""
_SENTENCE_BREAK = re.compile(r"[.?!]\s+[A-Z]|\n")


@Language.component("kg_provisions")
def find_provisions(doc: Doc) -> Doc:
    """Find provisions in ``doc`` of the acts that have been found before."""
    add(doc, _provisions(doc))
    return doc


def _provisions(doc: Doc) -> Iterator[Found]:
    text, context = text_of(doc), context_of(doc)
    acts = found_of(doc, EntityClass.LEGISLATION)
    starts = [act.start for act in acts]
    told: dict[str, Entity] = {}  # the act of each article number that the text has given one
    lowered = folded_of(doc)
    for pattern, part, cues in (
        (_ARTICLE, "article", places(lowered, "art")),
        (_SECTION, "section", places(lowered, "paragraaf")),
        (_CHAPTER, "chapter", places(lowered, "hoofdstuk")),
        (_CODED, "section", word_starts(text, places(text, "/"), 4)),
    ):
        for match in matches(pattern, text, cues):
            chain, end = _chain(text, match, part)
            act, act_end, confidence = _act_of(text, match.start(), end, acts, starts)
            if act is None or _THAT_ACT.match(text, end):
                act, confidence = _that_act(text, end, acts, starts) or (act, confidence)
            if act is None:
                act, confidence = _act_at_marker(match.start(), acts, starts, context)
            if act is None and match["num"] in told:
                act, confidence = told[match["num"]], 0.6
            if act is None:
                continue
            told.setdefault(match["num"], act)
            book = _book_of(act, chain[0][2])
            if book is not act:
                # the code is named here, and this book of it is meant
                yield from _named_here(acts, end, act_end, book)
                act = book
            for start, stop, parts in chain:
                last = stop == chain[-1][1]
                yield Found(
                    start,
                    max(act_end, stop) if last else stop,
                    EntityClass.PROVISION,
                    (provision(act, parts),),
                    f"provision-{part}",
                    confidence,
                )


def _chain(text: str, match: re.Match[str], part: str) -> tuple[list[tuple[int, int, ProvisionParts]], int]:
    """The provisions listed from ``match`` on: (start, end, parts) each, and where the list ends."""
    first = _parts(match, part, match["num"])
    chain = [(match.start(), match.end(), first)]
    end = match.end()
    if part == "article" and first.paragraph is None and (leden := _LEDEN.match(text, end)):
        low, high = (ProvisionParts(first.article, _ORDINALS[leden[group].lower()]) for group in ("from", "to"))
        passed = _passed_over(low.paragraph, high.paragraph) if leden["range"] else ()
        return [
            (match.start(), leden.end("from"), low),
            *((match.start(), leden.end(), ProvisionParts(first.article, lid)) for lid in passed),
            (leden.start("to"), leden.end(), high),
        ], leden.end()
    while more := _MORE.match(text, end):
        if more["num"]:
            parts = _parts(more, part, more["num"])
            if _RANGE.match(text, end):
                passed = _passed_over(chain[-1][2].article, parts.article)
                chain.extend((match.start(), more.end(), ProvisionParts(number)) for number in passed)
        else:
            lid = more["lid2"] or _ORDINALS.get((more["ord2"] or "").lower()) or more["bracket2"]
            previous = chain[-1][2]
            parts = ProvisionParts(previous.article, lid, None, previous.chapter, previous.section)
        chain.append((more.start("what"), more.end(), parts))
        end = more.end()
    return chain, end


def _parts(match: re.Match[str], part: str, number: str) -> ProvisionParts:
    groups = match.groupdict()
    lid = groups.get("lid") or _ORDINALS.get((groups.get("ord") or "").lower()) or groups.get("bracket")
    point = groups.get("point")
    if part == "article":
        return ProvisionParts(article=number, paragraph=lid, point=point)
    if part == "section":
        return ProvisionParts(section=number, paragraph=lid, point=point)
    return ProvisionParts(chapter=number)


def _passed_over(first: str | None, last: str | None) -> Iterator[str]:
    """The numbers that a range passes over: "artikelen 3 tot en met 5" names 4 as well."""
    if first and last and first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
        if low < high <= low + _WIDEST_RANGE:
            yield from map(str, range(low + 1, high))


def _that_act(text: str, end: int, acts: list[Found], starts: list[int]) -> tuple[Entity, float] | None:
    """The act that "van dat verdrag" means: the last one of that kind before."""
    match = _THAT_ACT.match(text, end)
    if match is None:
        return None
    kind = match["kind"].lower()
    for act in reversed(acts[: bisect_left(starts, end)]):
        entity = act.candidates[0]
        names = f"{text[act.start : act.end]} {entity.label}".lower()
        if kind in names or (kind == "verdrag" and _TREATY in entity.properties):
            return entity, 0.7
    return None


def _book_of(act: Entity, parts: ProvisionParts) -> Entity:
    """The book of the Burgerlijk Wetboek that an article is in: "artikel 6:162 BW" is of Book 6."""
    book = _BOOK.match(parts.article or "")
    if act.identifier != _CIVIL_CODE or book is None:
        return act
    label = f"{act.label} Boek {book['book']}"
    found = (e.entity for e in vocabulary().of(EntityClass.LEGISLATION) if e.form == label)
    return next(found, act)


def _named_here(acts: list[Found], start: int, end: int, book: Entity) -> Iterator[Found]:
    for act in acts:
        if start <= act.start and act.end == end:
            yield Found(act.start, act.end, EntityClass.LEGISLATION, (book,), act.rule, _SURER)


def _act_at_marker(start: int, acts: list[Found], starts: list[int], context: Context) -> tuple[Entity | None, float]:
    """The act last named before the marker of the footnote that ``start`` stands in."""
    marker = next((marker for marker, note, end in context.notes if note <= start < end), None)
    if marker is None:
        return None, 0.0
    before = bisect_left(starts, marker) - 1
    if before < 0 or marker - acts[before].end > _FARTHEST_FROM_MARKER:
        return None, 0.0
    return acts[before].candidates[0], 0.6


def _act_of(text: str, start: int, end: int, acts: list[Found], starts: list[int]) -> tuple[Entity | None, int, float]:
    """The act that a provision at ``start``–``end`` is of, where its name ends, and how sure that is."""
    link = _TO_ACT.match(text, end)
    reach = link.end() if link else end
    following = bisect_left(starts, end)
    # the longest name that starts where the link ends
    at_reach = [act for act in acts[following : following + 6] if end <= act.start <= reach]
    if at_reach:
        act = max(at_reach, key=lambda a: (a.end, a.confidence))
        return act.candidates[0], act.end, 0.97
    before = [act for act in acts[:following] if act.end <= start and not _SENTENCE_BREAK.search(text[act.end : start])]
    if before:
        return before[-1].candidates[0], end, 0.75
    return None, end, 0.0
