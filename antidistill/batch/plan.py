"""How a run is to go, and what it works with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from antidistill.batch.task import Task

if TYPE_CHECKING:
    from antidistill.document import Document
    from antidistill.formats.base import Format
    from antidistill.pipeline import Order, Scan
    from antidistill.reading import OwnWords
    from antidistill.result import Result

T = TypeVar("T")
R = TypeVar("R")


class Each(Protocol):
    """A way to go through things: one after the other, or several at once."""

    def __call__(self, work: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        """What `work` makes of each thing, in their order. Things are taken as they are needed;
        what is done elsewhere must survive the way between processes."""
        ...


def one_by_one(work: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
    """The plain way, in this thread."""
    return map(work, things)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with. Tests put working fakes here."""

    read: Callable[[Task], bytes]
    """The bytes of a task's source."""
    write: Callable[[Path, bytes, bool], None]
    """Put bytes at a path, all or nothing; only with True over a file that is there."""
    form: Callable[[str], Format]
    """The format of a file name."""
    generalise: Callable[[Document, Format, Order], Result]
    scan: Callable[[Document, OwnWords], Scan]
    roles: Callable[[Document, OwnWords], Mapping[str, str]]
    """Persons whose role the document itself gives, and that role."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is to go."""

    tasks: Sequence[Task]
    order: Order
    encoding: str | None = None
    write: bool = True
    """Whether copies are written to `Task.output`."""
    force: bool = False
    """Whether files that are there may be replaced."""
    on_start: Callable[[Task], None] = field(default=lambda _: None)
    each: Each = one_by_one
    """How the tasks are gone through. Documents are read and copies written in this process, in
    the order of the tasks; only what lies between is done elsewhere."""
