"""Days of EDTF dates (ISO 8601-2), as far as :mod:`kamergraaf.extract.dates` writes them."""

from __future__ import annotations

import calendar
from datetime import date

# The last month of what stands in the place of a month: seasons, quarters and halves of a year. A winter ends
# in the year after the one it is named by.
_LAST_MONTH = {21: 5, 22: 8, 23: 11, 24: 14, 33: 3, 34: 6, 35: 9, 36: 12, 40: 6, 41: 12}


def last_day(edtf: str) -> date | None:
    """Return the last day of ``edtf``: ``2024`` → 31 December 2024; ``None`` if it is no date of this kind."""
    parts = edtf.split("-")
    try:
        if len(parts) == 3:
            return date.fromisoformat(edtf)
        year = int(parts[0])
        place = int(parts[1]) if len(parts) == 2 else 12
        over, month = divmod(_LAST_MONTH.get(place, place) - 1, 12)
        if place > 12 and place not in _LAST_MONTH:
            return None
        return date(year + over, month + 1, calendar.monthrange(year + over, month + 1)[1])
    except ValueError:
        return None
