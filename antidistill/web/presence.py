"""Which tabs show the page, so that the server ends when nobody looks any more."""

from __future__ import annotations

from dataclasses import dataclass, field

AFTER_THE_LAST = 10.0
"""Seconds after the last tab was closed; a tab that is loaded anew comes back within them."""
SILENCE = 15 * 60.0
"""Seconds without a word from any tab. A tab in the background may speak once a minute only."""


@dataclass(slots=True)
class Presence:
    """The tabs that were heard of; times are seconds of a clock that the caller reads."""

    heard: float
    """When somebody was last heard of; at first, when the server began."""
    tabs: set[str] = field(default_factory=set)
    left: bool = False
    """Whether the last tab said goodbye."""

    def here(self, tab: str, now: float) -> None:
        """A tab is open."""
        self.heard, self.left = now, False
        self.tabs.add(tab)

    def gone(self, tab: str, now: float) -> None:
        """A tab says goodbye."""
        self.heard = now
        self.tabs.discard(tab)
        self.left = not self.tabs

    def nobody(self, now: float) -> bool:
        """Whether it is time to end."""
        return now - self.heard > (AFTER_THE_LAST if self.left else SILENCE)
