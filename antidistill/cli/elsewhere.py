"""Documents and copies at addresses (`s3://bucket/docs`): the run works on stand-ins here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill.cli.options import Asked
from antidistill.errors import UsageFault
from antidistill.files import remote

if TYPE_CHECKING:
    from antidistill.batch import Done, Task, Tools
    from antidistill.cli.tasks import Chosen


class Elsewhere:
    """The addresses of a call."""

    def __init__(self, there: remote.Away, asked: Asked, output: str | None) -> None:
        """Brings what the paths name; raises UsageFault where it cannot."""
        self._there = there
        self._written: dict[Path, None] = {}
        self.asked = replace(asked, paths=tuple(there.brought(path) for path in asked.paths))
        self.output = there.meant(output)

    def __bool__(self) -> bool:
        return bool(self._there)

    def named(self, chosen: Chosen) -> Chosen:
        """The documents under the names that the user knows."""
        if not self:
            return chosen
        tasks = (replace(t, name=self._there.address(Path(t.name))) for t in chosen.tasks)
        return replace(chosen, tasks=tuple(tasks))

    def refuse_clashes(self, tasks: Sequence[Task], *, force: bool) -> None:
        """UsageFault when a copy would fall on something at its address, without `force`."""
        if not force:
            for output in dict.fromkeys(task.output for task in tasks if task.output is not None):
                self._there.refuse_clash(output)

    def tools(self, tools: Tools) -> Tools:
        """Tools that remember what they wrote."""

        def write(path: Path, data: bytes, force: bool) -> None:
            tools.write(path, data, force)
            self._written[path] = None

        return replace(tools, write=write) if self else tools

    def shown(self, done: Done) -> str:
        """What the user calls the place of a copy; '' for standard output."""
        return self._there.address(done.task.output) if done.task.output is not None else ""

    def put(self, *, force: bool) -> None:
        """Puts all copies at their addresses; those that were withdrawn are not there to be put."""
        for path in self._written:
            self._there.put(path, force=force)


@contextmanager
def elsewhere(asked: Asked, output: str | None, *, here: bool) -> Iterator[Elsewhere]:
    """The addresses of a call, brought; `here` says that it is about files of this machine only:
    then an address is a UsageFault."""
    if here and any(map(remote.is_address, (*asked.paths, output or ""))):
        raise UsageFault("--in-place and --keep-record are for files of this machine")
    with remote.away() as there:
        yield Elsewhere(there, asked, output)
