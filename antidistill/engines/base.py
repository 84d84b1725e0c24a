"""The seam of the engines: passages in, wordings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from antidistill.passage import Passage, Rewrite


@dataclass(frozen=True, slots=True)
class Brief:
    """What an engine knows of the document beside the passages."""

    language: str
    title: str
    """Its first heading, or its file name."""
    text: str
    """All of its plain text: the local engine weighs topics with it and copies nothing from it."""
    seed: int
    """The user's own, so that two users do not come out as clones."""
    manual_folders: tuple[Path, ...] = ()
    """Topic folders; () for ours alone."""


class Engine(Protocol):
    """Finds a wording for each passage."""

    name: str

    def rewrite(self, passages: Sequence[Passage], brief: Brief) -> list[Rewrite]:
        """One answer for each passage, in their order; `text=None` where it has nothing that
        fits."""
        ...
