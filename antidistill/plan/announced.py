"""Counts that a text announces: 'three checks:' says two once one of them is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from antidistill.counts import (
    Count,
    announces_several,
    counts_in,
    leaf_before,
    members,
    number_like,
)
from antidistill.document import Form
from antidistill.plan.draft import Draft

_NAMED = 4
"""Letters of the words behind a count that tell what is counted."""


@dataclass(frozen=True, slots=True)
class _Promise:
    """A sentence that says how many items or rows follow it."""

    unit: int
    block: int
    """The list or table."""
    items: list[int]
    counts: list[Count]
    """Empty where it promises several."""


def settle(draft: Draft) -> bool:
    """What announced several things goes when one is left, and with it an item too short to stand
    alone. Whether something changed."""
    changed = False
    for promise in list(_promises(draft)):
        left = [i for i in promise.items if draft.stands(i)]
        heading = draft.document.blocks[draft.units[promise.unit].block].form is Form.HEADING
        if len(left) != 1 or heading:
            continue
        if not draft.says_much(left[0]) and not draft.remove(
            promise.block, "what announced it promised several"
        ):
            continue
        draft.drop(promise.unit)
        changed = True
    return changed


def recount(draft: Draft) -> None:
    """Let each announced count say how many are left."""
    for promise in list(_promises(draft)):
        left = sum(draft.stands(i) for i in promise.items)
        if left == len(promise.items) or left < 2:
            continue
        for count in promise.counts:
            _say(draft, promise.unit, count, left)
            _follow(draft, promise.unit, count, left)


def _promises(draft: Draft) -> Iterator[_Promise]:
    document = draft.document
    for index, block in enumerate(document.blocks):
        if block.form not in (Form.LIST, Form.TABLE) or not draft.stands(index):
            continue
        before = leaf_before(document, index)
        units = draft.units_of(before) if before >= 0 else []
        if not units or units[-1] in draft.gone or units[-1] in draft.new:
            continue
        if draft.units[units[-1]].sentence is None or draft.verdicts[units[-1]].critical:
            continue
        items = members(document, index)
        text = draft.units[units[-1]].text
        counts = [c for c in counts_in(text, "plural") if c.number == len(items) > 1]
        ends = text.rstrip().endswith((":", "："))
        if counts or (len(items) > 1 and ends and announces_several(text)):
            yield _Promise(units[-1], index, items, counts)


def _follow(draft: Draft, told: int, count: Count, left: int) -> None:
    """Let the same count of the same things say so wherever else the text has it."""
    words = draft.units[told].text[count.end : count.told].strip().lower()
    for unit in draft.units:
        able = unit.sentence is not None and not draft.verdicts[unit.index].critical
        if unit.index in (told, *draft.new) or unit.index in draft.gone or not able:
            continue
        for other in counts_in(unit.text, "plural"):
            same = unit.text[other.end : other.told].strip().lower()
            if other.number == count.number and _names(same, words):
                _say(draft, unit.index, other, left)


def _names(one: str, other: str) -> bool:
    """Whether the words behind two counts name the same things: in Chinese, what follows them may
    run on."""
    enough = min(len(one), len(other)) >= _NAMED
    return enough and (one == other or (not one.isascii() and one.startswith(other)))


def _say(draft: Draft, unit: int, count: Count, left: int) -> None:
    here = draft.units[unit]
    assert here.sentence is not None
    skipped = len(here.sentence.text) - len(here.text)
    new = number_like(left, here.text[count.start : count.end])
    because = "one of those that it counts went"
    draft.reword(unit, skipped + count.start, skipped + count.end, new, because)
