"""Lists: an item goes with its words, and a list with all but one of its items."""

from __future__ import annotations

from antidistill.document import Form
from antidistill.plan.alone import (
    goes_on,
    has_beside,
    is_rest,
    joint_of,
    lead_in,
    left_alone,
    lost_its_words,
)
from antidistill.plan.draft import Draft
from antidistill.plan.headless import is_answer
from antidistill.plan.phrases import points_ahead
from antidistill.reading import Speech

_MOST, _LONG = 0.25, 400
"""The share of a document, and the characters, that are too much to go because they are the only
item of a list."""
_NEXT = 2
"""Blocks below its words from which on an item is a section of its own."""


def settle(draft: Draft) -> bool:
    """Leave out items without their words, and lists of several of which one item is left, where
    their section has something else to say. Whether something changed."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.ITEM and index not in draft.removed and not draft.stands(index):
            changed |= draft.remove(index, "nothing of the item is left")
        elif block.form is Form.LIST and _is_stump(draft, index):
            changed |= draft.remove(index, "one item was left of the list")
    return changed


def _is_stump(draft: Draft, at: int) -> bool:
    """Whether one item is left of several that can neither read on from the words before it nor
    stand as a paragraph."""
    item = left_alone(draft, at)
    if item < 0 or goes_on(draft, at) or _is_much(draft, item):
        return False
    section = draft.reading.section_of(at)
    warned = any(
        draft.verdicts[u].critical
        for b in range(section.first, section.end)
        for u in draft.units_of(b)
    )
    beside, lost = has_beside(draft, at), lost_its_words(draft, at)
    # behind words that went, the item hangs in the air where the section says something else
    if joint_of(draft, at) is not None and not (lost and (warned or beside)):
        return False
    if draft.document.blocks[at].parent >= 0:
        return not _asks(draft, at)
    headed = section.heading >= 0 and draft.document.blocks[section.heading].level > 1
    # a warning holds its section, which would say nothing else without the item
    held = not beside and warned and not lost
    poor = not held and (not draft.says_much(item) or is_rest(draft, at))
    return (headed and poor) or beside


def _is_much(draft: Draft, item: int) -> bool:
    """Whether an item is a section of its own, or much of the document."""
    below = [c for c in draft.children(item)[1:] if draft.stands(c)]
    size = len(draft.document.blocks[item].extent)
    return len(below) >= _NEXT or size > max(_LONG, _MOST * len(draft.document.text))


def _asks(draft: Draft, at: int) -> bool:
    """Whether the words right before a list ask, and more than what comes next is its answer, or
    are an answer themselves, in whose case this is to be done."""
    own = lead_in(draft, at)
    asked = [
        u for u in own if draft.units[u].speech is Speech.QUESTION or is_answer(draft.units[u].text)
    ]
    left = [u for u in draft.within(at) if u not in draft.gone]
    return bool(asked) and not all(points_ahead(draft.units[u].text) for u in left)
