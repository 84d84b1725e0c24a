"""Which documents the paths of a command line come to, and where each copy goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill import files
from antidistill.batch import Task, member_task
from antidistill.errors import UsageFault
from antidistill.files import Found, Input, Skipped
from antidistill.formats import copy_name, suffixes
from antidistill.message import listed, said
from antidistill.reports.columns import clean
from antidistill.reports.words import count

if TYPE_CHECKING:
    from antidistill.packages.opening import Unit

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The documents of a call."""

    tasks: tuple[Task, ...]
    """In the order of the command line; each with the place of its copy, none for standard input
    that goes to standard output."""
    passed_over: str
    """What in the folders was not read, in a few words; '' when there was nothing."""


def choose(paths: Sequence[str], output: str | None) -> Chosen:
    """The documents that `paths` name; raises UsageFault for a path that does not exist, a folder
    without documents, or standard input beside other paths."""
    if STDIN in paths and len(set(paths)) > 1:
        raise UsageFault("standard input (-) stands alone: leave out the other paths")
    found = _found(paths, output)
    _refuse_one_file(found, output)
    tasks: list[Task] = []
    for one in found.inputs:
        unit = _unit(one, found, output)
        if unit is None:
            tasks.append(_task(one, found, output))
        elif not any(task.unit == unit for task in tasks):
            tasks += _members(unit)
            found = replace(found, skipped=(*_outside(unit, found.skipped), *unit.left_out))
    return Chosen(tuple(tasks), _passed_over(found))


def _refuse_one_file(found: Found, output: str | None) -> None:
    """UsageFault where several copies would go to what is called like one document."""
    if output is None or Path(output).suffix.lower() not in suffixes() or Path(output).is_dir():
        return
    if len(found.inputs) > 1 or any(one.folder is not None for one in found.inputs):
        raise UsageFault(
            said("{output}: called like one document: name a folder for the copies", output=output)
        )


def _unit(one: Input, found: Found, output: str | None) -> Unit | None:
    """The skill folder or archive that an input is in or is, None if there is none."""
    from antidistill.packages import opening

    if one.folder is None:
        if one.path == files.STDIN or not opening.is_packed(one.path):
            return None
        from antidistill.cli.desk import LARGEST

        data = files.read_bytes(one.path, LARGEST)
        target = _target(one, found, output, opening.archives())
        return opening.in_archive(one.path, data, suffixes(), target)
    root = opening.root_of(one.path, one.folder)
    if root is None:
        return None
    target = files.output_path(Input(root, one.folder), Path(output) if output else None)
    return opening.in_folder(root, suffixes(), target)


def _members(unit: Unit) -> Iterator[Task]:
    from antidistill.packages.layout import Kind

    for path in (p for p, kind in unit.kinds.items() if kind is Kind.DOCUMENT):
        task = member_task(unit, path)
        assert task.source is not None and unit.output is not None
        output = unit.output if unit.archive else unit.output / copy_name(path)
        yield replace(task, output=output, size=task.source.stat().st_size)


def _outside(unit: Unit, skipped: Sequence[Skipped]) -> list[Skipped]:
    return [s for s in skipped if unit.root not in s.path.parents]


def refuse_clashes(tasks: Sequence[Task], *, force: bool) -> None:
    """UsageFault when a copy would fall on an input, on another copy or, without `force`, on a
    file that is there; before anything is written."""
    pairs = [(Input(t.source or files.STDIN), t.output) for t in tasks]
    files.check_outputs([(one, out) for one, out in pairs if out is not None], force=force)


def _found(paths: Sequence[str], output: str | None) -> Found:
    from antidistill.cli.app import put_first

    try:
        return files.find_inputs(paths, suffixes(), Path(output) if output else None)
    except UsageFault as fault:
        hint = put_first(paths)
        if not hint:
            raise
        raise UsageFault(said("{fault}; {hint}", fault=fault, hint=hint)) from fault


def _task(one: Input, found: Found, output: str | None) -> Task:
    if one.path == files.STDIN:
        return Task(STDIN, None, _named_file(output) if output else None)
    return Task(str(one.path), one.path, _target(one, found, output), one.path.stat().st_size)


def _target(
    one: Input, found: Found, output: str | None, known: Sequence[str] | None = None
) -> Path:
    named = Path(output) if output else None
    alone = len(found.inputs) == 1 and one.folder is None
    if named and alone and named.suffix.lower() in (known or suffixes()) and not named.is_dir():
        return _own_name(named)
    usual = files.output_path(one, named)
    return usual.with_name(copy_name(usual.name))


def _own_name(named: Path) -> Path:
    """A file that the user named; UsageFault when no copy can be of its kind."""
    other = copy_name(named.name)
    if other != named.name:
        raise UsageFault(
            said("{path}: only read, not written: name {other}", path=named, other=other)
        )
    return named


def _named_file(output: str) -> Path:
    path = Path(output)
    if path.is_dir() or path.suffix.lower() not in suffixes():
        raise UsageFault(
            said(
                "{output}: standard input has no file name; name a file with -o, such as {path}",
                output=output,
                path=path / "notes.md",
            )
        )
    return path


def _passed_over(found: Found) -> str:
    """Hidden files and copies made earlier are no news."""
    told: dict[str, list[str]] = {}
    for one in found.skipped:
        if one.reason not in ("hidden", _EARLIER):
            told.setdefault(one.reason, []).append(clean(one.path.name))
    rows = (
        said(
            "{files} not read: {reason} ({names})",
            files=count(len(names), "file"),
            reason=said(reason),
            names=", ".join((*names[:_NAMED], *["…"][: len(names) > _NAMED])),
        )
        for reason, names in told.items()
    )
    return listed(rows, "; ") if told else ""


_EARLIER = "copies made earlier"
_NAMED = 3
"""Files that are told by name; more would hide the results."""
