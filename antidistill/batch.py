"""Many documents in one run: each on its own, one at a time, the rest goes on when one fails."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Protocol, TypeVar

from antidistill.errors import AntidistillError, Exit, UnreadableInput
from antidistill.message import said
from antidistill.result import Result

if TYPE_CHECKING:
    from antidistill.document import Document
    from antidistill.exposure import Exposure
    from antidistill.formats.base import Format
    from antidistill.packages.opening import Unit
    from antidistill.pipeline import Order, Scan
    from antidistill.reading import OwnWords

T = TypeVar("T")


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


class Each(Protocol):
    """A way to go through tasks."""

    def __call__(self, work: Callable[[Task], Done], tasks: Sequence[Task], /) -> Iterable[Done]:
        """What became of each task, in their order."""
        ...


class Unforeseen(AntidistillError):
    """A fault of the program itself; the exception is its `__cause__`."""

    exit_code = Exit.UNEXPECTED


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one task: a result, or the fault in its way."""

    task: Task
    result: Result | None = None
    data: bytes = b""
    """The copy, as it was or would be written."""
    fault: AntidistillError | None = None


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
    each: Each = field(default=map)
    """How the tasks are gone through: one after the other, or several at once."""


def run(plan: Plan, tools: Tools) -> Iterator[Done]:
    """What became of each task, in their order, as soon as it is known; nothing is held after."""
    roles = _shared_roles(plan, tools)

    def order(language: str) -> Order:
        return _with_roles(plan.order, roles.get(language, {}))

    def work(task: Task) -> Done:
        plan.on_start(task)
        return _done(task, plan, tools, order)

    taken: set[Path] = set()
    for unit, tasks in groupby(plan.tasks, key=lambda task: task.unit):
        if unit is None:
            yield from plan.each(work, list(tasks))
        else:
            yield from _together(unit, list(tasks), plan, tools, order, taken)


def ahead(width: int, gate: Lock) -> Each:
    """Goes through tasks `width` at a time, in their order. Only one computes at any moment: it
    holds `gate`, and lets it go while it waits for somebody else (a server)."""

    def each(work: Callable[[Task], Done], tasks: Iterable[Task]) -> Iterator[Done]:
        under_way: deque[tuple[Thread, list[Done]]] = deque()
        rest = iter(tasks)
        try:
            while True:
                for task in islice(rest, width - len(under_way)):
                    under_way.append(_started(work, task, gate))
                if not under_way:
                    return
                thread, found = under_way.popleft()
                thread.join()
                yield found[0]
        except BaseException:
            # Nobody computes or writes from here on; who waits for a server waits in vain.
            gate.acquire()
            raise

    return each


def _started(work: Callable[[Task], Done], task: Task, gate: Lock) -> tuple[Thread, list[Done]]:
    found: list[Done] = []

    def run() -> None:
        with gate:
            try:
                found.append(work(task))
            except BaseException as fault:
                unforeseen = Unforeseen(f"{task.name}: {type(fault).__name__}")
                unforeseen.__cause__ = fault
                found.append(Done(task, fault=unforeseen))

    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread, found


def exit_code(faults: Iterable[AntidistillError], documents: int, *, would_change: bool) -> int:
    """The code of a run of `documents` with these faults: that of the fault if there was one
    document only, PARTLY_FAILED if there were more, else whether something would change."""
    failed = list(faults)
    if failed:
        return failed[0].exit_code if documents == 1 else Exit.PARTLY_FAILED
    return Exit.WOULD_CHANGE if would_change else Exit.DONE


def document_of(task: Task, encoding: str | None, tools: Tools) -> tuple[Document, Format]:
    """The document of a task and its format; raises AntidistillError."""
    form = tools.form(task.name)
    data = tools.read(task)
    try:
        return form.read(data, task.name, encoding), form
    except UnreadableInput as fault:
        known = str(fault).startswith(task.name)
        raise (
            fault
            if known
            else UnreadableInput(said("{name}: {fault}", name=task.name, fault=fault))
        ) from fault.__cause__


def scans(
    tasks: Iterable[Task],
    own: OwnWords,
    encoding: str | None,
    tools: Tools,
    on_start: Callable[[Task], None] = lambda _: None,
) -> Iterator[tuple[Task, Scan | AntidistillError]]:
    """What a distiller would take from each document, or the fault in its way."""
    for task in tasks:
        on_start(task)

        def work(task: Task = task) -> Scan:
            return tools.scan(document_of(task, encoding, tools)[0], own)

        yield task, _attempted(task, work)


