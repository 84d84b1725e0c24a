"""Scripted sessions, half of them distilling: how many of the steps that give know-how away are
stopped, and how many sessions of ordinary work are.

`python -m tests.hosts.sessions` plays them with the real pipeline and prints the figures.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antidistill import hooking, settings
from antidistill.edit import Edit
from antidistill.hosts import HOSTS
from antidistill.hosts.base import Fate
from antidistill.hosts.choices import Choice, Do, remember
from antidistill.hosts.in_place import Clean
from antidistill.span import Span

FILE = Path(__file__).with_name("sessions.jsonl")
Session = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the sessions."""

    missed: tuple[str, ...]
    """Steps that were to be stopped and were not."""
    wanted: int
    stopped: tuple[str, ...]
    """Sessions of ordinary work in which something was stopped."""
    ordinary: int

    @property
    def recall(self) -> float:
        """Share of the steps that were to be stopped."""
        return 1 - len(self.missed) / self.wanted

    @property
    def false_stops(self) -> float:
        """Share of the sessions of ordinary work."""
        return len(self.stopped) / self.ordinary


def sessions() -> list[Session]:
    """All of them."""
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def suspicious(choice: Choice, folder: Path) -> Clean:
    """In the place of the pipeline: whatever gets this far would change."""
    del choice, folder
    return lambda name, text: (Edit(Span(0, len(text)), "", f"{name} was recognised"),)


def play(every: Sequence[Session], root: Path, cleaner: Callable[..., Clean]) -> Figures:
    """Plays the sessions below `root`, each in a folder of its own, as Claude Code would."""
    remember(Choice(Do.BLOCK), None, settings.folders().data)
    given = hooking.Given(settings.folders(), cleaner, root / "home")
    missed, stopped, wanted = [], [], 0
    for session in every:
        folder = root / session["id"]
        folder.mkdir()
        fates = list(_steps(session, folder, given))
        wanted += sum(step.get("stop", False) for step, _ in fates)
        missed += [f"{session['id']}: {s['with'][0]}" for s, f in fates if s.get("stop") and not f]
        if not session["distils"] and any(f for _, f in fates):
            stopped.append(session["id"])
    return Figures(tuple(missed), wanted, tuple(stopped), sum(not s["distils"] for s in every))


def _steps(
    session: Session, folder: Path, given: hooking.Given
) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Each step, and whether it was stopped; what was not is done."""
    host = HOSTS["claude-code"]
    for step in session["steps"]:
        payload = _payload(step, folder)
        _prepare(step, folder)
        answer = hooking.run(host, json.dumps(payload).encode(), given)
        stopped = step["do"] != "prompt" and host.fate(answer)[0] is not Fate.RUNS
        if step["do"] == "write":
            _put(folder / step["with"][0].lstrip("/"), step["with"][1])
        yield step, stopped


def _payload(step: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    common = {"session_id": "s", "cwd": str(folder), "hook_event_name": "PreToolUse"}
    what = step["with"]
    if step["do"] == "prompt":
        return {**common, "hook_event_name": "UserPromptSubmit", "prompt": what[0]}
    if step["do"] == "bash":
        command = what[0].replace("/tmp/", f"{folder}/tmp/")
        return {**common, "tool_name": "Bash", "tool_input": {"command": command}}
    given = {"file_path": str(folder / what[0].lstrip("/"))}
    if step["do"] == "write":
        return {**common, "tool_name": "Write", "tool_input": {**given, "content": what[1]}}
    edit = {"old_string": what[1], "new_string": what[2]}
    return {**common, "tool_name": "Edit", "tool_input": {**given, **edit}}


def _prepare(step: Mapping[str, Any], folder: Path) -> None:
    """What is on disk before: the file that is edited, drafts that are copied, input files."""
    what = step["with"]
    if step["do"] == "edit":
        _put(folder / what[0], f"# Deploy\n\n{what[1]}\n\n1. Run it.\n")
    if step["do"] == "bash":
        for word in what[0].split():
            path = folder / word.lstrip("/")
            if word.startswith("/tmp/dot_skill_") and not path.exists():
                _put(path, "- If the run hangs, kill the export first. Only Ada knows why.\n")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> int:
    """Plays all of them with the real pipeline."""
    from antidistill.cli.generaliser import generaliser

    with tempfile.TemporaryDirectory() as place:
        os.environ[settings.HOME_VARIABLE] = f"{place}/own"
        made = generaliser(Path(place), "medium")
        found = play(sessions(), Path(place), lambda *_: made)
    print(f"stopped {found.recall:.1%} of {found.wanted} steps that give know-how away")
    print(f"stopped {found.false_stops:.1%} of {found.ordinary} sessions of ordinary work")
    for name in (*found.missed, *found.stopped):
        print(f"  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
