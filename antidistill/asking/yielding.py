"""What gives way when a document does not hold together with a language model's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from antidistill.guard import Problem
from antidistill.passage import Passage, Rewrite
from antidistill.plan.draft import Draft
from antidistill.result import Tally, Turned


def retreat(
    problems: Sequence[Problem],
    draft: Draft,
    answers: dict[str, Rewrite],
    asked: Sequence[Passage],
    local: Sequence[Passage],
) -> list[Passage] | None:
    """The passages without the model's answers in the sections in which `problems` stand, so that
    the plan decides there and the rest of the document keeps its answers; None when there are no
    such answers. `local` are the passages that the plan asks for whoever answers."""
    places = {
        draft.reading.section_of(u.block).first
        for u in draft.units
        for p in problems
        if p.span is not None and u.span.overlaps(p.span)
    }
    block_of = {u.span: u.block for u in draft.units}
    known = {p.id for p in local}
    taken = {
        p.id
        for p in asked
        if p.id in answers
        and answers[p.id].alone
        and draft.reading.section_of(block_of[p.span]).first in places
    }
    answers.update({k: Rewrite(k, None) for k in taken})
    return [p for p in asked if p.id not in taken or p.id in known] if taken else None


_WHY = "the document does not hold together with it"
_HUNG = "it went with the lines that it hung on or announced"


def told(
    tally: Tally | None,
    given: Mapping[str, Rewrite],
    used: Mapping[str, Rewrite],
    asked: Sequence[Passage],
    draft: Draft,
) -> Tally | None:
    """The tally of what is in the copy: `given` are the answers that could stand on their own,
    `used` those that the guard left, `asked` the passages of these, `draft` what came of them."""
    if tally is None:
        return None
    unit_of = {u.span: u.index for u in draft.units}
    standing = {p.id for p in asked if unit_of[p.span] in draft.new}
    own = {k: a for k, a in given.items() if a.alone}
    back = [k for k, a in own.items() if used.get(k) != a]
    hung = [k for k, a in own.items() if a.text and k not in back and k not in standing]
    words = sum(bool(own[k].text) for k in back) + len(hung)
    turned = [Turned(k, "document", _WHY, True) for k in back]
    turned += [Turned(k, "document", _HUNG, True) for k in hung]
    return replace(
        tally,
        taken=max(0, tally.taken - words),
        left=max(0, tally.left - (len(back) + len(hung) - words)),
        local=tally.local + len(turned),
        turned=(*tally.turned, *turned),
    )
