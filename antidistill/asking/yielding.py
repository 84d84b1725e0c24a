"""What gives way when a document does not hold together with a language model's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from antidistill.asking.asked import Asked
from antidistill.errors import Refused
from antidistill.guard import Problem
from antidistill.message import said
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
_BECAUSE = "the document does not hold together with it: {message}"
_ALL = "no answer stands, the program's own wording does: {fault}"
HUNG = "it went with the lines that it hung on or announced"


def fallen_back(tally: Tally, fault: Refused) -> Tally:
    """The tally when the answers make no sound document, so that none of them is in the copy."""
    every = Turned("*", "document", said(_ALL, fault=fault), True)
    turned = (*tally.turned, every)
    return replace(tally, taken=0, left=0, mended=0, local=tally.asked, turned=turned, found=0)


def told(
    given: Asked,
    used: Mapping[str, Rewrite],
    asked: Sequence[Passage],
    draft: Draft,
    reasons: Mapping[str, str],
) -> Tally | None:
    """The tally of what is in the copy: `given` are the answers that could stand on their own,
    `used` those that the guard left, `asked` the passages of these, `draft` what came of them,
    `reasons` what the guard had against those that it did not leave."""
    tally = given.tally
    if tally is None:
        return None
    unit_of = {u.span: u.index for u in draft.units}
    gone = {p.id for p in asked if unit_of[p.span] in draft.gone}
    own = {k: a for k, a in given.answers.items() if a.alone and k not in given.stays}
    back = [k for k, a in own.items() if used.get(k) != a]
    hung = [k for k, a in own.items() if a.text != "" and k not in back and k in gone]
    words = sum(bool(own[k].text) for k in (*back, *hung))
    causes = {unit_of[p.span]: p.id for p in asked if p.id in gone}
    followed = [
        (k, _cause(draft, unit_of[span], causes))
        for k, span in given.stays.items()
        if unit_of[span] in draft.gone
    ]
    turned = [Turned(k, "document", _why(reasons.get(k, "")), True) for k in back]
    turned += [Turned(k, "document", HUNG, True) for k in hung]
    lost = {t.passage for t in turned}
    return replace(
        tally,
        taken=max(0, tally.taken - words),
        left=max(0, tally.left - (len(back) + len(hung) - words)),
        local=tally.local + len(back) + len(hung),
        turned=(*tally.turned, *turned),
        found=tally.found - len(given.named & lost),
        followed=tuple(followed),
    )


def _cause(draft: Draft, unit: int, causes: Mapping[int, str]) -> str:
    """The nearest line of the section that went by an answer; '' where there is none."""
    section = draft.reading.section_of(draft.units[unit].block)
    near = [u for u in causes if section.first <= draft.units[u].block < section.end and u != unit]
    return causes[min(near, key=lambda u: abs(u - unit))] if near else ""


def _why(message: str) -> str:
    """Why an answer that could stand on its own is not in the copy."""
    return said(_BECAUSE, message=message) if message else _WHY
