"""Qwen Code: the dialect of Claude Code, with other tool names and milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from antidistill.hosts import claude_dialect as dialect
from antidistill.hosts.base import (
    Answer,
    Arguments,
    Checks,
    Event,
    Fate,
    Known,
    Sight,
    Switch,
)

if TYPE_CHECKING:
    from antidistill.hosts.parts import Part, Place

TOOLS = "^(write_file|edit|run_shell_command|notebook_edit)$"
_MILLISECONDS = 60_000


KNOWN = Known(
    Sight(
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
    ),
    Checks(switches=(Switch(".qwen/settings.json", "disableAllHooks"),)),
    rewrites=False,
    tells_before=True,
)


@dataclass(frozen=True, slots=True)
class QwenCode(dialect.ClaudeDialect):
    """See `base.Host` and `installing.Target`."""

    name: str = "qwen-code"
    title: str = "Qwen Code"
    known: Known = KNOWN

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """Its write_file tool."""
        given = {"file_path": path, "content": text}
        return dialect.calling(folder, "write_file", given, tool_use_id="antidistill")

    def event(self, payload: Arguments) -> Event | None:
        """The event of a payload; what the user typed goes before what was made of it."""
        if "submitted_prompt" in payload:
            payload = {**payload, "prompt": payload["submitted_prompt"]}
        return dialect.ClaudeDialect.event(self, payload)

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What it makes of an answer; 0.24 takes no arguments from it, whatever its manual says."""
        fate, _ = dialect.ClaudeDialect.fate(self, answer)
        return (Fate.RUNS if fate is Fate.REWRITTEN else fate), None

    def parts(self, place: Place) -> tuple[Part, ...]:
        """Its settings and its skill folder."""
        from antidistill.hosts import skills

        root = (place.project or place.home) / ".qwen"
        hooks = dialect.hooks(
            place,
            self.name,
            TOOLS,
            dialect.TOOL_AND_PROMPT,
            name="antidistill",
            timeout=_MILLISECONDS,
        )
        return skills.beside(root / "settings.json", hooks, root / "skills", place)

    def remains(self, place: Place) -> tuple[str, ...]:
        """Sessions read hooks when they start."""
        shared = "The settings of a project are usually shared with it: others will see the hook."
        return ("Start a new session.", *((shared,) if place.project else ()))
