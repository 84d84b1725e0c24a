"""Schedules: a table whose rows open with their moment keeps these times in every mode. Without
them it would be no timeline, and a schedule is what the firm has anyway."""

from __future__ import annotations

from dataclasses import replace

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.frames import is_moment
from antidistill.plan.verdict import Fate

_FIGURES = frozenset({Kind.NORM, Kind.QUANTITY})
_ROWS = 2
_MOST = 0.8
"""Share of the rows that open with a moment: the others are breaks, or what comes last."""


def keep_times(draft: Draft) -> None:
    """Let the moments stay that the rows of a schedule open with, whole."""
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.TABLE:
            continue
        rows = [draft.children(r) for r in draft.children(index)]
        firsts = [cells[0] for cells in rows if len(cells) > 1 and draft.units_of(cells[0])]
        body = [c for c in firsts if draft.document.blocks[_row(draft, c)].info == ""]
        moments = [c for c in body if _is_moment(draft, c)]
        if len(moments) >= max(_ROWS, _MOST * len(body)):
            for cell in firsts:
                _keep(draft, cell)


def _row(draft: Draft, cell: int) -> int:
    return draft.document.blocks[cell].parent


def _is_moment(draft: Draft, cell: int) -> bool:
    return is_moment(" ".join(draft.units[u].text for u in draft.units_of(cell)))


def _keep(draft: Draft, cell: int) -> None:
    """Take back what was withheld of a cell only for its figures."""
    for unit in draft.units_of(cell):
        verdict = draft.verdicts[unit]
        if verdict.fate is not Fate.KEEP and verdict.kind not in _FIGURES:
            continue
        left = tuple(e for e in verdict.touches if e.kind not in _FIGURES)
        draft.verdicts[unit] = replace(verdict, fate=Fate.KEEP, touches=left)
        draft.gone.discard(unit)
