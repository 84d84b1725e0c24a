"""Lists, tables and blocks whose announcing words went: the words come back, or what they
announced goes with them."""

from __future__ import annotations

import re

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.labels import opening
from antidistill.plan.leaning import announced_by
from antidistill.plan.phrases import announces
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech

_SURE = 0.6
"""Below this confidence announcing words come back rather than take along what they announce."""
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
    return changed


def _branches(draft: Draft) -> bool:
    """Leave out answers ('No, and it is cold.') when all that was to be done in their case went."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        children = draft.children(index) if block.form is Form.ITEM else []
        if len(children) < 2 or not draft.stands(index) or any(map(draft.stands, children[1:])):
            continue
        own = [u for u in draft.units_of(children[0]) if u not in draft.gone]
        if len(own) == 1 and _ANSWER.match(draft.units[own[0]].text):
            changed |= draft.remove(index, "what was to be done in that case went")
    return changed


def _is_last_item(draft: Draft, at: int) -> bool:
    """Whether one item is left of several: what announced them went for that reason."""
    items = draft.children(at)
    list_ = draft.document.blocks[at].form is Form.LIST
    return list_ and len(items) > 1 and sum(draft.stands(i) for i in items) == 1


def _is_asked(draft: Draft, unit: Unit, at: int) -> bool:
    """Whether a question went to which the items are the answers: yes, no."""
    if draft.document.blocks[at].form is not Form.LIST or not unit.text.rstrip().endswith(
        ("?", "？")
    ):
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
