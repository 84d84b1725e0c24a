"""The dialect that Claude Code began and others took over: JSON in, JSON out, exit 2 blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidistill.hosts.base import Action, Answer, Arguments, Event, Fate, Moment, Verdict

if TYPE_CHECKING:
    from antidistill.hosts.parts import Place

MOMENTS = {
    "PreToolUse": Moment.BEFORE,
    "PostToolUse": Moment.AFTER,
    "UserPromptSubmit": Moment.PROMPT,
    "UserPromptExpansion": Moment.PROMPT,
    "SessionStart": Moment.START,
    "FileChanged": Moment.CHANGED,
    "ConfigChange": Moment.LOADED,
}
TOOL_AND_PROMPT = ("PreToolUse", "PostToolUse", "UserPromptSubmit")
BLOCKS = 2


class ClaudeDialect:
    """What a host in this dialect hears and says, where it has no other way; see `base.Host`."""

    __slots__ = ()

    def speaks(self, payload: Arguments) -> bool:
        """The keys are those of all who took over the dialect: nothing tells whose they are."""
        del payload
        return False

    def event(self, payload: Arguments) -> Event | None:
        """The event of a payload; None when it is one that we do not look at."""
        moment = MOMENTS.get(payload.get("hook_event_name", ""))
        if moment is None or payload.get("event") == "unlink":
            return None
        if moment is Moment.LOADED and payload.get("source") != "skills":
            return None
        return Event(
            moment,
            Path(payload.get("cwd") or "."),
            str(payload.get("tool_name", "")),
            mapping(payload.get("tool_input")),
            _prompt(payload),
            str(payload.get("file_path", "")),
        )

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """`verdict` on a tool call: a decision with its reason, and the whole new input."""
        del event
        name = payload.get("hook_event_name", "PreToolUse")
        if verdict.action is Action.PASS:
            return Answer()
        if name == "PreToolUse" and verdict.action is not Action.TELL:
            return dumped({"hookSpecificOutput": _decision(name, verdict)})
        if verdict.action is Action.BLOCK:
            return dumped({"decision": "block", "reason": verdict.reason})
        return told(name, verdict)

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """Blocks a call; other events cannot be blocked with profit, so only a word is left."""
        before = payload is None or payload.get("hook_event_name") == "PreToolUse"
        return Answer(stderr=f"{reason}\n", code=BLOCKS if before else 0)

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """By the documented rules: exit 2 blocks, valid JSON decides, anything else lets it run."""
        if answer.code == BLOCKS:
            return Fate.BLOCKED, None
        try:
            out = json.loads(answer.stdout)["hookSpecificOutput"]
            decision, new = out.get("permissionDecision"), out.get("updatedInput")
        except (ValueError, KeyError, TypeError, AttributeError):
            return Fate.RUNS, None
        return ending(new, blocked=decision == "deny", asked=decision == "ask")


def calling(folder: Path, tool: str, given: Arguments, **own: Any) -> dict[str, Any]:
    """The payload of a call, with the keys that a host has of its own."""
    return {
        "session_id": "antidistill",
        "transcript_path": "",
        "cwd": str(folder),
        "hook_event_name": "PreToolUse",
        "tool_name": tool,
        "tool_input": given,
        **own,
    }


def told(name: str, verdict: Verdict) -> Answer:
    """A word to user and model, without a decision."""
    out: dict[str, Any] = {"systemMessage": verdict.reason} if verdict.reason else {}
    specific: dict[str, Any] = {}
    if verdict.context:
        specific["additionalContext"] = verdict.context
    if verdict.watch:
        specific["watchPaths"] = list(verdict.watch)
    if specific:
        out["hookSpecificOutput"] = {"hookEventName": name, **specific}
    return dumped(out) if out else Answer()


def hooks(
    place: Place, host: str, tools: str, moments: tuple[str, str, str], **own: Any
) -> Iterator[tuple[str, dict[str, Any]]]:
    """A hook before the tools, one after them and one on prompts, each with its event; `own` is
    what the host has in a hook besides its command."""
    before, after, prompt = moments

    def handler(command: str) -> dict[str, Any]:
        return {"type": "command", "command": command, **own}

    plain = place.hook(host)
    yield before, {"matcher": tools, "hooks": [handler(place.guarded(host))]}
    yield after, {"matcher": tools, "hooks": [handler(plain)]}
    yield prompt, {"hooks": [handler(plain)]}


def ending(
    new: Arguments | None, *, blocked: bool, asked: bool = False
) -> tuple[Fate, Arguments | None]:
    """The fate of a call after a decision, with its new arguments."""
    if blocked:
        return Fate.BLOCKED, None
    if asked:
        return Fate.ASKED, new
    return (Fate.REWRITTEN, new) if new is not None else (Fate.RUNS, None)


def heard(answer: Answer) -> dict[str, Any] | None:
    """The object in an answer to a host where every failure blocks: {} when there is none, None
    when it is such a failure."""
    if answer.code:
        return None
    try:
        out: dict[str, Any] = json.loads(answer.stdout.strip() or "{}")
    except ValueError:
        return None
    return out


def dumped(out: Mapping[str, Any]) -> Answer:
    """An answer that is this object."""
    return Answer(json.dumps(out, ensure_ascii=True))


def mapping(value: Any) -> dict[str, Any]:
    """A tool's arguments, which some hosts send as text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return {"input": value}
    return value if isinstance(value, dict) else {}


def _decision(name: str, verdict: Verdict) -> dict[str, Any]:
    words = {Action.REWRITE: "allow", Action.ASK: "ask", Action.BLOCK: "deny"}
    out: dict[str, Any] = {
        "hookEventName": name,
        "permissionDecision": words[verdict.action],
        "permissionDecisionReason": verdict.reason,
    }
    if verdict.arguments is not None and verdict.action is not Action.BLOCK:
        out["updatedInput"] = dict(verdict.arguments)
    if verdict.context:
        out["additionalContext"] = verdict.context
    return out


def _prompt(payload: Arguments) -> str:
    name = payload.get("command_name")
    if name:
        return f"/{str(name).lstrip('/')} {payload.get('command_args') or ''}".rstrip()
    return str(payload.get("prompt") or "")
