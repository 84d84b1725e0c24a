"""What one run over one document comes to."""

from __future__ import annotations

from dataclasses import dataclass

from antidistill.document import Document
from antidistill.edit import Edit
from antidistill.finding import Finding, Kind
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Turned:
    """An answer of a language model that the guard turned down."""

    passage: str
    check: str
    why: str
    final: bool
    """Whether it was turned down for good, after a second asking."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the lines that a language model was asked about."""

    engine: str
    asked: int
    """Lines that go or read anew."""
    taken: int
    """Of those: the model's wording stands, or its word that the line goes."""
    left: int
    """Those that the model left to the program."""
    mended: int
    """Lines that stay and were adapted to their surroundings."""
    again: int
    """Lines that it was asked for a second time."""
    local: int
    """Lines for which the local engine or the plan took over."""
    turned: tuple[Turned, ...] = ()
    found: int = 0
    """Lines that the model named as telling where the finders had seen nothing, and that go or read
    anew for it; they count above too."""
    followed: tuple[tuple[str, str], ...] = ()
    """Lines that were to stay and that nobody answered, each with the one that it went with."""
    crowded: tuple[tuple[str, int, int], ...] = ()
    """Sections by their headings: how many of their lines read wholly anew, how many were to."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A passage about which the user had decided before the run."""

    span: Span
    kind: Kind
    choice: str
    """As in `decisions.Choice`."""


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
    """Share of sentences that stand in the new text as they were, 0 to 1; headings, cells, fields,
    labels and code are none."""
    exposed: tuple[Finding, ...] = ()
    """Names and values that stay because the critical text that holds them must."""
    tally: Tally | None = None
    """None when no language model was asked."""
    decided: tuple[Decided, ...] = ()
    """What the user had decided in reviews, by place."""

    @property
    def changed(self) -> bool:
        """Whether anything was generalised."""
        return self.text != self.document.text
