"""Writing a paper into the index and taking it out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kamergraaf.index.paper import UNITS, PaperFacts


def write_paper(index: sqlite3.Connection, paper: PaperFacts, print_: str) -> set[int]:
    """Add ``paper``, which the index does not hold, with what it is known by; return the things in it."""
    graph = index.execute("INSERT INTO graph (iri, print) VALUES (?, ?)", (paper.graph, print_)).lastrowid
    ids = {iri: _thing(index, paper, iri) for iri in paper.classes}
    for iri, thing in ids.items():
        cls = paper.classes[iri]
        if cls in ("Document", *UNITS):
            _passage(index, paper, iri, thing, graph, ids)
        if cls not in UNITS:
            index.executemany(
                "INSERT OR IGNORE INTO fact VALUES (?, ?, ?)", ((thing, *fact) for fact in paper.facts(iri))
            )
        if cls not in ("Commitment", *UNITS):
            _names(index, paper, iri, thing)
        index.executemany(
            "INSERT OR IGNORE INTO edge VALUES (?, ?, ?, ?)",
            ((thing, name, ids[target], graph) for name, target in paper.links(iri)),
        )
        if cls in UNITS:
            index.executemany(
                "INSERT OR IGNORE INTO unit_group VALUES (?, ?)", ((thing, ids[p]) for p in paper.parties(iri))
            )
    index.executemany(
        "INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                ids[m.unit],
                m.kind,
                ids.get(m.target or ""),
                m.start,
                m.end,
                m.quote,
                m.confidence,
                m.found_by,
                m.footnote,
            )
            for m in paper.marks()
            if m.unit in ids
        ),
    )
    return set(ids.values())


def _thing(index: sqlite3.Connection, paper: PaperFacts, iri: str) -> int:
    label, english = paper.label(iri)
    # A paper that others cite is a document with a title once it is in the store itself.
    index.execute(
        "INSERT INTO thing (iri, class, label, label_en, identifier) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (iri) DO UPDATE SET class = excluded.class, label = excluded.label, "
        "label_en = excluded.label_en, identifier = excluded.identifier "
        "WHERE class <> 'Document' OR excluded.class = 'Document'",
        (iri, paper.classes[iri], label, english, paper.identifier(iri)),
    )
    (number,) = index.execute("SELECT id FROM thing WHERE iri = ?", (iri,)).fetchone()
    return int(number)


def _passage(
    index: sqlite3.Connection, paper: PaperFacts, iri: str, thing: int, graph: int | None, ids: dict[str, int]
) -> None:
    document = ids.get(paper.document(iri) or "")
    if document is None:
        return
    text = paper.text(iri)
    index.execute(
        "INSERT OR REPLACE INTO passage VALUES (?, ?, ?, ?, ?, ?)",
        (thing, graph, document, paper.position(iri), paper.date(iri), text),
    )
    index.execute("INSERT INTO passage_words (rowid, text) VALUES (?, ?)", (thing, text))


def _names(index: sqlite3.Connection, paper: PaperFacts, iri: str, thing: int) -> None:
    for text, language in paper.names(iri):
        done = index.execute(
            "INSERT OR IGNORE INTO name (thing, text, language) VALUES (?, ?, ?)", (thing, text, language)
        )
        if done.rowcount:
            index.execute("INSERT INTO name_words (rowid, text) VALUES (?, ?)", (done.lastrowid, text))


def remove_paper(index: sqlite3.Connection, graph: int) -> set[int]:
    """Take out the paper whose graph has the number ``graph``, with all that no other paper links to.

    Returns the things that were in it.
    """
    ends = index.execute("SELECT source, target FROM edge WHERE graph = ?", (graph,)).fetchall()
    passages = index.execute("SELECT id, text FROM passage WHERE graph = ?", (graph,)).fetchall()
    touched = {thing for pair in ends for thing in pair} | {thing for thing, _ in passages}
    index.execute("DELETE FROM edge WHERE graph = ?", (graph,))
    for thing, text in passages:
        index.execute("INSERT INTO passage_words (passage_words, rowid, text) VALUES ('delete', ?, ?)", (thing, text))
        for table, column in (("passage", "id"), ("mark", "unit"), ("unit_group", "unit")):
            index.execute(f"DELETE FROM {table} WHERE {column} = ?", (thing,))
    index.execute("DELETE FROM graph WHERE id = ?", (graph,))
    linked = "SELECT EXISTS (SELECT 1 FROM edge WHERE source = ?1) OR EXISTS (SELECT 1 FROM edge WHERE target = ?1)"
    for thing in touched:
        if index.execute(linked, (thing,)).fetchone() == (0,):
            _forget(index, thing)
    # A document that is gone but that others cite is known by its number again.
    index.executemany(
        "UPDATE thing SET class = 'ParliamentaryDocument', label = COALESCE(identifier, label) "
        "WHERE id = ? AND class = 'Document'",
        ((thing,) for thing, _ in passages),
    )
    return touched


def _forget(index: sqlite3.Connection, thing: int) -> None:
    for name, text in index.execute("SELECT id, text FROM name WHERE thing = ?", (thing,)).fetchall():
        index.execute("INSERT INTO name_words (name_words, rowid, text) VALUES ('delete', ?, ?)", (name, text))
    for table, column in (("name", "thing"), ("fact", "thing"), ("thing", "id")):
        index.execute(f"DELETE FROM {table} WHERE {column} = ?", (thing,))


def weigh(index: sqlite3.Connection, things: Iterable[int]) -> None:
    """Note how many links each of ``things`` has; done once for all papers, for some things are in most."""
    index.executemany(
        "UPDATE thing SET degree = (SELECT COUNT(*) FROM edge WHERE source = ?1) "
        "+ (SELECT COUNT(*) FROM edge WHERE target = ?1) WHERE id = ?1",
        ((thing,) for thing in things),
    )
