"""Steps that say the same twice in a row once those between them went: 'Wash.', 'Wash.'"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft

_NUMBER = re.compile(r"\A\W*\d{1,3}[.)、]\s*")
_MARKS = " \t\n`*_.。;；,，"


def settle(draft: Draft) -> bool:
    """Leave out one of two items or rows that read alike, between which others went and of which
    it says nothing more. Whether something changed."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form in (Form.LIST, Form.TABLE) and draft.stands(index):
            for first, second in list(_neighbours(draft, index)):
                changed |= _are_alike(draft, first, second) and _without(draft, first, second)
    return changed


def _neighbours(draft: Draft, at: int) -> Iterator[tuple[int, int]]:
    """What stands side by side in a list or table since all went that was between."""
    parts = draft.children(at)
    left = [i for i, part in enumerate(parts) if draft.stands(part)]
    return ((parts[a], parts[b]) for a, b in pairwise(left) if b > a + 1)


def _are_alike(draft: Draft, first: int, second: int) -> bool:
    texts = [_text(draft, part) for part in (first, second)]
    return texts[0] != "" and texts[0] == texts[1]


def _without(draft: Draft, first: int, second: int) -> bool:
    """Leave out the second, or the first where only the second says more."""
    for part in (second, first):
        more = [u for b in draft.children(part)[1:] for u in draft.within(b)]
        if not any(draft.text_of(u).strip(_MARKS) for u in more):
            return draft.remove(part, "the step before it reads the same")
    return False


def _text(draft: Draft, part: int) -> str:
    """How the words of an item, or the first cell of a row, read now, without a number."""
    own = draft.children(part)[:1]
    text = " ".join(draft.text_of(u) for b in own for u in draft.within(b))
    return _NUMBER.sub("", text).strip(_MARKS).casefold()
