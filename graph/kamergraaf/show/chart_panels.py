"""Charts of several panels: one a topic over time, one a community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamergraaf.analyse.table import Cell, Table
from kamergraaf.show.chart_style import COLOURS, add_title, amount, name_rows, new_figure, short
from kamergraaf.show.libraries import library

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PANELS = 9
_GROUPS, _MEMBERS = 6, 6
_HEADING, _MEMBER = 36, 34
"""Characters of the title of a panel and of the labels in it."""


def panels(table: Table, topic: str, period: str, value: str, axis: str) -> Figure:
    """Small bars over time a topic, all to one scale, the first ``_PANELS``; a dot where there is no value."""
    series: dict[str, list[tuple[str, Cell]]] = {}
    for name, when, cell in zip(table.column(topic), table.column(period), table.column(value), strict=True):
        series.setdefault(str(name), []).append((str(when), cell))
    shown = dict(list(series.items())[:_PANELS])
    columns = min(3, len(shown))
    rows = -(-len(shown) // columns)
    figure = new_figure(10, 1.2 + 2 * rows)
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for axes, (name, points) in zip(grid.flat, shown.items(), strict=False):
        axes.bar(range(len(points)), [amount(cell) for _, cell in points], color=COLOURS[0], width=0.8)
        empty = [place for place, (_, cell) in enumerate(points) if cell is None]
        axes.scatter(empty, [0] * len(empty), color=COLOURS[7], s=8, clip_on=False)
        axes.set_title(short(name), fontsize=10, loc="left")
        step = -(-len(points) // 6)
        axes.set_xticks(range(0, len(points), step), [when for when, _ in points[::step]], rotation=45, ha="right")
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_formatter(library("matplotlib.ticker", "a picture").PercentFormatter(1, decimals=0))
    for axes in grid.flat[len(shown) :]:
        axes.set_visible(False)
    add_title(figure, table, len(shown), len(series), "topics")
    figure.supylabel(axis, fontsize=9)
    if any(cell is None for points in shown.values() for _, cell in points):
        figure.supxlabel("grey dots: no questions in that period", fontsize=9)
    return figure


def groups(table: Table, group: str, name: str, label: str, value: str, axis: str) -> Figure:
    """A panel of bars a group, called by ``name``, with its first members; the first ``_GROUPS`` groups."""
    names = {str(number): str(cell) for number, cell in zip(table.column(group), table.column(name), strict=True)}
    members: dict[str, list[tuple[str, float]]] = {}
    for number, thing, cell in zip(table.column(group), table.column(label), table.column(value), strict=True):
        members.setdefault(str(number), []).append((str(thing), amount(cell)))
    shown = dict(list(members.items())[:_GROUPS])
    rows = -(-len(shown) // 2)
    figure = new_figure(11, 1 + 2.2 * rows)
    grid = figure.subplots(rows, 2, sharex=True, squeeze=False)
    for axes, (number, cells), colour in zip(grid.flat, shown.items(), COLOURS, strict=False):
        first = cells[:_MEMBERS]
        axes.barh(range(len(first)), [height for _, height in first], color=colour, height=0.75)
        name_rows(axes, [thing for thing, _ in first], _MEMBER)
        axes.set_title(f"{number}. {short(names[number], _HEADING)} ({len(cells)})", fontsize=9, loc="left")
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8)
    for axes in grid.flat[len(shown) :]:
        axes.set_visible(False)
    add_title(figure, table, len(shown), len(members), "communities")
    figure.supxlabel(axis, fontsize=9)
    return figure
