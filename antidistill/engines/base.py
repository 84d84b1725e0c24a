"""The seam of the engines: passages in, wordings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from antidistill.passage import Passage, Rewrite
from antidistill.sheet import Named, Sheet


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


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that the guard turned down, or a line that got none."""

    passage: str
    answer: str
    check: str
    reason: str
    """For the author of the answer; holds nothing that was withheld."""


@runtime_checkable
class ModelEngine(Protocol):
    """A language model: it sees a sheet and nothing else, and every answer of it is checked."""

    name: str

    def ask(self, sheet: Sheet) -> Sequence[Rewrite | Named]:
        """Its answers, and what it names of the lines that stay; lines may be missing and ids
        unknown. Raises EngineFault when it cannot be
        reached, Refused when something withheld would leave."""
        ...

    def ask_again(self, sheet: Sheet, refusals: Sequence[Refusal]) -> Sequence[Rewrite | Named]:
        """Its second answers for the lines that `refusals` name; [] if it does not take part."""
        ...
