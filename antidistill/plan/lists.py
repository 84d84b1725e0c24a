"""Lists: an item goes with its words, and a list with all but one of its items."""

from __future__ import annotations

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.reading import Speech

_SEVERAL = 3
"""Items from which on a list that keeps one shows that others were there."""


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
    items = draft.children(at)
    left = [i for i in items if draft.stands(i)]
    if (
        len(items) < _SEVERAL
        or len(left) != 1
        or any(u in draft.new for u in draft.within(left[0]))
    ):
        return False
    if goes_on(draft, at):
        return False
    if draft.document.blocks[at].parent >= 0:
        return not _is_announced(draft, at) and not draft.says_much(left[0])
    section = next((s for s in reversed(draft.reading.sections) if s.first <= at < s.end), None)
    if section is None:
        return False
    inside = {*draft.within(at), *_lead_in(draft, at)}
    return any(
        u not in draft.gone and u not in inside
        for b in range(section.first + (section.heading >= 0), section.end)
        for u in draft.units_of(b)
    )


def goes_on(draft: Draft, at: int) -> bool:
    """Whether the list goes on behind a picture or a block, or began before it."""
    blocks = draft.document.blocks
    siblings = draft.children(blocks[at].parent)
    place = siblings.index(at)
    for others in (siblings[place + 1 :], siblings[:place][::-1]):
        for other in others:
            if blocks[other].form is Form.HEADING:
                break
            alike = blocks[other].form is Form.LIST and blocks[other].info == blocks[at].info
            if alike and draft.stands(other):
                return True
    return False


def _is_announced(draft: Draft, at: int) -> bool:
    """Whether the words right before a list inside an item announce it or ask: they lean on it."""
    return bool(_lead_in(draft, at))


def _lead_in(draft: Draft, at: int) -> list[int]:
    """The sentence right before a list that announces it or asks, if one does."""
    siblings = draft.children(draft.document.blocks[at].parent)
    before = siblings[: siblings.index(at)][-1:]
    units = [u for b in before for u in draft.units_of(b)][-1:]
    return [u for u in units if draft.units[u].speech in (Speech.LEAD_IN, Speech.QUESTION)]
