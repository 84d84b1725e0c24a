"""How the command line begins and ends: with the shelf of what is the same at every start."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from antidistill import ready, settings
from antidistill.ready import Shelf, patterns

_FILE = "ready.bin"
_STAMP = 32
_LARGEST = 64_000_000
"""Bytes; what is larger is no shelf of ours."""
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def shelf_file(folder: Path) -> Path:
    """Where the shelf lies in a cache folder."""
    return folder / _FILE


class Start:
    """One start of the program."""

    def __init__(self, folder: Path, program: Path) -> None:
        """With the shelf in that cache folder, if it was made by the program in `program` as it is
        now."""
        self._file, self._stamp = shelf_file(folder), _stamp(program)
        self._shelf = _taken(self._file, self._stamp) or Shelf()
        self._patterns = patterns.keep(self._shelf)
        ready.use(self._shelf)

    def end(self) -> None:
        """Put the shelf back, if something was added and it is still in use. A cache that cannot be
        written is none."""
        from antidistill import files
        from antidistill.errors import AntidistillError

        if self._patterns:
            self._patterns.end()
        if ready.shelf() is not self._shelf:
            return
        ready.use(None)
        if self._shelf.changed:
            with suppress(OSError, AntidistillError):
                files.replace(self._file, self._stamp + self._shelf.written(), files.PRIVATE)


def in_process(collect: tuple[int, int, int]) -> None:
    """The first thing that a process of several does: it has the shelf and puts nothing back."""
    begin()
    from antidistill.batch import processes

    processes.begin(collect)


def begin() -> Start | None:
    """A start with the user's cache folder; None where the program is no folder of files."""
    try:
        return Start(settings.folders().cache, Path(__file__).parent)
    except OSError:
        return None


def _taken(file: Path, stamp: bytes) -> Shelf | None:
    """The shelf in a file that belongs to the user and has this stamp."""
    try:
        with os.fdopen(os.open(file, _READ), "rb") as opened:
            if not _is_own(os.fstat(opened.fileno())) or opened.read(_STAMP) != stamp:
                return None
            return ready.shelf_from(opened.read(_LARGEST))
    except OSError:
        return None


def _is_own(file: os.stat_result) -> bool:
    """Whether it is an ordinary file of the user that nobody else may write."""
    if not stat.S_ISREG(file.st_mode):
        return False
    user = getattr(os, "geteuid", None)
    return user is None or (file.st_uid == user() and not file.st_mode & 0o022)


def _stamp(program: Path) -> bytes:
    """What runs the program, with name, size and time of each of its files: by these Python itself
    tells whether a module has to be compiled again."""
    found, folders = [patterns.machine()], [str(program)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_file():
                    known = entry.stat()
                    found.append(f"{entry.path}\0{known.st_size}\0{known.st_mtime_ns}")
                elif entry.name != "__pycache__":
                    folders.append(entry.path)
    text = "\n".join(sorted(found)).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(text, digest_size=_STAMP).digest()
