"""What comes back, so that no section or list is emptied. Whether a unit does depends only on what
stands beside it: a second run over the result finds the same units and lets them stay."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import leans
from antidistill.reading import Speech

_LIST = 2
"""Items that a list keeps at least."""
_SURE = 0.9
"""What is craft beyond doubt goes with all that hangs on it."""
_STRONG = 0.75
"""What is surely craft does not come back; how somebody writes does, unless it tells him from all
others."""


def revive(draft: Draft) -> None:
    """Bring back, trimmed, the items without which a list would be a stump, the words of an item
    that holds critical text, and what is not surely craft in sections in which nothing is left."""
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST:
            _revive_list(draft, index)
    for units in _sections(draft):
        if units and all(u in draft.gone for u in units):
            for index in _mild(draft, units):
                _return(draft, index)


def fill(draft: Draft) -> bool:
    """Bring one sentence back to sections of which nothing but a condition is left. Whether one
    came."""
    filled = False
    for units in _sections(draft):
        if _is_thin(draft, units):
            able = _mild(draft, [u for u in units if u in draft.gone])[:1]
            for index in able:
                _return(draft, index)
            filled |= bool(able)
    return filled


def _is_thin(draft: Draft, units: list[int]) -> bool:
    """Whether one condition is all that is left of a section: it lacks what it is an exception
    from."""
    left = [u for u in units if u not in draft.gone]
    if len(left) != 1 or len(units) < _LIST:
        return False
    return draft.units[left[0]].speech is Speech.CONDITION


def _return(draft: Draft, unit: int) -> None:
    """Bring a unit back; a line of sample dialogue comes with the line that it answers."""
    block = draft.units[unit].block
    parent = draft.document.blocks[block].parent
    quoted = parent >= 0 and draft.document.blocks[parent].form is Form.QUOTE
    for index in draft.units_of(block) if quoted else [unit]:
        if draft.verdicts[index].trimmed is not None or index == unit:
            draft.keep_trimmed(index)


def _revive_list(draft: Draft, at: int) -> None:
    items = draft.children(at)
    heads = [u for i in items for c in draft.children(i)[:1] for u in draft.units_of(c)[:1]]
    for item in items:
        _revive_head(draft, item)
    gone = [u for u in heads if u in draft.gone]
    wanted = min(_LIST, len(heads)) - (len(heads) - len(gone))
    if wanted > 0 and len(heads) >= _LIST:
        for head in _mild(draft, gone)[:wanted]:
            draft.keep_trimmed(head)


def _revive_head(draft: Draft, item: int) -> None:
    """The words that open an item stay when critical text hangs on them, or a list that stays."""
    own, *below = [draft.units_of(c) for c in draft.leaves(item)] or [[]]
    if not own or own[0] not in draft.gone:
        return
    critical = any(draft.verdicts[u].critical for u in draft.within(item))
    standing = sum(bool(units) and units[0] not in draft.gone for units in below)
    sure = draft.verdicts[own[0]].confidence >= _SURE
    if critical or (standing >= _LIST and not sure and draft.verdicts[own[0]].trimmed is not None):
        draft.keep_trimmed(own[0])


def _sections(draft: Draft) -> Iterator[list[int]]:
    for section in draft.reading.sections:
        if section.heading >= 0:
            inside = range(section.first + 1, section.end)
            yield [u for b in inside for u in draft.units_of(b)]


def _mild(draft: Draft, units: list[int]) -> list[int]:
    """Those that may come back, the least telling first."""
    able = [i for i in units if _may_return(draft, i)]
    return sorted(able, key=lambda i: (draft.verdicts[i].confidence, len(draft.units[i].text), i))


def _may_return(draft: Draft, unit: int) -> bool:
    form = draft.document.blocks[draft.units[unit].block].form
    verdict = draft.verdicts[unit]
    strong = _SURE if verdict.kind is Kind.TRAIT else _STRONG
    mild = verdict.trimmed is not None and verdict.confidence < strong
    return mild and form is not Form.CELL and not leans(draft.units[unit].text)
