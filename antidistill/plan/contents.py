"""Lists that announce the sections below them: an item and its section stay or go together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
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
    lists = [
        i
        for i in draft.children(-1)
        if blocks[i].form is Form.LIST and len(draft.children(i)) >= _LEAST
    ]
    if not lists:
        return
    heads = {b: _words(draft, b) for b in draft.children(-1) if blocks[b].form is Form.HEADING}
    having: dict[str, list[int]] = {}
    for head, words in heads.items():
        for word in words:
            having.setdefault(word, []).append(head)
    for index in lists:
        found: dict[int, int] = {}
        for item in draft.children(index):
            own = _words(draft, item)
            alike = {b for word in own for b in having.get(word, ()) if b > index}
            rest = sorted(alike.difference(found.values()))
            best = max(rest, key=lambda b: _likeness(own, heads[b]), default=-1)
            if best >= 0 and _likeness(own, heads[best]) >= _ALIKE:
                found[item] = best
        if len(found) >= max(_LEAST, _MOST * len(draft.children(index))):
            yield from found.items()


def _words(draft: Draft, block: int) -> frozenset[str]:
    """The words of a heading or of an item's first sentence."""
    return _words_of(next((draft.units[u].text for u in draft.within(block)), ""))


@lru_cache(maxsize=1 << 14)
def _words_of(text: str) -> frozenset[str]:
    """Its words, without a label ('Trap 2:'); of Han characters each two that stand together."""
    parts = _PART.findall(_LABEL.sub("", text.lower()))
    pairs = {a + b for a, b in pairwise(parts) if min(a, b) >= "\u4e00"}
    return frozenset({p for p in parts if p.isascii()} | pairs)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least > 1 else 0.0
