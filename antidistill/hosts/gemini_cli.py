"""Gemini CLI: hooks before and after a tool; new arguments are laid over the old ones."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
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

if TYPE_CHECKING:
    from antidistill.hosts.parts import Part, Place

TOOLS = "write_file|replace|run_shell_command"
_MILLISECONDS = 60_000
_EVENTS = ("BeforeTool", "AfterTool", "BeforeAgent")
_MOMENTS = dict(zip(_EVENTS, (Moment.BEFORE, Moment.AFTER, Moment.PROMPT), strict=True))


KNOWN = Known(
    Sight(
        seen=(
            "write_file, replace: rewritten, asked for or blocked",
            "run_shell_command: as in Claude Code",
            "prompts that ask for distillation: a notice",
        ),
        unseen=(
            "what other programs write (run `antidistill watch`)",
            "a version whose hooks know no question writes the generalised text without one",
            "a hook that runs too long lets the call through; on Windows one that cannot start too",
        ),
    ),
    asks=True,
    merges=True,
)


@dataclass(frozen=True, slots=True)
class GeminiCli:
    """See `base.Host` and `installing.Target`."""

    name: str = "gemini-cli"
    title: str = "Gemini CLI"
    known: Known = KNOWN

    def speaks(self, payload: Arguments) -> bool:
        """Its events have names of their own."""
        return str(payload.get("hook_event_name")) in _MOMENTS

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """Its write_file tool."""
        given = {"file_path": path, "content": text}
        return dialect.calling(folder, "write_file", given, hook_event_name="BeforeTool")

    def event(self, payload: Arguments) -> Event | None:
        """The event of a payload."""
        moment = _MOMENTS.get(str(payload.get("hook_event_name", "")))
        if moment is None:
            return None
        return Event(
            moment,
            Path(payload.get("cwd") or "."),
            str(payload.get("tool_name", "")),
            dialect.mapping(payload.get("tool_input")),
            str(payload.get("prompt") or ""),
        )

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """A decision at the top, new arguments below."""
        name = str(payload.get("hook_event_name", "BeforeTool"))
        if verdict.action is Action.PASS:
            return Answer()
        if event.moment is not Moment.BEFORE or verdict.action is Action.TELL:
            return dialect.told(name, replace(verdict, watch=()))
        if verdict.action is Action.BLOCK:
            return dialect.dumped({"decision": "deny", "reason": verdict.reason})
        out: dict[str, Any] = {"systemMessage": verdict.reason}
        if verdict.action is Action.ASK:
            out["decision"] = "ask"
        if verdict.arguments is not None:
            new = {k: v for k, v in verdict.arguments.items() if event.arguments.get(k) != v}
            out["hookSpecificOutput"] = {"hookEventName": name, "tool_input": new}
        return dialect.dumped(out)

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """Exit 2 blocks a call."""
        before = payload is None or payload.get("hook_event_name") == "BeforeTool"
        return Answer(stderr=f"{reason}\n", code=dialect.BLOCKS if before else 0)

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What it makes of an answer; other codes and plain text let the call run."""
        if answer.code == dialect.BLOCKS:
            return Fate.BLOCKED, None
        try:
            out = json.loads(answer.stdout) if answer.code == 0 else {}
            new = out.get("hookSpecificOutput", {}).get("tool_input")
        except (ValueError, AttributeError):
            return Fate.RUNS, None
        said = out.get("decision")
        return dialect.ending(new, blocked=said in ("deny", "block"), asked=said == "ask")

    def parts(self, place: Place) -> tuple[Part, ...]:
        """Its settings and its skill folder."""
        from antidistill.hosts import skills

        root = (place.project or place.home) / ".gemini"
        hooks = dialect.hooks(
            place, self.name, TOOLS, _EVENTS, name="antidistill", timeout=_MILLISECONDS
        )
        return skills.beside(root / "settings.json", hooks, root / "skills", place)

    def remains(self, place: Place) -> tuple[str, ...]:
        """Sessions read hooks when they start."""
        shared = "The settings of a project are usually shared with it: others will see the hook."
        return (
            "Start a new session; /hooks lists what is in force.",
            *((shared,) * bool(place.project)),
        )
