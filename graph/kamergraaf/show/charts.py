"""Pictures of measures: which kind of chart shows which table, and saving it as PNG, SVG or HTML."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kamergraaf.analyse.table import Table
from kamergraaf.errors import KamergraafError
from kamergraaf.show import chart_kinds as kinds
from kamergraaf.show import chart_panels
from kamergraaf.show.chart_page import chart_page
from kamergraaf.show.libraries import library

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".svg", ".html")
"""Kinds of picture file."""

_ANSWER_KINDS = {
    "direct": "answers here",
    "partial": "answers and points elsewhere",
    "reference": "only points elsewhere",
}

CHARTS: dict[str, Callable[[Table], Figure]] = {
    "centrality": lambda t: kinds.bars(t, "thing", "pagerank", "share of a reader's time (PageRank)", colour="class"),
    "communities": lambda t: chart_panels.groups(
        t, "community", "label", "thing", "strength", "weight of its links in the community"
    ),
    "bridges": lambda t: kinds.bars(t, "thing", "betweenness", "share of shortest ways over it", colour="class"),
    "field-pairs": lambda t: kinds.matrix(t, "field", "other_field", "units", "questions and answers that name both"),
    "drivers": lambda t: kinds.parts(
        t, "topic", {"questions": "of the fractie named", "of": "of other fracties"}, "questions", note="fractie"
    ),
    "similarity": lambda t: kinds.matrix(t, "fractie", "other_fractie", "similarity", "likeness (cosine), 0 to 1"),
    "trends": lambda t: chart_panels.panels(t, "topic", "period", "share", "share of the questions that name it"),
    "repeats": lambda t: kinds.bars(t, "question", "similarity", "likeness (cosine)", beside="other_question"),
    "answer-kinds": lambda t: kinds.shares(t, "who", "side", "answers", _ANSWER_KINDS),
    "chains": lambda t: kinds.bars(t, "end", "pointed_at", "answers that lead there", colour="ends_in", once=True),
    "coverage": lambda t: kinds.parts(
        t, "question", {"touched": "touched by the answer", "untouched": "not touched"}, "sub-questions"
    ),
    "waiting": lambda t: kinds.bars(t, "document", "days", "days", line=(21, "term of three weeks")),
    "commitments": lambda t: kinds.spans(t, "commitment", "said", "due", "minister"),
}
"""The chart of each measure, by its name."""


class PictureError(KamergraafError):
    """A table that cannot be drawn, or a kind of picture that is not known."""


def plot(table: Table) -> Figure:
    """Return the picture of ``table`` as a matplotlib figure.

    Raises:
        MissingLibraryError: matplotlib is not installed.
        PictureError: ``table`` has no rows to draw.
    """
    if not table.rows:
        raise PictureError(f"{table.measure}: nothing was found, so there is nothing to draw")
    return CHARTS[table.measure](table)


def save_plot(table: Table, path: Path) -> None:
    """Draw ``table`` into ``path``: PNG, SVG, or an HTML page with the picture and all rows, by its suffix.

    The same table always gives the same file.

    Raises:
        MissingLibraryError: matplotlib is not installed.
        PictureError: ``table`` has no rows, or the suffix is of no kind that is known.
        OSError: ``path`` cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise PictureError(f"{path}: no kind of picture known by that suffix (known: {' '.join(SUFFIXES)})")
    figure = plot(table)
    output = io.BytesIO()
    # By default an SVG holds the time it was made, and names made up anew each time.
    with library("matplotlib", "a picture").rc_context({"svg.hashsalt": "kamergraaf"}):
        if suffix == ".png":
            figure.savefig(output, format="png", dpi=150, metadata={"Software": "kamergraaf"})
        else:
            figure.savefig(output, format="svg", metadata={"Date": None})
    content = output.getvalue()
    path.write_bytes(chart_page(table, content.decode()).encode() if suffix == ".html" else content)
