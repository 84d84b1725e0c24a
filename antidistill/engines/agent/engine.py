"""Answers that are there already: `antidistill plan` told the agent what to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from antidistill.engines.agent.records import digest_of
from antidistill.engines.base import Refusal
from antidistill.errors import UsageFault
from antidistill.message import counted
from antidistill.passage import Rewrite
from antidistill.sheet import Named, Sheet


@dataclass(slots=True)
class AgentEngine:
    """Answers with what it was given, for the plan that it was given for."""

    answers: Mapping[str, Rewrite] = field(default_factory=dict)
    found: Sequence[Named] = ()
    """Kept lines that it named as telling, those that tell most first."""
    digest: str = ""
    """Of the plan that was answered; '' asks for no check."""
    earlier: Sequence[Rewrite | Named] = ()
    """What it had said of its lines before that, the newest first."""
    name: str = "agent"

    def ask(self, sheet: Sheet) -> list[Rewrite | Named]:
        """The answers, and what was found, for lines of this sheet; UsageFault when they were
        given for another."""
        if self.digest and self.digest != digest_of(sheet):
            raise UsageFault(
                "the plan is stale: the document, the mode or the settings are not what they were; "
                "run antidistill plan again"
            )
        known = {line.id for line in sheet.lines() if line.id}
        if unknown := sorted({*self.answers, *(n.line for n in self.found)} - known):
            raise UsageFault(
                counted(
                    "an answer for an unknown id, {unknown!r}: answer the ids of the plan",
                    "answers for {n} unknown ids, such as {unknown!r}: answer the ids of the plan",
                    len(unknown),
                    unknown=unknown[0],
                )
            )
        return [*self.answers.values(), *self.found]

    def ask_again(self, sheet: Sheet, refusals: Sequence[Refusal]) -> list[Rewrite | Named]:
        """What it had said of these lines before; more is another `antidistill apply`."""
        del sheet
        lines = {r.passage for r in refusals}
        return [
            one
            for one in self.earlier
            if (one.passage if isinstance(one, Rewrite) else one.line) in lines
        ]
