"""The seam of the contradictions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from antidistill.reading import Reading
from antidistill.span import Span


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more places that do not go together."""

    sort: str
    """'count', 'role' or 'label'."""
    places: tuple[Span, ...]
    """The first is the one to look at first."""
    message: str
    """One line, for `shown`; quotes the words of the document."""


class Looker(Protocol):
    """Looks for one sort."""

    def __call__(self, reading: Reading, /) -> Iterable[Contradiction]:
        """What it sees, in any order. Pure."""
        ...
