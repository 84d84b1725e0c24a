"""Generalised copies of many documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill.batch import roles
from antidistill.batch.across import Across, withholding, without
from antidistill.batch.attempts import attempted, process_lost
from antidistill.batch.loading import loaded, parsed
from antidistill.batch.task import Done, Loaded, Task
from antidistill.batch.together import together
from antidistill.errors import AntidistillError
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.batch.plan import Plan, Tools
    from antidistill.document import Document
    from antidistill.formats.base import Format
    from antidistill.packages.crossing import Gone
    from antidistill.packages.opening import Unit
    from antidistill.pipeline import Order
    from antidistill.result import Result


def run(plan: Plan, tools: Tools) -> Iterator[Done]:
    """What became of each task, in their order, as soon as it is known. A document whose copy
    says what another one withholds is done again at the end, and comes a second time; where copies
    take the place of their originals, all is looked through before the first of them is written."""
    shared = roles.shared(plan, tools)
    copying = Copying(plan.order, shared, plan.encoding, tools.form, tools.generalise)
    across = Across(plan.order.mode)
    places: dict[Unit, frozenset[Path]] = {}
    if len(plan.tasks) > 1 and any(_in_place(task) for task in plan.tasks):
        dry = replace(plan, write=False, on_start=lambda _: None)
        for done in _once(dry, tools, copying, {}):
            across.saw(done)
        known = {one.term: one for _, _, met in across.left() for one in met}
        copying = replace(copying, gone=tuple(known.values()))
        yield from _once(plan, tools, copying, {})
        return
    for done in _once(plan, tools, copying, places):
        if len(plan.tasks) > 1:
            across.saw(done)
        yield done
    yield from _again(plan, tools, copying, across, places)


def _in_place(task: Task) -> bool:
    return task.output is not None and task.output == task.source


def _once(
    plan: Plan, tools: Tools, copying: Copying, places: dict[Unit, frozenset[Path]]
) -> Iterator[Done]:
    """Each task, in their order; `places` takes note of where other packages' copies had gone
    before each of them."""
    taken: set[Path] = set()
    for unit, tasks in groupby(plan.tasks, key=lambda task: task.unit):
        if unit is None:
            for done in plan.each(copying, _begun(tasks, plan, tools)):
                yield _written(done, plan, tools)
        else:
            places[unit] = frozenset(taken)
            yield from together(unit, list(tasks), plan, tools, copying.order_for, taken)


def _again(
    plan: Plan, tools: Tools, copying: Copying, across: Across, places: dict[Unit, frozenset[Path]]
) -> Iterator[Done]:
    """The documents that are done a second time."""
    plan = replace(plan, force=True, on_start=lambda _: None)
    for unit, left in groupby(list(across.left()), key=lambda one: one[0].unit):
        met = list(left)
        if unit is None:
            things = ((loaded(task, tools.read), tuple(gone)) for task, _, gone in met)
            for done in plan.each(Again(copying), things):
                if done.fault is not None or not across.is_known(done.task, done.data):
                    yield _withdrawn(_written(_told(done), plan, tools), [done.task], plan)
        else:
            others = tuple({one.term: one for _, _, more in met for one in more}.values())
            order = replace(copying, gone=others).order_for
            tasks = [task for task in plan.tasks if task.unit == unit]
            for done in together(unit, tasks, plan, tools, order, set(places[unit])):
                yield _withdrawn(done, [task for task, _, _ in met], plan)


def _withdrawn(done: Done, tasks: Iterable[Task], plan: Plan) -> Done:
    """The same; where doing it again failed, the first copies, which say too much, are gone."""
    if done.fault is not None and plan.write:
        for task in tasks:
            if task.output is not None:
                task.output.unlink(missing_ok=True)
    return done


def _told(done: Done) -> Done:
    """A document that was done again, with a line that says so."""
    if done.result is None:
        return done
    from antidistill.packages.member import noted

    note = said("done again: another file of the run withholds what it still said")
    return replace(done, result=noted(done.result, [note]))


@dataclass(frozen=True, slots=True)
class Copying:
    """Makes the copy of one document; what it needs for that survives the way between processes."""

    order: Order
    roles: roles.Roles
    """What the documents of the run say together."""
    encoding: str | None
    form: Callable[[str], Format]
    generalise: Callable[[Document, Format, Order], Result]
    gone: tuple[Gone, ...] = ()
    """What other documents of the run withhold."""

    def __call__(self, one: Loaded) -> Done:
        """The copy, or the fault in its way."""
        found = attempted(one.task, lambda: self._copied(one))
        return Done(one.task, fault=found) if isinstance(found, AntidistillError) else found

    def lost(self, one: Loaded) -> Done:
        """What is told of a document that ended every process that took it up."""
        return Done(one.task, fault=process_lost(one.task))

    def order_for(self, language: str) -> Order:
        """The order for a document in `language`."""
        order = roles.with_roles(self.order, self.roles.get(language, {}))
        return withholding(order, self.gone, language) if self.gone else order

    def _copied(self, one: Loaded) -> Done:
        document, form = parsed(one, self.encoding, self.form)
        result = self.generalise(document, form, self.order_for(document.language))
        result = without(result, self.gone) if self.gone else result
        return Done(one.task, result, form.write(document, result.text, result.edits))


@dataclass(frozen=True, slots=True)
class Again:
    """Makes the copy of one document anew, without what others withhold."""

    copying: Copying

    def __call__(self, one: tuple[Loaded, tuple[Gone, ...]]) -> Done:
        """As `Copying`."""
        return replace(self.copying, gone=one[1])(one[0])

    def lost(self, one: tuple[Loaded, tuple[Gone, ...]]) -> Done:
        """As `Copying`."""
        return self.copying.lost(one[0])


def _begun(tasks: Iterable[Task], plan: Plan, tools: Tools) -> Iterator[Loaded]:
    for task in tasks:
        plan.on_start(task)
        yield loaded(task, tools.read)


def _written(done: Done, plan: Plan, tools: Tools) -> Done:
    """The same, with the copy at its place, or the fault in the way of that."""
    output = done.task.output
    if done.result is None or not plan.write or output is None:
        return done
    fault = attempted(done.task, lambda: tools.write(output, done.data, plan.force))
    return done if fault is None else replace(Done(done.task), fault=fault)
