"""What cuts leave that says nothing any more: a full stop, a name without what is told of it, a
picture of what went."""

from __future__ import annotations

import re

from antidistill.document import AtomKind, Form
from antidistill.plan.draft import Draft
from antidistill.plan.units import Unit
from antidistill.reading import Speech

_BARE = frozenset({Form.HEADING, Form.CELL, Form.FIELD, Form.CODE})
_LETTER = re.compile(r"[^\W_]")
_LABEL = re.compile(r"\W*([^:：]{1,40})[:：]")
_CASE = re.compile(r"\W*([^:：]{4,40})[:：]\s*[\"“「『]")
_CASES = 3
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


def settle(draft: Draft) -> bool:
    """Leave out what is only a stump. Whether something changed."""
    changed = False
    for unit in draft.units:
        if unit.index not in draft.gone and _is_stump(draft, unit):
            draft.drop(unit.index)
            changed = True
    return _pictures(draft) or changed


def _is_stump(draft: Draft, unit: Unit) -> bool:
    verdict = draft.verdicts[unit.index]
    form = draft.document.blocks[unit.block].form
    if not verdict.touches or unit.index in draft.new or verdict.critical or form in _BARE:
        return False
    left = draft.left_of(unit.index)
    if not _LETTER.search(left):
        return True
    label = _LABEL.match(unit.text)
    if label is None or unit.speech is Speech.LEAD_IN:
        return False
    return _letters(_ASIDE.sub("", left)) == _letters(label[1]) and not _is_case(draft, unit)


def _is_case(draft: Draft, unit: Unit) -> bool:
    """Whether the label is one of several cases in a list, each with what is said then: what is
    left of them is a list of cases."""
    item = draft.reading.container(unit.block, Form.ITEM)
    if item < 0:
        return False
    beside = draft.children(draft.document.blocks[item].parent)
    first = [units[0] for i in beside if (units := [*draft.within(i)])]
    labels = [m[1] for u in first if (m := _CASE.match(draft.units[u].text))]
    return len(set(labels)) >= _CASES


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text))


def _pictures(draft: Draft) -> bool:
    """A picture on a line of its own goes with the item or paragraph right before it when that is
    left out or reads anew."""
    changed = False
    blocks = draft.document.blocks
    for index, block in enumerate(blocks):
        alone = block.form is Form.PARAGRAPH and index not in draft.removed and index > 0
        pictures = [a for a in block.atoms if a.kind is AtomKind.IMAGE]
        if not alone or not pictures or pictures[0].span != block.span:
            continue
        before = draft.units_of(index - 1)
        other = before and all(u in draft.gone or u in draft.new for u in before)
        if other and blocks[index - 1].form is Form.PARAGRAPH:
            changed |= draft.remove(index, "it showed what went")
    return changed
