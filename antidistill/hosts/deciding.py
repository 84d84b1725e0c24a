"""From an event to a verdict: what is distillation is generalised in the context of the file on
disk, and the user's choice says what becomes of the call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from antidistill.errors import AntidistillError
from antidistill.hosts import merging, saying, signs
from antidistill.hosts.base import PASS, Action, Event, Host, Leak, Moment, Verdict
from antidistill.hosts.choices import Choice, Do, OnFault
from antidistill.hosts.in_place import Tools, clean_file, document_name, text_of
from antidistill.hosts.writes import PROPOSAL, Write, bundled, command, put, writes

_PROPOSED = "skills/proposal"
_WATCHED = 400


@dataclass(frozen=True, slots=True)
class Around:
    """What a decision stands on."""

    choice: Choice
    tools: Tools
    program: str
    """How a shell calls us."""
    home: Path


@dataclass(frozen=True, slots=True)
class Judged:
    """A write that has been looked at."""

    write: Write
    file: Path
    likeness: signs.Likeness
    coming: merging.Future
    carried: merging.Carried

    @property
    def then(self) -> str:
        """What the file will say when the call is rewritten."""
        mine = {id(slot): text for slot, text in self.carried.texts}
        if not mine:
            return self.coming.text
        slots = self.write.slots
        return "".join(
            mine.get(id(slots[p.slot]), p.text) if p.slot >= 0 else p.text
            for p in self.coming.pieces
        )


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
        found = bundled(found, _PROPOSED)
    if not found and (shell := command(event.arguments)):
        return _settle(event, _of_command(event, *shell, around), host, around)
    judged = [j for w in found if (j := _judge(w, event.folder, around)) is not None]
    return _settle(event, _of_writes(event, judged, around), host, around)


def _of_command(event: Event, key: str, text: str, around: Around) -> Leak | None:
    from antidistill.hosts import commands

    own = commands.Own(
        clean=around.tools.clean,
        clean_file=lambda path: clean_file(path, around.tools, write=False),
        program=around.program,
    )
    return commands.judge(event, key, text, own)


def _of_writes(event: Event, judged: Sequence[Judged], around: Around) -> Leak | None:
    for one in (j for j in judged if not j.carried.stuck):
        around.tools.memory.expect(one.file, one.then, rewritten=bool(one.carried.texts))
    if stuck := [j for j in judged if j.carried.stuck]:
        return Leak(saying.stuck(stuck[0].write.path), certain=True)
    changed = [j for j in judged if j.carried.texts]
    if changed:
        texts = [pair for j in changed for pair in j.carried.texts]
        told = [(j.write.path, j.coming.text, j.carried.edits) for j in changed]
        return Leak(saying.summary(told), put(event.arguments, texts))
    for one in judged:
        if one.likeness.person and one.write.text.strip() and text_of(one.file) != one.then:
            return Leak(saying.doubtful(one.write.path, one.likeness.reasons))
    return None


def _settle(event: Event, found: Leak | None, host: Host, around: Around) -> Verdict:
    """The user's choice, as far as the host can carry it out."""
    if found is None:
        return PASS
    if found.arguments is None and found.certain:
        return Verdict(Action.BLOCK, found.says)
    for path in found.first if around.choice.do is Do.REWRITE else ():
        clean_file(path, around.tools, write=True)
    if found.arguments is not None and not host.rewrites:
        return _instead(event, found, host, around.choice.do)
    context = saying.rewritten(found.says) if found.arguments else ""
    if around.choice.do is Do.REWRITE:
        action = Action.REWRITE if found.arguments else Action.TELL
        return Verdict(action, found.says, found.arguments, context)
    if around.choice.do is Do.ASK and host.asks:
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


def _judge(write: Write, folder: Path, around: Around) -> Judged | None:
    """The write with what is to change in it; None when it is no distillation."""
    file = _placed(write.path, folder)
    likeness = signs.of_write(write.path, write.text)
    before = None if write.whole or write.path.startswith(_PROPOSED) else text_of(file)
    coming = merging.future(write, before)
    if not likeness.enough and before is not None:
        likeness = signs.of_write(write.path, coming.text)
    if not likeness.enough:
        return None
    edits = around.tools.clean(document_name(write.path), coming.text)
    return Judged(write, file, likeness, coming, merging.carry(write, coming, edits))


