"""The seam of the finders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from antidistill.finding import Finding
from antidistill.reading import Reading


class Finder(Protocol):
    """Sees one kind, or one family of kinds, in a document."""

    @property
    def name(self) -> str:
        """Prefix of its rules' ids."""
        ...

    def find(self, reading: Reading) -> Iterable[Finding]:
        """What it sees, in any order; spans may overlap. Pure: same reading, same findings."""
        ...
