"""Codex: Claude Code's shape with strict rules of its own. A decision may only be `deny` with a
reason, or `allow` with a rewritten input; whatever else is found in an answer lets the call run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.hosts import claude_dialect as dialect
from antidistill.hosts.base import (
    Action,
    Answer,
    Arguments,
    Checks,
    Event,
    Fate,
    Known,
    Sight,
    Switch,
    Verdict,
)

if TYPE_CHECKING:
    from antidistill.hosts.parts import Part, Place

TOOLS = "apply_patch|Write|Edit|Bash"
_SECONDS = 60


KNOWN = Known(
    Sight(
        seen=(
            "apply_patch: added lines are rewritten, or the patch is blocked",
            "shell commands: as in Claude Code, without a question",
            "prompts that ask for distillation: a notice",
        ),
        unseen=(
            "everything, until the hook is trusted in /hooks: it is skipped without a word",
            "what other programs write (run `antidistill watch`)",
            "a hook cannot have the user asked: 'ask' blocks and says how to go on",
            "a hook that runs too long lets the call through; on Windows one that cannot start too",
        ),
    ),
    Checks(
        switches=(Switch(".codex/config.toml", "(codex_)?hooks", off=False),),
        unknown=("trust: only Codex knows; /hooks must show our hooks as trusted",),
    ),
)


@dataclass(frozen=True, slots=True)
class Codex(dialect.ClaudeDialect):
    """See `base.Host` and `installing.Target`."""

    name: str = "codex"
    title: str = "Codex"
    known: Known = KNOWN

    def speaks(self, payload: Arguments) -> bool:
        """Of those in this dialect it alone counts turns."""
        return "turn_id" in payload and "cursor_version" not in payload

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """A patch that adds a file."""
        lines = "".join(f"+{line}\n" for line in text.splitlines())
        patch = f"*** Begin Patch\n*** Add File: {path}\n{lines}*** End Patch\n"
        given = {"command": patch}
        return dialect.calling(folder, "apply_patch", given, turn_id="antidistill")

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """Only keys that its parser knows for the event."""
        del event
        name = payload.get("hook_event_name", "PreToolUse")
        if verdict.action is Action.PASS or (
            name == "PreToolUse" and verdict.action is Action.TELL
        ):
            return Answer()
        if name != "PreToolUse":
            return dialect.told(name, Verdict(Action.TELL, verdict.reason, None, verdict.context))
        out: dict[str, Any] = {"hookEventName": name}
        if verdict.action is Action.REWRITE and verdict.arguments is not None:
            out.update(permissionDecision="allow", updatedInput=dict(verdict.arguments))
        else:
            out.update(permissionDecision="deny", permissionDecisionReason=verdict.reason)
        return dialect.dumped({"hookSpecificOutput": out})

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """Exit 2 with a reason; without one it would not block."""
        return dialect.ClaudeDialect.failed(self, payload, reason or "antidistill failed")

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What it makes of an answer; anything against its rules lets the call run."""
        if answer.code == dialect.BLOCKS and answer.stderr.strip():
            return Fate.BLOCKED, None
        if answer.code or not _is_sound(answer.stdout):
            return Fate.RUNS, None
        return dialect.ClaudeDialect.fate(self, answer)

    def parts(self, place: Place) -> tuple[Part, ...]:
        """Its hooks file, and the skill folder that it shares with others."""
        from antidistill.hosts import skills

        root = place.project or place.home
        file = root / ".codex" / "hooks.json"
        hooks = dialect.hooks(place, self.name, TOOLS, dialect.TOOL_AND_PROMPT, timeout=_SECONDS)
        return skills.beside(file, hooks, root / ".agents" / "skills", place)

    def remains(self, place: Place) -> tuple[str, ...]:
        """Trust is given by hand, and again after every change of the hook."""
        out = [
            "Open Codex, enter /hooks and trust the antidistill hooks: until then they are skipped."
        ]
        if place.project:
            out.append(
                "A project's hooks also need the project to be trusted; others will see them."
            )
        return tuple(out)


_KNOWN = {"hookEventName", "permissionDecision", "permissionDecisionReason", "updatedInput"}


def _is_sound(stdout: str) -> bool:
    """Whether its parser takes an answer to a tool call."""
    try:
        whole = json.loads(stdout)
        out = whole["hookSpecificOutput"]
    except (ValueError, KeyError, TypeError):
        return False
    decision, new = out.get("permissionDecision"), out.get("updatedInput")
    if set(whole) != {"hookSpecificOutput"} or set(out) - _KNOWN:
        return False
    if decision == "deny":
        return new is None and bool(str(out.get("permissionDecisionReason", "")).strip())
    return bool(decision == "allow" and new is not None)
