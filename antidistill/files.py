"""Files: which to read, where the copies go, and writing so that nothing is lost or half done."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidistill.errors import OutputFault, UnreadableInput, UsageFault

OUTPUT_FOLDER = "handover"
"""An ordinary name: a folder that is named after what was done to its files gives it away."""
STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read."""

    path: Path
    """As the user gave it, or below the folder that the user gave; '-' for standard input."""
    folder: Path | None = None
    """The folder under which it was found; None for a file that was named itself."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that is not read and not copied."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the paths on a command line come to."""

    inputs: tuple[Input, ...]
    skipped: tuple[Skipped, ...] = ()


def find_inputs(
    paths: Iterable[Path | str], suffixes: Sequence[str], output: Path | None = None
) -> Found:
    """The documents that `paths` name: files as they are, folders with all files of one of the
    `suffixes` in them, each once, in order. Hidden files, links and the output folders
    (`handover`, `output`) are skipped in folders. UsageFault for a path that does not exist."""
    inputs: dict[Path, Input] = {}
    skipped: list[Skipped] = []
    for path in map(Path, paths):
        if path != STDIN and path.is_dir():
            found = _in_folder(path, suffixes, output)
            if not found.inputs:
                raise UsageFault(f"{path}: no document in it ({', '.join(suffixes)})")
            skipped += found.skipped
        elif path == STDIN or path.exists():
            found = Found((Input(path),))
        else:
            raise UsageFault(f"{path}: there is no such file or folder")
        for one in found.inputs:
            inputs.setdefault(one.path if path == STDIN else one.path.resolve(), one)
    return Found(tuple(inputs.values()), tuple(skipped))


def _in_folder(folder: Path, suffixes: Sequence[str], output: Path | None) -> Found:
    inputs, skipped = [], []
    own = output.resolve() if output else None
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in list(folders):
            reason = _no_folder(Path(place, name), own)
            if reason:
                folders.remove(name)
                skipped.append(Skipped(Path(place, name), reason))
        for name in sorted(names):
            path = Path(place, name)
            reason = _no_document(path, suffixes)
            if reason:
                skipped.append(Skipped(path, reason))
            else:
                inputs.append(Input(path, folder))
    return Found(tuple(inputs), tuple(skipped))


def _no_folder(path: Path, output: Path | None) -> str:
    """Why a folder is not entered, '' if it is."""
    if path.name.startswith("."):
        return "hidden"
    if path.is_symlink():
        return "a link"
    made_here = path.name == OUTPUT_FOLDER or path.resolve() == output
    return "copies made earlier" if made_here else ""


def _no_document(path: Path, suffixes: Sequence[str]) -> str:
    """Why a file in a folder is not read, '' if it is."""
    if path.name.startswith("."):
        return "hidden"
    if path.is_symlink():
        return "a link"
    if path.suffix.lower() not in suffixes:
        return "no format for it"
    return "" if path.is_file() else "no ordinary file"


def read_bytes(path: Path, limit: int) -> bytes:
    """What is in a file; UsageFault when it cannot be opened, UnreadableInput when it is larger
    than `limit` bytes or no ordinary file (a pipe or device would never end)."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableInput(f"{path}: no ordinary file")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as fault:
        reason = (fault.strerror or type(fault).__name__).lower()
        raise UsageFault(f"{path}: cannot be read: {reason}") from None
    if len(data) > limit:
        raise UnreadableInput(f"{path}: larger than {limit / 1e6:g} MB; split it")
    return data


def output_path(one: Input, output: Path | None = None) -> Path:
    """Where the copy of `one` goes: the same file name in the folder `output`, by default in
    `handover` beside it; what was found in a folder keeps its place below that folder's name."""
    if one.folder is None:
        return (output or one.path.parent / OUTPUT_FOLDER) / one.path.name
    folder = one.folder.resolve()
    base = output or _shown(one.folder, folder) / OUTPUT_FOLDER
    return base / folder.name / one.path.relative_to(one.folder)


def _shown(folder: Path, resolved: Path) -> Path:
    """The parent of a folder, as short as the user wrote it where that is possible."""
    return folder.parent if folder.name not in ("", "..") else resolved.parent


