"""Claude Code: hooks in its settings; the input of a call is rewritten, shown and asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.hosts import claude_dialect as dialect
from antidistill.hosts.base import (
    Arguments,
    Checks,
    Known,
    Least,
    Sight,
    Switch,
)
from antidistill.hosts.choices import OnFault

if TYPE_CHECKING:
    from antidistill.hosts.parts import Part, Place

TOOLS = "Write|Edit|MultiEdit|NotebookEdit|Bash|PowerShell"
_SECONDS = 60


KNOWN = Known(
    Sight(
        seen=(
            "Write, Edit, MultiEdit, NotebookEdit: rewritten, asked for or blocked",
            "Bash, PowerShell: here-documents are rewritten, a distiller's input files generalised "
            "before it runs, other writes of skill files generalised right after",
            "changes of skill files by anything else: told, or generalised afterwards",
            "prompts and slash commands that ask for distillation: a notice",
        ),
        unseen=(
            "text pasted into the prompt, files mentioned with @, the transcript: all go to the "
            "model as they are",
            "before 2.1.295 a hook that cannot start or runs too long lets the call through on "
            "Windows; elsewhere a missing program blocks, a time-out does not",
            "another hook that rewrites the same call may win over ours",
        ),
    ),
    Checks(
        switches=(
            Switch(".claude/settings.json", "disableAllHooks"),
            Switch(".claude/settings.local.json", "disableAllHooks"),
        ),
        versions=(
            Least(("claude", "--version"), (2, 0, 10), "before it, calls are not rewritten"),
            Least(
                ("claude", "--version"),
                (2, 1, 295),
                "before it, a hook that runs too long lets it pass",
            ),
        ),
    ),
    asks=True,
    tells_before=True,
)


@dataclass(frozen=True, slots=True)
class ClaudeCode(dialect.ClaudeDialect):
    """See `base.Host` and `installing.Target`."""

    name: str = "claude-code"
    title: str = "Claude Code"
    known: Known = KNOWN

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """Its Write tool."""
        given = {"file_path": path, "content": text}
        return dialect.calling(folder, "Write", given, tool_use_id="antidistill")

    def parts(self, place: Place) -> tuple[Part, ...]:
        """In a project: the settings that are not shared with it."""
        from antidistill.hosts import skills

        root = place.project or place.home
        name = "settings.local.json" if place.project else "settings.json"
        file = root / ".claude" / name
        return skills.beside(file, _hooks(place), root / ".claude" / "skills", place)

    def remains(self, place: Place) -> tuple[str, ...]:
        """Sessions read hooks when they start."""
        del place
        return (
            "Start a new session; /hooks lists what is in force.",
            "Settings of your organisation can switch hooks off: `antidistill doctor claude-code`.",
        )


def _hooks(place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "PreToolUse", {"matcher": TOOLS, "hooks": [_handler(place, gate=True)]}
    yield "PostToolUse", {"matcher": TOOLS, "hooks": [_handler(place)]}
    for event in ("UserPromptSubmit", "UserPromptExpansion", "SessionStart", "FileChanged"):
        yield event, {"hooks": [_handler(place)]}
    yield "ConfigChange", {"matcher": "skills", "hooks": [_handler(place)]}


def _handler(place: Place, *, gate: bool = False) -> dict[str, Any]:
    out: dict[str, Any] = {"type": "command", "command": place.hook("claude-code")}
    if place.windows:
        out.update(command=place.program, args=["hook", "claude-code"])
    elif gate:
        out["command"] = place.guarded("claude-code")
    out["timeout"] = _SECONDS
    if gate and place.on_fault is OnFault.BLOCK:
        out["onFailure"] = "block"
    return out
