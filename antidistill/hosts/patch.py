"""The patch grammar of `apply_patch`: which lines a patch adds to which file, and putting others
in their place. Only added lines are ever touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BEGIN = "*** Begin Patch"
END = "*** End Patch"
_ADD, _UPDATE, _DELETE = "*** Add File: ", "*** Update File: ", "*** Delete File: "
_MOVE = "*** Move to: "
_EOF = "*** End of File"


@dataclass(frozen=True, slots=True)
class Run:
    """Added lines that stand together."""

    lines: tuple[int, int]
    """Which lines of the patch, half open."""
    text: str
    """Their text, each with a line end."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place of a file that changes."""

    old: str
    """What stands there now, context and removed lines, each with a line end."""
    new: tuple[str | int, ...]
    """What will: context, and the numbers of the part's runs."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a patch does to one file."""

    path: str
    """Where it ends up: the new name, when it is moved."""
    new: bool
    """Whether the file is new, so that its lines are all there is."""
    runs: tuple[Run, ...]
    hunks: tuple[Hunk, ...] = ()
    source: str = ""
    """The file that the hunks are about."""


def parts(text: str) -> Iterator[Part]:
    """The files that a patch adds or changes, in order."""
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        head = lines[at].rstrip("\r\n")
        at += 1
        if head.startswith((_ADD, _UPDATE)):
            end = next((i for i in range(at, len(lines)) if _is_head(lines[i])), len(lines))
            new = head.startswith(_ADD)
            path = head.removeprefix(_ADD if new else _UPDATE).strip()
            yield _part(path, new, lines, at, end)
            at = end


def put(text: str, given: Sequence[tuple[tuple[int, int], str]]) -> str:
    """The patch with other added lines in these places; a text of '' takes them out."""
    lines = text.splitlines(keepends=True)
    for (start, end), new in sorted(given, reverse=True):
        last = lines[end - 1]
        line_end = last[len(last.rstrip("\r\n")) :] or "\n"
        lines[start:end] = [f"+{line}{line_end}" for line in new.splitlines()]
    return "".join(lines)


def _part(path: str, new: bool, lines: Sequence[str], start: int, end: int) -> Part:
    source = path
    if start < end and lines[start].startswith(_MOVE):
        path = lines[start].removeprefix(_MOVE).strip()
        start += 1
    runs: list[Run] = []
    hunks: list[Hunk] = []
    old: list[str] = []
    made: list[str | int] = []

    def close() -> None:
        if any(isinstance(piece, int) for piece in made):
            hunks.append(Hunk("".join(old), tuple(made)))
        old.clear()
        made.clear()

    at = start
    while at < end:
        line = lines[at]
        if line.startswith("+"):
            stop = next((i for i in range(at, end) if not lines[i].startswith("+")), end)
            made.append(len(runs))
            runs.append(Run((at, stop), "".join(_bare(x) for x in lines[at:stop])))
            at = stop
            continue
        if line.startswith(("@@", _EOF)):
            close()
        else:
            old.append(_bare(line))
            if not line.startswith("-"):
                made.append(_bare(line))
        at += 1
    close()
    return Part(path, new, tuple(runs), tuple(hunks), source)


def _bare(line: str) -> str:
    """A line of a patch without its mark, with a line end; some writers drop the mark of an
    empty context line."""
    return line.rstrip("\r\n")[1:] + "\n"


def _is_head(line: str) -> bool:
    return line.startswith((_ADD, _UPDATE, _DELETE, END))
