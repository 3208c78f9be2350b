"""The head of a paper with numbered questions: members' Kamervragen, or a committee's list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kamergraaf.extract.heads.aanhangsel import aanhangsel_head
from kamergraaf.extract.heads.overleg import overleg_head
from kamergraaf.models import Block, DocumentKind, Head, SourcePaper

_OF_MEMBERS = re.compile(r"\bvragen\s+van\s+(?:het\s+lid|de\s+leden|de\s+heer|mevrouw)\s+[^()]{2,200}\(", re.IGNORECASE)
_OF_A_COMMITTEE = re.compile(r"\bcommissie\b", re.IGNORECASE)


def numbered_head(blocks: Sequence[Block], source: SourcePaper) -> Head:
    """Read the head from the ``blocks`` before the first question: that of Kamervragen if members are named."""
    text = "\n".join(block.text for block in blocks)
    if _OF_A_COMMITTEE.search(text) and not _OF_MEMBERS.search(text):
        return overleg_head(blocks, source, DocumentKind.LIJST)
    return aanhangsel_head([block.text for block in blocks], source)
