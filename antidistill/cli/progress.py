"""A bar on stderr while a long run goes on; silent anywhere but on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from antidistill.reports.base import Look
from antidistill.reports.columns import clean, cut

if TYPE_CHECKING:
    from antidistill.batch import Task

LONG = 20_000
"""Bytes from which on one file takes long enough to say so."""
_WIDTH = 24


@dataclass(slots=True)
class Progress:
    """Counts by bytes, since a file takes as long as it is large."""

    stream: TextIO
    look: Look
    total: int
    """Bytes of the whole run; 0 when nothing is to be shown."""
    done: int = 0
    started: int = 0
    """Bytes of the task under way."""

    def start(self, task: Task) -> None:
        """Show that `task` is under way."""
        self.done += self.started
        self.started = task.size
        if self.total:
            full = round(_WIDTH * self.done / self.total)
            bar = "█" * full + "░" * (_WIDTH - full)
            text = cut(
                f"{bar} {100 * self.done // self.total:>3} %  {clean(task.name)}",
                max(self.look.width - 1, 20),
            )
            self._put("\r\x1b[K" + self.look.paint(text, "dim"))

    def clear(self) -> None:
        """Take the bar away, before other words or at the end."""
        if self.total:
            self._put("\r\x1b[K")

    def _put(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def progress(stream: TextIO, look: Look, tasks: Sequence[Task], *, quiet: bool) -> Progress:
    """The bar of a run; one that shows nothing when the run is short, quiet or not watched."""
    size = sum(task.size for task in tasks)
    shown = look.width and not quiet and (len(tasks) > 1 or size > LONG)
    return Progress(stream, look, max(size, 1) if shown else 0)
