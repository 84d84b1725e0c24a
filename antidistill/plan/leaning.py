"""Sentences that lean on the one before them, or speak of what only that named."""

from __future__ import annotations

from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import is_otherwise, leans
from antidistill.plan.reference import is_lost
from antidistill.plan.units import Unit
from antidistill.reading import Speech


def settle(draft: Draft) -> bool:
    """A sentence that leans on the one before it, or speaks of what only that named, goes when that
    is gone."""
    changed = False
    for before, unit in pairwise(draft.units):
        gone = before.index in draft.gone or before.index in draft.new
        if not gone or unit.index in draft.gone or not _goes_on(draft, before, unit):
            continue
        if draft.verdicts[unit.index].critical or unit.index in draft.new:
            continue
        if _announces_what_stays(draft, unit):
            continue
        beside = before.block == unit.block
        if leans(unit.text) or is_otherwise(unit.text) or (beside and is_lost(draft, unit.index)):
            draft.drop(unit.index)
            changed = True
    return changed


def _announces_what_stays(draft: Draft, unit: Unit) -> bool:
    """Whether 'these' are the items behind it: a list must not lose 'these do not count:'."""
    if unit.speech is not Speech.LEAD_IN:
        return False
    announced = announced_by(draft, unit.block)
    return announced >= 0 and draft.stands(announced)


def _goes_on(draft: Draft, before: Unit, unit: Unit) -> bool:
    """Whether a unit goes on where the one before it stopped: in its paragraph, as a paragraph
    right behind it or behind a list that is gone, or as the item on what to do otherwise."""
    blocks = draft.document.blocks
    if before.block == unit.block:
        return True
    here = blocks[unit.block]
    if here.form is not Form.PARAGRAPH or draft.units_of(unit.block)[0] != unit.index:
        return False
    siblings = draft.children(here.parent)
    previous = siblings[: siblings.index(unit.block)][-1:]
    if here.parent == -1 and previous:
        gone = previous[0] == before.block or not draft.stands(previous[0])
        return gone and blocks[previous[0]].form in (Form.PARAGRAPH, Form.LIST)
    items = draft.children(blocks[here.parent].parent) if here.parent >= 0 else []
    earlier = items[: items.index(here.parent)][-1:] if here.parent in items else []
    return bool(earlier) and not draft.stands(earlier[0]) and is_otherwise(unit.text)


def announced_by(draft: Draft, block: int) -> int:
    """The list, code, table or quote that follows a paragraph, -1 if something else does."""
    here = draft.document.blocks[block]
    if here.form is not Form.PARAGRAPH:
        return -1
    siblings = draft.children(here.parent)
    at = siblings.index(block) + 1
    if at >= len(siblings):
        return -1
    following = draft.document.blocks[siblings[at]]
    forms = (Form.LIST, Form.CODE, Form.TABLE, Form.QUOTE)
    return siblings[at] if following.form in forms else -1
