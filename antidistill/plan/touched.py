"""Edits inside one unit, gathered so that none overlaps another."""

from __future__ import annotations

from dataclasses import dataclass

from antidistill.edit import Edit
from antidistill.finding import Finding
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Touches:
    """The edits for a unit; `stuck` is a finding that no edit inside the sentence can withhold."""

    edits: tuple[Edit, ...]
    stuck: Finding | None = None


def joined(edits: list[Edit], new: Edit) -> list[Edit]:
    """`edits` with `new`: of two that overlap, the wider goes; two cuts become one."""
    over = [e for e in edits if e.span.overlaps(new.span)]
    if not over:
        return [*edits, new]
    rest = [e for e in edits if e not in over]
    if any(new.span in e.span for e in over):
        return edits
    if all(e.span in new.span for e in over):
        return [*rest, new]
    if not new.new and all(not e.new for e in over):
        start = min(new.span.start, *(e.span.start for e in over))
        end = max(new.span.end, *(e.span.end for e in over))
        return [*rest, Edit(Span(start, end), "", new.because, new.kind, new.action)]
    return edits
