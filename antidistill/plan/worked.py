"""Worked cases: a bold title, what is shown, the remarks on it. Remarks alone say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.plan.draft import Draft

_SHOWN = frozenset({Form.QUOTE, Form.CODE})
_REMARKS = frozenset({Form.LIST, Form.PARAGRAPH})
_CASES = 2
"""Cases of the same build from which on it is no chance."""


def settle(draft: Draft) -> bool:
    """Leave out the remarks of the cases of which title and example went."""
    cases = list(_cases(draft))
    if len(cases) < _CASES:
        return False
    changed = False
    for title, shown, remarks in cases:
        if draft.stands(title) or draft.stands(shown):
            continue
        for block in remarks:
            if draft.stands(block):
                changed |= draft.remove(block, "what it is about went")
    return changed


def _cases(draft: Draft) -> Iterator[tuple[int, int, list[int]]]:
    """Title, example and remarks of each case, by block."""
    blocks, tops = draft.document.blocks, draft.children(-1)
    for at, index in enumerate(tops[:-1]):
        if not _is_title(draft, index) or blocks[tops[at + 1]].form not in _SHOWN:
            continue
        remarks = []
        for behind in tops[at + 2 :]:
            if blocks[behind].form not in _REMARKS or _is_title(draft, behind):
                break
            remarks.append(behind)
        if remarks:
            yield index, tops[at + 1], remarks


def _is_title(draft: Draft, index: int) -> bool:
    block = draft.document.blocks[index]
    bold = any(atom.span == block.span for atom in block.atoms)
    return block.form is Form.PARAGRAPH and bold
