"""Files at addresses that fsspec reaches (`s3://`, `sftp://`, `memory://`, `file://`).

What an address names is brought into a folder of this machine that only the user can read; the run
works there, and its copies are put back when all of them are settled. So a run that fails or is
killed leaves nothing at the address, and whatever machine works on a document, its bytes are the
same.
"""

from __future__ import annotations

import posixpath
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from antidistill.errors import AntidistillError, OutputFault, UsageFault
from antidistill.files.inputs import AGENTS, OUTPUT_FOLDER
from antidistill.message import said

T = TypeVar("T")

_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")


def is_address(path: str) -> bool:
    """Whether a path of the command line is the address of something elsewhere."""
    return _ADDRESS.match(path) is not None


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder elsewhere."""

    system: Any
    """The file system, of fsspec."""
    above: str
    """Its path there."""
    address: str
    """The same as the user wrote it."""


class Away:
    """Folders of this machine that stand for folders elsewhere."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._places: dict[Path, _Place] = {}

    def __bool__(self) -> bool:
        """Whether anything of the call lies elsewhere."""
        return bool(self._places)

    def brought(self, path: str) -> str:
        """The path of this machine that stands for `path`, with what is there now; a path that is
        no address as it is. UsageFault when nothing is there or it cannot be reached."""
        if not is_address(path):
            return path
        near, system, far = self._stand_in(path)
        _reached(path, lambda: _bring(system, far, near))
        if not near.exists():
            raise UsageFault(said("{path}: there is no such file or folder", path=path))
        return str(near)

    def meant(self, path: str | None) -> str | None:
        """The path of this machine that stands for the place of copies."""
        if path is None or not is_address(path):
            return path
        return str(self._stand_in(path)[0])

    def address(self, path: Path) -> str:
        """What the user calls a path of this machine."""
        found = self._far(path)
        return str(path) if found is None else found[2]

    def refuse_clash(self, path: Path) -> None:
        """UsageFault when something is at the address of a copy."""
        found = self._far(path)
        if found is None:
            return
        system, far, address = found
        if _reached(address, lambda: system.exists(far)):
            raise UsageFault(
                said("{path} exists; choose another folder with -o, or --force", path=address)
            )

    def put(self, path: Path, *, force: bool) -> None:
        """Puts a copy at its address, whole or not at all; nothing for one that stays here."""
        found = self._far(path)
        if found is None or not path.is_file():
            return
        if not force:
            self.refuse_clash(path)
        system, far, address = found
        try:
            _put(system, far, path.read_bytes())
        except Exception as fault:
            raise OutputFault(
                said(
                    "{path}: cannot be written: {advice}; nothing was changed",
                    path=address,
                    advice=_words(fault),
                )
            ) from None

    def _stand_in(self, address: str) -> tuple[Path, Any, str]:
        system, far = _reached(address, lambda: _system(address))
        far = far.rstrip("/")
        above, name = posixpath.split(far)
        if not name or name in (".", ".."):
            raise UsageFault(said("{path}: name a file or a folder in it", path=address))
        for near, place in self._places.items():
            if place.system == system and place.above == above:
                return near / name, system, far
        near = self._own() / str(len(self._places))
        near.mkdir()
        self._places[near] = _Place(system, above, address.rstrip("/").rpartition("/")[0])
        return near / name, system, far

    def _own(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp()).resolve()
        return self._folder

    def clear(self) -> None:
        """Nothing is left of the stand-ins."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _far(self, path: Path) -> tuple[Any, str, str] | None:
        """File system, path in it, and address; None for a path that stands for itself."""
        for near, place in self._places.items():
            if near in path.parents:
                below = path.relative_to(near).as_posix()
                return place.system, posixpath.join(place.above, below), f"{place.address}/{below}"
        return None


@contextmanager
def away() -> Iterator[Away]:
    """Stand-ins for the time of a call; nothing of them is left afterwards."""
    there = Away()
    try:
        yield there
    finally:
        there.clear()


def _system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise UsageFault(
            said("{path}: addresses need fsspec: install antidistill[remote]", path=address)
        ) from None
    found: tuple[Any, str] = url_to_fs(address)
    return found


def _bring(system: Any, far: str, near: Path) -> None:
    """What is at `far` as `near`: a file, or all files below a folder but hidden ones and copies
    made earlier."""
    if system.isfile(far):
        near.parent.mkdir(parents=True, exist_ok=True)
        system.get_file(far, str(near))
        return
    for one in system.find(far):
        below = posixpath.relpath(one, far).split("/")
        if not all(map(_is_entered, below)):
            continue
        target = near.joinpath(*below)
        target.parent.mkdir(parents=True, exist_ok=True)
        system.get_file(one, str(target))


def _is_entered(name: str) -> bool:
    """Whether a part of a path may be a file or folder here; a key of a store may be anything."""
    if name in ("", "..", OUTPUT_FOLDER) or "\\" in name or "\0" in name:
        return False
    return not name.startswith(".") or name in AGENTS


def _put(system: Any, far: str, data: bytes) -> None:
    above = posixpath.dirname(far)
    part = posixpath.join(above, f".{secrets.token_hex(8)}.part")
    system.makedirs(above, exist_ok=True)
    try:
        system.pipe_file(part, data)
        system.mv(part, far)
    except BaseException:
        with suppress(Exception):
            system.rm_file(part)
        raise


def _reached(address: str, work: Callable[[], T]) -> T:
    """What `work` comes to; whatever a file system raises is a UsageFault."""
    try:
        return work()
    except AntidistillError:
        raise
    except Exception as fault:
        raise UsageFault(
            said("{path}: cannot be reached: {reason}", path=address, reason=_words(fault))
        ) from None


def _words(fault: Exception) -> str:
    """Why; messages of the libraries stay out, as they may hold keys."""
    if isinstance(fault, ImportError):
        return said("a library for it is missing: {name}", name=fault.name or str(fault))
    told = fault.strerror if isinstance(fault, OSError) else None
    return (told or type(fault).__name__).lower()
