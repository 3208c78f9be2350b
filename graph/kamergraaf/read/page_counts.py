"""Feet of pages in plain text that has no form feeds: a count such as "2/5" and the title that returns beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kamergraaf.read.furniture import recurring_form
from kamergraaf.read.heads import is_numbered_head
from kamergraaf.read.plain_lines import TextLine

_COUNT = re.compile(r"(?:pagina\s+)?(\d{1,3})\s?(?:/|van)\s?(\d{1,3})", re.I)
_BESIDE = 2
"""Lines above and below a count that may be of the running title."""


def feet_of_counted_pages(lines: Sequence[TextLine]) -> set[int]:
    """Places in ``lines`` of the counts of pages, at least two with one total that count up, and of running titles."""
    filled = [index for index, line in enumerate(lines) if line.text]
    found = [(place, match) for place, index in enumerate(filled) if (match := _COUNT.fullmatch(lines[index].text))]
    if len(found) < 2 or len({match[2] for _, match in found}) > 1:
        return set()
    counts = [int(match[1]) for _, match in found]
    if counts != sorted(set(counts)) or counts[-1] > int(found[0][1][2]):
        return set()
    beside = [
        [
            filled[place + step]
            for step in (*range(-_BESIDE, 0), *range(1, _BESIDE + 1))
            if 0 <= place + step < len(filled)
        ]
        for place, _ in found
    ]
    forms = Counter(form for near in beside for form in {recurring_form(lines[index].text) for index in near})
    enough = max(2, len(found) // 2 + 1)
    titles = {
        index
        for near in beside
        for index in near
        if forms[recurring_form(lines[index].text)] >= enough and not is_numbered_head(lines[index].text)
    }
    return {filled[place] for place, _ in found} | titles
