"""Who speaks in a paragraph: the members who ask, or the minister who replies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kamergraaf.extract.asking import sub_questions
from kamergraaf.extract.layouts.blocks import heads_apart
from kamergraaf.extract.layouts.sections import Section, is_heading, sections_of, speaking_groups
from kamergraaf.models import Block, BlockKind, Emphasis

_WHO = (
    r"(?:(?:van\s+)?(?:de\s+|het\s+)?"
    r"(?:minister|staatssecretaris|bewindspers\w+|kabinet|regering|initiatiefnemers?)\b[^.?:]{0,80})"
)
_ANSWER_HEAD = re.compile(rf"^(?:Antwoord(?:en)?|Reactie|Beantwoording)(?:\s+{_WHO})?\s*[:.]?$", re.IGNORECASE)
_ONE_ANSWER = re.compile(r"^Antwoord\s*[:.]?$", re.IGNORECASE)
_INLINE_HEAD = re.compile(rf"^(?:Antwoord|Reactie)(?:\s+{_WHO})?\s*:\s+(?=\S)", re.IGNORECASE)
_MEMBERS = re.compile(
    r"\b(?:(?:de|het)\s+(?:leden|lid)\s+van|de\s+leden\s+(?=[A-Z])|deze\s+leden|dit\s+lid"
    r"|(?:de\s+)?aan\s+het\s+woord\s+zijnde\s+leden|genoemde\s+leden|voornoemde\s+leden|deze\s+fracties?)",
    re.IGNORECASE,
)
_OPENING = 120
"""Characters, within the first sentence, in which a paragraph of the members names them."""
_FIRST_SENTENCE = re.compile(r"^.*?[.?!](?=\s|$)|^.*", re.DOTALL)
# Members write of themselves in the third person; who says "ik" is the minister.
_MINISTER = re.compile(r"\b(?:ik|mij|mijn|wij|ons|onze|verwijs|verwezen)\b|^\W*Zie\b", re.IGNORECASE)
_TAIL = 80
"""Characters that may follow the last question of a paragraph that asks."""
_LEAST_EMPHASISED = 2
_LEAST_RUNNING = 2
_LONGEST_BARE_HEADING = 80
_HEADED_SHARE = 0.5
_MAY_ASK = 0.2
"""Share of the paragraphs in emphasis that may ask where emphasis marks replies: a reply may quote a question."""


def is_answer_head(block: Block) -> bool:
    """Whether ``block`` is nothing but "Antwoord", "Reactie van de minister" or the like."""
    return bool(_ANSWER_HEAD.match(block.text.strip()))


def reply_heads_apart(blocks: Sequence[Block]) -> list[Block]:
    """Give a head that shares its paragraph with the reply ("Antwoord: Het kabinet …") a block of its own."""
    return heads_apart(blocks, _INLINE_HEAD)


def spoken_sections(blocks: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """Return the blocks before the members speak, and the sections by fractie.

    A paper by theme is one section from where the members first speak.
    """
    apart = reply_heads_apart(blocks)
    head, sections = sections_of(apart)
    if sections:
        return head, sections
    first = next((i for i, b in enumerate(apart) if members_open(b) and speaking_groups(b.text)), None)
    if first is None:
        return apart, []
    while first > 0 and is_heading(apart[first - 1]):
        first -= 1
    return apart[:first], [Section((), apart[first:])]


def members_open(block: Block) -> bool:
    """Whether ``block`` opens as members' papers do, by naming who speaks: "Ten slotte lezen de leden van …"."""
    first = _FIRST_SENTENCE.match(block.text)
    if first is None:
        return False
    return bool(_MEMBERS.search(first.group()[:_OPENING])) or bool(speaking_groups(first.group()))


def minister_opens(block: Block) -> bool:
    """Whether the minister opens ``block``, who may name the members but says "ik"."""
    first = _FIRST_SENTENCE.match(block.text)
    return first is not None and bool(_MINISTER.search(first.group())) and "?" not in first.group()


def speaks_for_members(block: Block) -> bool:
    """Whether the members speak anywhere in ``block``: they are named, or something is asked."""
    return bool(_MEMBERS.search(block.text)) or bool(sub_questions(block.text))


