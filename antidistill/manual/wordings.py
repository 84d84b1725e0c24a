"""The wording behind a source mark such as 'manual/redis/traps/0' or 'manual/manners/quiet/1'."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from antidistill.manual import manners
from antidistill.manual.load import heads, topic
from antidistill.manual.topic import Both


@cache
def wording(source: str, folders: tuple[Path, ...] = ()) -> str:
    """All that the entry says, in both languages; '' if there is no such entry."""
    parts = source.split("/")
    if parts[1] == "manners":
        return manners.wording(parts[2], int(parts[3]))
    path = next((h.path for h in heads(*folders) if h.id == parts[1]), None)
    if path is None:
        return ""
    whole = topic(path)
    at = [int(p) for p in parts[3:]]
    if parts[2] == "procedures":
        step = whole.procedures[at[0]].steps[at[1]]
        return _said(step.say, *([step.check] if step.check else []))
    if parts[2] == "commands":
        command = whole.commands[at[0]]
        return "\n".join((_said(command.purpose, command.expect), command.run))
    if parts[2] == "defaults":
        return _said(whole.defaults[at[0]].say)
    if parts[2] == "checks":
        return _said(whole.checks[at[0]].say, whole.checks[at[0]].question)
    if parts[2] == "samples":
        case = whole.samples[at[0]]
        return _said(case.title, case.what, case.impact, case.action, case.result)
    both: Both = getattr(whole, parts[2])[at[0]]
    return _said(both)


def _said(*both: Both) -> str:
    return "\n".join(w for b in both for w in (b.en, b.zh))
