"""What becomes of the items of a list of which some lost the measure of what they name: the others
lose theirs too; among things to do, a thing that is left alone goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from antidistill.document import Form
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.measures import measure_of
from antidistill.plan.touched import joined
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech
from antidistill.span import Span

_ACTS = frozenset({Speech.STEP, Speech.RULE, Speech.CONDITION, Speech.QUESTION})


def evenly(draft: Draft) -> None:
    """Cut the measures of the items beside those that lost theirs: one with, and one without, shows
    that something went."""
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.LIST:
            continue
        first = (draft.children(item)[:1] for item in draft.children(index))
        heads = [u for blocks in first for b in blocks for u in draft.units_of(b)[:1]]
        found = {u: s for u in heads if (s := measure_of(draft.document, draft.units[u]))}
        cut = [u for u, span in found.items() if _is_cut(draft, u, span)]
        if cut and _are_acts([draft.units[u] for u in heads if u not in found]):
            for unit in cut:
                _leave_out(draft, unit)
        elif cut:
            for unit, span in found.items():
                _cut(draft, unit, span)


def _are_acts(units: Sequence[Unit]) -> bool:
    """Whether most items say what to do or to make sure of: a thing alone is none of them."""
    acts = sum(u.speech in _ACTS for u in units)
    return 2 * acts > len(units)


def _leave_out(draft: Draft, unit: int) -> None:
    verdict = draft.verdicts[unit]
    if not verdict.critical:
        draft.verdicts[unit] = replace(verdict, fate=Fate.OUT, trimmed=None)
        draft.drop(unit)


def _is_cut(draft: Draft, unit: int, span: Span) -> bool:
    verdict = draft.verdicts[unit]
    edits = (*verdict.touches, *(verdict.trimmed or ()))
    return any(e.span == span and not e.new for e in edits)


def _cut(draft: Draft, unit: int, span: Span) -> None:
    verdict = draft.verdicts[unit]
    if verdict.critical:
        return
    edit = Edit(span, "", "the measures beside it went", Kind.QUANTITY, "trimmed")
    touches = tuple(sorted(joined(list(verdict.touches), edit), key=lambda e: e.span))
    trimmed = verdict.trimmed
    if trimmed is not None:
        trimmed = tuple(sorted(joined(list(trimmed), edit), key=lambda e: e.span))
    draft.verdicts[unit] = replace(verdict, touches=touches, trimmed=trimmed)
