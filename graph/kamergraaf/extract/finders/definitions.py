"""Names that a text gives itself: "… (hierna: de Jeugdwet)", "Arbeidsomstandighedenwet (Arbowet)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.found import Found, add, all_found
from kamergraaf.models import EntityClass

_DEFINES = re.compile(
    r"\s*\(\s*(?:(?:hierna|verder|afgekort)\s*(?:te\s+noemen)?\s*:?\s*)?(?:(?:de|het|ook\s+wel)\s+)?[«“\"‘']?(?P<short>[A-Z][\w’&.-]{1,24}|[a-z]+[A-Z][\w-]*|[A-Z][a-z]+wet)[»”\"’']?\s*\)"
)
_DEFINABLE = (EntityClass.ORGANISATION, EntityClass.LEGISLATION, EntityClass.POLICY, EntityClass.COURT_DECISION)


@Language.component("kg_definitions")
def find_definitions(doc: Doc) -> Doc:
    """Find the other places in ``doc`` where a name defined in it stands for what it was defined as."""
    add(doc, iter(list(_uses(doc))))
    return doc


def _uses(doc: Doc) -> Iterator[Found]:
    text = doc.text
    defined: dict[tuple[str, EntityClass], Found] = {}
    for found in sorted(all_found(doc), key=lambda f: (f.start, -f.end)):
        if found.cls not in _DEFINABLE:
            continue
        match = _DEFINES.match(text, found.end)
        if match and not text[found.start : found.end].endswith(match["short"]):
            defined.setdefault((match["short"], found.cls), found)
    for (short, cls), found in defined.items():
        for use in re.finditer(rf"(?<![\w]){re.escape(short)}(?!\w)", text):
            yield Found(use.start(), use.end(), cls, found.candidates, "defined-name", 0.85 * found.confidence)
