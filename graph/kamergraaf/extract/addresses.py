"""Addresses on the web, in which words are no names: what a page is called says little of what a paper names."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def web_addresses(text: str) -> list[range]:
    """Return where web addresses stand in ``text``, in order (character offsets, end exclusive)."""
    # Most texts hold none, and a text is searched for words sooner than for a pattern.
    if "www." not in text and "://" not in text:
        return []
    return [range(*match.span()) for match in _ADDRESS.finditer(text)]


def stands_in(place: int, addresses: list[range]) -> bool:
    """Tell whether ``place``, a character offset, is in one of ``addresses``."""
    return any(place in address for address in addresses)
