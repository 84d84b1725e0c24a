"""What a tool call would write: the files, and in the arguments the fields with their text.

Hosts name the same arguments differently; the names are listed here once, so that an event of
any host is read in the same way and every field that is not text stays as it came.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from antidistill.edit import Edit, apply_edits
from antidistill.hosts import patch
from antidistill.hosts.base import Arguments
from antidistill.span import Span

PATHS = (
    "file_path", "filePath", "path", "absolute_path", "notebook_path", "target_file", "filename",
)  # fmt: skip
WHOLE = ("content", "contents", "file_text", "fileText", "text", "proposal_content")
OLD = ("old_string", "oldString", "old_str", "oldText", "old_text")
NEW = ("new_string", "newString", "new_str", "newText", "new_text", "new_source", "insert_text")
ALL = ("replace_all", "replaceAll", "allow_multiple")
PATCHES = ("command", "input", "patch", "patch_text", "patchText")
EDITS = ("edits", "changes")
BUNDLES = ("support_files", "supportFiles", "files")
COMMANDS = ("command", "cmd", "script")
PROPOSAL = "SKILL.md"
"""What a proposal's text becomes when it is accepted."""

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One text of a call that would end up in a file."""

    at: Steps
    """Keys and indices from the arguments down to the field."""
    text: str
    old: str | None = None
    """What it takes the place of in the file; None when it is all of the file or stands alone."""
    everywhere: bool = False
    """Whether every occurrence of `old` is replaced."""
    lines: tuple[int, int] | None = None
    """In a patch: the lines of the field, half open, whose added text this is."""
    part: Span | None = None
    """In a shell command: the part of the field that is the text of a file."""


@dataclass(frozen=True, slots=True)
class Write:
    """What a call would do to one file."""

    path: str
    """As the host names it."""
    slots: tuple[Slot, ...]
    hunks: tuple[patch.Hunk, ...] = ()
    """For a patch that changes a file: where each slot belongs."""

    @property
    def text(self) -> str:
        """All that it brings, for a first look."""
        return "\n".join(slot.text for slot in self.slots)

    @property
    def whole(self) -> bool:
        """Whether the file will be what the slot says and nothing else."""
        return len(self.slots) == 1 and self.slots[0].old is None and not self.hunks


def writes(tool: str, arguments: Arguments) -> tuple[Write, ...]:
    """The files that a call would write; () when it writes none that can be told."""
    if (found := _patch(arguments)) is not None:
        return found
    if tool == "skill_workshop":
        return tuple(_proposal(arguments))
    path = _first(arguments, PATHS)
    if path is None or arguments.get("edit_mode") == "delete":
        return ()
    slots = tuple(_slots(arguments))
    return (Write(_notebook(path, arguments), slots), *_bundle(arguments)) if slots else ()


def command(arguments: Arguments) -> tuple[str, str] | None:
    """Key and text of the shell command in a call's arguments; None when there is none."""
    for key in COMMANDS:
        value = arguments.get(key)
        if isinstance(value, str):
            return key, value
        if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            return key, " ".join(value)
    return None


def put(arguments: Arguments, texts: Sequence[tuple[Slot, str]]) -> dict[str, Any]:
    """The arguments with other texts in these slots; everything else as it came."""
    out: dict[str, Any] = copy.deepcopy(dict(arguments))
    for at in dict.fromkeys(slot.at for slot, _ in texts):
        mine = [(slot, text) for slot, text in texts if slot.at == at]
        whole = next(
            (text for slot, text in mine if slot.lines is None and slot.part is None), None
        )
        _set(out, at, _spliced(_get(out, at), mine) if whole is None else whole)
    return out


def _spliced(field: str, texts: Sequence[tuple[Slot, str]]) -> str:
    """A field of which only some lines or parts change."""
    lines = [(slot.lines, text) for slot, text in texts if slot.lines is not None]
    parts = [Edit(slot.part, text, "") for slot, text in texts if slot.part is not None]
    return apply_edits(patch.put(field, lines) if lines else field, parts)


def _slots(arguments: Arguments) -> Iterator[Slot]:
    for key in EDITS:
        if isinstance(arguments.get(key), list):
            yield from _edits(key, arguments[key])
            return
    old, new = _key(arguments, OLD), _key(arguments, NEW)
    if new is not None:
        before = arguments[old] if old is not None else None
        if before is None and not _stands_alone(arguments):
            before = ""
        yield Slot((new,), arguments[new], before, _flag(arguments))
    elif (whole := _key(arguments, WHOLE)) is not None:
        yield Slot((whole,), arguments[whole])


def _stands_alone(arguments: Arguments) -> bool:
    """Whether a new text without an old one is a document of its own: a notebook's cell."""
    return "new_source" in arguments


def _edits(key: str, edits: Sequence[Any]) -> Iterator[Slot]:
    for index, edit in enumerate(edits):
        if not isinstance(edit, Mapping):
            continue
        old, new = _key(edit, OLD), _key(edit, NEW)
        if new is not None:
            before = edit[old] if old is not None else ""
            yield Slot((key, index, new), edit[new], before, _flag(edit))


def _patch(arguments: Arguments) -> tuple[Write, ...] | None:
    for key in PATCHES:
        text = arguments.get(key)
        if isinstance(text, str) and patch.BEGIN in text:
            return tuple(_patched(key, text))
    return None


def _patched(key: str, text: str) -> Iterator[Write]:
    for part in patch.parts(text):
        slots = tuple(
            Slot((key,), run.text, None if part.new else "", lines=run.lines) for run in part.runs
        )
        if slots:
            yield Write(part.path, slots, () if part.new else part.hunks)


def _proposal(arguments: Arguments) -> Iterator[Write]:
    whole = _key(arguments, WHOLE)
    if whole is not None:
        slots = [Slot((whole,), arguments[whole])]
        yield Write(PROPOSAL, tuple(slots))
    description = arguments.get("description")
    if isinstance(description, str) and description.strip():
        yield Write("description.md", (Slot(("description",), description),))
    yield from _bundle(arguments)


def _bundle(arguments: Arguments) -> Iterator[Write]:
    for key in BUNDLES:
        rows = arguments.get(key)
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, Mapping) and isinstance(row.get("content"), str):
                path = _first(row, PATHS)
                if path is not None and row.get("encoding", "utf8") == "utf8":
                    yield Write(path, (Slot((key, index, "content"), row["content"]),))


def bundled(writes_: Sequence[Write], place: str) -> tuple[Write, ...]:
    """The same writes, below the folder of a skill: what is proposed is a skill by definition."""
    return tuple(replace(one, path=f"{place}/{one.path}") for one in writes_)


def _notebook(path: str, arguments: Arguments) -> str:
    """A cell is judged as the Markdown or the code that it is."""
    if "new_source" not in arguments:
        return path
    return f"{path.removesuffix('.ipynb')}.{'py' if arguments.get('cell_type') == 'code' else 'md'}"


def _key(arguments: Arguments, names: Sequence[str]) -> str | None:
    return next((n for n in names if isinstance(arguments.get(n), str)), None)


def _first(arguments: Arguments, names: Sequence[str]) -> str | None:
    key = _key(arguments, names)
    return arguments[key] if key is not None else None


def _flag(arguments: Arguments) -> bool:
    return any(arguments.get(name) is True for name in ALL)


def _get(holder: Any, at: Steps) -> Any:
    for step in at:
        holder = holder[step]
    return holder


def _set(holder: Any, at: Steps, value: str) -> None:
    _get(holder, at[:-1])[at[-1]] = value
