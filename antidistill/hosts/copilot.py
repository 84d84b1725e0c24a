"""GitHub Copilot, in the terminal and in the cloud: any failure of a hook blocks there."""

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
    Moment,
    Sight,
    Switch,
    Verdict,
)

if TYPE_CHECKING:
    from antidistill.hosts.parts import Part, Place

_SECONDS = 60
_PASCAL = {"PreToolUse": Moment.BEFORE, "PostToolUse": Moment.AFTER}


KNOWN = Known(
    Sight(
        seen=(
            "create, edit, apply_patch: rewritten, asked for or blocked",
            "bash, powershell: as in Claude Code",
        ),
        unseen=(
            "prompts: what a hook answers to them is dropped",
            "what other programs write (run `antidistill watch`)",
            "in the cloud a question counts as no, and antidistill has to be installed there first",
            "a hook that runs too long lets the call through",
        ),
    ),
    Checks(
        switches=(
            Switch(".copilot/settings.json", "disableAllHooks"),
            Switch(".github/copilot/settings.json", "disableAllHooks"),
        ),
    ),
    asks=True,
)

_OTHERS = frozenset({"params", "turn_id", "cursor_version", "workspace_roots"})


@dataclass(frozen=True, slots=True)
class Copilot:
    """See `base.Host` and `installing.Target`."""

    name: str = "copilot"
    title: str = "GitHub Copilot"
    known: Known = KNOWN

    def speaks(self, payload: Arguments) -> bool:
        """Its own form, or Claude Code's with the marks that it leaves there."""
        if _OTHERS & payload.keys():
            return False
        if {"toolName", "toolArgs"} & payload.keys():
            return True
        if "tool_result" in payload and "tool_response" not in payload:
            return True
        timed = "timestamp" in payload and "tool_use_id" not in payload
        return timed and payload.get("hook_event_name") == "PreToolUse"

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """Its create tool."""
        return {
            "sessionId": "antidistill",
            "timestamp": 0,
            "cwd": str(folder),
            "toolName": "create",
            "toolArgs": {"path": path, "file_text": text},
        }

    def event(self, payload: Arguments) -> Event | None:
        """The event of a payload in either of its two forms."""
        if "toolArgs" in payload or "toolName" in payload:
            moment = Moment.AFTER if "toolResult" in payload else Moment.BEFORE
            name, given = payload.get("toolName", ""), payload.get("toolArgs")
        else:
            found = _PASCAL.get(payload.get("hook_event_name", ""))
            if found is None:
                return None
            moment, name, given = found, payload.get("tool_name", ""), payload.get("tool_input")
        folder = Path(payload.get("cwd") or ".")
        return Event(moment, folder, str(name), dialect.mapping(given))

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """A decision at the top, the new arguments beside it."""
        del payload
        if event.moment is Moment.AFTER:
            said = verdict.context or verdict.reason
            return dialect.dumped({"additionalContext": said}) if said else Answer()
        if verdict.action in (Action.PASS, Action.TELL):
            return Answer()
        words = {Action.REWRITE: "allow", Action.ASK: "ask", Action.BLOCK: "deny"}
        out: dict[str, Any] = {
            "permissionDecision": words[verdict.action],
            "permissionDecisionReason": verdict.reason,
        }
        if verdict.arguments is not None and verdict.action is not Action.BLOCK:
            out["modifiedArgs"] = dict(verdict.arguments)
        return dialect.dumped(out)

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """A decision with its reason, since of a failed process the reason is not shown; after a
        call there is nothing to block."""
        if payload is not None and "toolResult" in payload:
            return Answer(stderr=f"{reason}\n")
        out = {"permissionDecision": "deny", "permissionDecisionReason": reason}
        return dialect.dumped(out)

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What it makes of an answer: every code but 0 denies, no JSON lets the call run."""
        if answer.code:
            return Fate.BLOCKED, None
        try:
            out = json.loads(answer.stdout)
            decision, new = out.get("permissionDecision"), out.get("modifiedArgs")
        except (ValueError, AttributeError):
            return Fate.RUNS, None
        return dialect.ending(new, blocked=decision == "deny", asked=decision == "ask")

    def parts(self, place: Place) -> tuple[Part, ...]:
        """A hooks file of our own."""
        from antidistill.hosts import skills
        from antidistill.hosts.parts import Whole

        hooks = place.project / ".github" if place.project else place.home / ".copilot"
        own = place.project / ".agents" if place.project else place.home / ".agents"
        text = json.dumps(_file(place), indent=2) + "\n"
        return (
            Whole(hooks / "hooks" / "antidistill.json", text),
            *skills.parts(own / "skills", place),
        )

    def remains(self, place: Place) -> tuple[str, ...]:
        """A project's file is shared."""
        if not place.project:
            return ("Start a new session.",)
        return (
            "Start a new session.",
            ".github/hooks is shared with the project: others will see the hook, and without "
            "antidistill on their machine it blocks their calls. Add it to .git/info/exclude to "
            "keep it to yourself.",
        )


def _file(place: Place) -> dict[str, Any]:
    def handler() -> dict[str, Any]:
        command = place.hook("copilot")
        return {"type": "command", "command": command, "timeoutSec": _SECONDS}

    return {"version": 1, "hooks": {"preToolUse": [handler()], "postToolUse": [handler()]}}
