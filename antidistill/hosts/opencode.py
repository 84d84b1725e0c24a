"""opencode: a small plugin hands every call to our process and puts the answer in its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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

_MOMENTS = {"tool.execute.before": Moment.BEFORE, "tool.execute.after": Moment.AFTER}


KNOWN = Known(
    Sight(
        seen=(
            "write, edit, patch: rewritten or blocked",
            "bash: as in Claude Code, without a question",
        ),
        unseen=(
            "prompts",
            "what other programs write (run `antidistill watch`)",
            "a hook cannot have the user asked: 'ask' blocks and says how to go on",
            "the look after a call, on versions that do not call their plugins then",
        ),
    ),
    merges=True,
    late=Fate.BLOCKED,
)


@dataclass(frozen=True, slots=True)
class Opencode:
    """See `base.Host` and `installing.Target`."""

    name: str = "opencode"
    title: str = "opencode"
    known: Known = KNOWN

    def speaks(self, payload: Arguments) -> bool:
        """Our own plugin speaks there."""
        return str(payload.get("event")) in _MOMENTS and "args" in payload

    def writing(self, folder: Path, path: str, text: str) -> Arguments:
        """Its write tool, as our plugin hands it on."""
        return {
            "event": "tool.execute.before",
            "tool": "write",
            "args": {"filePath": path, "content": text},
            "directory": str(folder),
        }

    def event(self, payload: Arguments) -> Event | None:
        """The event that the plugin sends."""
        moment = _MOMENTS.get(str(payload.get("event", "")))
        if moment is None:
            return None
        folder = Path(payload.get("directory") or ".")
        return Event(
            moment, folder, str(payload.get("tool", "")), dialect.mapping(payload.get("args"))
        )

    def answer(self, payload: Arguments, event: Event, verdict: Verdict) -> Answer:
        """What the plugin understands: {args}, {block}, or nothing."""
        del payload
        if event.moment is Moment.AFTER or verdict.action in (Action.PASS, Action.TELL):
            return Answer()
        if verdict.action is Action.REWRITE and verdict.arguments is not None:
            return dialect.dumped({"args": dict(verdict.arguments)})
        return dialect.dumped({"block": verdict.reason})

    def failed(self, payload: Arguments | None, reason: str) -> Answer:
        """The plugin throws, which blocks the call."""
        if payload is not None and payload.get("event") == "tool.execute.after":
            return Answer(stderr=f"{reason}\n")
        return dialect.dumped({"block": reason})

    def fate(self, answer: Answer) -> tuple[Fate, Arguments | None]:
        """What our plugin makes of an answer: it throws at every failure."""
        if (out := dialect.heard(answer)) is None:
            return Fate.BLOCKED, None
        return dialect.ending(out.get("args"), blocked="block" in out)

    def parts(self, place: Place) -> tuple[Part, ...]:
        """The plugin and the skill."""
        from antidistill.hosts import shims, skills
        from antidistill.hosts.parts import Whole

        root = place.project / ".opencode" if place.project else place.home / ".config" / "opencode"
        plugin = Whole(root / "plugins" / "antidistill.js", shims.text("opencode.js", place))
        return (plugin, *skills.parts(root / "skills", place))

    def remains(self, place: Place) -> tuple[str, ...]:
        """Plugins are read at the start."""
        del place
        return ("Start opencode again.",)
