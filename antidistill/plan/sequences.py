"""What the items of a list begin with, and those of directions, of which most tell what to do."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.document import Document, Form
from antidistill.plan.units import Unit
from antidistill.reading import Speech

_STEPS = 3
"""How many items of a list tell what to do in directions, at least, …"""
_MOST, _COUNTED = 0.5, 0.4
"""… and what share of them; in a list with numbers less: they say that it is one."""


def directions(document: Document, units: Sequence[Unit]) -> frozenset[int]:
    """The first units of the items of such lists: each of them is a step, however it is put."""
    return frozenset(
        unit.index
        for heads in item_heads(document, units)
        if _are_steps(heads, _COUNTED if _is_counted(document, heads[0]) else _MOST)
        for unit in heads
    )


def item_heads(document: Document, units: Sequence[Unit]) -> list[list[Unit]]:
    """The first units of the items of each list."""
    lists: dict[int, list[Unit]] = {}
    seen: set[int] = set()
    for unit in units:
        if unit.block not in seen and (at := _list(document, unit.block)) >= 0:
            lists.setdefault(at, []).append(unit)
        seen.add(unit.block)
    return list(lists.values())


def _is_counted(document: Document, head: Unit) -> bool:
    return document.blocks[_list(document, head.block)].info[:1].isdigit()


def _are_steps(heads: Sequence[Unit], share: float) -> bool:
    steps = sum(u.speech is Speech.STEP for u in heads)
    return steps >= _STEPS and steps >= share * len(heads)


def _list(document: Document, block: int) -> int:
    """The list of an item that a paragraph opens; -1 if it opens none."""
    blocks = document.blocks
    item = blocks[block].parent
    opens = blocks[block].form is Form.PARAGRAPH and item >= 0 and item == block - 1
    return blocks[item].parent if opens and blocks[item].form is Form.ITEM else -1
