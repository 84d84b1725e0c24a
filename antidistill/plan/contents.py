"""Lists that announce the sections below them: an item and its section stay or go together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft

_LEAST, _MOST = 3, 0.6
"""Items that have a section of their own, and their share, from which on a list announces them."""
_ALIKE = 0.6
"""The share of the shorter one's words that an item and a heading have in common."""
_PART = re.compile(r"[\u4e00-\u9fff]|[a-z]{3,}|\d+")
_LABEL = re.compile(r"^[^:：]{1,20}[:：]\s*")


def settle(draft: Draft) -> bool:
    """Bring back items whose sections stand, and leave out those whose sections went. Whether
    something changed."""
    changed = False
    for item, heading in _pairs(draft):
        units = draft.units_of(draft.children(item)[0])
        if draft.stands(heading) == draft.stands(item):
            continue
        if draft.stands(item):
            changed |= draft.remove(item, "the section that it announces went")
        elif units and all(draft.can_stay(u) for u in units):
            draft.bring_back(item)
            for unit in units:
                draft.let_stay(unit)
            changed = True
    return changed


def _pairs(draft: Draft) -> Iterator[tuple[int, int]]:
    """The items that announce a section, each with its heading."""
    blocks = draft.document.blocks
    for index in draft.children(-1):
        if blocks[index].form is not Form.LIST or len(draft.children(index)) < _LEAST:
            continue
        below = [b for b in draft.children(-1) if b > index and blocks[b].form is Form.HEADING]
        heads = {b: _words(draft, b) for b in below}
        found: list[tuple[int, int]] = []
        for item in draft.children(index):
            own = _words(draft, item)
            best = max(heads, key=lambda b: _likeness(own, heads[b]), default=-1)
            if best >= 0 and _likeness(own, heads[best]) >= _ALIKE:
                found.append((item, best))
                heads.pop(best)
        if len(found) >= max(_LEAST, _MOST * len(draft.children(index))):
            yield from found


def _words(draft: Draft, block: int) -> frozenset[str]:
    """The words of a heading or of an item's first sentence, without a label ('Trap 2:'); of Han
    characters each two that stand together."""
    first = next((draft.units[u].text for u in draft.within(block)), "")
    parts = _PART.findall(_LABEL.sub("", first.lower()))
    pairs = {a + b for a, b in pairwise(parts) if min(a, b) >= "\u4e00"}
    return frozenset({p for p in parts if p.isascii()} | pairs)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least > 1 else 0.0
