"""A private argument as a finding."""

from __future__ import annotations

from antidistill.finding import Finding, Kind, Standing
from antidistill.span import Span

WHERE = "an account or a place to work"
"""What is noted of names behind which one works."""


def as_argument(
    span: Span, rule: str, confidence: float, note: str, neutral: str | None
) -> Finding:
    """The finding of that value; `neutral`: the placeholder that documentation writes."""
    return Finding(
        Kind.ARGUMENT, span, f"arguments/{rule}", confidence, note, Standing.GUIDANCE, None, neutral
    )
