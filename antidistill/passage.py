"""What an engine is asked to write, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from antidistill.finding import Kind, Standing
from antidistill.reading import Speech
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Slot:
    """The place that a passage fills: what its neighbours look like."""

    speech: Speech
    place: str
    """'paragraph', 'item', 'step' (item of an ordered list), 'cell', 'heading', 'code', 'field',
    'check' (item of a task list), 'lead-in' (what announces a command block of its group), 'person'
    (what somebody is like: the same of them, vaguer), 'sentence' (among others of a paragraph that
    stay)."""
    full_stop: bool
    """Whether text here ends in a full stop."""
    capital: bool
    """Whether text here starts with a capital letter (always true in Chinese)."""
    length: int
    """Characters of the original."""
    position: float = 0.0
    """Where in its list it stands: 0 first, 1 last."""
    code: str = ""
    """Fence language, for place 'code'."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, item, cell or block that is withheld and whose place may be filled."""

    id: str
    """Short hash of the text and its place, so that stale answers are noticed."""
    text: str
    """Plain text of the original; the local engine never copies from it."""
    span: Span
    kind: Kind
    standing: Standing
    slot: Slot
    group: str
    """Passages of one group stand in one list, table or block and are written as one set."""
    path: tuple[str, ...]
    """Headings above, outermost first."""
    before: str
    """Plain text that stands before it in its section."""
    after: str
    beside: tuple[tuple[float, str], ...] = ()
    """Where in its list items stand that stay (0 first, 1 last), with their words."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """An engine's answer for one passage."""

    passage: str
    """Its id."""
    text: str | None
    """What to put there; None when the engine has nothing that fits, so that the plan decides; ''
    to leave it out."""
    sources: tuple[str, ...] = ()
    """Where it comes from: 'manual/redis/traps/0'."""
    alone: bool = False
    """Whether it was given with its neighbours in view: they stay beside it; and None then means
    that the line stays, trimmed."""
    held: bool = False
    """Whether its line stays whatever its neighbours do: who gave it saw the whole document."""
