"""The tables of the index.

A *thing* is a document, a question, an answer, a commitment or an entity; its ``id`` is the row that every other
table points at. Later papers get higher ids, so that the newest come first without sorting.
"""

from __future__ import annotations

VERSION = "1"
"""Changed with the tables; an index of another version is made anew."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE graph (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, print TEXT NOT NULL);
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, class TEXT NOT NULL, label TEXT NOT NULL, label_en TEXT,
  identifier TEXT, degree INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX thing_identifier ON thing (identifier);
CREATE INDEX thing_class ON thing (class, degree);
CREATE TABLE passage (
  id INTEGER PRIMARY KEY, graph INTEGER NOT NULL, document INTEGER NOT NULL, position INTEGER NOT NULL,
  date TEXT, text TEXT NOT NULL
);
CREATE INDEX passage_document ON passage (document, position);
CREATE INDEX passage_graph ON passage (graph);
CREATE INDEX passage_date ON passage (date);
CREATE TABLE name (
  id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
  UNIQUE (thing, text, language)
);
CREATE INDEX name_text ON name (text COLLATE NOCASE);
CREATE TABLE fact (
  thing INTEGER NOT NULL, property TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (thing, property, value)
) WITHOUT ROWID;
CREATE TABLE edge (
  source INTEGER NOT NULL, property TEXT NOT NULL, target INTEGER NOT NULL, graph INTEGER NOT NULL,
  PRIMARY KEY (source, property, target, graph)
) WITHOUT ROWID;
CREATE INDEX edge_target ON edge (target, property, source);
CREATE INDEX edge_graph ON edge (graph);
CREATE TABLE mark (
  unit INTEGER NOT NULL, kind TEXT NOT NULL, target INTEGER, start INTEGER, end INTEGER, quote TEXT NOT NULL,
  confidence REAL, found_by TEXT, footnote TEXT
);
CREATE INDEX mark_unit ON mark (unit);
CREATE TABLE unit_group (unit INTEGER NOT NULL, party INTEGER NOT NULL, PRIMARY KEY (unit, party)) WITHOUT ROWID;
CREATE INDEX unit_group_party ON unit_group (party, unit);
CREATE VIRTUAL TABLE passage_words USING fts5(
  text, content='passage', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIRTUAL TABLE name_words USING fts5(
  text, content='name', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
"""