def _after(event: Event, host: Host, around: Around) -> Verdict:
    """The file is looked at again: the host may not have done what it was answered, and a secret
    may have come together from several edits."""
    told: list[Verdict] = []
    for write in writes(event.tool, event.arguments):
        file = _placed(write.path, event.folder)
        text = text_of(file)
        if text is None:
            continue
        how = around.tools.memory.as_expected(file, text)
        if how == "rewritten" and not host.tells_before:
            told.append(Verdict(Action.TELL, context=saying.differs([write.path])))
        elif not how and signs.of_write(write.path, text).enough:
            told.append(_put_right(file, around))
    return next((v for v in told if v is not PASS), PASS)


def _changed(event: Event, host: Host, around: Around) -> Verdict:
    del host
    file = _placed(event.path, event.folder)
    text = text_of(file)
    if text is None or around.tools.memory.as_expected(file, text):
        return PASS
    return _put_right(file, around) if signs.of_write(event.path, text).enough else PASS


def _loaded(event: Event, host: Host, around: Around) -> Verdict:
    """A skill file that somebody else wrote: kept from use until it is clean."""
    found = _changed(event, host, around) if event.path else PASS
    keep_out = found.action is Action.TELL and around.choice.do is not Do.REWRITE
    return replace(found, action=Action.BLOCK) if keep_out else found


def _put_right(file: Path, around: Around) -> Verdict:
    """A file that holds what should not be there: cleaned when the user chose that, else told."""
    write = around.choice.do is Do.REWRITE
    cleaned = clean_file(file, around.tools, write=write)
    if cleaned is None:
        return PASS
    if write:
        return Verdict(
            Action.TELL, saying.put_right(file, cleaned), context=saying.differs([str(file)])
        )
    return Verdict(Action.TELL, saying.still_there(file, cleaned, around.program))


def _prompt(event: Event, host: Host, around: Around) -> Verdict:
    del host, around
    likeness = signs.of_prompt(event.text)
    if not likeness.enough:
        return PASS
    return Verdict(Action.TELL, saying.noticed(likeness.reasons), context=saying.NOTICE)


def _start(event: Event, host: Host, around: Around) -> Verdict:
    del host
    return Verdict(Action.TELL, watch=tuple(_watched(event.folder, around.home)))


def _proposed(event: Event, host: Host, around: Around) -> Verdict:
    """A bundle that is about to become a skill: it can be vetoed and not rewritten."""
    del host
    found = bundled(writes("skill_workshop", event.arguments), _PROPOSED)
    judged = [j for w in found if (j := _judge(w, event.folder, around)) is not None]
    changed = [j for j in judged if j.carried.edits or j.carried.stuck]
    if not changed:
        return PASS
    told = [(j.write.path, j.coming.text, j.carried.edits) for j in changed]
    return Verdict(Action.BLOCK, saying.summary(told))


_MOMENTS: dict[Moment, Callable[[Event, Host, Around], Verdict]] = {
    Moment.BEFORE: _before,
    Moment.AFTER: _after,
    Moment.PROMPT: _prompt,
    Moment.START: _start,
    Moment.CHANGED: _changed,
    Moment.LOADED: _loaded,
    Moment.PROPOSED: _proposed,
}


def _placed(path: str, folder: Path) -> Path:
    return folder / Path(path.replace("\\", "/") if "\\" in path and "/" not in path else path)


def _watched(folder: Path, home: Path) -> Iterator[str]:
    """The skill files that there are, and the places where new ones are put."""
    for name in (PROPOSAL, "work.md", "persona.md"):
        yield str(folder / name)
    count = 0
    for root in (
        folder / "skills", folder / ".claude" / "skills", folder / "colleagues",
        folder / ".agents" / "skills", home / ".claude" / "skills",
    ):  # fmt: skip
        for file in sorted(root.rglob("*.md")) if root.is_dir() else ():
            if count < _WATCHED and signs.of_path(str(file)).enough:
                count += 1
                yield str(file)
