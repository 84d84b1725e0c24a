"""Writing so that nothing is lost, half done or overwritten."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from antidistill.errors import OutputFault, UsageFault, reason_of
from antidistill.message import said

PART = re.compile(r"\.[0-9a-f]{16}\.part")
"""Temporary files, where the system has none without a name; theirs says nothing."""
LEFT_OVER = 3600.0
"""Seconds after which a temporary file is no longer another run's."""


SHARED, PRIVATE = 0o666, 0o600
"""Permissions of a new file, less what the umask takes: for copies, and for what only its owner
may read."""


def write_new(path: Path, data: bytes, mode: int = SHARED) -> None:
    """Creates `path` with `data`, whole or not at all and never over an existing file, which is
    a UsageFault; OutputFault when it cannot be written. Folders above are made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not _linked_at_last(path, data, mode):
            _named_at_first(path, data, mode)
    except FileExistsError:
        if not os.path.lexists(path):
            raise _cannot_write(path, OSError(errno.ENOTDIR, "")) from None
        raise already_there(path) from None
    except OSError as fault:
        raise _cannot_write(path, fault) from None
    _sync_folder(path.parent)


def _named_at_first(path: Path, data: bytes, mode: int) -> None:
    part = _part_beside(path)
    try:
        _create(part, data, mode)
        _publish(part, path, data, mode)
    finally:
        part.unlink(missing_ok=True)


def replace(path: Path, data: bytes, mode: int = SHARED, *, follow: bool = True) -> None:
    """Puts `data` in the place of what is at `path`, whole or not at all, with its permissions
    (`mode` if nothing is there); OutputFault when it cannot be written, and then the old content
    is still there. Where `path` is a link, what it leads to is replaced; without `follow` the
    link itself, so that nothing elsewhere is written to."""
    target = path.resolve() if follow and path.is_symlink() else path
    part = _part_beside(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        known = target.exists() and not target.is_symlink()
        first = PRIVATE if known else mode
        if not _linked_at_last(part, data, first):
            _create(part, data, first)
        if known:
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except OSError as fault:
        raise _cannot_write(path, fault) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _part_beside(path: Path) -> Path:
    """A name for a temporary file in the folder of `path`."""
    return path.parent / f".{secrets.token_hex(8)}.part"


def _linked_at_last(path: Path, data: bytes, mode: int) -> bool:
    """Writes a file that has no name and is gone when the process is, then names it; False where
    the system cannot. FileExistsError when there is something at `path`."""
    nameless: int | None = getattr(os, "O_TMPFILE", None)
    if nameless is None or not _OPEN_FILES.is_dir():
        return False
    try:
        handle = os.open(path.parent, os.O_WRONLY | nameless, mode)
    except OSError:
        return False  # what is really wrong shows when the file is made by name
    with os.fdopen(handle, "wb") as file:
        _to_disk(file, data)
        try:  # with a `src_dir_fd` only, Python follows the link that stands for an open file
            os.link(_OPEN_FILES / str(handle), path, src_dir_fd=handle, follow_symlinks=True)
        except FileExistsError:
            raise
        except OSError:
            return False
    return True


_OPEN_FILES = Path("/proc/self/fd")


def _to_disk(file: IO[bytes], data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _create(path: Path, data: bytes, mode: int) -> None:
    """A new file with `data` on the disk; nothing is left when that fails."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            _to_disk(file, data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


NO_HARD_LINKS = frozenset({
    errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL,
})  # fmt: skip


def _publish(part: Path, path: Path, data: bytes, mode: int) -> None:
    """Gives the temporary file its name; a hard link, since a rename would overwrite."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError as fault:
        if fault.errno not in NO_HARD_LINKS:
            raise
        _create(path, data, mode)


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


def _cannot_write(path: Path, fault: OSError) -> OutputFault:
    advice = ADVICE.get(fault.errno or 0, reason_of(fault))
    return OutputFault(
        said("{path}: cannot be written: {advice}; nothing was changed", path=path, advice=advice)
    )


def already_there(path: Path) -> UsageFault:
    """The fault of an output that exists."""
    return UsageFault(said("{path} exists; choose another folder with -o, or --force", path=path))
