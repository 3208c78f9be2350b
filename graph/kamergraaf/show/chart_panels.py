"""Charts of several panels: one a topic over time, one a community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kamergraaf.analyse.table import Table
from kamergraaf.show.chart_style import COLOURS, add_title, amount, name_rows, new_figure, short
from kamergraaf.show.libraries import library

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PANELS = 9
_GROUPS, _MEMBERS = 6, 6


def panels(table: Table, topic: str, period: str, value: str, axis: str) -> Figure:
    """A small line chart a topic, all to one scale, the first ``_PANELS``."""
    series: dict[str, list[tuple[str, float]]] = {}
    for name, when, cell in zip(table.column(topic), table.column(period), table.column(value), strict=True):
        series.setdefault(str(name), []).append((str(when), amount(cell)))
    shown = dict(list(series.items())[:_PANELS])
    columns = min(3, len(shown))
    rows = -(-len(shown) // columns)
    figure = new_figure(10, 1.2 + 2 * rows)
    grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for axes, (name, points) in zip(grid.flat, shown.items(), strict=False):
        heights = [height for _, height in points]
        axes.fill_between(range(len(points)), heights, color=COLOURS[4], alpha=0.4)
        axes.plot(range(len(points)), heights, color=COLOURS[0], marker="o", markersize=3)
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
    return figure


def groups(table: Table, group: str, label: str, value: str, axis: str) -> Figure:
    """A panel of bars a group, with its first members; the first ``_GROUPS`` groups."""
    members: dict[str, list[tuple[str, float]]] = {}
    for number, name, cell in zip(table.column(group), table.column(label), table.column(value), strict=True):
        members.setdefault(str(number), []).append((str(name), amount(cell)))
    shown = dict(list(members.items())[:_GROUPS])
    rows = -(-len(shown) // 2)
    figure = new_figure(11, 1 + 2.2 * rows)
    grid = figure.subplots(rows, 2, sharex=True, squeeze=False)
    for axes, (number, cells), colour in zip(grid.flat, shown.items(), COLOURS, strict=False):
        first = cells[:_MEMBERS]
        axes.barh(range(len(first)), [height for _, height in first], color=colour, height=0.75)
        name_rows(axes, [name for name, _ in first])
        axes.set_title(f"{number}: {len(cells)} things", fontsize=10, loc="left")
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(labelsize=8)
    for axes in grid.flat[len(shown) :]:
        axes.set_visible(False)
    add_title(figure, table, len(shown), len(members), "communities")
    figure.supxlabel(axis, fontsize=9)
    return figure
