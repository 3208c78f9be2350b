"""Bringing the index up to date with a store, a paper at a time and all in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from kamergraaf.index.paper import PaperFacts
from kamergraaf.index.writer import remove_paper, weigh, write_paper
from kamergraaf.namespaces import DCTERMS, KG, PROV
from kamergraaf.store import GraphStore, solutions

Progress = Callable[[str, int, int], None]
"""Called before each paper with its IRI, how many are done and how many there are."""

# What a paper's graph is made from: the file and the software with its settings. The size of the graph is
# taken in too, for graphs that were made in other ways.
_PRINTS = f"""
SELECT ?graph ?size ?source ?settings ?date
WHERE {{
  {{ SELECT ?graph (COUNT(*) AS ?size) WHERE {{ GRAPH ?graph {{ ?s ?p ?o }} }} GROUP BY ?graph }}
  OPTIONAL {{ GRAPH ?graph {{ ?graph <{DCTERMS}source> ?source }} }}
  OPTIONAL {{ GRAPH ?graph {{ ?graph <{PROV}wasGeneratedBy>/<{KG}settings> ?settings }} }}
  OPTIONAL {{ GRAPH ?graph {{ ?graph <{KG}answeredOn> ?date }} }}
}}
"""


def update(index: sqlite3.Connection, store: GraphStore, progress: Progress | None = None) -> int:
    """Make ``index`` say what ``store`` says; return how many papers were added, changed or removed.

    Raises:
        StoreError: the store cannot be read; the index is as it was.
    """
    wanted = _prints(store)
    index.execute("BEGIN IMMEDIATE")
    try:
        touched: set[int] = set()
        stored = {iri: (number, print_) for number, iri, print_ in index.execute("SELECT id, iri, print FROM graph")}
        gone = [iri for iri, (_, print_) in stored.items() if wanted.get(iri) != print_]
        # Labels of things that papers share are taken from the papers' graphs. Where much has changed, such as
        # after a change of the vocabularies, none of the old ones may stay.
        if stored and 2 * len(gone) > len(stored):
            _empty(index)
            gone, stored = list(stored), {}
        else:
            for iri in gone:
                touched |= remove_paper(index, stored.pop(iri)[0])
        added = [iri for iri in wanted if iri not in stored]
        for done, iri in enumerate(added):
            if progress is not None:
                progress(iri, done, len(added))
            touched |= write_paper(index, PaperFacts(iri, store.quads(iri)), wanted[iri])
        if gone or added:
            weigh(index, touched)
            _count(index)
        index.execute("COMMIT")
    except BaseException:
        index.execute("ROLLBACK")
        raise
    return len({*gone, *added})


def _prints(store: GraphStore) -> dict[str, str]:
    """Return what each graph is known by, oldest paper first."""
    rows = solutions(store, _PRINTS)
    found = {}
    for row in rows:
        terms = [row[name] for name in ("size", "source", "settings")]
        date = row["date"].value if row["date"] else ""
        found[row["graph"].value] = (date, " ".join("" if term is None else term.value for term in terms))
    return {iri: print_ for iri, (_, print_) in sorted(found.items(), key=lambda item: (item[1][0], item[0]))}


def _empty(index: sqlite3.Connection) -> None:
    for table in ("graph", "thing", "passage", "name", "fact", "edge", "mark", "unit_group"):
        index.execute(f"DELETE FROM {table}")
    for words in ("passage_words", "name_words"):
        index.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")


def _count(index: sqlite3.Connection) -> None:
    """Note how many things there are of each class; counting a million at each visit would be slow."""
    counts = dict(index.execute("SELECT class, COUNT(*) FROM thing GROUP BY class").fetchall())
    index.execute("INSERT OR REPLACE INTO meta VALUES ('counts', ?)", (json.dumps(counts),))
