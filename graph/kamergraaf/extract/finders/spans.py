"""The names found as spaCy's own spans, for all who use the pipeline on texts of their own."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from kamergraaf.extract.found import all_found

SPANS = "kamergraaf"
"""Key of the span group in ``doc.spans``."""
COMPONENT = "kg_spans"
"""Name of the component; who reads :func:`kamergraaf.extract.found.all_found` can do without it."""
_CONFIDENCES = "kamergraaf.confidences"


def _confidence(span: Span) -> float | None:
    """How sure the name is that stands where ``span`` does; ``None`` if none was found there."""
    sure: float | None = span.doc.user_data.get(_CONFIDENCES, {}).get((span.start, span.end))
    return sure


Span.set_extension("confidence", getter=_confidence, force=True)


@Language.component(COMPONENT)
def write_spans(doc: Doc) -> Doc:
    """Write what was found into ``doc.spans["kamergraaf"]``.

    Each span has the entity's class as label, its identifier as ``kb_id_``, the rule that found it as ``id_`` and
    how sure that is as ``_.confidence``.
    """
    spans = []
    confidences: dict[tuple[int, int], float] = {}
    for found in all_found(doc):
        span = doc.char_span(
            found.start,
            found.end,
            label=found.cls,
            kb_id=found.candidates[0].identifier,
            alignment_mode="expand",
            span_id=found.rule,
        )
        if span is not None:
            confidences[span.start, span.end] = found.confidence
            spans.append(span)
    doc.spans[SPANS] = spans
    doc.user_data[_CONFIDENCES] = confidences
    return doc
