"""Runs that need not be done again: nothing that a copy depends on has changed, and the copies are
where and what they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill import batch, cache, settings
from antidistill.errors import AntidistillError

if TYPE_CHECKING:
    from antidistill.batch import Task, Tools
    from antidistill.cli.options import Asked
    from antidistill.pipeline import Order


class Remembered:
    """One call, against the calls before it."""

    def __init__(self, memory: cache.Memory, run: str, tasks: Sequence[Task], *, write: bool):
        self._memory, self._run, self._tasks, self._write = memory, run, tasks, write

    def before(self) -> cache.Outcome | None:
        """What the same call came to, if nothing has changed since; None when it has to be done."""
        found = self._memory.known(self._run) if self._run else None
        if found is None or not self._write:
            return found
        return found if self._memory.is_as_left(found, list(_places(self._tasks))) else None

    def keep(self, *, changed: bool) -> None:
        """Remember what this call came to, once all of it went well."""
        if not self._run:
            return
        copies = self._memory.stamps(_places(self._tasks)) if self._write else ()
        units = [task.unit for task in self._tasks if task.unit is not None]
        whole = all(copies) and all(unit.output and unit.output.exists() for unit in units)
        if whole or not self._write:
            self._memory.keep(self._run, cache.Outcome(changed, copies))


def unchanged(
    asked: Asked, order: Order, tasks: Sequence[Task], tools: Tools, *, write: bool, on: bool
) -> Remembered:
    """This call; one that is never known where nothing can be remembered of it: it is not wanted,
    the text comes from standard input, or a language model is asked."""
    memory = cache.Memory(settings.folders().cache)
    run = ""
    if on and all(task.source is not None for task in tasks):
        how = (asked.encoding or "", asked.revisions, "write" if write else "check")
        try:
            run = cache.digest(
                (cache.of_program(), cache.of_order(order), *how, *_inputs(tasks, tools))
            )
        except (AntidistillError, TypeError, OSError):
            run = ""
    return Remembered(memory, run, tasks, write=write)


def _inputs(tasks: Sequence[Task], tools: Tools) -> Iterator[str | bytes]:
    """Every file that is read, with its name and the place of its copy."""
    seen = None
    for task in tasks:
        if task.unit is None:
            yield from (task.name, str(task.output or ""), tools.read(task))
        elif task.unit != seen:
            seen = task.unit
            yield from (str(seen.root), str(seen.output or ""), *map(str, seen.left_out))
            for path in seen.kinds:
                member = replace(batch.member_task(seen, path), output=task.output)
                yield from (path, tools.read(member))


def _places(tasks: Sequence[Task]) -> Iterator[Path]:
    """Where the copies lie; of a package all files that are there."""
    seen = None
    for task in tasks:
        if task.unit is None:
            yield task.output or Path()
        elif task.unit != seen:
            seen = task.unit
            root = seen.output or Path()
            yield from (
                sorted(p for p in root.rglob("*") if p.is_file()) if root.is_dir() else [root]
            )
