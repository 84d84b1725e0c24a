"""Records can only shrink, but neither a document nor a section must vanish because of it."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Kind, Standing
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import leans

_FLOOR = 0.58
"""Share of a document's characters that stays (DESIGN: at least 50 %, 60 % in guidance)."""
_LIST = 2
"""Items that a list keeps at least."""
_GENTLE_FLOOR = 0.84
"""The same in a mode that keeps judgement: it must look untouched."""
_STRONG = 0.75
"""What is surely craft does not come back."""
_SECTION = 0.4
"""Share of the units of a section that stays when all of them would go."""


def restore(draft: Draft, *, gently: bool = False) -> None:
    """Bring back the least telling units that go, trimmed, until the floor is reached: records
    first, since nothing may stand in their place. `gently` for a mode that must look untouched."""
    sizes = [len(u.text) for u in draft.units]
    total = sum(sizes)
    standing = sum(len(draft.text_of(u.index)) for u in draft.units)
    records = [i for i in draft.gone if draft.verdicts[i].standing is not Standing.GUIDANCE]
    mild = [
        i
        for i in draft.gone
        if draft.verdicts[i].standing is Standing.GUIDANCE
        and draft.verdicts[i].confidence < _STRONG
    ]
    for index in (*_least_telling(draft, records), *_least_telling(draft, mild)):
        if standing >= (_GENTLE_FLOOR if gently else _FLOOR) * total:
            return
        draft.keep_trimmed(index)
        standing += sizes[index]


def revive(draft: Draft) -> None:
    """Bring back, trimmed, the least telling units of sections in which nothing is left, the items
    without which a list would be a stump, and the words of an item that holds critical text."""
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST:
            _revive_list(draft, index)
    for units in _sections(draft):
        if units and all(u in draft.gone for u in units):
            back = _least_telling(draft, units)
            for index in back[: max(1, round(_SECTION * len(units)))]:
                _return(draft, index)


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
    for item, head in zip(items, heads, strict=False):
        if head in draft.gone and any(draft.verdicts[u].critical for u in draft.within(item)):
            draft.keep_trimmed(head)
    gone = [u for u in heads if u in draft.gone]
    wanted = min(_LIST, len(heads)) - (len(heads) - len(gone))
    if wanted > 0 and len(heads) >= _LIST:
        mild = [u for u in gone if draft.verdicts[u].confidence < _STRONG]
        for head in _least_telling(draft, mild)[:wanted]:
            draft.keep_trimmed(head)


def _sections(draft: Draft) -> Iterator[list[int]]:
    for section in draft.reading.sections:
        if section.heading >= 0:
            inside = range(section.first + 1, section.end)
            yield [u for b in inside for u in draft.units_of(b)]


def _least_telling(draft: Draft, units: list[int]) -> list[int]:
    """Those that can come back, in a milder form, in the order in which they may."""
    able = [i for i in units if _may_return(draft, i) and not leans(draft.units[i].text)]
    return sorted(able, key=lambda i: (draft.verdicts[i].confidence, len(draft.units[i].text), i))


def _may_return(draft: Draft, unit: int) -> bool:
    """Whether a unit may come back: what is surely craft or an incident only if something of it
    goes; a trait as it is, since a description of a person is nothing but traits."""
    form = draft.document.blocks[draft.units[unit].block].form
    verdict = draft.verdicts[unit]
    mild = verdict.confidence < _STRONG or verdict.kind is Kind.TRAIT
    milder = bool(verdict.trimmed) or (verdict.trimmed is not None and mild)
    return milder and form is not Form.CELL
