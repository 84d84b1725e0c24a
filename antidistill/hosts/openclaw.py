"""OpenClaw: a native plugin asks us before file tools, the shell and the skill workshop run, and
once more before a finished skill proposal is applied."""

from __future__ import annotations

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
    Verdict,
)
from antidistill.message import said

if TYPE_CHECKING:
    from antidistill.hosts.parts import Part, Place

_FILES = ("openclaw.plugin.json", "package.json", "index.js", "index.ts")


KNOWN = Known(
    Sight(
        seen=(
            "write, edit, apply_patch: rewritten, put up for approval or blocked",
            "skill_workshop: text and support files of a proposal, as above",
            "a proposal before it is applied: vetoed while it gives know-how away",
            "exec: as in Claude Code",
        ),
        unseen=(
            "prompts",
            "calls of Codex's own tools under OpenClaw can be blocked, not rewritten",
            "what other programs write (run `antidistill watch`)",
            "a look at a proposal that runs too long does not veto it",
        ),
    ),
    Checks(unknown=("plugin: only OpenClaw knows; see openclaw plugins list",)),
    asks=True,
    late=Fate.BLOCKED,
)


@dataclass(frozen=True, slots=True)
class OpenClaw:
    """See `base.Host` and `installing.Target`."""

    name: str = "openclaw"
    title: str = "OpenClaw"
    known: Known = KNOWN

    def speaks(self, payload: Arguments) -> bool:
        """A call with its params."""
        return "toolName" in payload and "params" in payload

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """Its write tool, as our plugin hands it on."""
        return {
            "event": "before_tool_call",
            "toolName": "write",
            "params": {"path": path, "content": text},
            "workspaceDir": str(folder),
        }

    def event(self, payload: Arguments) -> Event | None:
        """The event that the plugin sends."""
        folder = Path(payload.get("workspaceDir") or payload.get("cwd") or ".")
        if payload.get("event") == "skill_proposal_evaluate":
            return Event(Moment.PROPOSED, folder, "skill_workshop", _candidate(payload))
        tool, given = str(payload.get("toolName", "")), dialect.mapping(payload.get("params"))
        if not tool:
            return None
        after = payload.get("event") == "after_tool_call"
        return Event(Moment.AFTER if after else Moment.BEFORE, folder, tool, given)

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """Params, an approval, or a block; for a proposal a veto."""
        del payload
        if event.moment is Moment.PROPOSED:
            return dialect.dumped(_evaluation(verdict))
        if event.moment is Moment.AFTER or verdict.action in (Action.PASS, Action.TELL):
            return Answer()
        if verdict.action is Action.BLOCK:
            return dialect.dumped({"block": True, "blockReason": verdict.reason})
        out: dict[str, Any] = {}
        if verdict.arguments is not None:
            out["params"] = dict(verdict.arguments)
        if verdict.action is Action.ASK:
            out["requireApproval"] = {
                "title": "antidistill: generalise before it is written?",
                "description": verdict.reason,
                "severity": "warning",
                "allowedDecisions": ["allow-once", "deny"],
            }
        return dialect.dumped(out)

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """A block; for a proposal a veto."""
        if payload is not None and payload.get("event") == "skill_proposal_evaluate":
            return dialect.dumped(_evaluation(Verdict(Action.BLOCK, reason)))
        if payload is not None and payload.get("event") == "after_tool_call":
            return Answer(stderr=f"{reason}\n")
        return dialect.dumped({"block": True, "blockReason": reason})

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What it makes of what our plugin returns; a throw blocks."""
        if (out := dialect.heard(answer)) is None:
            return Fate.BLOCKED, None
        blocked = bool(out.get("block")) or out.get("decision") == "block"
        return dialect.ending(out.get("params"), blocked=blocked, asked="requireApproval" in out)

    def parts(self, place: Place) -> tuple[Part, ...]:
        """The plugin's folder, which OpenClaw copies when it is told to, and the skill."""
        from antidistill.hosts import shims, skills
        from antidistill.hosts.parts import Whole

        root = place.project or place.home / ".openclaw"
        folder = _plugin(place)
        files = (Whole(folder / name, shims.text(f"openclaw/{name}", place)) for name in _FILES)
        return (*files, *skills.parts(root / "skills", place))

    def remains(self, place: Place) -> tuple[str, ...]:
        """Plugins are taken in by its own command."""
        return (
            said(
                "Run: openclaw plugins install {folder} (it asks whether you trust it and let it "
                "see tool calls; --force --accept-capabilities says yes to both)",
                folder=_plugin(place),
            ),
            "Start the gateway again: openclaw gateway restart",
        )


def _plugin(place: Place) -> Path:
    root = place.project / ".openclaw" if place.project else place.home / ".openclaw"
    return root / "antidistill-plugin"


def _candidate(payload: Arguments) -> dict[str, Any]:
    """A proposal's bundle in the words of the workshop's tool."""
    bundle = dialect.mapping(payload.get("candidate"))
    main = dialect.mapping(bundle.get("skillMd"))
    skill = dialect.mapping(payload.get("skill"))
    rows = bundle.get("files")
    return {
        "proposal_content": str(main.get("content", "")),
        "description": str(skill.get("description", "")),
        "support_files": [r for r in rows if isinstance(r, dict)] if isinstance(rows, list) else [],
    }


def _evaluation(verdict: Verdict) -> dict[str, Any]:
    blocked = verdict.action is Action.BLOCK
    reason = verdict.reason or "nothing in it would be generalised"
    finding = {"ruleId": "antidistill", "severity": "warn", "message": reason}
    return {
        "decision": "block" if blocked else "pass",
        "decisionReason": reason,
        "summary": reason,
        "findings": [finding] if blocked else [],
    }
