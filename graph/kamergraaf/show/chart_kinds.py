"""Kinds of charts, each drawn from columns of a table; colours that the colour-blind tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from kamergraaf.analyse.edtf import last_day
from kamergraaf.analyse.table import Table
from kamergraaf.show.chart_style import (
    COLOURS,
    INK,
    amount,
    canvas,
    figure_of,
    finish,
    legend,
    name_rows,
    palette,
    short,
)
from kamergraaf.show.libraries import library
from kamergraaf.show.tables import spaced

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 20
"""Rows of a chart; the table has the others."""
_SENTENCE = 70
"""Characters of a label that is a sentence."""


def bars(
    table: Table,
    label: str,
    value: str,
    axis: str,
    *,
    colour: str | None = None,
    beside: str | None = None,
    line: tuple[float, str] | None = None,
    once: bool = False,
) -> Figure:
    """A bar a row, the first ``MOST``; coloured by the column ``colour``, with a line across at ``line``.

    ``beside`` names a second column for the label; with ``once`` a label that comes again is left out.
    """
    seen: dict[str, int] = {}
    for place, cells in enumerate(zip(table.column(label), table.column(beside or label), strict=True)):
        name = " – ".join(dict.fromkeys(str(cell) for cell in cells if cell is not None)) or "in a circle"
        seen.setdefault(name if once else f"{place}\0{name}", place)
    if once:
        values = table.column(value)
        seen = dict(sorted(seen.items(), key=lambda item: -amount(values[item[1]])))
    shown = list(seen.values())[:MOST]
    names = [name.rpartition("\0")[2] for name in list(seen)[:MOST]]
    figure, axes = canvas(table, len(shown), len(seen))
    classes = [str(table.column(colour)[place]) for place in shown] if colour else []
    meaning = palette(classes)
    drawn = [amount(table.column(value)[place]) for place in shown]
    colours = [meaning[name] for name in classes] or COLOURS[0]
    places = axes.barh(range(len(shown)), drawn, color=colours, height=0.75)
    axes.bar_label(places, [figure_of(number) for number in drawn], padding=3, fontsize=8, color=INK)
    name_rows(axes, names)
    finish(axes, axis, whole=all(number.is_integer() for number in drawn))
    if line:
        axes.axvline(line[0], color=INK, linestyle="--", linewidth=1)
        axes.text(line[0], -0.75, f" {line[1]}", fontsize=8, va="bottom", color=INK)
    if meaning:
        legend(figure, {spaced(name): colour for name, colour in meaning.items()})
    return figure


def parts(table: Table, label: str, pieces: Mapping[str, str], axis: str, note: str | None = None) -> Figure:
    """A bar a row in two pieces; the second column is the whole if it is called ``of``. ``note`` stands in the bar."""
    shown = table.rows[:MOST]
    figure, axes = canvas(table, len(shown), len(table.rows))
    (first, _), (second, _) = pieces.items()
    one = [amount(cell) for cell in table.column(first)[:MOST]]
    other = [amount(cell) for cell in table.column(second)[:MOST]]
    if second == "of":
        other = [whole - part for whole, part in zip(other, one, strict=True)]
    axes.barh(range(len(shown)), one, color=COLOURS[0], height=0.75)
    axes.barh(range(len(shown)), other, left=one, color=COLOURS[1], height=0.75)
    if note:
        for place, cell in enumerate(table.column(note)[:MOST]):
            axes.text(one[place] + other[place], place, f"  {cell}", va="center", fontsize=8, color=INK)
        axes.margins(x=0.2)
    name_rows(axes, [str(cell) for cell in table.column(label)[:MOST]])
    finish(axes, axis, whole=True)
    legend(figure, dict(zip(pieces.values(), COLOURS, strict=False)))
    return figure


def shares(table: Table, label: str, group: str, number: str, pieces: Mapping[str, str]) -> Figure:
    """A full bar a row, divided by the shares in the columns ``pieces``; how many it is of stands beside it."""
    shown = table.rows[: 2 * MOST]
    figure, axes = canvas(table, len(shown), len(table.rows))
    left = [0.0] * len(shown)
    for (column, _), colour in zip(pieces.items(), COLOURS, strict=False):
        widths = [amount(cell) for cell in table.column(column)[: len(shown)]]
        axes.barh(range(len(shown)), widths, left=left, color=colour, height=0.75)
        for place, width in enumerate(widths):
            if width >= 0.08:
                ink = "white" if colour == COLOURS[0] else INK
                middle = left[place] + width / 2
                axes.text(middle, place, f"{width:.0%}", ha="center", va="center", fontsize=8, color=ink)
        left = [before + width for before, width in zip(left, widths, strict=True)]
    names = []
    for who, side, count in zip(table.column(label), table.column(group), table.column(number), strict=True):
        names.append(f"{side} {who or ''}".strip() + f" ({count})")
    name_rows(axes, names[: len(shown)])
    finish(axes, "share of the answers (number of answers in brackets)")
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(library("matplotlib.ticker", "a picture").PercentFormatter(1))
    legend(figure, dict(zip(pieces.values(), COLOURS, strict=False)))
    return figure


def matrix(table: Table, one: str, other: str, value: str, axis: str) -> Figure:
    """A square a pair, the darker the more; those with most pairs first."""
    weights: dict[tuple[str, str], float] = {}
    total: dict[str, float] = {}
    for first, second, cell in zip(table.column(one), table.column(other), table.column(value), strict=True):
        for pair in ((str(first), str(second)), (str(second), str(first))):
            weights[pair] = amount(cell)
            total[pair[0]] = total.get(pair[0], 0) + amount(cell)
    names = sorted(total, key=lambda name: (-total[name], name))[:MOST]
    cells = [[weights.get((row, column), float("nan")) for column in names] for row in names]
    figure, axes = canvas(table, len(names) + 5, len(total) + 5, height=0.38)
    colours = library("matplotlib", "a picture").colormaps["Blues"].with_extremes(bad="#f4f4f4")
    image = axes.imshow(cells, cmap=colours, aspect="auto", vmin=0)
    middle = max(weights.values()) / 2
    for row in range(len(names)):
        for column in range(len(names)):
            if cells[row][column] == cells[row][column]:
                ink = "white" if cells[row][column] > middle else INK
                text = figure_of(cells[row][column])
                axes.text(column, row, text, ha="center", va="center", fontsize=7, color=ink)
    axes.set_xticks(range(len(names)), [short(name) for name in names], rotation=45, ha="right")
    axes.set_yticks(range(len(names)), [short(name) for name in names])
    axes.tick_params(length=0, labelsize=9)
    axes.spines[:].set_visible(False)
    figure.colorbar(image, label=axis, shrink=0.8)
    return figure


def spans(table: Table, label: str, start: str, end: str, who: str) -> Figure:
    """A line a row from a day to the last day of a time in EDTF, the rows that have both; the first ``MOST``."""
    found = []
    for name, begin, due, actor in zip(*(table.column(column) for column in (label, start, end, who)), strict=True):
        until = last_day(str(due)) if due else None
        if isinstance(begin, date) and until:
            found.append((f"{actor}: {name}" if actor else str(name), begin, until, str(due)))
    shown = found[:MOST]
    figure, axes = canvas(table, max(1, len(shown)), len(table.rows))
    dates = library("matplotlib.dates", "a picture")
    for place, (_, begin, until, due) in enumerate(shown):
        days = [dates.date2num(begin), dates.date2num(until)]
        axes.plot(days, [place, place], color=COLOURS[4], linewidth=3, solid_capstyle="butt", zorder=1)
        axes.scatter(days[0], place, color=COLOURS[0], s=36, zorder=2)
        axes.scatter(days[1], place, color=COLOURS[5], marker="D", s=36, zorder=2)
        axes.annotate(due, (days[1], place), (8, 0), textcoords="offset points", va="center", fontsize=8, color=INK)
    name_rows(axes, [name for name, *_ in shown], _SENTENCE)
    axes.xaxis.set_major_locator(dates.AutoDateLocator(maxticks=8))
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    finish(axes, "")
    axes.margins(x=0.15)
    legend(figure, {"said": COLOURS[0], "due, at the latest": COLOURS[5]})
    return figure
