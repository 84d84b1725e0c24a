"""Qwen Code: the dialect of Claude Code, with other tool names and milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.hosts import claude_dialect as dialect
from antidistill.hosts.base import (
    Answer,
    Arguments,
    Checks,
    Event,
    Fate,
    Sight,
    Switch,
    Verdict,
)

if TYPE_CHECKING:
    from antidistill.hosts.parts import Part, Place

TOOLS = "^(write_file|edit|run_shell_command|notebook_edit)$"
_MILLISECONDS = 60_000


SIGHT = Sight(
    seen=(
        "write_file, edit: blocked, and the model is told the generalised text to send instead",
        "run_shell_command: likewise",
        "prompts that ask for distillation: a notice",
    ),
    unseen=(
        "what other programs write (there is no file watcher: run `antidistill watch`)",
        "a hook that runs too long lets the call through; on Windows one that cannot start too",
        "a hook cannot change a call or have the user asked (0.24): 'ask' blocks and says so",
    ),
)

CHECKS = Checks(switches=(Switch(".qwen/settings.json", "disableAllHooks"),))


@dataclass(frozen=True, slots=True)
class QwenCode:
    """See `base.Host` and `installing.Target`."""

    name: str = "qwen-code"
    title: str = "Qwen Code"
    asks: bool = False
    rewrites: bool = False
    tells_before: bool = True
    merges: bool = False
    late: Fate = Fate.RUNS
    sight: Sight = SIGHT
    checks: Checks = CHECKS

    def speaks(self, payload: Arguments) -> bool:
        """Nothing tells its calls from those of Claude Code."""
        del payload
        return False

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """Its write_file tool."""
        given = {"file_path": path, "content": text}
        return dialect.calling(folder, "write_file", given, tool_use_id="antidistill")

    def event(self, payload: Arguments) -> Event | None:
        """The event of a payload; what the user typed goes before what was made of it."""
        if "submitted_prompt" in payload:
            payload = {**payload, "prompt": payload["submitted_prompt"]}
        return dialect.event(payload)

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """A decision, or a word."""
        del event
        return dialect.answer(payload, verdict)

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """Exit 2."""
        return dialect.failed(payload, reason)

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What it makes of an answer; 0.24 takes no arguments from it, whatever its manual says."""
        fate, _ = dialect.fate(answer)
        return (Fate.RUNS if fate is Fate.REWRITTEN else fate), None

    def parts(self, place: Place) -> tuple[Part, ...]:
        """Its settings and its skill folder."""
        from antidistill.hosts import skills
        from antidistill.hosts.parts import Entry

        root = (place.project or place.home) / ".qwen"
        entries = (Entry(root / "settings.json", ("hooks", e), v) for e, v in _hooks(place))
        return (*entries, *skills.parts(root / "skills", place))

    def remains(self, place: Place) -> tuple[str, ...]:
        """Sessions read hooks when they start."""
        shared = "The settings of a project are usually shared with it: others will see the hook."
        return ("Start a new session.", *((shared,) if place.project else ()))


def _hooks(place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    def handler(command: str) -> dict[str, Any]:
        return {
            "type": "command",
            "command": command,
            "name": "antidistill",
            "timeout": _MILLISECONDS,
        }

    plain = place.hook("qwen-code")
    yield "PreToolUse", {"matcher": TOOLS, "hooks": [handler(place.guarded("qwen-code"))]}
    yield "PostToolUse", {"matcher": TOOLS, "hooks": [handler(plain)]}
    yield "UserPromptSubmit", {"hooks": [handler(plain)]}
