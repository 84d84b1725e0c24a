"""The choices there are about a passage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Choice(str, Enum):
    """What the user wants of a passage. None depends on the mode, so that they hold in all."""

    ACCEPT = "accept"
    """What the program proposes; where that was a new wording, this one."""
    KEEP = "keep"
    """Mine, byte for byte."""
    MILDER = "milder"
    """It stays without what tells most: its names, figures, reasons."""
    STRICTER = "stricter"
    """It is left out."""
    OWN = "own"
    """The user's own wording."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice, with what it needs."""

    choice: Choice
    wording: str | None = None
    """The new wording, for OWN and for an accepted one; None without."""
    sources: tuple[str, ...] = ()
    """Where an accepted wording comes from, as in `Rewrite`."""
