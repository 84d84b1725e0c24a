"""Faults in the way of a document: each is its own, foreseen or not."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from antidistill.errors import AntidistillError, EngineFault, Exit
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.batch.task import Task

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Met:
    """One exception of a chain."""

    type: str
    frames: tuple[tuple[str, int, str], ...]
    """File, line and function, the outermost first."""


class Unforeseen(AntidistillError):
    """A fault of the program itself; the exception is its `__cause__`."""

    exit_code = Exit.UNEXPECTED
    met: tuple[Met, ...] = ()
    """The chain of exceptions, the last one first. Goes along between processes, which a
    traceback does not."""


def attempted(task: Task, work: Callable[[], T]) -> T | AntidistillError:
    """What `work` comes to, or its fault, foreseen or not."""
    try:
        return work()
    except BrokenPipeError:
        raise
    except Exception as fault:
        return foreseen(task, fault)


def foreseen(task: Task, fault: Exception) -> AntidistillError:
    """The fault itself, or that of the program if nobody foresaw it."""
    if isinstance(fault, AntidistillError):
        return fault
    unforeseen = Unforeseen(f"{task.name}: {type(fault).__name__}")
    unforeseen.__cause__ = fault
    unforeseen.met = chain(fault)
    return unforeseen


def chain(fault: BaseException) -> tuple[Met, ...]:
    """An exception and those behind it. Messages and values stay out, since they may hold text of
    the document."""
    found: list[Met] = []
    seen: set[int] = set()
    at: BaseException | None = fault
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        walked = traceback.walk_tb(at.__traceback__)
        frames = traceback.StackSummary.extract(walked, lookup_lines=False)
        lines = tuple((f.filename, f.lineno or 0, f.name) for f in frames)
        found.append(Met(type(at).__name__, lines))
        at = at.__cause__ or at.__context__
    return tuple(found)


def process_lost(task: Task) -> AntidistillError:
    """The fault of a document that ended every process that took it up."""
    return EngineFault(
        said(
            "{name}: the process that worked on it died each time, perhaps for want of memory; "
            "nothing was written",
            name=task.name,
        )
    )


def exit_code(faults: Iterable[AntidistillError], documents: int, *, would_change: bool) -> int:
    """The code of a run of `documents` with these faults: that of the fault if there was one
    document only, PARTLY_FAILED if there were more, else whether something would change."""
    failed = list(faults)
    if failed:
        return failed[0].exit_code if documents == 1 else Exit.PARTLY_FAILED
    return Exit.WOULD_CHANGE if would_change else Exit.DONE
