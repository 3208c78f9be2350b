"""Full-text search over names and texts, made to answer while the user types."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kamergraaf.index.reader import Index, Thing

_WORD = re.compile(r"\w+")
_LONGEST = 200
"""Characters of what a user may search for; the rest is left out."""
_MOST_WORDS = 12
_BEGINNING = 4
"""A word of so many letters stands for all that begin with it: "terugkeerhub" finds "terugkeerhubs"."""
_RANKED = 2000
"""Up to so many texts the best come first; of more, which no one reads to the end, the newest do."""
_NAMES_LOOKED_AT = 20_000
_START, _END = "\x01", "\x02"


@dataclass(frozen=True, slots=True)
class Hit:
    """A question, an answer or a document that holds what was searched for."""

    thing: Thing
    document: Thing
    date: str | None
    snippet: list[tuple[str, bool]]
    """Pieces of the text around the words found, and whether a piece is such a word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: entities, and a page of texts."""

    names: list[Thing]
    hits: list[Hit]
    total: int
    """How many texts there are, counted up to :data:`MOST_COUNTED`."""


MOST_COUNTED = _RANKED


def search(index: Index, text: str, *, names: int = 8, hits: int = 20, offset: int = 0) -> Found:
    """Find ``text`` as it has been typed so far: all its words, long ones and the last also as beginnings."""
    words = _WORD.findall(text[:_LONGEST])[:_MOST_WORDS]
    if not words:
        return Found([], [], 0)
    # Of texts, too many hold a word that begins with this letter or that to be of use, or to be found at once.
    in_texts = _expression(text, words, shortest=2)
    (total,) = index.rows(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT {_RANKED + 1})",
        (in_texts,),
    )[0]
    found = _names(index, _expression(text, words, shortest=1), text.strip(), names)
    return Found(found, _hits(index, in_texts, total, hits, offset), total)


def _expression(text: str, words: list[str], shortest: int) -> str:
    """Return ``words`` as FTS5 reads them; the last is a beginning if it is being typed and not too short for one."""
    typing = text[:_LONGEST][-1:].isalnum() and len(words[-1]) >= shortest
    return " ".join(
        f'"{word}"{"*" if len(word) >= _BEGINNING or (typing and number == len(words)) else ""}'
        for number, word in enumerate(words, 1)
    )


def _names(index: Index, expression: str, text: str, most: int) -> list[Thing]:
    rows = index.rows(
        "SELECT thing.id FROM "
        f"(SELECT rowid FROM name_words WHERE name_words MATCH ?1 LIMIT {_NAMES_LOOKED_AT}) AS found "
        "JOIN name ON name.id = found.rowid JOIN thing ON thing.id = name.thing WHERE thing.class <> 'Document' "
        # What is called exactly so goes before what many name.
        "GROUP BY thing.id ORDER BY MAX(name.text = ?2 COLLATE NOCASE) DESC, thing.degree DESC, thing.id LIMIT ?3",
        (expression, text, most),
    )
    return list(index.things(number for (number,) in rows).values())


def _hits(index: Index, expression: str, total: int, most: int, offset: int) -> list[Hit]:
    order = "rank" if total <= _RANKED else "rowid DESC"
    rows = index.rows(
        "SELECT passage.id, passage.document, passage.date, "
        f"snippet(passage_words, 0, '{_START}', '{_END}', ' … ', 28) "
        "FROM passage_words JOIN passage ON passage.id = passage_words.rowid "
        f"WHERE passage_words MATCH ? ORDER BY passage_words.{order} LIMIT ? OFFSET ?",
        (expression, most, offset),
    )
    things = index.things({number for row in rows for number in row[:2]})
    return [Hit(things[unit], things[document], date, _pieces(text)) for unit, document, date, text in rows]


def _pieces(snippet: str) -> list[tuple[str, bool]]:
    pieces = re.split(f"{_START}(.*?){_END}", snippet, flags=re.DOTALL)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]
