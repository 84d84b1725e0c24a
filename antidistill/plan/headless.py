"""Lists, tables and blocks whose announcing words went: the words come back, or what they
announced goes with them."""

from __future__ import annotations

import re
from dataclasses import replace

from antidistill.document import Form
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.labels import opening
from antidistill.plan.leaning import announced_by
from antidistill.plan.phrases import announces
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech
from antidistill.span import Span

_SURE = 0.6
"""Below this confidence announcing words come back rather than take along what they announce."""
_SURELY = 0.75
"""From this confidence on an answer does not come back for the other one."""
_PAIR = 2
_SPACE = re.compile(r"\s*")
_CASE = re.compile(r"\W*(?:if|when|where)\b|\W*(?:如果|若|当)", re.IGNORECASE)
"""What a case opens with that stands beside another one."""
_MOST = 0.25
"""The share of a document that is more than one label's worth."""
_LINE = 60
"""Characters of a line that only names something."""
_ANSWER = re.compile(r"\W*(?:yes|no|是|否|能|不能|有|没有)(?:\W|$)", re.IGNORECASE)


def settle(draft: Draft) -> bool:
    """Carry through what became of announcing words, and of the acts that answers led to. Whether
    something changed."""
    changed = _branches(draft)
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.PARAGRAPH or index in draft.removed:
            continue
        at = announced_by(draft, index)
        units = draft.units_of(index)
        if at < 0 or not units or units[-1] not in draft.gone or not draft.stands(at):
            continue
        if _is_last_item(draft, at):
            continue
        last = draft.units[units[-1]]
        if _is_asked(draft, last, at):
            changed |= draft.remove(at, "the question that it answers went")
        elif _announces(draft, last, at):
            changed |= _carry(draft, last, at)
    return _last_items(draft) or changed


def _last_items(draft: Draft) -> bool:
    """Carry through what became of the words of a list's last item that announced the block behind
    the list ('change the settings as follows')."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        at = block_behind(draft, index) if block.form is Form.PARAGRAPH else -1
        units = draft.units_of(index)
        if at < 0 or not units or units[-1] not in draft.gone:
            continue
        last = draft.units[units[-1]]
        if last.text.rstrip().endswith((":", "：")) or announces(last.text):
            changed |= _carry(draft, last, at)
            if last.index not in draft.gone:
                draft.bring_back(index)
    return changed


def block_behind(draft: Draft, words: int) -> int:
    """The command block that stands behind a list of which the paragraph `words` opens the last
    item; -1 if none does, or if it went."""
    blocks = draft.document.blocks
    item = blocks[words].parent
    if item < 0 or blocks[item].form is not Form.ITEM or draft.children(item)[0] != words:
        return -1
    at = blocks[item].parent
    behind = draft.behind(at) if draft.children(at)[-1] == item else []
    return next((b for b in behind if blocks[b].form is Form.CODE and draft.stands(b)), -1)


def _branches(draft: Draft) -> bool:
    """Leave out answers ('No, and it is cold.') when all that was to be done in their case went."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST and draft.stands(index):
            changed |= _one_case(draft, index)
        children = draft.children(index) if block.form is Form.ITEM else []
        if len(children) < 2 or not draft.stands(index) or any(map(draft.stands, children[1:])):
            continue
        own = [u for u in draft.units_of(children[0]) if u not in draft.gone]
        if len(own) == 1 and _ANSWER.match(draft.units[own[0]].text):
            changed |= draft.remove(index, "what was to be done in that case went")
    return changed


def _one_case(draft: Draft, at: int) -> bool:
    """Bring back the other one of two cases ('if it is open', 'if it is shut'), where it may have
    been told by anybody."""
    items = draft.children(at)
    firsts = [next(iter(draft.units_of(c)), -1) for i in items for c in draft.children(i)[:1]]
    if len(items) != _PAIR or not all(u >= 0 and _CASE.match(draft.units[u].text) for u in firsts):
        return False
    gone = [n for n, u in enumerate(firsts) if u in draft.gone]
    if len(gone) != 1 or firsts[1 - gone[0]] in draft.new:
        return False
    unit = firsts[gone[0]]
    if not draft.can_stay(unit) or draft.verdicts[unit].confidence >= _SURELY:
        return False
    draft.bring_back(items[gone[0]])
    draft.let_stay(unit)
    return unit not in draft.gone