def check_outputs(pairs: Iterable[tuple[Input, Path]], *, force: bool = False) -> None:
    """UsageFault when an output would fall on an input, on another output, or (without `force`)
    on a file that exists. To be called before anything is written."""
    pairs = list(pairs)
    inputs = [one.path for one, _ in pairs if one.path != STDIN]
    taken: dict[Path, Path] = {}
    for one, output in pairs:
        _refuse_inputs(output, inputs)
        other = taken.setdefault(output.resolve(), one.path)
        if other != one.path:
            raise UsageFault(f"{other} and {one.path} would both be written to {output}")
        if not force and os.path.lexists(output):
            raise already_there(output)


def _refuse_inputs(output: Path, inputs: Iterable[Path]) -> None:
    for path in inputs:
        same = output.resolve() == path.resolve()
        if same or (output.exists() and path.exists() and output.samefile(path)):
            raise UsageFault(
                f"{output} is the input {path} itself; choose another folder with -o, or --in-place"
            )


def already_there(path: Path) -> UsageFault:
    """The fault of an output that exists."""
    return UsageFault(f"{path} exists; choose another folder with -o, or --force")


PART = re.compile(r"\.[0-9a-f]{16}\.part")
"""Temporary files; the name says nothing. They never hold text of an input."""
LEFT_OVER = 3600.0
"""Seconds after which a temporary file is no longer another run's."""


def write_new(path: Path, data: bytes) -> None:
    """Creates `path` with `data`, whole or not at all and never over an existing file, which is
    a UsageFault; OutputFault when it cannot be written. Folders above are made."""
    part = _written_beside(path, data)
    try:
        _publish(part, path, data)
    except FileExistsError:
        raise already_there(path) from None
    except OSError as fault:
        raise _cannot_write(path, fault) from None
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(path.parent)


def replace(path: Path, data: bytes) -> None:
    """Puts `data` in the place of what is at `path`, whole or not at all, with its permissions;
    OutputFault when it cannot be written, and then the old content is still there."""
    target = path.resolve() if path.is_symlink() else path
    part = _written_beside(target, data)
    try:
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except OSError as fault:
        raise _cannot_write(path, fault) from None
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _written_beside(path: Path, data: bytes) -> Path:
    """A temporary file with `data` in the folder of `path`, on the disk."""
    part = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _create(part, data)
    except OSError as fault:
        raise _cannot_write(path, fault) from None
    return part


def _create(path: Path, data: bytes) -> None:
    """A new file with `data` on the disk; nothing is left when that fails."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


NO_HARD_LINKS = frozenset({
    errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL,
})  # fmt: skip


def _publish(part: Path, path: Path, data: bytes) -> None:
    """Gives the temporary file its name; a hard link, since a rename would overwrite."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError as fault:
        if fault.errno not in NO_HARD_LINKS:
            raise
        _create(path, data)


def _sync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems cannot; the file itself is safe
    finally:
        os.close(handle)


def clean_leftovers(folder: Path) -> list[Path]:
    """Removes temporary files in `folder` that a run which was killed left there; which ones."""
    if not folder.is_dir():
        return []
    removed = []
    for path in _old_parts(folder):
        path.unlink(missing_ok=True)
        removed.append(path)
    return removed


def _old_parts(folder: Path) -> Iterator[Path]:
    now = time.time()
    for path in sorted(folder.iterdir()):
        ours = PART.fullmatch(path.name) and path.is_file() and not path.is_symlink()
        if ours and now - path.stat().st_mtime > LEFT_OVER:
            yield path


ADVICE = {
    errno.ENOSPC: "the disk is full; free some space and run again",
    errno.EDQUOT: "your quota is used up; free some space and run again",
    errno.EACCES: "no permission; choose a folder of your own with -o",
    errno.EPERM: "no permission; choose a folder of your own with -o",
    errno.EROFS: "the disk is read-only; choose another folder with -o",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter folder with -o",
    errno.ENOTDIR: "a part of the path is a file; choose another folder with -o",
    errno.EEXIST: "a part of the path is a file; choose another folder with -o",
    errno.EISDIR: "it is a folder",
}


def _words(fault: OSError) -> str:
    return (fault.strerror or type(fault).__name__).lower()


def _cannot_write(path: Path, fault: OSError) -> OutputFault:
    advice = ADVICE.get(fault.errno or 0, _words(fault))
    return OutputFault(f"{path}: cannot be written: {advice}; nothing was changed")
