"""What is said after an act or a rule only for its sake, or after a label: it goes with that."""

from __future__ import annotations

import re

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.labels import kept_from
from antidistill.reading import Speech

_ADVICE = frozenset({Kind.PITFALL, Kind.JUDGEMENT, Kind.PROCEDURE})
_SAYS = frozenset({Speech.FACT, Speech.LABEL})
"""What tells nobody to do anything."""
_LABEL = re.compile(r"\W*[^:：，,。.]{1,24}[:：]\s*\S")
_SURELY = 0.75
"""From this confidence on a sentence does not come back for its label."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STUB = 5
"""Words, or pairs of Chinese characters, that say too little behind a label."""
_LEAST = 2
"""Items that a list keeps beside one that goes."""
_NOTE = re.compile(r"(?:<sup>|\\?[*†‡§]+(?=\s)|[¹²³⁴⁵⁶⁷⁸⁹]|\[?[\da-z][\])](?=\s))", re.IGNORECASE)
"""The mark that a note under a table begins with."""


def settle(draft: Draft) -> bool:
    """Leave out the items whose advice went where nothing but words about it are left: 'It could
    come from inside.' Whether something changed."""
    changed = _behind_labels(draft) | _under_tables(draft)
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.LIST or not draft.stands(index):
            continue
        changed |= _unlabelled(draft, index)
        for item in draft.children(index):
            others = sum(draft.stands(i) for i in draft.children(index)) - 1
            if others >= _LEAST and draft.stands(item) and _is_afterword(draft, item):
                changed |= draft.remove(item, "it spoke of what went")
    return changed


def _behind_labels(draft: Draft) -> bool:
    """Leave out what is left behind a bold label ('Exception: …') when that is a word or two, or
    bring back the sentence that it goes on from."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        units = draft.units_of(index)
        left = [u for u in units if u not in draft.gone]
        opens = block.form is Form.PARAGRAPH and bool(left) and left[0] != units[0]
        if not opens or not kept_from(draft, index) or any(u in draft.new for u in left):
            continue
        text = " ".join(draft.units[u].text for u in left)
        words = sum(1 for w in text.split() if w[0].isascii()) + len(_HAN.findall(text)) / 2
        if words > _STUB or draft.units[left[0]].speech is Speech.LEAD_IN:
            continue
        if any(_hangs(draft, b) and draft.stands(b) for b in draft.behind(index)):
            continue
        changed |= _came_back(draft, units[0]) or draft.remove(index, "it spoke of what went")
    return changed


def _under_tables(draft: Draft) -> bool:
    """Leave out notes to a table that went."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        noted = block.form is Form.PARAGRAPH and _NOTE.match(block.span.of(draft.document.text))
        if noted and draft.stands(index) and _lost_its_table(draft, index):
            changed |= draft.remove(index, "the table that it is a note to went")
    return changed


def _lost_its_table(draft: Draft, note: int) -> bool:
    """Whether nothing is left between a note and a table that went."""
    at = note
    while (before := draft.before(at)) and not draft.stands(before[0]):
        at = before[0]
        if draft.document.blocks[at].form is Form.TABLE:
            return True
    return False


def _came_back(draft: Draft, unit: int) -> bool:
    """Let a unit stay again that is not surely craft. Whether it does."""
    if draft.verdicts[unit].confidence < _SURELY and draft.can_stay(unit):
        draft.let_stay(unit)
    return unit not in draft.gone


def _hangs(draft: Draft, block: int) -> bool:
    return draft.document.blocks[block].form in (Form.LIST, Form.CODE, Form.TABLE, Form.QUOTE)


def _unlabelled(draft: Draft, at: int) -> bool:
    """Among items that open with a label each ('Limit: …'), bring the label of one back that lost
    it with its sentence, or leave out the rest of that."""
    own = [(i, draft.units_of(c)) for i in draft.children(at) for c in draft.children(i)[:1]]
    named = [(i, u) for i, u in own if u and _LABEL.match(draft.units[u[0]].text)]
    if len(named) <= _LEAST or len(named) < len(own):
        return False
    changed = False
    for item, units in named:
        left = [u for u in units[1:] if u not in draft.gone]
        if units[0] not in draft.gone or not left or not draft.stands(item):
            continue
        changed |= _came_back(draft, units[0]) or draft.remove(item, "its label went")
    return changed


def _is_afterword(draft: Draft, item: int) -> bool:
    own, *below = draft.children(item) or [-1]
    units = draft.units_of(own) if own >= 0 else []
    if not units or units[0] not in draft.gone or any(map(draft.stands, below)):
        return False
    left = [u for u in units if u not in draft.gone]
    if not left or any(u in draft.new or draft.is_fixed(u) for u in left):
        return False
    advised = draft.verdicts[units[0]].kind in _ADVICE
    said = all(draft.units[u].speech in _SAYS for u in left)
    lost = sum(len(draft.units[u].text) for u in units if u in draft.gone)
    return advised and said and sum(len(draft.units[u].text) for u in left) <= lost
