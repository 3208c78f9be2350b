"""Score the graphs of the real papers against their annotations (``make score``).

Builds every paper of ``../shared/corpus`` into N-Quads, a file a paper, and hands them to ``../shared/score.py``
with their gold. Skips, with the reason, where ``../shared`` is absent.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from kamergraaf.extract.pipeline import pipeline
from kamergraaf.extract.structure import extract_structure
from kamergraaf.link import link_paper
from kamergraaf.models import Paper
from kamergraaf.namespaces import fold
from kamergraaf.read import read_paper
from kamergraaf.triples.graph import graph_text
from kamergraaf.triples.iris import document_iri
from kamergraaf.triples.writer import paper_triples

SHARED = Path(__file__).resolve().parents[2] / "shared"


def annotated_part(paper: Paper, golds: list[Path]) -> Paper:
    """Cut ``paper`` off after the last unit that its gold annotates.

    Of the long paper only the first part's annotations are shared; the scorer would count the units of the
    other parts, which it cannot judge, as wrong.
    """
    if not any(".part" in gold.name for gold in golds):
        return paper
    ends = {squash(unit["ends"])[-40:] for g in golds for unit in json.loads(g.read_text())["answers"]}
    last = max(a.position for a in paper.answers[: _annotated(golds)] if any(squash(a.text).endswith(e) for e in ends))
    return replace(
        paper,
        questions=tuple(q for q in paper.questions if q.position <= last),
        answers=tuple(a for a in paper.answers if a.position <= last),
    )


def _annotated(golds: list[Path]) -> int:
    return sum(len(json.loads(g.read_text())["answers"]) for g in golds)


def squash(text: str) -> str:
    """Letters only, as the scorer compares texts."""
    return re.sub(r"[^a-z]+", "", fold(text).lower())


def main() -> int:
    """Build, score, and return the scorer's exit status."""
    if not (SHARED / "score.py").is_file():
        print(f"score: skipped, {SHARED} is not there")
        return 0
    out = Path("score")
    out.mkdir(exist_ok=True)
    pairs = []
    nlp = pipeline()
    for path in sorted((SHARED / "corpus").iterdir()):
        golds = sorted((SHARED / "gold").glob(f"{path.stem}*.json"))
        if not golds:
            continue
        paper = annotated_part(extract_structure(read_paper(path)), golds)
        graph = out / f"{path.stem}.nq"
        graph.write_bytes(graph_text(document_iri(paper.head), paper_triples(link_paper(paper, nlp), "score")).lines)
        pairs.append(":".join(map(str, (graph, *golds))))
    command = [
        sys.executable,
        SHARED / "score.py",
        "--aliases",
        SHARED / "aliases.json",
        "--errors",
        out / "errors.tsv",
    ]
    return subprocess.run([*map(str, command), *pairs], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
