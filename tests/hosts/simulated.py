"""A simulated host: it asks a hook before a tool runs, believes the answer by its own rules, and
then really does what the tool does."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from antidistill import hooking, settings
from antidistill.edit import Edit
from antidistill.errors import Refused
from antidistill.finding import Kind
from antidistill.hosts import HOSTS, inside, json_text
from antidistill.hosts.base import Answer, Fate
from antidistill.hosts.choices import Choice
from antidistill.hosts.in_place import Clean
from antidistill.span import Span


def clean(name: str, text: str) -> tuple[Edit, ...]:
    """`prose`, and the texts inside other files."""
    if name.endswith(".json"):
        return json_text.edits(text, prose, traits=True)
    return inside.edits(name, text, prose)


def prose(name: str, text: str) -> tuple[Edit, ...]:
    """Lines about Anna go with their line end, Bluebird becomes 'the project'; REFUSE is refused,
    CRASH crashes."""
    if "REFUSE" in text:
        raise Refused(f"{name}: leak: a name survives (line 1)")
    if "CRASH" in text:
        raise RuntimeError(text)
    lines = [
        Edit(Span(*m.span()), "", "a person's name", Kind.PERSON, "left out")
        for m in re.finditer(r"^.*\bAnna\b.*(\r?\n|\Z)", text, re.MULTILINE)
    ]
    names = [
        Edit(Span(*m.span()), "the project", "a name of the house", Kind.SYSTEM, "role")
        for m in re.finditer(r"\bBluebird\b", text)
        if not any(line.span.overlaps(Span(*m.span())) for line in lines)
    ]
    return tuple(sorted((*lines, *names), key=lambda e: e.span))


def fake_cleaner(choice: Choice, folder: Path) -> Clean:
    """`clean`, whatever the choice."""
    del choice, folder
    return clean


def given() -> hooking.Given:
    """The surroundings of a hook, with the fake in the place of the pipeline."""
    return hooking.Given(settings.folders(), fake_cleaner, Path.home())


def ask(host: str, payload: Mapping[str, Any] | bytes) -> Answer:
    """The answer of the hook to an event."""
    data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return hooking.run(HOSTS[host], data, given())


def carry_out(
    host: str, answer: Answer, arguments: Mapping[str, Any], folder: Path, *, yes: bool = True
) -> Fate:
    """What the host does after the answer, with a user who says yes or no to its question."""
    fate, new = HOSTS[host].fate(answer)
    if fate is Fate.BLOCKED or (fate is Fate.ASKED and not yes):
        return fate
    if new is None:
        run_tool(arguments, folder)
    else:
        run_tool({**arguments, **new} if HOSTS[host].known.merges else new, folder)
    return fate


def run_tool(given: Mapping[str, Any], folder: Path) -> None:
    """The tools of all hosts, told apart by their arguments."""
    text = next((given[k] for k in ("command", "patchText", "input") if k in given), None)
    if isinstance(text, str) and "*** Begin Patch" in text:
        _patch(text, folder)
    elif "notebook_path" in given:
        _notebook(given, folder / str(given["notebook_path"]))
    elif "proposal_content" in given:
        _propose(given, folder)
    elif isinstance(text, str) and not _path(given):
        subprocess.run(["bash", "-c", text], cwd=folder, check=True, capture_output=True)
    else:
        _file_tool(given, folder / str(_path(given)))


def _file_tool(given: Mapping[str, Any], path: Path) -> None:
    edits = given.get("edits") or [given]
    for edit in edits:
        new = _first(edit, "new_string", "newString", "new_str", "newText")
        old = _first(edit, "old_string", "oldString", "old_str", "oldText")
        if new is None:
            _write(path, str(_first(given, "content", "file_text", "text")))
            return
        before = _read(path)
        assert old in before, "the tool would fail: the old text is not there"
        count = -1 if edit.get("replace_all") or edit.get("replaceAll") else 1
        _write(path, before.replace(str(old), str(new), count))


def _notebook(given: Mapping[str, Any], path: Path) -> None:
    book = json.loads(_read(path))
    cells = book["cells"]
    at = next(n for n, cell in enumerate(cells) if cell["id"] == given["cell_id"])
    if given.get("edit_mode") == "delete":
        del cells[at]
    else:
        cells[at] = {**cells[at], "source": given["new_source"]}
    _write(path, json.dumps(book))


def _propose(given: Mapping[str, Any], folder: Path) -> None:
    root = folder / "workshop"
    _write(root / "PROPOSAL.md", given["proposal_content"])
    for row in given.get("support_files", []):
        _write(root / row["path"], row["content"])


def _patch(text: str, folder: Path) -> None:
    """Enough of the grammar to apply what the tests send."""
    for part in re.split(r"^\*\*\* (?=Add|Update|End)", text, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        if head.startswith("Add File: "):
            lines = [x[1:] for x in body.splitlines() if x.startswith("+")]
            path = folder / head.removeprefix("Add File: ")
            _write(path, "".join(f"{x}\n" for x in lines))
        elif head.startswith("Update File: "):
            path = folder / head.removeprefix("Update File: ")
            _write(path, _hunks(_read(path), body))


def _hunks(before: str, body: str) -> str:
    for hunk in re.split(r"^@@.*\n", body, flags=re.MULTILINE)[1:]:
        rows = [x for x in hunk.splitlines() if x[:1] in (" ", "+", "-")]
        old = "".join(f"{x[1:]}\n" for x in rows if x[0] in " -")
        new = "".join(f"{x[1:]}\n" for x in rows if x[0] in " +")
        assert old in before, "the patch would fail: its context is not there"
        before = before.replace(old, new, 1)
    return before


def _path(given: Mapping[str, Any]) -> Any:
    return _first(given, "file_path", "filePath", "path", "absolute_path")


def _first(given: Mapping[str, Any], *keys: str) -> Any:
    return next((given[k] for k in keys if k in given), None)


def _read(path: Path) -> str:
    return path.read_bytes().decode()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
