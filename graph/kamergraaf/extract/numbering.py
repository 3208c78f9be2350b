"""Numbers of questions as papers print them: "3", "2, 3 en 4", "7 tot en met 11"."""

from __future__ import annotations

import re

NUMBERS = r"\d{1,3}[a-z]?(?:\s*(?:,\s*en|,|en|&|t/m|tot\s+en\s+met|[-–])\s*(?:vra(?:ag|gen)\s+)?\d{1,3}[a-z]?\b)*"
"""Pattern of one number or a list or range of them."""

_RANGE = re.compile(r"(\d{1,3})\s*(?:t/m|tot\s+en\s+met|[-–])\s*(\d{1,3})")
_ONE = re.compile(r"\d{1,3}[a-z]?")
_WIDEST_RANGE = 200


def parse_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers named in ``text``, ranges written out, in order and without repeats.

    >>> parse_numbers("2, 4 tot en met 6 en 9a")
    ('2', '4', '5', '6', '9a')
    """

    def written_out(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2])
        if not first < last <= first + _WIDEST_RANGE:
            return match.group()
        return ", ".join(str(n) for n in range(first, last + 1))

    return tuple(dict.fromkeys(_ONE.findall(_RANGE.sub(written_out, text))))