def exposures(done: Done, own: OwnWords, tools: Tools) -> tuple[Exposure, Exposure] | None:
    """How much a document and its copy give away; both are read and analysed once more. None when
    there is no copy, or it cannot be."""
    if done.result is None:
        return None
    try:
        copy = tools.form(done.task.name).read(done.data, done.task.name)
        before = tools.scan(done.result.document, own).exposure
        return before, tools.scan(copy, own).exposure
    except AntidistillError:
        return None


def _done(task: Task, plan: Plan, tools: Tools, order: Callable[[str], Order]) -> Done:
    def work() -> Done:
        document, form = document_of(task, plan.encoding, tools)
        result = tools.generalise(document, form, order(document.language))
        data = form.write(document, result.text, result.edits)
        if plan.write and task.output is not None:
            tools.write(task.output, data, plan.force)
        return Done(task, result, data)

    found = _attempted(task, work)
    return Done(task, fault=found) if isinstance(found, AntidistillError) else found


def _together(
    unit: Unit,
    tasks: Sequence[Task],
    plan: Plan,
    tools: Tools,
    order: Callable[[str], Order],
    taken: set[Path],
) -> Iterator[Done]:
    """What became of the files of a skill folder or archive: all of them are written, or none."""
    from antidistill.packages import units
    from antidistill.packages.documents import InMember
    from antidistill.packages.member import Work

    for task in tasks:
        plan.on_start(task)
    way = units.Way(
        lambda path: tools.read(member_task(unit, path)),
        Work(tools.form, tools.generalise, tools.scan, order, plan.encoding),
        tools.write if plan.write and tasks[0].output is not None else None,
        plan.force,
        in_place=tasks[0].output is not None and tasks[0].output == tasks[0].source,
        taken=taken,
    )
    try:
        made = units.made(unit, way)
    except InMember as met:
        members = [task.member for task in tasks]
        speaks = met.path if met.path in members else members[0]
        for task in tasks:
            fault = units.fault_for(task.member, met, own=task.member == speaks)
            yield Done(task, fault=_foreseen(task, fault))
        return
    known = {task.member: task for task in tasks}
    for one in made:
        task = known.get(one.path) or member_task(unit, one.path)
        yield Done(replace(task, output=one.output), one.result, one.data)


def member_task(unit: Unit, path: str) -> Task:
    """The task of a file in a package."""
    source = unit.root if unit.archive else unit.root / path
    return Task(str(unit.root / path), source, unit=unit, member=path)


def _foreseen(task: Task, fault: Exception) -> AntidistillError:
    """The fault itself, or that of the program if nobody foresaw it."""
    if isinstance(fault, AntidistillError):
        return fault
    unforeseen = Unforeseen(f"{task.name}: {type(fault).__name__}")
    unforeseen.__cause__ = fault
    return unforeseen


def _attempted(task: Task, work: Callable[[], T]) -> T | AntidistillError:
    """What `work` comes to, or its fault, foreseen or not."""
    try:
        return work()
    except AntidistillError as fault:
        return fault
    except BrokenPipeError:
        raise
    except Exception as fault:
        return _foreseen(task, fault)


def _shared_roles(plan: Plan, tools: Tools) -> Mapping[str, Mapping[str, str]]:
    """By language, the role of each person to whom some document of the run gives one: a folder
    is one document, so somebody has the same role in all its files."""
    found: dict[str, dict[str, str]] = {}
    for task in plan.tasks if len(plan.tasks) > 1 else ():
        language, roles = _roles(task, plan, tools)
        for name, role in roles.items():
            found.setdefault(language, {}).setdefault(name, role)
    return found


def _with_roles(order: Order, roles: Mapping[str, str]) -> Order:
    """The order with these roles too. What the user said of a name goes first."""
    own = order.own
    known = {name for name, _ in own.aliases} | own.keep | own.withhold
    more = tuple((name, role) for name, role in roles.items() if name not in known)
    return replace(order, own=replace(own, aliases=(*own.aliases, *more))) if more else order


def _roles(task: Task, plan: Plan, tools: Tools) -> tuple[str, Mapping[str, str]]:
    try:
        document, _ = document_of(task, plan.encoding, tools)
        return document.language, tools.roles(document, plan.order.own)
    except Exception:
        return "", {}  # the same fault is met and reported when the task itself is done
