"""Markers that a converter from PDF tore off the word they mark, and set on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.plain_lines import LABELLED, TextLine
from kamergraaf.read.sentence_end import cannot_end, ends_sentence, starts_lower

_TORN_OFF = re.compile(r"(?P<label>\d{1,3})(?:\s+(?P<rest>[^\W\d_].*))?")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TAKES_NUMBER = re.compile(
    r"(?:artikel(?:en)?|lid|leden|vra(?:ag|gen)|antwoord(?:en)?|nrs?\.?|nummers?|onderdeel|bijlagen?|punt|pagina|blz\.|"
    r"hoofdstuk|paragraaf|fase|categorie|ruim|circa|ongeveer|minstens|maximaal|bijna|€)$",
    re.I,
)
"""Words after which a figure is no marker: it is what they count, or name by its number."""
_MISSED = 4
"""How many markers on from the last one the next may be."""


def with_markers_restored(lines: Sequence[TextLine]) -> list[TextLine]:
    """``lines`` with such markers put back, as raised figures, at the end of the line that stands above them.

    A marker stands alone between two lines, or before the rest of the sentence that it stands in; markers count
    up, and further on a line opens with the same number as the label of its note.
    """
    notes: dict[str, tuple[int, bool]] = {}
    for index, line in enumerate(lines):
        if found := LABELLED.fullmatch(line.text):
            notes[found["label"]] = index, found.end("label") == found.start("text")
    if not notes:
        return list(lines)
    restored = list(lines[:1])
    reached = 0
    goes_on = False
    for index in range(1, len(lines)):
        line, above = lines[index], restored[-1]
        if goes_on:
            restored[-1] = above._replace(text=f"{above.text} {line.text}")
            goes_on = False
            continue
        found = _TORN_OFF.fullmatch(line.text)
        note, is_stuck = notes.get(found["label"], (-1, False)) if found else (-1, False)
        due = found is not None and note > index and reached < int(found["label"]) <= reached + _MISSED
        if found is None or not due or not _takes_marker(above.text):
            restored.append(line)
            continue
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        mid_sentence = starts_lower(found["rest"] or after) and not ends_sentence(above.text)
        # Before a sentence of its own, a number alone may be that of a question, or the label of a note.
        alone = found["rest"] is None and (is_stuck or not after or is_numbered_head(after))
        if not mid_sentence and not alone:
            restored.append(line)
            continue
        reached = int(found["label"])
        goes_on = mid_sentence and found["rest"] is None
        rest = f" {found['rest']}" if found["rest"] else ""
        restored[-1] = above._replace(text=f"{above.text}{found['label'].translate(_RAISED)}{rest}")
    return restored


def _takes_marker(text: str) -> bool:
    """Whether a figure after ``text`` may be a marker: it is none after what it counts, or after a head."""
    return bool(text) and not (cannot_end(text) or _TAKES_NUMBER.search(text) or is_numbered_head(text))
