"""What a step consists of: where all below its label went, the least telling comes back; and a
procedure in one paragraph or in a numbered list keeps most of its steps, the first before all."""

from __future__ import annotations

import re
from math import ceil

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.alone import joint_of
from antidistill.plan.draft import Draft
from antidistill.plan.labels import Member, is_bare, rows
from antidistill.plan.milder import least_telling
from antidistill.plan.sequences import directions
from antidistill.reading import Speech

_BACK = 2
"""What comes back below a label; less would be no list."""
_NAME, _NAME_WORDS = 40, 4
_ENDS = (".", "。", "!", "！", "?", "？", ":", "：", ";", "；")
_LEAST, _MOST = 3, 0.6
"""Steps, and share of them, that directions keep."""
_FEW = 4
"""Steps that a numbered list of as many keeps."""
_DIRECTIONS = re.compile(
    r"\W*(?:(?:directions?|instructions?|steps|procedure|how)\b[^.:：]{0,60}[:：]|"
    r"[^。：:]{0,12}(?:步骤|做法|方法|操作)(?:如下)?[:：])",
    re.IGNORECASE,
)
_ACTS = (Speech.STEP, Speech.RULE)


def settle(draft: Draft) -> bool:
    """Bring back what the items consist of of which only their bold label is left. Whether
    something changed."""
    changed = False
    for members in rows(draft):
        for member in members:
            if member.below and draft.stands(member.whole) and is_bare(draft, member):
                changed |= _spelt_out(draft, member)
    steps = directions(draft.document, draft.units)
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST and block.info[:1].isdigit():
            changed |= _under_names(draft, index)
            changed |= _broken_list(draft, index, steps)
        elif block.form is Form.PARAGRAPH and draft.stands(index):
            changed |= _broken_off(draft, index)
    return changed


def _under_names(draft: Draft, at: int) -> bool:
    """Bring back what stood below counted items that are a name and no more ('3. Folders'), or
    leave these out."""
    changed = False
    for item in draft.children(at):
        own, *below = draft.children(item) or [-1]
        units = draft.units_of(own) if own >= 0 else []
        if len(units) != 1 or not below or not draft.stands(item) or units[0] in draft.new:
            continue
        text = draft.units[units[0]].text.strip()
        short = len(text.split()) <= _NAME_WORDS and len(text) <= _NAME
        if short and not text.endswith(_ENDS) and not any(map(draft.stands, below)):
            back = _spelt_out(draft, Member(item, own, tuple(below)))
            others = [i for i in draft.children(at) if i != item and len(draft.children(i)) > 1]
            told = [i for i in others if any(map(draft.stands, draft.children(i)[1:]))]
            if not back and len(told) >= _BACK:
                back = draft.remove(item, "what was told of it went")
            changed |= back
    return changed


def _broken_off(draft: Draft, block: int) -> bool:
    """Bring back, in their order, ordinary steps of a paragraph that announces the directions for
    something, until most of them stand and no fewer than make a procedure."""
    units = draft.units_of(block)
    if not units or not _DIRECTIONS.match(draft.units[units[0]].text):
        return False
    steps = [u for u in units if draft.units[u].speech in _ACTS or _is_step(draft, u)]
    gone = [u for u in steps if u in draft.gone]
    lacking = max(_LEAST, ceil(_MOST * len(steps))) - (len(steps) - len(gone))
    if any(u in draft.new for u in units) or len(gone) == len(units):
        return False
    ordinary = set(least_telling(draft, gone))
    for unit in [u for u in gone if u in ordinary][: max(0, lacking)]:
        draft.let_stay(unit)
    return any(u not in draft.gone for u in gone)


def _broken_list(draft: Draft, at: int, steps: frozenset[int]) -> bool:
    """The same of the steps of a numbered list; the first comes back wherever it may."""
    heads = [u for u in _heads(draft, at) if u in steps]
    gone = [u for u in heads if u in draft.gone]
    if not gone or len(gone) == len(heads) or any(u in draft.new for u in heads):
        return False
    lacking = max(min(_FEW, len(heads)), ceil(_MOST * len(heads))) - (len(heads) - len(gone))
    able = set(least_telling(draft, gone))
    back = [u for u in gone if u in able][: max(0, lacking)]
    for unit in {*back, *(u for u in heads[:1] if u in able)}:
        draft.bring_back(draft.units[unit].block)
        draft.let_stay(unit)
    return any(u not in draft.gone for u in gone)


def _is_step(draft: Draft, unit: int) -> bool:
    return draft.verdicts[unit].kind is Kind.PROCEDURE


def _spelt_out(draft: Draft, member: Member) -> bool:
    """Bring the least telling acts of a list below a label back, if they make a list again or can
    stand behind the label."""
    lists = [b for b in member.below if draft.document.blocks[b].form is Form.LIST][:1]
    gone = [u for at in lists for u in _heads(draft, at) if u in draft.gone]
    able = least_telling(draft, gone)[:_BACK]
    if not able:
        return False
    removed, given = dict(draft.removed), {u: draft.verdicts[u] for u in able}
    for unit in able:
        draft.bring_back(draft.units[unit].block)
        draft.let_stay(unit)
    alone = len(lists) == 1 and len(_heads(draft, lists[0])) == 1
    if len(able) >= _BACK or alone or joint_of(draft, lists[0]) is not None:
        return any(u not in draft.gone for u in able)
    draft.removed = removed
    for unit, verdict in given.items():
        draft.drop(unit)
        draft.verdicts[unit] = verdict
    return False


def _heads(draft: Draft, at: int) -> list[int]:
    """The first unit of each item of a list."""
    first = (draft.children(item)[:1] for item in draft.children(at))
    return [u for blocks in first for b in blocks for u in draft.units_of(b)[:1]]
