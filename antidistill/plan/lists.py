"""Lists: an item goes with its words, and a list with all but one of its items."""

from __future__ import annotations

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.labels import opening
from antidistill.plan.phrases import points_ahead
from antidistill.reading import Speech

_SEVERAL, _PAIR = 3, 2
"""Items from which on a list that keeps one shows that others were there; where each has a label,
or they hang on one or on words that announce them, of two already."""


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
        len(items) < (_PAIR if _is_pair(draft, at, items) else _SEVERAL)
        or len(left) != 1
        or any(u in draft.new for u in draft.within(left[0]))
    ):
        return False
    if goes_on(draft, at):
        return False
    if draft.document.blocks[at].parent >= 0:
        return not draft.says_much(left[0]) and not _asks(draft, at)
    section = next((s for s in reversed(draft.reading.sections) if s.first <= at < s.end), None)
    if section is None:
        return False
    headed = section.heading >= 0 and draft.document.blocks[section.heading].level > 1
    if headed and not draft.says_much(left[0]):
        return True
    inside = {*draft.within(at), *_lead_in(draft, at)}
    return any(
        u not in draft.gone and u not in inside
        for b in range(section.first + (section.heading >= 0), section.end)
        for u in draft.units_of(b)
    )


def _is_pair(draft: Draft, at: int, items: list[int]) -> bool:
    """Whether already one of two shows that the other went."""
    blocks = draft.document.blocks
    if _is_labelled(draft, items):
        return True
    if blocks[at].parent < 0:
        return False
    siblings = draft.children(blocks[at].parent)
    before = siblings[: siblings.index(at)][-1:]
    announced = [u for u in _lead_in(draft, at) if draft.units[u].speech is Speech.LEAD_IN]
    return bool(announced) or any(_is_label(draft, b) for b in before)


def _is_labelled(draft: Draft, items: list[int]) -> bool:
    """Whether all items open with a bold label and say in a few words what belongs to it."""
    firsts = [c for i in items for c in draft.children(i)[:1]]
    short = not any(draft.says_much(i) for i in items)
    return short and all(opening(draft, c) is not None for c in firsts)


def goes_on(draft: Draft, at: int) -> bool:
    """Whether the list goes on behind a picture or a block, or began before it."""
    blocks = draft.document.blocks
    siblings = draft.children(blocks[at].parent)
    place = siblings.index(at)
    for others in (siblings[place + 1 :], siblings[:place][::-1]):
        for other in others:
            if blocks[other].form is Form.HEADING or _is_label(draft, other):
                break
            alike = blocks[other].form is Form.LIST and blocks[other].info == blocks[at].info
            if alike and draft.stands(other):
                return True
    return False


def _is_label(draft: Draft, block: int) -> bool:
    """Whether a paragraph is bold, or announces what follows it: another list begins there."""
    here = draft.document.blocks[block]
    if here.form is not Form.PARAGRAPH:
        return False
    bold = any(a.span == here.span for a in here.atoms)
    return bold or any(draft.units[u].speech is Speech.LEAD_IN for u in draft.units_of(block)[-1:])


def _asks(draft: Draft, at: int) -> bool:
    """Whether the words right before a list ask, and more than what comes next is its answer."""
    asked = [u for u in _lead_in(draft, at) if draft.units[u].speech is Speech.QUESTION]
    left = [u for u in draft.within(at) if u not in draft.gone]
    return bool(asked) and not all(points_ahead(draft.units[u].text) for u in left)


def _lead_in(draft: Draft, at: int) -> list[int]:
    """The sentence right before a list that announces it or asks, if one does."""
    units = [u for b in draft.before(at) for u in draft.units_of(b)][-1:]
    return [u for u in units if draft.units[u].speech in (Speech.LEAD_IN, Speech.QUESTION)]