def _is_last_item(draft: Draft, at: int) -> bool:
    """Whether one item is left of several: what announced them went for that reason."""
    items = draft.children(at)
    list_ = draft.document.blocks[at].form is Form.LIST
    return list_ and len(items) > 1 and sum(draft.stands(i) for i in items) == 1


def _is_asked(draft: Draft, unit: Unit, at: int) -> bool:
    """Whether a question went to which the items are the answers: yes, no."""
    return unit.text.rstrip().endswith(("?", "？")) and is_answered(draft, at)


def is_answer(text: str) -> bool:
    """Whether a text opens with an answer: 'Yes, …', '是：…'."""
    return _ANSWER.match(text) is not None


def is_answered(draft: Draft, at: int) -> bool:
    """Whether all items of a list are, or were, answers: yes, no."""
    if draft.document.blocks[at].form is not Form.LIST:
        return False
    heads = [
        u for i in draft.children(at) for c in draft.children(i)[:1] for u in draft.units_of(c)
    ]
    first = [u for u in heads if draft.units_of(draft.units[u].block)[0] == u]
    return bool(first) and all(_ANSWER.match(draft.units[u].text) for u in first)


def _announces(draft: Draft, unit: Unit, at: int) -> bool:
    atom = opening(draft, unit.block)
    title = atom is not None and atom.span == draft.document.blocks[unit.block].span
    ends = unit.text.rstrip().endswith((":", "：")) or unit.speech is Speech.LEAD_IN
    labels = draft.document.blocks[at].form is Form.LIST and _is_label(draft, unit)
    return title or ends or labels or (announces(unit.text) and _is_last_word(unit.text))


def _is_label(draft: Draft, unit: Unit) -> bool:
    """Whether a line of its own only names what the list behind it holds."""
    alone = len(draft.units_of(unit.block)) == 1 and unit.speech is Speech.LABEL
    return alone and len(unit.text) <= _LINE and not unit.text.rstrip().endswith((".", "。"))


def _is_last_word(text: str) -> bool:
    """Whether a sentence breaks off at the words that announce ('the files are')."""
    return re.search(r"(?:包括|包含|如下|以下\w{0,4}|\b(?:are|is|includes?))\W*$", text) is not None


def _carry(draft: Draft, unit: Unit, at: int) -> bool:
    verdict = draft.verdicts[unit.index]
    mild = verdict.kind in (Kind.PROCEDURE, Kind.PLAIN) or verdict.confidence < _SURE
    dropped = verdict.fate is Fate.KEEP
    if (mild or dropped or _is_much(draft, at)) and draft.can_stay(unit.index):
        draft.let_stay(unit.index)
        return True
    written = any(u in draft.new for u in draft.within(at))
    if not written and draft.remove(at, "what announced it went"):
        return True
    if draft.can_stay(unit.index):
        draft.let_stay(unit.index)
        return True
    return False


def _is_much(draft: Draft, at: int) -> bool:
    extent = draft.document.blocks[at].extent
    return len(extent) > _MOST * len(draft.document.text)


def up_to_next(draft: Draft, index: int, edit: Edit) -> Edit:
    """The removal of what an item begins with, up to what stands behind it in the item: that
    begins the item now, right behind its mark."""
    parent = draft.document.blocks[index].parent
    inside = draft.children(parent)
    first = all(not draft.stands(b) for b in inside[: inside.index(index)])
    item = parent >= 0 and draft.document.blocks[parent].form is Form.ITEM
    if not (item and first and draft.stands(parent)):
        return edit
    gap = _SPACE.match(draft.document.text, edit.span.end)
    return replace(edit, span=Span(edit.span.start, gap.end() if gap else edit.span.end))
