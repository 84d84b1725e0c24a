"""The files of a skill folder or archive: all of them are written, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill.batch.attempts import foreseen
from antidistill.batch.task import Done, Task, member_task

if TYPE_CHECKING:
    from antidistill.batch.plan import Plan, Tools
    from antidistill.packages.opening import Unit
    from antidistill.packages.units import Way
    from antidistill.pipeline import Order


def together(
    unit: Unit,
    tasks: Sequence[Task],
    plan: Plan,
    tools: Tools,
    order: Callable[[str], Order],
    taken: set[Path],
) -> Iterator[Done]:
    """What became of the files of a package. `order` is that for a language, `taken` the places of
    the copies of the packages before it."""
    from antidistill.packages import units
    from antidistill.packages.documents import InMember

    for task in tasks:
        plan.on_start(task)
    try:
        made = units.made(unit, _way(unit, tasks[0], plan, tools, order, taken))
    except InMember as met:
        yield from _failed(tasks, met)
        return
    known = {task.member: task for task in tasks}
    for one in made:
        task = known.get(one.path) or member_task(unit, one.path)
        yield Done(replace(task, output=one.output), one.result, one.data)


def _way(
    unit: Unit,
    first: Task,
    plan: Plan,
    tools: Tools,
    order: Callable[[str], Order],
    taken: set[Path],
) -> Way:
    from antidistill.packages.member import Work
    from antidistill.packages.units import Way

    return Way(
        lambda path: tools.read(member_task(unit, path)),
        Work(tools.form, tools.generalise, tools.scan, order, plan.encoding),
        tools.write if plan.write and first.output is not None else None,
        plan.force,
        in_place=first.output is not None and first.output == first.source,
        taken=taken,
    )


def _failed(tasks: Sequence[Task], met: Exception) -> Iterator[Done]:
    from antidistill.packages import units
    from antidistill.packages.documents import InMember

    assert isinstance(met, InMember)
    members = [task.member for task in tasks]
    speaks = met.path if met.path in members else members[0]
    for task in tasks:
        fault = units.fault_for(task.member, met, own=task.member == speaks)
        yield Done(task, fault=foreseen(task, fault))
