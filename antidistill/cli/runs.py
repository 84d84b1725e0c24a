"""The documents of one call, on their way: what fails is told at once, the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from antidistill import batch
from antidistill.cli import desk, engines, faults, notice
from antidistill.cli.options import Asked
from antidistill.cli.progress import progress
from antidistill.cli.tasks import Chosen
from antidistill.errors import AntidistillError, Withdrawn
from antidistill.reports.json_lines import failure
from antidistill.ui import shown

if TYPE_CHECKING:
    from antidistill.pipeline import Order, Scan


class Run:
    """One call over its documents."""

    def __init__(self, asked: Asked, at: desk.Desk, chosen: Chosen, *, as_json: bool) -> None:
        tasks = chosen.tasks
        at = desk.taking(at, asked.revisions)
        self._asked, self._at, self._tasks, self._as_json = asked, at, tasks, as_json
        self._passed_over = "" if asked.quiet else chosen.passed_over
        self._bar = progress(sys.stderr, desk.look(sys.stderr), tasks, quiet=asked.quiet)
        self._met: list[AntidistillError] = []

    def copies(self, order: Order, *, write: bool, force: bool = False) -> Iterator[batch.Done]:
        """The documents that came out well."""
        self._begin()
        encoding, start = self._asked.encoding, self._bar.start
        plan = batch.Plan(self._tasks, order, encoding, write, force, start)
        for done in engines.copies(plan, self._at.tools, self._asked):
            self._bar.clear()
            if done.fault is not None:
                self._failed(done.task.name, done.fault)
            elif done.result is not None:
                self._notice(done.result.document.language)
                yield done

    def scans(self) -> Iterator[tuple[str, Scan]]:
        """Name and scan of the documents that could be read."""
        self._begin()
        own = desk.own_words(self._at, self._asked.keep, self._asked.withhold)
        encoding, start = self._asked.encoding, self._bar.start
        for task, found in batch.scans(self._tasks, own, encoding, self._at.tools, start):
            self._bar.clear()
            if isinstance(found, AntidistillError):
                self._failed(task.name, found)
            else:
                self._notice(found.reading.language)
                yield task.name, found

    @property
    def counts(self) -> tuple[int, int]:
        """How many documents there are, and how many have failed so far."""
        return len(self._tasks), len(self._met)

    def exit_code(self, *, would_change: bool = False) -> int:
        """The code of the call, once all is done."""
        return batch.exit_code(self._met, len(self._tasks), would_change=would_change)

    def _failed(self, name: str, fault: AntidistillError) -> None:
        """A line on stderr, and an object on stdout for programs."""
        self._met.append(fault)
        if not isinstance(fault, Withdrawn):
            faults.tell(fault, self._at.folders.state)
        if self._as_json:
            click.echo(failure(name, fault), nl=False)

    def _begin(self) -> None:
        self._notice(notice.spoken())
        if self._passed_over:
            click.echo(shown(self._passed_over), err=True)

    def _notice(self, language: str) -> None:
        notice.show(self._at.folders.data, language)
