"""Where in a document something was found."""

from __future__ import annotations

from antidistill.audit.base import Place
from antidistill.audit.view import View
from antidistill.span import Span


def at(view: View, span: Span, needle: str, note: str = "") -> Place:
    """The place of something found at `span` of a document, with its sentence."""
    for sentence in view.reading.sentences:
        if sentence.span.overlaps(span):
            return Place(needle, " ".join(sentence.text.split()), sentence.span, note)
    text = view.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    whole = Span(start, len(text) if end < 0 else end)
    return Place(needle, whole.of(text).strip(), whole, note)
