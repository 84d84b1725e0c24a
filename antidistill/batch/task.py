"""One document to do, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antidistill.errors import AntidistillError
    from antidistill.packages.opening import Unit
    from antidistill.result import Result


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do."""

    name: str
    """As the user named it; '-' for standard input."""
    source: Path | None
    """None for standard input."""
    output: Path | None = None
    """Where the copy goes; None when nothing is to be written to a file."""
    size: int = 0
    """Bytes, for the progress bar."""
    unit: Unit | None = None
    """The skill folder or archive that is one document with it."""
    member: str = ""
    """Its path inside `unit`."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one task: a result, or the fault in its way."""

    task: Task
    result: Result | None = None
    data: bytes = b""
    """The copy, as it was or would be written."""
    fault: AntidistillError | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A task with the bytes of its source, or the fault in the way of reading them."""

    task: Task
    data: bytes | AntidistillError


def member_task(unit: Unit, path: str) -> Task:
    """The task of a file in a package."""
    source = unit.root if unit.archive else unit.root / path
    return Task(str(unit.root / path), source, unit=unit, member=path)
