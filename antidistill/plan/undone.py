"""What must not be left half done: what is taken away before it is made anew, and an example
without what it is to show."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.frames import is_condition_alone, is_example_label, is_preparation
from antidistill.plan.leaning import announced_by
from antidistill.plan.phrases import is_example, takes_up_again, undoes
from antidistill.reading import Speech

_FEW = 2
"""Sentences that only say where to go, at the most."""
_SHOWN = (Form.LIST, Form.CODE, Form.TABLE, Form.QUOTE)
"""Forms in which examples stand."""
_SURELY = 0.75
"""From this confidence on nothing comes back for what stands before it."""
_WORD = re.compile(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2}")


def settle(draft: Draft) -> bool:
    """Leave out the first halves of what went. Whether something changed."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST:
            for item, behind in pairwise(draft.children(index)):
                if draft.stands(item) and not draft.stands(behind) and _halves(draft, item, behind):
                    changed |= draft.remove(item, "what makes up for it went")
    followed = [step(draft) for step in (_examples, _going_on, _shown, _preparations, _conditions)]
    return any(followed) or changed


def _conditions(draft: Draft) -> bool:
    """A sentence that is a condition and no more goes with the one that said what then holds."""
    changed = False
    for unit, behind in pairwise(range(len(draft.units))):
        here, next_ = draft.units[unit], draft.units[behind]
        if here.block != next_.block or unit in draft.gone or behind not in draft.gone:
            continue
        fixed = unit in draft.new or draft.verdicts[unit].critical or here.sentence is None
        if not fixed and is_condition_alone(here.text):
            draft.drop(unit)
            changed = True
    return changed


def _going_on(draft: Draft) -> bool:
    """What goes on with an example goes with the sentence of its paragraph that opened it."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.PARAGRAPH:
            continue
        inside = False
        for unit in draft.units_of(index):
            here = draft.units[unit]
            if is_example(here.label) or is_example(here.text):
                inside = unit in draft.gone
            elif here.label:
                inside = False
            elif inside and _may_go(draft, unit):
                draft.drop(unit)
                changed = changed or unit in draft.gone
    return changed


def _may_go(draft: Draft, unit: int) -> bool:
    verdict = draft.verdicts[unit]
    fixed = unit in draft.gone or unit in draft.new or verdict.critical
    return not fixed and draft.units[unit].speech is not Speech.LEAD_IN


def _shown(draft: Draft) -> bool:
    """A section of examples of which none is left goes with what was said of them."""
    changed = False
    for section in draft.reading.sections:
        heads = draft.units_of(section.heading) if section.heading >= 0 else []
        if not any(is_example_label(draft.units[u].text) for u in heads):
            continue
        top = draft.children(-1)
        inside = top[bisect_left(top, section.first) : bisect_left(top, section.end)]
        shown = [i for i in inside if draft.document.blocks[i].form in _SHOWN]
        left = [i for i in inside if i != section.heading and draft.stands(i)]
        if shown and left and not any(draft.stands(i) for i in shown) and len(left) <= _FEW:
            for index in left:
                changed |= draft.remove(index, "the examples that it speaks of went")
    return changed


def _preparations(draft: Draft) -> bool:
    """A section that only says where to go ('Find the order in the list.') has the act back that
    followed, or goes."""
    changed = False
    for section in draft.reading.sections:
        body = range(section.first + (section.heading >= 0), section.end)
        units = [u for b in body for u in draft.units_of(b)]
        left = [u for u in units if u not in draft.gone]
        if section.heading < 0 or not left or len(left) == len(units) or len(left) > _FEW:
            continue
        if not all(_is_preparation(draft, u) for u in left):
            continue
        behind = next((u for u in units if u > left[-1]), -1)
        if behind < 0:
            continue
        if draft.can_stay(behind) and draft.verdicts[behind].confidence < _SURELY:
            draft.bring_back(draft.units[behind].block)
            draft.let_stay(behind)
            changed = True
        else:
            for unit in left:
                draft.drop(unit)
            changed = True
    return changed


def _is_preparation(draft: Draft, unit: int) -> bool:
    """Whether a unit only leads to where something is done."""
    here = draft.units[unit]
    fixed = unit in draft.new or draft.verdicts[unit].critical or here.sentence is None
    return not fixed and is_preparation(here.text)


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
