"""What it costs to find names, as a multiple of tokenising the same text (``make benchmark-names``).

The yardstick is ``spacy.blank("nl")`` making docs of the same texts, in the same run and on the same processor; each
time is the best of three rounds, so that both tokenizers know the words. The texts are the first 300 of
``../shared/scale``. Skips, with the reason, where ``../shared`` is absent.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from kamergraaf.extract.pipeline import pipeline

SCALE = Path(__file__).resolve().parents[3] / "shared" / "scale" / "be-qrva.jsonl.gz"
PAPERS, ROUNDS = 300, 3


def _texts() -> list[str]:
    with gzip.open(SCALE, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, PAPERS)]


def _seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    begun = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - begun


def _round(nlp: Language, blank: Language, texts: Sequence[str]) -> dict[str, float]:
    """Seconds of each step over all ``texts``; a component works on docs as those before it left them."""
    seconds = {"blank": _seconds(blank.make_doc, texts), "tokenizer": _seconds(nlp.make_doc, texts)}
    docs: list[Doc] = [nlp.make_doc(text) for text in texts]
    for name, component in nlp.pipeline:
        begun = time.perf_counter()
        docs = [component(doc) for doc in docs]
        seconds[name] = time.perf_counter() - begun
    seconds["whole"] = _seconds(nlp, texts)
    return seconds


def main() -> None:
    console = Console()
    if not SCALE.exists():
        console.print(f"skipped: {SCALE} is not there")
        return
    texts = _texts()
    nlp, blank = pipeline(), spacy.blank("nl")
    rounds = [_round(nlp, blank, texts) for _ in range(ROUNDS)]
    best = {step: min(times[step] for times in rounds) for step in rounds[0]}
    unit = best.pop("blank")
    whole = best.pop("whole")
    table = Table("step", "× tokenising", title=f"{len(texts)} texts, {sum(map(len, texts)):,} characters")
    for step, seconds in best.items():
        table.add_row(step, f"{seconds / unit:.2f}")
    table.add_section()
    table.add_row("all, by nlp(text)", f"{whole / unit:.2f}")
    console.print(table)


if __name__ == "__main__":
    main()
