"""A skill folder or archive in a run: read, copied as one, written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from antidistill import files
from antidistill.errors import AntidistillError, Refused, UnreadableInput, UsageFault, Withdrawn
from antidistill.formats import copy_name
from antidistill.message import said
from antidistill.packages import archive
from antidistill.packages.documents import InMember
from antidistill.packages.layout import Kind
from antidistill.packages.member import Package, Source, Turned, Whole, Work
from antidistill.packages.opening import Unit
from antidistill.packages.whole import copied
from antidistill.result import Result

Write = Callable[[Path, bytes, bool], None]


@dataclass(frozen=True, slots=True)
class Way:
    """How the copy of a package is to go."""

    read: Callable[[str], bytes]
    """The bytes of a file of the package."""
    work: Work
    write: Write | None
    """None when nothing is written."""
    force: bool = False
    in_place: bool = False
    taken: set[Path] = field(default_factory=set)
    """Where copies of other packages of the run went: two people's folders may lose their names."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file's copy."""

    path: str
    """Inside the package, as it was."""
    output: Path | None
    result: Result
    data: bytes


def made(unit: Unit, way: Way) -> list[Made]:
    """The copies of a package's files that hold text; all files are written then, if they are to
    be. Raises InMember for the file that is at fault, and nothing is written then."""
    if unit.archive and way.in_place:
        raise InMember("", UsageFault(
            said("{path}: an archive is not changed in place; unpack it, or leave out --in-place",
                 path=unit.root)))  # fmt: skip
    whole = copied(_package(unit, way), way.work)
    data = {one.source.path: one.copy() for one in whole.turned}
    outputs = _outputs(unit, whole, way)
    if way.write is not None:
        _write(unit, whole, way, way.write, data, outputs)
    return [
        Made(one.source.path, outputs.get(one.source.path), one.result, data[one.source.path])
        for one in whole.turned
        if one.result is not None
    ]


def fault_for(member: str, met: InMember, *, own: bool) -> Exception:
    """What a file of the package is told when `met` kept all of it from being written: the fault
    itself if it is its `own`, or that another file has one. An engine that waits, waits for all."""
    inner = met.fault
    if own or not isinstance(inner, Refused | UnreadableInput | UsageFault):
        return inner
    return Withdrawn(
        said(
            "{name}: not written, because {other} of the same package cannot be",
            name=member,
            other=met.path or "a file",
        )
    )


def _package(unit: Unit, way: Way) -> Package:
    sources = []
    for path, kind in unit.kinds.items():
        try:
            sources.append(Source(path, way.read(path), kind, str(unit.root / path)))
        except AntidistillError as fault:
            raise InMember(path, fault) from fault
    left = tuple(unit.inside(s) for s in unit.left_out)
    return Package(unit.name, tuple(sources), left, renames=not way.in_place)


def _outputs(unit: Unit, whole: Whole, way: Way) -> dict[str, Path]:
    """Where the copy of each file goes; {} when nowhere."""
    if way.in_place:
        return {one.source.path: unit.root / one.source.path for one in whole.turned}
    if unit.output is None:
        return {}
    suffix = unit.output.suffix if unit.archive else ""
    named = unit.output.name == f"{unit.name}{suffix}"
    root = unit.output.with_name(f"{whole.name}{suffix}") if named else unit.output
    root = _free(root, suffix, way.taken)
    if unit.archive:
        return dict.fromkeys((one.source.path for one in whole.turned), root)
    return {one.source.path: root / one.path for one in whole.turned}


def _free(root: Path, suffix: str, taken: set[Path]) -> Path:
    """A place that no other package of the run has."""
    number, out = 2, root
    while out in taken:
        out = root.with_name(f"{root.name.removesuffix(suffix)}-{number}{suffix}")
        number += 1
    taken.add(out)
    return out


def _write(
    unit: Unit, whole: Whole, way: Way, write: Write, data: Mapping[str, bytes],
    outputs: Mapping[str, Path],
) -> None:  # fmt: skip
    targets = sorted(set(outputs.values()))
    if not way.force and not way.in_place:
        for target in targets:
            if os.path.lexists(target):
                raise InMember("", files.already_there(target))
    try:
        if unit.archive and targets:
            packed = archive.packed({t.path: data[t.source.path] for t in whole.turned})
            write(targets[0], packed, way.force)
            return
        for one in _written(whole.turned, way):
            write(outputs[one.source.path], data[one.source.path], way.force)
    except AntidistillError as fault:
        raise InMember("", fault) from fault


def _written(turned: Sequence[Turned], way: Way) -> Iterator[Turned]:
    """In place, pictures, licences and files that are only read stay what they are."""
    plain = (Kind.PICTURE, Kind.AS_IS)
    return (
        t
        for t in turned
        if not way.in_place
        or (t.source.kind not in plain and copy_name(t.source.path) == t.source.path)
    )
