"""The audits of one call: each copy read, with its original if there is one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from antidistill import batch
from antidistill.batch import Task
from antidistill.cli import desk, faults, notice
from antidistill.cli.options import Asked
from antidistill.cli.progress import progress
from antidistill.errors import AntidistillError, UsageFault
from antidistill.finding import Kind
from antidistill.message import said
from antidistill.reports.json_lines import failure
from antidistill.ui import tr

if TYPE_CHECKING:
    from antidistill.audit import Audit, View


_NAMES = (Kind.PERSON, Kind.SECRET, Kind.CUSTOMER, Kind.ARGUMENT)


class Audits:
    """One call over its copies: what fails is told at once, the rest goes on."""

    def __init__(
        self,
        asked: Asked,
        at: desk.Desk,
        tasks: Sequence[Task],
        against: str | None,
        *,
        as_json: bool,
    ) -> None:
        self._asked, self._at, self._tasks, self._as_json = asked, at, tasks, as_json
        self._against = against
        self._originals = originals(tasks, against) if against else {}
        self._own = desk.own_words(at, asked.keep, asked.withhold)
        self._withheld = _withheld(asked.mode, at.folders.modes) if asked.mode else frozenset()
        self._met: list[AntidistillError] = []

    def audits(self) -> Iterator[Audit]:
        """The audit of each copy that could be read."""
        notice.show(self._at.folders.data, notice.spoken())
        look = desk.look(sys.stderr)
        bar = progress(sys.stderr, look, self._tasks, quiet=self._asked.quiet)
        for task in self._tasks:
            bar.start(task)
            try:
                found = self._audit(task)
            except AntidistillError as fault:
                bar.clear()
                self._failed(task.name, fault)
            else:
                bar.clear()
                yield found
        bar.clear()

    def times(self) -> list[float]:
        """When the copies were last written, in seconds since the epoch."""
        return [t.source.stat().st_mtime for t in self._tasks if t.source is not None]

    def exit_code(self, *, alarming: bool) -> int:
        """The code of the call, once all is done."""
        return batch.exit_code(self._met, len(self._tasks), would_change=alarming)

    def _audit(self, task: Task) -> Audit:
        from antidistill.audit import audit

        original = self._originals.get(task.name)
        if self._against and original is None and not self._asked.quiet:
            faults.say(
                tr(
                    "{name}: no original of that name in {against}; read on its own",
                    name=task.name,
                    against=self._against,
                )
            )
        old = self._view(original) if original else None
        named = Path(task.name).name if task.source else ""
        kept = original is not None and Path(original.name).name == named
        new, withheld = self._view(task), self._withheld
        return audit(task.name, new, old, name_kept=kept, withheld=withheld)

    def _view(self, task: Task) -> View:
        from antidistill.audit import view

        tools = self._at.tools
        _, found = next(iter(batch.scans([task], self._own, self._asked.encoding, tools)))
        if isinstance(found, AntidistillError):
            raise found
        document = found.reading.document
        problems = tools.form(task.name).problems(document, document.text)
        return view(found.reading, found.findings, found.exposure, problems)

    def _failed(self, name: str, fault: AntidistillError) -> None:
        self._met.append(fault)
        faults.tell(fault, self._at.folders.state)
        if self._as_json:
            click.echo(failure(name, fault), nl=False)


def _withheld(name: str, folders: tuple[Path, ...]) -> frozenset[Kind]:
    """The kinds of names that a mode withholds. Systems are left to what is gone: a mode leaves
    one where it has no role for it."""
    from antidistill.mode import Action, load

    mode = load(name, folders)
    return frozenset(k for k in _NAMES if mode.action(k) is not Action.KEEP)


def originals(tasks: Sequence[Task], against: str) -> Mapping[str, Task]:
    """The original of each copy, by the copy's name: the file itself, or in a folder the one with
    the longest common end of the path, else the only one of that name. UsageFault when there is no
    such path, one file for several copies, or no original for any of them."""
    place = Path(against)
    if not place.exists():
        raise UsageFault(said("{against}: there is no such file or folder", against=against))
    if not place.is_dir():
        if len(tasks) > 1:
            raise UsageFault(
                said(
                    "{against} is one file for {tasks_count} copies: name its folder",
                    against=against,
                    tasks_count=len(tasks),
                )
            )
        return {tasks[0].name: Task(against, place, None, place.stat().st_size)}
    pairs = ((t.name, _in_folder(t, place)) for t in tasks)
    found = {name: task for name, task in pairs if task is not None}
    if not found:
        raise UsageFault(
            said(
                "{against}: no file in it is called like {name}",
                against=against,
                name=tasks[0].name,
            )
        )
    return found


def _in_folder(task: Task, folder: Path) -> Task | None:
    if task.source is None:
        return None
    parts = task.source.parts
    for length in range(len(parts), 0, -1):
        path = folder.joinpath(*parts[-length:])
        if path.is_file() and not path.samefile(task.source):
            return _task(path)
    named = [p for p in sorted(folder.rglob(task.source.name)) if p.is_file()]
    others = [p for p in named if not p.samefile(task.source)]
    return _task(others[0]) if len(others) == 1 else None


def _task(path: Path) -> Task:
    return Task(str(path), path, None, path.stat().st_size)
