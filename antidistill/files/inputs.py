"""Finding inputs: which files to read, and where the copies go."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidistill.errors import UnreadableInput, UsageFault, reason_of
from antidistill.files.writing import already_there
from antidistill.message import said

OUTPUT_FOLDER = "handover"
"""An ordinary name: a folder that is named after what was done to its files gives it away."""
STDIN = Path("-")
AGENTS = frozenset({".agents", ".claude", ".codex", ".cursor"})
"""Hidden folders in which people keep rules and skills for agents."""


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
            if not os.access(path, os.R_OK | os.X_OK):
                raise UsageFault(
                    said("{path}: cannot be read: {reason}", path=path, reason="permission denied")
                )
            found = _in_folder(path, suffixes, output)
            if not found.inputs:
                raise UsageFault(
                    said(
                        "{path}: no document in it ({suffixes})",
                        path=path,
                        suffixes=", ".join(suffixes),
                    )
                )
            skipped += found.skipped
        elif path == STDIN or path.exists():
            found = Found((Input(path),))
        else:
            raise UsageFault(said("{path}: there is no such file or folder", path=path))
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
    if path.name.startswith(".") and path.name not in AGENTS:
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
            raise UnreadableInput(said("{path}: no ordinary file", path=path))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as fault:
        raise UsageFault(
            said("{path}: cannot be read: {reason}", path=path, reason=reason_of(fault))
        ) from None
    if len(data) > limit:
        raise UnreadableInput(
            said("{path}: larger than {most:g} MB; split it", path=path, most=limit / 1e6)
        )
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
    resolved = {path.resolve(): path for path in reversed(inputs)}
    known = {_identity(path): path for path in reversed(inputs)}
    known.pop(None, None)
    taken: dict[Path, Path] = {}
    for one, output in pairs:
        place = output.resolve()
        same = resolved.get(place) or known.get(_identity(output))
        if same is not None:
            raise _is_an_input(output, same)
        other = taken.setdefault(place, one.path)
        if other != one.path:
            raise UsageFault(
                said(
                    "{other} and {path} would both be written to {output}",
                    other=other,
                    path=one.path,
                    output=output,
                )
            )
        if not force and os.path.lexists(output):
            raise already_there(output)


def _identity(path: Path) -> tuple[int, int] | None:
    """The same for all names of one file; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _is_an_input(output: Path, path: Path) -> UsageFault:
    return UsageFault(
        said(
            "{output} is the input {path} itself; choose another folder with -o, or --in-place",
            output=output,
            path=path,
        )
    )
