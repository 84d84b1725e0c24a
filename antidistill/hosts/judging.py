"""One write, looked at in the context of the file on disk: is it distillation, and what is to
change in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from antidistill.hosts import merging, saying, signs
from antidistill.hosts.base import Event, Leak
from antidistill.hosts.choices import Choice
from antidistill.hosts.in_place import Tools, text_of
from antidistill.hosts.recognising import changes, recognised
from antidistill.hosts.writes import Write, put

PROPOSED = "skills/proposal"
"""Where a proposal is put, which has no place yet."""


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


def judge(write: Write, folder: Path, around: Around) -> Judged | None:
    """The write with what is to change in it; None when it is no distillation."""
    file = placed(write.path, folder)
    likeness = recognised(write.path, write.text)
    before = None if write.whole or write.path.startswith(PROPOSED) else text_of(file)
    coming = merging.future(write, before)
    if not likeness.enough and before is not None:
        likeness = replace(recognised(write.path, coming.text), told=False)
    if not likeness.enough:
        return None
    edits = changes(write.path, coming.text, around.tools.clean)
    return Judged(write, file, likeness, coming, merging.carry(write, coming, edits))


def judge_all(found: Iterable[Write], folder: Path, around: Around) -> list[Judged]:
    """Those of some writes that are distillation."""
    return [one for write in found if (one := judge(write, folder, around)) is not None]


def leak(event: Event, judged: Sequence[Judged], around: Around) -> Leak | None:
    """What a call with these writes gives away; None when nothing."""
    doubted = [j for j in judged if _is_doubted(j, around)]
    for one in (j for j in judged if not j.carried.stuck):
        around.tools.memory.expect(one.file, one.then, rewritten=bool(one.carried.texts))
    if stuck := [j for j in judged if j.carried.stuck]:
        return Leak(saying.stuck(stuck[0].write.path), certain=True)
    changed = [j for j in judged if j.carried.texts]
    if changed:
        texts = [pair for j in changed for pair in j.carried.texts]
        told = [(j.write.path, j.coming.text, j.carried.edits) for j in changed]
        return Leak(saying.summary(told), put(event.arguments, texts))
    for one in doubted:
        return Leak(saying.doubtful(one.write.path, one.likeness))
    return None


def _is_doubted(one: Judged, around: Around) -> bool:
    """Whether it surely is distillation, and nothing was found in it: neither is it what is there
    already, nor what we have made of it before."""
    sure = one.likeness.person or one.likeness.told
    if not sure or not one.write.text.strip() or text_of(one.file) == one.then:
        return False
    return around.tools.memory.as_expected(one.file, one.then) != "rewritten"


def placed(path: str, folder: Path) -> Path:
    """The file that a call names, with the slashes of either system."""
    return folder / Path(path.replace("\\", "/") if "\\" in path and "/" not in path else path)
