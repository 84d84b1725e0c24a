"""What one run over one document comes to."""

from __future__ import annotations

from dataclasses import dataclass

from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.finding import Finding


@dataclass(frozen=True, slots=True)
class Result:
    """A generalised copy that has passed the guard, and how it came about."""

    document: Document
    text: str
    """The new text."""
    edits: tuple[Edit, ...]
    """From `document.text` to `text`, by place, each with its reason."""
    findings: tuple[Finding, ...]
    kept: float
    """Share of sentences that stand in the new text as they were, 0 to 1."""
    exposed: tuple[Finding, ...] = ()
    """Names and values that stay because the critical text that holds them must."""

    @property
    def changed(self) -> bool:
        """Whether anything was generalised."""
        return self.text != self.document.text
