"""The seam of the reports: results to text that somebody reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from antidistill.exposure import Exposure
from antidistill.result import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document of a run, as the reports know it."""

    name: str
    """The file as the user named it; '-' for standard input."""
    mode: str
    result: Result
    output: str = ""
    """Where the copy was written, '' when it was not."""
    exposures: tuple[Exposure, Exposure] | None = None
    """How much original and copy give away; None when that was not measured."""


STYLES = {
    "bold": "1",
    "dim": "2",
    "gone": "31;9",
    "new": "32",
    "cyan": "36",
    "yellow": "33",
    "red": "31",
    "green": "32",
}
"""Colours and weights, as terminals number them; what is gone is red and struck out."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the reader's screen can do."""

    width: int = 0
    """Columns of the terminal, 0 when the output is none and nothing need be broken or cut."""
    colour: bool = False

    def paint(self, text: str, style: str) -> str:
        """`text` in one of STYLES; as it is without colour, style or text."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.colour and style and text else text


class Report(Protocol):
    """One way to show what changed."""

    name: str
    """As in `preview --NAME`."""

    def render(self, outcomes: Iterable[Outcome], look: Look) -> Iterator[str]:
        """The report piece by piece, with line ends; takes the outcomes one at a time, so that
        a long run need not be held in memory."""
        ...
