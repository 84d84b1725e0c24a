"""From an event to a verdict: what is distillation is generalised in the context of the file on
disk, and the user's choice says what becomes of the call."""

from __future__ import annotations

from collections.abc import Callable

from antidistill.errors import AntidistillError
from antidistill.hosts import afterwards, judging, saying, signs
from antidistill.hosts.base import PASS, Action, Event, Host, Leak, Moment, Verdict
from antidistill.hosts.choices import Choice, Do, OnFault
from antidistill.hosts.in_place import clean_file
from antidistill.hosts.judging import PROPOSED, Around
from antidistill.hosts.writes import bundled, command, writes


def decide(event: Event, host: Host, around: Around) -> Verdict:
    """What is to become of an event. A fault that the user can understand becomes a verdict as
    they chose; any other is raised."""
    if around.choice.do is Do.NOTHING:
        return PASS
    try:
        return _MOMENTS[event.moment](event, host, around)
    except AntidistillError as fault:
        return on_fault(str(fault), around.choice)


def on_fault(reason: str, choice: Choice) -> Verdict:
    """The verdict on something that could not be judged."""
    text = saying.unjudged(reason)
    if choice.on_fault is OnFault.PASS:
        return Verdict(Action.TELL, text)
    return Verdict(Action.BLOCK, text)


def _before(event: Event, host: Host, around: Around) -> Verdict:
    found = writes(event.tool, event.arguments)
    if event.tool == "skill_workshop":
        found = bundled(found, PROPOSED)
    if not found and (shell := command(event.arguments)):
        return _settle(event, _of_command(event, *shell, around), host, around)
    judged = judging.judge_all(found, event.folder, around)
    return _settle(event, judging.leak(event, judged, around), host, around)


def _of_command(event: Event, key: str, text: str, around: Around) -> Leak | None:
    from antidistill.hosts import commands

    own = commands.Own(
        clean=around.tools.clean,
        clean_file=lambda path: clean_file(path, around.tools, write=False),
        program=around.program,
    )
    return commands.judge(event, key, text, own)


def _settle(event: Event, found: Leak | None, host: Host, around: Around) -> Verdict:
    """The user's choice, as far as the host can carry it out."""
    if found is None:
        return PASS
    if found.arguments is None and found.certain:
        return Verdict(Action.BLOCK, found.says)
    for path in found.first if around.choice.do is Do.REWRITE else ():
        clean_file(path, around.tools, write=True)
    if found.arguments is not None and not host.known.rewrites:
        return _instead(event, found, host, around.choice.do)
    context = saying.rewritten(found.says) if found.arguments else ""
    if around.choice.do is Do.REWRITE:
        action = Action.REWRITE if found.arguments else Action.TELL
        return Verdict(action, found.says, found.arguments, context)
    if around.choice.do is Do.ASK and host.known.asks:
        says = f"{found.says}\n{saying.choose(host.name)}" if found.arguments else found.says
        return Verdict(Action.ASK, says, found.arguments, context)
    says = f"{found.says}\n{saying.blocked(host.name, asked=around.choice.do is Do.ASK)}"
    return Verdict(Action.BLOCK, says)


def _instead(event: Event, found: Leak, host: Host, do: Do) -> Verdict:
    """Where a host runs a call only as it was sent: it is blocked, and when the user has chosen to
    have writes generalised, the model is told what to send in its place."""
    if do is not Do.REWRITE or found.arguments is None:
        says = f"{found.says}\n{saying.blocked(host.name, asked=do is Do.ASK)}"
        return Verdict(Action.BLOCK, says)
    new = {k: v for k, v in found.arguments.items() if v != event.arguments.get(k)}
    return Verdict(Action.BLOCK, f"{found.says}\n{saying.instead(new)}")


def _prompt(event: Event, host: Host, around: Around) -> Verdict:
    del host, around
    likeness = signs.of_prompt(event.text)
    if not likeness.enough:
        return PASS
    return Verdict(Action.TELL, saying.noticed(likeness.reasons), context=saying.NOTICE)


def _start(event: Event, host: Host, around: Around) -> Verdict:
    del host
    return Verdict(Action.TELL, watch=tuple(afterwards.watched(event.folder, around.home)))


def _proposed(event: Event, host: Host, around: Around) -> Verdict:
    """A bundle that is about to become a skill: it can be vetoed and not rewritten."""
    del host
    found = bundled(writes("skill_workshop", event.arguments), PROPOSED)
    judged = judging.judge_all(found, event.folder, around)
    changed = [j for j in judged if j.carried.edits or j.carried.stuck]
    if not changed:
        return PASS
    told = [(j.write.path, j.coming.text, j.carried.edits) for j in changed]
    return Verdict(Action.BLOCK, saying.summary(told))


_MOMENTS: dict[Moment, Callable[[Event, Host, Around], Verdict]] = {
    Moment.BEFORE: _before,
    Moment.AFTER: afterwards.after,
    Moment.PROMPT: _prompt,
    Moment.START: _start,
    Moment.CHANGED: afterwards.changed,
    Moment.LOADED: afterwards.loaded,
    Moment.PROPOSED: _proposed,
}
