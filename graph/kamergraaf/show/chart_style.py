"""How all charts look: colours, titles, labels and legends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kamergraaf.analyse.projection import in_xml
from kamergraaf.analyse.table import Cell, Table
from kamergraaf.models import AnswerKind
from kamergraaf.show.libraries import library

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#777777", "#000000")
"""Okabe and Ito's palette, which people with any kind of colour blindness tell apart."""
_GREY = 7
INK = "#222222"
"""Colour of lines and texts."""
_GRID = "#dddddd"
LABEL = 44
"""Characters of a label."""


def palette(names: Iterable[str]) -> dict[str, str]:
    """Return a colour for each of ``names``, in their order; grey where the palette ends.

    Kinds of answers have the same colours in all pictures.
    """
    fixed = dict(zip(AnswerKind, COLOURS, strict=False))
    distinct = list(dict.fromkeys(names))
    free = iter(COLOURS[len(fixed) :] if set(distinct) & fixed.keys() else COLOURS[:_GREY])
    return {name: fixed[AnswerKind(name)] if name in fixed else next(free, COLOURS[_GREY]) for name in distinct}


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure of that size in inches, which makes room for its labels by itself."""
    made: Figure = library("matplotlib.figure", "a picture").Figure(figsize=(width, height), layout="constrained")
    return made


def canvas(table: Table, shown: int, of: int, height: float = 0.3) -> tuple[Figure, Axes]:
    """Return a figure with the title of ``table`` and room for ``shown`` rows, each ``height`` inches."""
    figure = new_figure(10, 1.6 + height * shown)
    add_title(figure, table, shown, of)
    return figure, figure.subplots()


def add_title(figure: Figure, table: Table, shown: int, of: int, what: str = "rows") -> None:
    """Write the title of ``table`` above ``figure``, and how many of its rows are shown."""
    title = table.title if shown == of else f"{table.title} – {shown} of {of} {what}"
    figure.suptitle(title, x=0.01, ha="left", fontsize=13)


def name_rows(axes: Axes, names: Sequence[str], width: int = LABEL) -> None:
    """Write ``names`` at the left, the first at the top, each cut to ``width`` characters."""
    axes.set_yticks(range(len(names)), [short(name, width) for name in names])
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)


def finish(axes: Axes, label: str, *, whole: bool = False) -> None:
    """Write ``label`` below and take away what is not needed; marks at whole numbers only if ``whole``."""
    if whole:
        axes.xaxis.set_major_locator(library("matplotlib.ticker", "a picture").MaxNLocator(integer=True))
    axes.set_xlabel(label, fontsize=9)
    axes.tick_params(labelsize=9)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)


def legend(figure: Figure, colours: Mapping[str, str]) -> None:
    """Say below the chart what each colour means."""
    patches = library("matplotlib.patches", "a picture")
    handles = [patches.Patch(color=colour, label=name) for name, colour in colours.items()]
    columns = min(4, len(handles))
    figure.legend(handles=handles, loc="outside lower center", ncols=columns, frameon=False, fontsize=9)


def short(text: str, width: int = LABEL) -> str:
    """Return ``text`` on one line, cut to ``width`` characters."""
    line = in_xml(" ".join(text.split()))
    cut = line if len(line) <= width else f"{line[: width - 1].rstrip()}…"
    # Matplotlib reads what stands between dollar signs as mathematics.
    return cut.replace("$", r"\$")


def amount(cell: Cell) -> float:
    """Return the number in ``cell``; 0 where there is none."""
    return float(cell) if isinstance(cell, int | float) else 0.0


def figure_of(number: Any) -> str:
    """Return ``number`` as it is written in a chart: whole, or with two figures that count."""
    return f"{number:.0f}" if float(number).is_integer() else f"{number:.2g}"
