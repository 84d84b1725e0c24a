"""What comes back, so that no section or list is emptied. Whether a unit does depends only on what
stands beside it: a second run over the result finds the same units and lets them stay."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.frames import is_exception
from antidistill.plan.phrases import is_example, leans
from antidistill.plan.units import is_sentence
from antidistill.reading import Speech

_LIST = 2
"""Items that a list keeps at least."""
_SAID = 2
"""Sentences that a section keeps at least, if there are any that tell little."""
_ACTS = (Speech.STEP, Speech.RULE)
_ADVICE = frozenset({Kind.PROCEDURE, Kind.JUDGEMENT, Kind.PITFALL})
"""What says how something is done."""
_SHOWN = (Form.CODE, Form.CELL, Form.QUOTE)
"""Forms that say it without a sentence."""
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
    """Bring one sentence back to sections of which nothing but a condition is left, or what an
    exception, an example or a question stands beside, but none of the acts that they belong to.
    Whether one came."""
    filled = False
    for units in _sections(draft):
        gone = [u for u in units if u in draft.gone]
        advice = [u for u in gone if draft.verdicts[u].kind in _ADVICE]
        if _is_thin(draft, units):
            able = _mild(draft, gone)[:1]
        elif _lost_its_acts(draft, units):
            able = least_telling(draft, [u for u in advice if _says_how(draft, u)])[:1]
        else:
            able = _mild(draft, advice)[: _lacking(draft, units)]
        for index in able:
            draft.bring_back(draft.units[index].block)
            _return(draft, index)
        filled |= bool(able)
    return filled


def _is_thin(draft: Draft, units: list[int]) -> bool:
    """Whether one condition or exception is all that is left of a section: it lacks what it is an
    exception from."""
    left = [u for u in units if u not in draft.gone]
    if len(left) != 1 or len(units) < _LIST:
        return False
    unit = draft.units[left[0]]
    return unit.speech is Speech.CONDITION or is_exception(unit.text)


def _lost_its_acts(draft: Draft, units: list[int]) -> bool:
    """Whether a section said how something is done, and what is left of it does not."""
    left = [u for u in units if u not in draft.gone]
    if not left or not any(_says_how(draft, u) for u in units if u in draft.gone):
        return False
    if any(draft.document.blocks[draft.units[u].block].form in _SHOWN for u in left):
        return False
    return not any(u in draft.new or _says_how(draft, u) for u in left)


def _lacking(draft: Draft, units: list[int]) -> int:
    """How many sentences a section that lost most of its own lacks of the few that it keeps."""
    left = [u for u in units if u not in draft.gone]
    shown = any(draft.document.blocks[draft.units[u].block].form in _SHOWN for u in left)
    said = sum(is_sentence(draft.document, draft.units[u]) for u in left)
    return 0 if shown or not left or any(u in draft.new for u in left) else max(0, _SAID - said)


def _says_how(draft: Draft, unit: int) -> bool:
    here = draft.units[unit]
    return here.speech in _ACTS and not is_exception(here.text) and not is_example(here.text)


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


def least_telling(draft: Draft, units: list[int]) -> list[int]:
    """Those of the units that went which may come back, ordinary steps among them, the least
    telling first."""
    able = [u for u in units if _is_ordinary(draft, u) or _may_return(draft, u)]
    return sorted(able, key=lambda u: _telling(draft, u))


def _is_ordinary(draft: Draft, unit: int) -> bool:
    """Whether a unit is a step as any manual has it."""
    verdict = draft.verdicts[unit]
    leaning = leans(draft.units[unit].text)
    return verdict.kind is Kind.PROCEDURE and draft.can_stay(unit) and not leaning


def _telling(draft: Draft, unit: int) -> tuple[bool, float, int, int]:
    verdict = draft.verdicts[unit]
    other = verdict.kind is not Kind.PROCEDURE
    return other, verdict.confidence, len(draft.units[unit].text), unit


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
