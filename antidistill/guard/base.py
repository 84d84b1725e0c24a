"""What a guard check says."""

from __future__ import annotations

from dataclasses import dataclass

from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """A promise that would be broken."""

    check: str
    """Name of the check: 'leak', 'critical', 'invention', 'structure', 'language', 'repeat',
    'fog', 'form'."""
    message: str
    """One line, without text of the document beyond what is needed to find the place."""
    span: Span | None = None
    """Where in the source; None when it is the document as a whole."""
    needle: str = ""
    """What was found that must not be there; never printed."""
