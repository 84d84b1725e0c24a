"""What becomes of the lines that a mode keeps, once other lines are left out or read anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from antidistill.document import Form
from antidistill.edit import Edit
from antidistill.finding import Finding
from antidistill.mode import Mode
from antidistill.passage import Passage, Rewrite
from antidistill.plan import begin, finish, open_passages
from antidistill.plan.draft import Draft
from antidistill.reading import Reading
from antidistill.sheet import Goes

_ANY_WORDS = "…"
"""What a line says in a trial: that it reads anew counts, not how."""


@dataclass(frozen=True, slots=True)
class Fates:
    """How a document comes out when nobody answers, and when every open line is answered."""

    silent: Draft
    """Nobody answered, or everybody `null`."""
    goes: Mapping[int, Goes]
    """Kept units that do not stay, and when."""
    lost: frozenset[int]
    """Those among them that no wording of their own can keep."""
    barred: frozenset[int] = frozenset()
    """Those that the guard takes out: something withheld stands in them."""


@dataclass(frozen=True, slots=True)
class Trials:
    """A document under a mode, to see what comes of answers."""

    reading: Reading
    findings: Sequence[Finding]
    mode: Mode

    def draft(self, answered: Sequence[Passage] = ()) -> Draft:
        """The draft when just these passages read anew."""
        told = (Rewrite(p.id, _ANY_WORDS, alone=True, held=True) for p in answered)
        return self.made(list(zip(answered, told, strict=True)))[0]

    def made(self, told: Sequence[tuple[Passage, Rewrite]] = ()) -> tuple[Draft, list[Edit]]:
        """The draft with just these answers, and its edits."""
        draft = begin(self.reading, self.findings, self.mode)
        asked = {p.span: p for p in (*open_passages(draft), *(p for p, _ in told))}
        answers = {p.id: a for p, a in told}
        return draft, finish(draft, self.findings, self.mode, list(asked.values()), answers)


def fates(
    trials: Trials,
    silent: Draft,
    kept: Set[int],
    free: Sequence[Passage],
    mended: Sequence[Passage],
    guarded: Draft | None = None,
) -> Fates:
    """The fates of the units. `silent` is the draft when every line is answered `null`, `kept` are
    the units that the mode keeps, `free` the passages that read anew or go, `mended` those of lines
    that stay and may be adapted, `guarded` the draft without answers that has passed the guard:
    what is missing there alone goes in any case."""
    one = _left_out(silent) & kept
    barred = (_left_out(guarded) & kept) - one if guarded is not None else set[int]()
    other = _left_out(trials.draft(free)) & kept
    goes = {
        u: Goes.ALWAYS if u in one and u in other else Goes.SILENT if u in one else Goes.ANEW
        for u in sorted(one | other)
    }
    goes |= dict.fromkeys(sorted(barred), Goes.ALWAYS)
    if not goes:
        return Fates(silent, goes, frozenset())
    lost = _left_out(trials.draft((*free, *mended))) & goes.keys()
    return Fates(guarded or silent, goes, frozenset(lost | barred), frozenset(barred))


def _left_out(draft: Draft) -> set[int]:
    """Units of which nothing is in the copy; a heading goes as a block."""
    blocks = draft.document.blocks
    heads = {
        u
        for i, b in enumerate(blocks)
        if b.form is Form.HEADING and not draft.stands(i)
        for u in draft.units_of(i)
    }
    return draft.gone | heads