def reply_emphasis(blocks: Sequence[Block]) -> Emphasis:
    """Return the emphasis that marks replies in a paper, or ``NONE`` if it does not use one."""
    for emphasis in (Emphasis.BOLD, Emphasis.ITALIC):
        marked = [b for b in blocks if b.emphasis is emphasis and not is_heading(b) and not is_answer_head(b)]
        if len(marked) >= _LEAST_EMPHASISED:
            asking = sum(bool(sub_questions(block.text)) for block in marked)
            plain_asks = any(b.emphasis is Emphasis.NONE and sub_questions(b.text) for b in blocks)
            if asking <= _MAY_ASK * len(marked) and plain_asks:
                return emphasis
    return Emphasis.NONE


def replies_run_to_headings(blocks: Sequence[Block]) -> bool:
    """Return whether the replies of a paper have heads and another heading always stands before the next one.

    So it is where each theme or fractie asks all its questions first and one reply takes them up in turn; a bare
    "Antwoord" heads one answer only.
    """
    heads = [i for i, block in enumerate(blocks) if is_answer_head(block)]
    if any(_ONE_ANSWER.match(blocks[i].text.strip()) for i in heads):
        return False
    return len(heads) >= _LEAST_RUNNING and all(
        any(_heads_questions(blocks, i) for i in range(head + 1, following)) for head, following in pairwise(heads)
    )


def _heads_questions(blocks: Sequence[Block], i: int) -> bool:
    """Whether block ``i`` is a heading, or in a text without typography looks like one over what members say."""
    block = blocks[i]
    if is_heading(block):
        return not is_answer_head(block)
    text = block.text.strip()
    bare = len(text) <= _LONGEST_BARE_HEADING and text[:1].isupper() and text[-1:].isalnum()
    return bare and i + 1 < len(blocks) and members_open(blocks[i + 1])


def replies(blocks: Sequence[Block], emphasis: Emphasis, run_to_headings: bool = False) -> list[bool]:
    """Return for each block whether the minister speaks in it; heads of replies count as the minister's.

    Where a reply has a head it lasts to the next heading if ``run_to_headings``
    (:func:`replies_run_to_headings`); else while the emphasis of its first paragraph does, or in plain type until
    the members speak again. Without heads, ``emphasis`` marks replies, or a reply is what follows a paragraph
    that asks and does not speak for the members.
    """
    minister: list[bool] = []
    first: Block | None = None  # first paragraph of the reply that a head has opened
    headed = _are_headed(blocks)
    after_head = False
    for i, block in enumerate(blocks):
        if is_answer_head(block):
            after_head, first = True, None
            minister.append(True)
            continue
        speaking = bool(minister and minister[-1])
        if after_head:
            first, after_head, speaking = block, False, True
        elif run_to_headings:
            speaking = speaking and not _heads_questions(blocks, i)
        elif headed:
            speaking = speaking and first is not None and _goes_on(first, block)
        elif emphasis is not Emphasis.NONE:
            in_table = block.kind is BlockKind.ROW and speaking
            speaking = (block.emphasis is emphasis or in_table) and not is_heading(block)
        elif speaking:
            by_members = members_open(block) or _asks(block)
            speaking = minister_opens(block) or not (by_members or is_heading(block))
        else:
            speaking = _replies_to(blocks, i)
        minister.append(speaking)
    return minister


def _are_headed(blocks: Sequence[Block]) -> bool:
    """Whether replies have heads as a rule: at least one for every two stretches of asking."""
    heads = sum(map(is_answer_head, blocks))
    stretches = sum(_asks(b) and (i == 0 or not _asks(blocks[i - 1])) for i, b in enumerate(blocks))
    return heads > 0 and heads >= _HEADED_SHARE * stretches


def _goes_on(first: Block, block: Block) -> bool:
    if first.emphasis is not Emphasis.NONE:
        is_item = block.kind is BlockKind.ITEM and not speaks_for_members(block)
        return (block.emphasis is first.emphasis and not (is_heading(block) and members_open(block))) or is_item
    return not speaks_for_members(block) and not is_heading(block)


def _replies_to(blocks: Sequence[Block], i: int) -> bool:
    """Whether block ``i`` opens an unheaded reply: something was asked right before, and the members are silent."""
    block = blocks[i]
    if i == 0 or block.kind is BlockKind.ITEM or is_heading(block):
        return False
    if not (_asks(blocks[i - 1]) or blocks[i - 1].kind is BlockKind.ITEM):
        return False
    return minister_opens(block) or not (members_open(block) or _asks(block))


def _asks(block: Block) -> bool:
    """Whether ``block`` asks at its end, as members do; a reply may quote a question in its midst."""
    spans = sub_questions(block.text)
    return bool(spans) and spans[-1].end >= len(block.text.rstrip()) - _TAIL
