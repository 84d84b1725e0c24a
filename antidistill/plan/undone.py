"""What must not be left half done: what is taken away before it is made anew, and an example
without what it is to show."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.leaning import announced_by
from antidistill.plan.phrases import is_example, takes_up_again, undoes
from antidistill.reading import Speech

_WORD = re.compile(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2}")


def settle(draft: Draft) -> bool:
    """Leave out the first halves of what went. Whether something changed."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST:
            for item, behind in pairwise(draft.children(index)):
                if draft.stands(item) and not draft.stands(behind) and _halves(draft, item, behind):
                    changed |= draft.remove(item, "what makes up for it went")
    return _examples(draft) or changed


def _halves(draft: Draft, item: int, behind: int) -> bool:
    """Whether an item takes away or stops what the one behind it made or started again."""
    one, other = (_own(draft, i) for i in (item, behind))
    if not (undoes(one) and takes_up_again(other)):
        return False
    shared = {w.lower() for w in _WORD.findall(one)} & {w.lower() for w in _WORD.findall(other)}
    return bool(shared) or re.search(r"\b(?:one|it|again|back)\b|重新", other) is not None


def _own(draft: Draft, item: int) -> str:
    units = [u for c in draft.children(item)[:1] for u in draft.units_of(c)]
    return " ".join(draft.units[u].text for u in units)


def _examples(draft: Draft) -> bool:
    """An example that is all that is left of its section goes when the paragraph behind it, which
    drew the conclusion, did."""
    changed = False
    top = draft.children(-1)
    for section in draft.reading.sections:
        inside = top[bisect_left(top, section.first) : bisect_left(top, section.end)]
        inside = [i for i in inside if i != section.heading]
        left = [i for i in inside if draft.stands(i)]
        if section.heading < 0 or len(left) != 2 or inside[:2] != left or len(inside) < 3:
            continue
        lead = draft.units_of(left[0])
        announces = lead and draft.units[lead[-1]].speech is Speech.LEAD_IN
        if not announces or announced_by(draft, left[0]) != left[1]:
            continue
        if draft.document.blocks[inside[2]].form is Form.PARAGRAPH and is_example(
            draft.units[lead[0]].text
        ):
            for index in left:
                changed |= draft.remove(index, "what it was an example of went")
    return changed
