"""Which folders and files on a command line are packages, and what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from antidistill.errors import UnreadableInput
from antidistill.files import OUTPUT_FOLDER, Skipped
from antidistill.message import said
from antidistill.packages import archive
from antidistill.packages.layout import (
    Kind,
    is_agents_folder,
    is_archive,
    is_package,
    layout,
    looked_for,
    verdict,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A folder or an archive that is one document: written whole or not at all."""

    root: Path
    archive: bool
    output: Path | None
    """Where the copy of the folder or the archive goes; None when nothing is written."""
    kinds: Mapping[str, Kind] = field(hash=False)
    """Its files that a copy takes along, by their paths inside."""
    left_out: tuple[Skipped, ...] = ()
    """The others."""

    @property
    def name(self) -> str:
        """What the package is called: its folder, or the archive without the suffix."""
        return self.root.stem if self.archive else self.root.resolve().name

    def inside(self, skipped: Skipped) -> str:
        """The path, in the package, of what is left out."""
        return skipped.path.relative_to(self.root).as_posix()


def root_of(path: Path, folder: Path) -> Path | None:
    """The outermost package at or below `folder` that the file `path` is in; None if there is
    none."""
    inner = path.parent
    above = [p for p in (inner, *inner.parents) if p == folder or folder in p.parents]
    return next((p for p in reversed(above) if _is_root(p)), None)


@lru_cache(maxsize=1000)
def _is_root(folder: Path) -> bool:
    return is_package([name for name in looked_for() if (folder / name).is_file()])


def in_folder(root: Path, suffixes: Sequence[str], output: Path | None) -> Unit:
    """The package in a folder."""
    kinds: dict[str, Kind] = {}
    left: list[Skipped] = []
    for path in _files(root, left):
        _sort(path.relative_to(root).as_posix(), root, suffixes, kinds, left)
    return Unit(root, False, output, kinds, tuple(left))


def in_archive(path: Path, data: bytes, suffixes: Sequence[str], output: Path | None) -> Unit:
    """The package in an archive; UnreadableInput when it is none or holds nothing to read."""
    kinds: dict[str, Kind] = {}
    left: list[Skipped] = []
    try:
        names = list(archive.members(data))
    except UnreadableInput as fault:
        raise UnreadableInput(said("{path}: {fault}", path=path, fault=fault)) from fault
    for name in names:
        _sort(name, path, suffixes, kinds, left)
    if Kind.DOCUMENT not in kinds.values():
        raise UnreadableInput(said("{path}: there is no document in it", path=path))
    return Unit(path, True, output, kinds, tuple(left))


def _sort(
    name: str, root: Path, suffixes: Sequence[str], kinds: dict[str, Kind], left: list[Skipped]
) -> None:
    found = verdict(name, suffixes)
    if found.kind is None:
        left.append(Skipped(root / name, found.why))
    else:
        kinds[name] = found.kind


def _files(root: Path, left: list[Skipped]) -> Iterator[Path]:
    for place, folders, names in os.walk(root):
        for name in sorted(folders):
            path = Path(place, name)
            hidden = name.startswith(".") and not is_agents_folder(name)
            if path.is_symlink() or hidden or name == OUTPUT_FOLDER:
                folders.remove(name)
                left.append(Skipped(path, "a link" if path.is_symlink() else "hidden"))
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if path.is_symlink() or not path.is_file():
                left.append(Skipped(path, "a link"))
            else:
                yield path


def is_packed(path: Path) -> bool:
    """Whether a path is a package in one file."""
    return is_archive(path.name) and path.is_file()


def archives() -> tuple[str, ...]:
    """Suffixes of packages in one file, in lower case, with the dot."""
    return tuple(layout()["package"]["archives"])
