"""What may come back of what went: first what tells least."""

from __future__ import annotations

import re

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import leans, points

_FIGURE = re.compile(
    r"(?<![\w./#-])\d|[一二两三四五六七八九十百千万几]+(?:个?(?:月|小时)|分钟|秒|天|周|年|倍|成)"
)
_STRONG = 0.75
"""What is surely craft does not come back; how somebody writes does, unless it tells him from all
others."""
_PLAIN = 0.65
"""Below this confidence anybody could have said it; a copy, in which other things stand beside it,
should not find it surely craft."""
_PERSONA = "persona"
_SURE = 0.9
"""Below this confidence a trait may come back."""
ADVICE = frozenset({Kind.PROCEDURE, Kind.JUDGEMENT, Kind.PITFALL})
"""What says how something is done."""


def least_telling(draft: Draft, units: list[int]) -> list[int]:
    """Those of the units that went which may come back, ordinary steps among them, the least
    telling first."""
    able = [u for u in units if _is_ordinary(draft, u) or _may_return(draft, u)]
    return sorted(able, key=lambda u: _telling(draft, u))


def plainest(draft: Draft, units: list[int]) -> list[int]:
    """Those of the units that anybody in the trade could have said, the least telling first: steps
    and advice without a figure, and what looks like a habit where nobody is described."""
    kinds = ADVICE if draft.part == _PERSONA else ADVICE | {Kind.TRAIT}
    able = (u for u in least_telling(draft, units) if draft.verdicts[u].kind in kinds)
    plain = [u for u in able if _is_mild(draft, u) and not has_figure(draft, u)]
    return [u for u in plain if _is_led_up_to(draft, u)]


def mild(draft: Draft, units: list[int]) -> list[int]:
    """Those that may come back, the least telling first."""
    able = [i for i in units if _may_return(draft, i)]
    return sorted(able, key=lambda i: (draft.verdicts[i].confidence, len(draft.units[i].text), i))


def _is_ordinary(draft: Draft, unit: int) -> bool:
    """Whether a unit is a step as any manual has it."""
    verdict = draft.verdicts[unit]
    leaning = leans(draft.units[unit].text)
    return verdict.kind is Kind.PROCEDURE and draft.can_stay(unit) and not leaning


def _telling(draft: Draft, unit: int) -> tuple[bool, float, int, int]:
    verdict = draft.verdicts[unit]
    other = verdict.kind is not Kind.PROCEDURE
    return other, verdict.confidence, len(draft.units[unit].text), unit


def _may_return(draft: Draft, unit: int) -> bool:
    form = draft.document.blocks[draft.units[unit].block].form
    verdict = draft.verdicts[unit]
    strong = _SURE if verdict.kind is Kind.TRAIT else _STRONG
    mild = verdict.trimmed is not None and verdict.confidence < strong
    return mild and form is not Form.CELL and not leans(draft.units[unit].text)


def _is_led_up_to(draft: Draft, unit: int) -> bool:
    """Whether what stood before a unit in its paragraph is there, unless it is a step that does not
    point at it: advice goes on from what was said."""
    before = (u for u in draft.units_of(draft.units[unit].block) if u < unit)
    step = draft.verdicts[unit].kind is Kind.PROCEDURE and not points(draft.units[unit].text)
    return step or all(u not in draft.gone for u in before)


def _is_mild(draft: Draft, unit: int) -> bool:
    verdict = draft.verdicts[unit]
    return verdict.kind is Kind.PROCEDURE or verdict.confidence < _PLAIN


def has_figure(draft: Draft, unit: int) -> bool:
    """Whether a figure would stand in a unit that comes back."""
    text, at = [], draft.units[unit].span.start
    for edit in draft.verdicts[unit].trimmed or ():
        text += [draft.document.text[at : max(at, edit.span.start)], edit.new]
        at = max(at, edit.span.end)
    text.append(draft.document.text[at : draft.units[unit].span.end])
    return _FIGURE.search("".join(text)) is not None
