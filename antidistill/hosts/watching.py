"""Which files below some folders are skill files, and which of them have changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from antidistill.hosts import inside, signs
from antidistill.hosts.in_place import text_of
from antidistill.hosts.recognising import recognised

_SUFFIXES = (".md", ".markdown", ".mdc", ".txt")
Stamp = tuple[int, int, int]


@dataclass(slots=True)
class Watcher:
    """Looks at folders again and again; hidden folders too, since agents keep skills there."""

    roots: Sequence[Path]
    _known: dict[Path, Stamp] = field(default_factory=dict)

    def settle(self) -> None:
        """Take everything as it is now for known."""
        self._known = {path: stamp for path in self._files() if (stamp := _stamp(path))}

    def changed(self) -> Iterator[Path]:
        """Skill files that are new or different since `settle`."""
        for path in self._files():
            stamp = _stamp(path)
            if stamp and stamp != self._known.get(path) and _is_skill(path):
                yield path

    def named(self) -> Iterator[Path]:
        """Files that were named themselves, and the skill files below folders."""
        for root in self.roots:
            if root.is_file():
                yield root
            else:
                yield from (p for p in _below(root) if _is_skill(p))

    def _files(self) -> Iterator[Path]:
        for root in self.roots:
            yield from [root] if root.is_file() else _below(root)


def _below(root: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in (".git", "node_modules", ".venv"))
        for name in sorted(names):
            if name.lower().endswith(_SUFFIXES) or inside.module_of(name):
                yield Path(place, name)


def _is_skill(path: Path) -> bool:
    if signs.of_path(str(path)).enough:
        return True
    text = text_of(path)
    return text is not None and recognised(str(path), text).enough


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
