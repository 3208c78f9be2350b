"""A unit's text with its mentions marked: for the terminal, and as a page by spaCy's displaCy."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rich import box
from rich.table import Table
from rich.text import Text
from spacy import displacy

from kamergraaf.analyse.explaining import ExplainedMention, ExplainedUnit
from kamergraaf.show.tables import safe, spaced

# One colour a class, light enough to read black text on; the terminal has the same by name.
_COLOURS = {
    "Country": ("#b7e4c7", "green"),
    "Legislation": ("#a9d6e5", "cyan"),
    "Provision": ("#d0e8f2", "bright_cyan"),
    "ParliamentaryDocument": ("#ffd6a5", "yellow"),
    "Motion": ("#ffc6ff", "magenta"),
    "CourtDecision": ("#cdb4db", "bright_magenta"),
    "Organisation": ("#bde0fe", "blue"),
    "Person": ("#ffadad", "red"),
    "ParliamentaryGroup": ("#e5e5e5", "white"),
    "Policy": ("#fdffb6", "bright_yellow"),
}
_PAGE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
  body {{ font: 17px/1.6 Georgia, serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
  body {{ color: #222; background: #fff; }}
  h1 {{ font: 600 1.1rem/1.4 system-ui, sans-serif; overflow-wrap: anywhere; }}
  table {{ border-collapse: collapse; font: 14px/1.4 system-ui, sans-serif; width: 100%; }}
  td, th {{ text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }}
  td {{ overflow-wrap: anywhere; }}
  .entities {{ margin: 1.5rem 0; }}
</style>
</head>
<body>
<h1>{title}</h1>
{text}
<table>
<tr><th>quote</th><th>class</th><th>thing</th><th>identifier</th><th>rule</th><th>confidence</th></tr>
{rows}
</table>
</body>
</html>
"""


def marked_text(unit: ExplainedUnit) -> Text:
    """Return the unit's text with each mention in the colour of its class and its identifier behind it."""
    text, end = Text(), 0
    for mention in _outermost(unit):
        start, stop = mention.start or 0, mention.end or 0
        text.append_text(safe(unit.text[end:start]))
        text.append(safe(unit.text[start:stop]).plain, style=f"bold {_COLOURS[mention.cls][1]}")
        text.append(f" [{mention.identifier}]", style="dim")
        end = stop
    return text.append_text(safe(unit.text[end:]))


def mentions_table(unit: ExplainedUnit) -> Table:
    """Return a row for each mention: its words, class, thing, identifier, rule and confidence."""
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("quote", "class", "thing", "identifier", "rule", "confidence"):
        table.add_column(name, overflow="fold")
    for mention in unit.mentions:
        quote = mention.quote if mention.footnote is None else f"{mention.quote} (note {mention.footnote})"
        row = (quote, spaced(mention.cls), mention.label, mention.identifier, mention.rule, f"{mention.confidence:.2f}")
        table.add_row(*map(safe, row))
    return table


def page(unit: ExplainedUnit) -> str:
    """Return a self-contained HTML page; all that comes from papers is escaped."""
    entities = [
        {
            "start": m.start,
            "end": m.end,
            "label": spaced(m.cls),
            "kb_id": escape(m.identifier),
            "kb_url": escape(m.entity),
        }
        for m in _outermost(unit)
    ]
    colours = {spaced(name): colour for name, (colour, _) in _COLOURS.items()}
    shown = displacy.render(
        {"text": unit.text, "ents": entities, "title": None}, style="ent", manual=True, options={"colors": colours}
    )
    title = escape(f"{unit.document}, {unit.position}")
    return _PAGE.format(title=title, text=shown, rows="\n".join(_row(m) for m in unit.mentions))


def _row(mention: ExplainedMention) -> str:
    note = f" (note {mention.footnote})" if mention.footnote is not None else ""
    link = f'<a href="{escape(mention.entity)}" rel="noreferrer">{escape(mention.label)}</a>'
    cells = (
        escape(mention.quote + note),
        escape(spaced(mention.cls)),
        link,
        escape(mention.identifier),
        escape(mention.rule),
        f"{mention.confidence:.2f}",
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _outermost(unit: ExplainedUnit) -> Iterator[ExplainedMention]:
    """The mentions in the text that stand in no other: names overlap, and marks cannot."""
    end = 0
    for mention in unit.mentions:
        if mention.start is not None and mention.end is not None and mention.start >= end:
            yield mention
            end = mention.end
