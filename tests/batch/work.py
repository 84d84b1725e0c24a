"""Work for other processes: they import it, so it stands in a module."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Doubling:
    """Doubles numbers; writes a line for each, so that it can be counted who was begun how often.
    Negative numbers end the process that takes them up, the first time or each time."""

    log: Path
    deadly: frozenset[int] = frozenset()
    """These end every process."""
    shaky: frozenset[int] = frozenset()
    """These end the first process."""

    def __call__(self, number: int) -> int:
        begun = self.log / str(number)
        again = begun.exists()
        begun.touch()
        if number in self.deadly or (number in self.shaky and not again):
            os._exit(9)
        return 2 * number

    def lost(self, number: int) -> int:
        """A lost number is told as itself, below zero."""
        return -number
