"""How lines read in the copy when nobody answers."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.document import Form
from antidistill.edit import Edit, apply_edits
from antidistill.plan.draft import Draft
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Verdict
from antidistill.span import Overlapping, Span


def silent_text(draft: Draft, unit: Unit, code: str | None) -> str:
    """How a unit reads when nobody answers; '' when it is left out."""
    if unit.index in draft.gone:
        return ""
    return touched(draft, unit, draft.verdicts[unit.index]) if code is None else code


def silent_code(draft: Draft, edits: Sequence[Edit]) -> dict[int, str]:
    """How the command blocks read that stay when nobody answers: masks are made natural only when
    all of them are known."""
    places = Overlapping((e.span, e) for e in edits)
    stays = (u for u in draft.units if u.index not in draft.gone and is_code(draft, u.index))
    here = {u.index: (u, places.at(u.span)) for u in stays}
    return {
        k: _edited(draft, u, found)
        for k, (u, found) in here.items()
        if all(e.span in u.span for e in found)
    }


def touched(draft: Draft, unit: Unit, verdict: Verdict) -> str:
    """The source of a unit with the edits of its verdict."""
    return _edited(draft, unit, verdict.touches)


def _edited(draft: Draft, unit: Unit, edits: Sequence[Edit]) -> str:
    """The source of a unit with the edits that stand in it."""
    place = unit.span
    inner = [
        type(e)(Span(e.span.start - place.start, e.span.end - place.start), e.new, e.because)
        for e in edits
        if e.span in place
    ]
    return apply_edits(place.of(draft.document.text), inner)


def is_code(draft: Draft, unit: int) -> bool:
    """Whether a unit is a command block."""
    return draft.document.blocks[draft.units[unit].block].form is Form.CODE
