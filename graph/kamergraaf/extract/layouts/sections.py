"""Sections of a paper by fractie, its theme headings, and who asks in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.groups import group_names, groups_in
from kamergraaf.models import Block, BlockKind, Emphasis

_GROUP_HEAD = re.compile(r"\b(?:fracties?|leden|lid|inbreng)\b", re.IGNORECASE)
_LONGEST_HEAD = 200
_LONGEST_THEME = 120
_NUMBERED_HEADING = re.compile(
    r"^(?:[IVX]{1,4}\.?|\d{1,2}(?:\.\d{1,2})*\.?)(?:,?\s+\w+){1,12}$|^Artikel(?:en)?\s+[IVX\d]+(?:,?\s+\w+){0,6}$"
)
_CLOSING = re.compile(r"^(?:(?:deel\s+)?(?:[IVX]{1,4}|\d)\b[.:]?\s*)?(?:volledige\s+agenda|bijlagen?\b)", re.IGNORECASE)
_ENDS_SENTENCE = (".", "?", "!")
_CLOSING_QUOTES = "»”\"’'"
_SUBJECT = re.compile(
    r"\b(?:leden|lid)\s+(?-i:van)\s+|\bfracties?\s+van\s+|\bleden\s+(?=[A-Z][\w-]*-?fractie)"
    r"|^(?-i:De)\s+(?=(?-i:[A-Z][\w/&-]*)-fractie\b)|^(?-i:Het)\s+(?=(?-i:[A-Z][\w-]+)\s+\w+t\b)",
    re.IGNORECASE,
)
# What may stand between two groups that ask together: "de fracties van CDA en VVD", "de PVV-, BBB- en NSC-fractie"
_TOGETHER = re.compile(
    r"^[\s,-]*(?:(?:en|alsmede|evenals|als|ook|mede|namens|van|de|het|fracties?|leden|die|-)[\s,]*)*$", re.IGNORECASE
)
# "Met de leden van de D66-fractie vragen de leden van de SP-fractie zich af …": both ask
_WITH_OTHERS = re.compile(r"^(?:Met|Evenals|Net\s+als|Samen\s+met)\s+de\s+leden\b")
_MEMBER = re.compile(r"^(?:Het|De)\s+(?:lid|leden)\s+[A-Z][^().]{2,60}\((?P<party>[^)]+)\)")
_FARTHEST = 60
_JOINS = re.compile(
    r"\b(?:sluit(?:en)?)\s+(?:zich|hen)\b.{0,40}\baan\b|\baansluiten\b|\bsteunen\s+deze\s+vragen\b", re.IGNORECASE
)


@dataclass(slots=True)
class Section:
    """The blocks under one heading, and the groups that the heading names."""

    groups: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)


def is_group_head(block: Block) -> bool:
    """Whether ``block`` heads the part of one or more groups: "Vragen en opmerkingen van de leden van de …"."""
    text = block.text.strip()
    if len(text) > _LONGEST_HEAD or text.rstrip(_CLOSING_QUOTES).endswith(_ENDS_SENTENCE) or not group_names(text):
        return False
    alone = block.kind is BlockKind.HEADING or block.emphasis is not Emphasis.NONE
    return (bool(_GROUP_HEAD.search(text)) and (alone or not sub_questions(text))) or (alone and _only_groups(text))


def _only_groups(text: str) -> bool:
    """ "VVD-fractie", "GroenLinks-PvdA": a heading that is nothing but names."""
    rest = text
    for span, _ in reversed(groups_in(text)):
        rest = rest[: span.start] + rest[span.end :]
    return not re.search(r"\w{4,}", re.sub(r"\b(?:fracties?|leden|van)\b", "", rest, flags=re.IGNORECASE))


def is_heading(block: Block) -> bool:
    """Whether ``block`` is a heading of any kind: set as one, or a short line in bold or italics."""
    text = block.text.strip()
    if text.endswith((*_ENDS_SENTENCE, ":", ";", ",")):
        return False
    if len(text) > _LONGEST_THEME:
        return False
    return block.kind is BlockKind.HEADING or block.emphasis is not Emphasis.NONE or bool(_NUMBERED_HEADING.match(text))


def closing_part(blocks: Sequence[Block]) -> int:
    """Return the index of the heading from which on nobody asks or replies ("III Volledige agenda", "Bijlage")."""
    return next((i for i, b in enumerate(blocks) if _CLOSING.match(b.text) and is_heading(b)), len(blocks))


def sections_of(blocks: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """Return the blocks before the first section that holds text, and the sections by group.

    A heading with nothing under it, as in a table of contents, heads no section.
    """
    heads = [i for i, block in enumerate(blocks) if is_group_head(block)]
    filled = [(i, end) for i, end in pairwise([*heads, len(blocks)]) if _holds_text(blocks[i + 1 : end])]
    first = filled[0][0] if filled else len(blocks)
    return list(blocks[:first]), [Section(group_names(blocks[i].text), list(blocks[i + 1 : end])) for i, end in filled]


def _holds_text(blocks: Sequence[Block]) -> bool:
    return any(len(block.text) > _LONGEST_HEAD or sub_questions(block.text) for block in blocks) or any(
        block.text.rstrip().endswith(_ENDS_SENTENCE) for block in blocks
    )


def speaking_groups(text: str) -> tuple[str, ...]:
    """Return the groups as whose members ``text`` first speaks: "De leden van de fracties van CDA en VVD vragen …"."""
    if _WITH_OTHERS.match(text):
        return group_names(text[: _sentence_length(text)])
    subject = _SUBJECT.search(text)
    if subject is None:
        return _of_member(text)
    found: list[str] = []
    end = subject.end()
    for span, name in groups_in(text):
        if span.start < subject.start():
            continue
        if not _TOGETHER.match(text[end : span.start]) or span.start - end > _FARTHEST:
            break
        found.append(name)
        end = span.end
    return tuple(dict.fromkeys(found))


def _of_member(text: str) -> tuple[str, ...]:
    """The group of a member who asks alone: "Het lid Van den Oever (Volt) vraagt …"."""
    member = _MEMBER.match(text)
    return group_names(member["party"]) if member else ()


def _sentence_length(text: str) -> int:
    stop = re.search(r"[.?!](?:\s|$)", text)
    return stop.end() if stop else len(text)


def joining_groups(text: str) -> tuple[str, ...]:
    """Return the groups that ``text`` says join in the questions of others ("sluiten zich graag aan bij …")."""
    return speaking_groups(text) if _JOINS.search(text) else ()


def with_askers(blocks: Sequence[Block], groups: tuple[str, ...]) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Yield each block with the groups that speak in it: those it names, else those that spoke last.

    Under a group's heading the group speaks, alone or with others that the paragraph names with it.
    """
    speaking = groups
    for block in blocks:
        named = speaking_groups(block.text)
        if named and (not groups or set(groups) & set(named)):
            speaking = named
        yield block, speaking
