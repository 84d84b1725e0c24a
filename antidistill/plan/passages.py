"""Which withheld units are worth filling."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.passage import Passage
from antidistill.plan.draft import Draft
from antidistill.plan.fillable import announcing, is_filled
from antidistill.plan.slots import passage_of, person_of
from antidistill.plan.told import told
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech


def passages(draft: Draft) -> list[Passage]:
    """The passages for an engine. Units that may be written but need no filling are left out."""
    chosen = set(_chosen(draft))
    persons = {u for u in told(draft) if u not in chosen}
    for index, verdict in enumerate(draft.verdicts):
        if verdict.fate is Fate.WRITE and index not in chosen | persons:
            _unasked(draft, index)
    return [
        (person_of if i in persons else passage_of)(draft, draft.units[i])
        for i in sorted(chosen | persons)
    ]


def passage_for(draft: Draft, unit: int) -> Passage:
    """The passage of any unit, for engines that see more than what the local one is asked."""
    return passage_of(draft, draft.units[unit])


def _unasked(draft: Draft, unit: int) -> None:
    """Ordinary steps among others that stay do so too, trimmed; all else goes."""
    verdict = draft.verdicts[unit]
    first = draft.units_of(draft.units[unit].block)[0] == unit
    detail = _is_detail(draft, draft.units[unit])
    if verdict.kind is Kind.PROCEDURE and verdict.trimmed is not None and first and not detail:
        draft.keep_trimmed(unit)
    else:
        draft.drop(unit)


def _is_detail(draft: Draft, unit: Unit) -> bool:
    """Whether an ordinary step only spells out the step that it hangs on."""
    at = draft.reading.container(unit.block, Form.LIST)
    outer = draft.document.blocks[at].parent if at >= 0 else -1
    if outer < 0 or draft.document.blocks[outer].form is not Form.ITEM:
        return False
    own = draft.children(outer)[:1]
    head = next((draft.units[u] for c in own for u in draft.units_of(c)[-1:]), None)
    return head is not None and head.speech in (Speech.STEP, Speech.RULE)


def _chosen(draft: Draft) -> Iterator[int]:
    for index, block in enumerate(draft.document.blocks):
        units = draft.units_of(index)
        open_ = [
            u
            for u in units
            if draft.verdicts[u].fate is Fate.WRITE and draft.units[u].speech is not Speech.LEAD_IN
        ]
        if not open_:
            continue
        if block.form is Form.CODE:
            yield from open_
            yield from announcing(draft, index)
        elif block.form is Form.FIELD and len(open_) == len(units):
            yield open_[0]
        elif block.form is Form.PARAGRAPH:
            yield from _in_paragraph(draft, index, units, open_)


def _in_paragraph(draft: Draft, block: int, units: list[int], open_: list[int]) -> list[int]:
    item = draft.document.blocks[block].parent
    if item < 0 or draft.document.blocks[item].form is not Form.ITEM:
        return []
    own = draft.children(item)[0] == block
    whole = open_[0] == units[0] or len(open_) == len(units)
    return open_[:1] if own and whole and is_filled(draft, item) else []
