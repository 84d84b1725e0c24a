"""Edits, and the one function that makes new text from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from antidistill.finding import Kind
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` in the place of `span`."""

    span: Span
    new: str
    because: str
    """A short reason for the reader of the preview; holds no text of the document."""
    kind: Kind = Kind.PLAIN
    action: str = ""
    """What was done: 'left out', 'trimmed', 'role', 'smoothed', 'masked', 'manual', 'repaired'."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` made; ValueError if two of them overlap or one lies outside."""
    out: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda e: e.span):
        if edit.span.start < done or edit.span.end > len(text):
            raise ValueError(f"edit at {edit.span.start} overlaps another or lies outside the text")
        out += text[done : edit.span.start], edit.new
        done = edit.span.end
    return "".join((*out, text[done:]))
