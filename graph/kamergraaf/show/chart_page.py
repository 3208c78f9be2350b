"""A page with a picture and the table it was drawn from; one file that needs no network."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from kamergraaf.analyse.table import Table
from kamergraaf.analyse.things import Thing

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{{ table.title }}</title>
<style>
  body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #222; }
  svg { max-width: 100%; height: auto; }
  table { border-collapse: collapse; font-size: .9rem; }
  th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }
  th { position: sticky; top: 0; background: #fff; }
  td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
  td { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>{{ table.title }}</h1>
<p>{{ table.reading }}</p>
{{ svg }}
<table>
<thead><tr>
{% for column in table.columns %}<th scope="col" title="{{ column.meaning }}">{{ column.name }}</th>{% endfor %}
</tr></thead>
<tbody>
{% for row in table.rows %}<tr>
{% for cell in row %}
{% if cell is none %}<td></td>
{% elif cell is number %}<td class="number">{{ cell }}</td>
{% elif cell is linked %}<td><a href="{{ cell.iri }}" rel="noreferrer">{{ cell }}</a></td>
{% else %}<td>{{ cell }}</td>{% endif %}
{% endfor %}
</tr>{% endfor %}
</tbody>
</table>
</body>
</html>
"""


def chart_page(table: Table, svg: str) -> str:
    """Return an HTML page with ``table`` and its picture ``svg``; all text of papers stays text."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.tests["linked"] = lambda cell: isinstance(cell, Thing) and cell.iri.startswith(("http:", "https:"))
    # Matplotlib escapes the texts that it draws.
    drawing = Markup(svg[svg.index("<svg") :])
    return environment.from_string(_PAGE).render(table=table, svg=drawing)
