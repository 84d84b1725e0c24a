"""Headings: none is left without words, and none below one that went hangs a level too deep."""

from __future__ import annotations

import re
from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft

_MOST = 0.25
"""The share of a document that is too much to go for the words of one heading."""
_BECAUSE = "the heading above it is left out"
_BARE = re.compile(
    r"(?:[\W_]|(?<!\w)(?:the|an?|of|and|or|for|in|on|to|with|by|our)(?!\w)|[的和与及之在])*",
    re.IGNORECASE,
)
"""Marks, and words that name nothing."""


def settle(draft: Draft) -> bool:
    """Leave out headings of which the edits leave no word. Where a heading went and one below it
    would skip a level that the source does not skip, the section goes with its heading; one that
    holds critical text, or much of the document, stays without the headings that skip. Whether
    something changed."""
    blocks = draft.document.blocks
    heads = [i for i, block in enumerate(blocks) if block.form is Form.HEADING]
    emptied = [h for h in heads if draft.stands(h) and _is_emptied(draft, h)]
    for head in emptied:
        draft.remove(head, "nothing is left of its words")
    if all(draft.stands(head) for head in heads):
        return False
    known = {(blocks[a].level, blocks[b].level) for a, b in pairwise(heads)}
    above, changed = -1, bool(emptied)
    for number, head in enumerate(heads):
        if not draft.stands(head):
            continue
        step = (blocks[above].level, blocks[head].level) if above >= 0 else (0, 0)
        if step[1] > step[0] + 1 and above >= 0 and step not in known:
            changed |= _follow(draft, [h for h in heads[:number] if h > above], head)
        if draft.stands(head):
            above = head
    return changed


def _is_emptied(draft: Draft, head: int) -> bool:
    units = draft.units_of(head)
    if not any(draft.verdicts[u].touches for u in units):
        return False
    if any(draft.verdicts[u].critical for u in units):
        return False
    return all(_BARE.fullmatch(draft.left_of(u)) for u in units if u not in draft.gone)


def _follow(draft: Draft, gone: list[int], head: int) -> bool:
    """Let the section of the heading that is missing above `head` go, or `head` alone."""
    blocks = draft.document.blocks
    missing = next((g for g in reversed(gone) if blocks[g].level < blocks[head].level), -1)
    inside = _section(draft, missing) if missing >= 0 else []
    size = sum(len(blocks[i].extent) for i in inside)
    critical = any(draft.verdicts[u].critical for i in inside for u in draft.within(i))
    if not inside or critical or size > _MOST * len(draft.document.text):
        return draft.remove(head, _BECAUSE)
    for index in inside:
        draft.remove(index, _BECAUSE)
    return True


def _section(draft: Draft, head: int) -> list[int]:
    """The blocks from a heading to the next one that is no deeper, beside it."""
    blocks = draft.document.blocks
    beside = [i for i in draft.children(blocks[head].parent) if i >= head]
    ends = (
        i
        for i in beside[1:]
        if blocks[i].form is Form.HEADING and blocks[i].level <= blocks[head].level
    )
    end = next(ends, None)
    return [i for i in beside if end is None or i < end]
