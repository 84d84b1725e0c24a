"""Columns that critical text holds: the firm's figures stay in all of their rows. Else each row
without a figure would go, and the critical one would be left alone."""

from __future__ import annotations

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.verdict import Fate


def keep_columns(draft: Draft) -> None:
    """Let the cells be there again of which only a figure was withheld, where their column cannot
    go as a whole."""
    blocks = draft.document.blocks
    for index, block in enumerate(blocks):
        if block.form is not Form.TABLE:
            continue
        rows = [draft.children(r) for r in draft.children(index)]
        for column in range(max(map(len, rows), default=0)):
            units = [u for row in rows for c in row[column : column + 1] for u in draft.units_of(c)]
            if any(draft.verdicts[u].critical for u in units):
                draft.gone -= {u for u in units if draft.verdicts[u].fate is Fate.KEEP}
