"""Which of the names found are kept where they overlap, and as what they are linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.addresses import stands_in, web_addresses
from kamergraaf.extract.found import Found, all_found, replace_found, text_of
from kamergraaf.models import EntityClass

# What counts besides the longer name it stands in: "artikel 3 EVRM" names a provision and an act.
_INSIDE = {
    EntityClass.PROVISION: {EntityClass.LEGISLATION, EntityClass.PROVISION},
    EntityClass.MOTION: {EntityClass.PARLIAMENTARY_DOCUMENT},
    EntityClass.COURT_DECISION: {EntityClass.ORGANISATION},
    EntityClass.POLICY: {EntityClass.LEGISLATION, EntityClass.COUNTRY},
}
_PROPOSED = {"policy-adjective", "policy-phrase"}
"""Rules that build on a noun; a concept of the scheme in what they find counts too."""
_UNION = {"europese-unie", "verenigde-naties"}
_NAMED_RIGHT_AFTER = re.compile(r"[\s-]?")
_AGREEMENT = re.compile(r"(?:pact|verdrag|verklaring|deal|akkoord|overeenkomst|handvest)\w*$", re.IGNORECASE)


@Language.component("kg_weighing")
def weigh(doc: Doc) -> Doc:
    """Keep the longest of overlapping names; the address of a web page names no policy."""
    text = text_of(doc)
    addresses = web_addresses(text)
    found = [f for f in all_found(doc) if f.cls is not EntityClass.POLICY or not stands_in(f.start, addresses)]
    replace_found(doc, _longest(_without_union_of_a_name(text, found)))
    return doc


def _longest(found: Iterable[Found]) -> list[Found]:
    """Of two overlapping names keep the longer, or of equal ones the surer; allow what may stand inside."""
    kept: list[Found] = []
    for stretch in _stretches(found):
        here: list[Found] = []
        for candidate in sorted(stretch, key=lambda f: (f.start - f.end, -f.confidence, f.start, f.cls)):
            over = (f for f in here if f.start < candidate.end and candidate.start < f.end)
            if all(_may_both_stand(candidate, other) for other in over):
                here.append(candidate)
        kept += here
    return sorted(kept, key=lambda f: (f.start, f.end, f.cls))


def _stretches(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Yield those of ``found`` that overlap with each other, or over others between them, together."""
    stretch: list[Found] = []
    end = 0
    for f in sorted(found, key=attrgetter("start")):
        if stretch and f.start >= end:
            yield stretch
            stretch = []
        stretch.append(f)
        end = max(end, f.end)
    if stretch:
        yield stretch


def _may_both_stand(inner: Found, outer: Found) -> bool:
    if inner.rule == "policy-label" and outer.rule in _PROPOSED:
        return inner.candidates[0] != outer.candidates[0]
    if outer.cls is EntityClass.POLICY and inner.cls is EntityClass.ORGANISATION:
        # "EU-terugkeerbeleid" names the EU too; the EU-Turkijedeal is called so
        shorter = inner.end - inner.start < outer.end - outer.start
        return shorter and not _AGREEMENT.search(outer.candidates[0].label)
    if inner.cls not in _INSIDE.get(outer.cls, ()):
        return False
    return inner.cls is not outer.cls or inner.candidates[0] != outer.candidates[0]


def _without_union_of_a_name(text: str, found: list[Found]) -> list[Found]:
    """Take "EU" and "VN" into the name right after them: "EU-Kwalificatierichtlijn", "EU Hof van Justitie"."""
    unions = [
        (f, gap.end() if (gap := _NAMED_RIGHT_AFTER.match(text, f.end)) else f.end)
        for f in found
        if f.cls is EntityClass.ORGANISATION and f.candidates[0].identifier in _UNION
    ]
    starts: dict[int, list[Found]] = {start: [] for _, start in unions}
    for f in found:
        if f.start in starts and (
            f.cls in (EntityClass.LEGISLATION, EntityClass.ORGANISATION)
            or (f.cls is EntityClass.POLICY and _AGREEMENT.search(text[f.start : f.end]))
        ):
            starts[f.start].append(f)
    result = []
    absorbed: set[Found] = set()
    for f, start in unions:
        for named in starts[start]:
            absorbed |= {f, named}
            result.append(Found(f.start, named.end, named.cls, named.candidates, named.rule, named.confidence))
    return [f for f in found if f not in absorbed] + result if absorbed else found
