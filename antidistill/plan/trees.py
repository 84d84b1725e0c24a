"""Trees drawn with lines (├─ └─) in a paragraph: one branch shows that there were others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft

_BRANCH, _LAST = ("├", "└", "│", "┣", "┗"), {"├": "└", "┣": "┗"}
_LEAST = 2
_SURELY = 0.75
"""From this confidence on a branch does not come back, unless it is an ordinary step."""


def settle(draft: Draft) -> bool:
    """Bring a tree back of which less than two branches are left, or leave it out whole, with the
    line that it parts from. Whether something changed."""
    changed = False
    for block, branches in _trees(draft):
        gone = [u for u in branches if u in draft.gone]
        left = len(branches) - len(gone)
        if not gone or left >= _LEAST or len(branches) < _LEAST:
            continue
        if all(_may_return(draft, u) for u in gone):
            for unit in gone:
                draft.let_stay(unit)
            changed = True
        elif left and not any(draft.is_fixed(u) for u in branches):
            point = [u for u in draft.units_of(block) if u == branches[0] - 1]
            for unit in [*point, *branches]:
                draft.drop(unit)
            changed = True
    return changed


def close(draft: Draft) -> None:
    """Let the last branch that is left of each tree be drawn as the last one."""
    for _, branches in _trees(draft):
        left = [u for u in branches if u not in draft.gone]
        sentence = draft.units[left[-1]].sentence if left else None
        if sentence is None or branches[-1] not in draft.gone:
            continue
        sign = sentence.text.lstrip()[:1]
        at = sentence.text.index(sign)
        if sign in _LAST:
            draft.reword(left[-1], at, at + 1, _LAST[sign], "the branch below it went")


def _may_return(draft: Draft, unit: int) -> bool:
    verdict = draft.verdicts[unit]
    mild = verdict.kind is Kind.PROCEDURE or verdict.confidence < _SURELY
    return draft.can_stay(unit) and mild


def _trees(draft: Draft) -> Iterator[tuple[int, list[int]]]:
    """The paragraph of each tree, with the units that are its branches."""
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.PARAGRAPH:
            continue
        units = draft.units_of(index)
        for branches, run in groupby(units, key=lambda u: _is_branch(draft, u)):
            if branches:
                yield index, list(run)


def _is_branch(draft: Draft, unit: int) -> bool:
    sentence = draft.units[unit].sentence
    return sentence is not None and sentence.text.lstrip().startswith(_BRANCH)
