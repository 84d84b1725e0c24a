"""Cursor: hooks of its own before and after; a question is not relied on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.hosts import claude_dialect as dialect
from antidistill.hosts.base import (
    Action,
    Answer,
    Arguments,
    Event,
    Fate,
    Known,
    Moment,
    Sight,
    Verdict,
)
from antidistill.hosts.choices import OnFault

if TYPE_CHECKING:
    from antidistill.hosts.parts import Part, Place

_BASE = '{\n  "version": 1\n}\n'
_SECONDS = 60
_MOMENTS = {
    "preToolUse": Moment.BEFORE,
    "postToolUse": Moment.AFTER,
    "afterFileEdit": Moment.AFTER,
    "beforeShellExecution": Moment.BEFORE,
    "beforeSubmitPrompt": Moment.PROMPT,
}


KNOWN = Known(
    Sight(
        seen=(
            "Write and other file tools: rewritten or blocked",
            "Shell: as in Claude Code, without a question",
            "every edited file afterwards: generalised, when a rewrite did not land",
        ),
        unseen=(
            "whether a rewritten Write lands is not documented: the look afterwards is what counts",
            "completions while typing, and what other programs write (run `antidistill watch`)",
            "prompts: they can be stopped, not answered, so nothing is said to them",
        ),
    ),
    tells_before=True,
    late=Fate.BLOCKED,
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """See `base.Host` and `installing.Target`."""

    name: str = "cursor"
    title: str = "Cursor"
    known: Known = KNOWN

    def speaks(self, payload: Arguments) -> bool:
        """It gives its version."""
        return "cursor_version" in payload or "workspace_roots" in payload

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """Its Write tool."""
        return {
            "hook_event_name": "preToolUse",
            "cursor_version": "3",
            "workspace_roots": [str(folder)],
            "cwd": str(folder),
            "tool_name": "Write",
            "tool_input": {"file_path": path, "content": text},
        }

    def event(self, payload: Arguments) -> Event | None:
        """The event of a payload."""
        name = payload.get("hook_event_name", "")
        moment = _MOMENTS.get(str(name))
        if moment is None:
            return None
        roots = payload.get("workspace_roots") or [payload.get("cwd") or "."]
        given = dialect.mapping(payload.get("tool_input"))
        if name == "beforeShellExecution":
            given = {"command": payload.get("command", "")}
        elif name == "afterFileEdit":
            given = {k: payload[k] for k in ("file_path", "edits") if k in payload}
        folder = Path(payload.get("cwd") or roots[0])
        tool = str(payload.get("tool_name") or name)
        return Event(moment, folder, tool, given, str(payload.get("prompt") or ""))

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """A permission, with the new input where there is one."""
        del payload
        if event.moment is Moment.PROMPT:
            return dialect.dumped({"continue": True})
        if event.moment is Moment.AFTER or verdict.action in (Action.PASS, Action.TELL):
            return Answer()
        if verdict.action is Action.REWRITE and event.tool != "beforeShellExecution":
            out: dict[str, Any] = {
                "permission": "allow",
                "updated_input": dict(verdict.arguments or {}),
            }
            if verdict.context:
                out["agent_message"] = verdict.context
            return dialect.dumped(out)
        return dialect.dumped(_denied(verdict.reason))

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """A refusal with its reason."""
        name = (payload or {}).get("hook_event_name", "preToolUse")
        if _MOMENTS.get(str(name)) is Moment.BEFORE:
            return dialect.dumped(_denied(reason))
        return Answer(stderr=f"{reason}\n")

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What it makes of an answer; with `failClosed` any failure blocks."""
        if (out := dialect.heard(answer)) is None:
            return Fate.BLOCKED, None
        return dialect.ending(out.get("updated_input"), blocked=out.get("permission") == "deny")

    def parts(self, place: Place) -> tuple[Part, ...]:
        """Its hooks file and its skill folder."""
        from antidistill.hosts import skills

        root = (place.project or place.home) / ".cursor"
        return skills.beside(root / "hooks.json", _hooks(place), root / "skills", place, _BASE)

    def remains(self, place: Place) -> tuple[str, ...]:
        """What it may run twice."""
        shared = "The hooks of a project are usually shared with it: others will see them."
        return ("Start Cursor again.", *((shared,) * bool(place.project)))


def _denied(reason: str) -> dict[str, Any]:
    return {"permission": "deny", "user_message": reason, "agent_message": reason}


def _hooks(place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    closed = place.on_fault is OnFault.BLOCK
    gate = {"command": place.hook("cursor"), "timeout": _SECONDS, "failClosed": closed}
    yield "preToolUse", {**gate, "matcher": "Write|Edit|MultiEdit|StrReplace|ApplyPatch|Shell"}
    yield "afterFileEdit", {"command": place.hook("cursor"), "timeout": _SECONDS}
