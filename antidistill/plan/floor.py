"""What comes back, so that no section or list is emptied. Whether a unit does depends only on what
stands beside it: a second run over the result finds the same units and lets them stay."""

from __future__ import annotations

from collections.abc import Iterator

from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.frames import is_exception
from antidistill.plan.milder import ADVICE, least_telling, mild, plainest
from antidistill.plan.phrases import is_example
from antidistill.plan.titles import groups
from antidistill.plan.units import is_sentence
from antidistill.reading import Speech

_LIST = 2
"""Items that a list keeps at least."""
_SAID, _STEPS = 3, 4
"""Sentences that a section keeps at least, and how many where ordinary steps are among those that
went, if there are any that tell little."""
_ALIKE = 3
"""Bold lines with something under each of them, from which on they are the frame of a section."""
_ACTS = (Speech.STEP, Speech.RULE)
_SHOWN = (Form.CODE, Form.CELL, Form.QUOTE)
"""Forms that say it without a sentence."""
_SURE = 0.9
"""What is craft beyond doubt goes with all that hangs on it."""


def revive(draft: Draft) -> None:
    """Bring back, trimmed, the items without which a list would be a stump, the words of an item
    that holds critical text, and what is not surely craft in sections in which nothing is left."""
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.LIST:
            _revive_list(draft, index)
    for units in _sections(draft):
        if units and all(u in draft.gone for u in units):
            for index in mild(draft, units):
                _return(draft, index)


def fill(draft: Draft) -> bool:
    """Bring back what tells least to sections, and to bold lines among others, of which less is
    left than they need: nothing but a condition, an exception or example without the acts that it
    belongs to, a sentence or two. Whether something came."""
    filled = _fill_titles(draft)
    for units in _sections(draft):
        needed = _needed(draft, units)
        _bring_back(draft, needed)
        lacking = _lacking(draft, units)
        _bring_back(draft, lacking)
        draft.returned.update(lacking)
        filled |= bool(needed or lacking)
    return filled


def _needed(draft: Draft, units: list[int]) -> list[int]:
    """The sentence that a condition, an exception or an example needs beside it."""
    gone = [u for u in units if u in draft.gone]
    advice = [u for u in gone if draft.verdicts[u].kind in ADVICE]
    if _is_thin(draft, units):
        return mild(draft, gone)[:1]
    if _lost_its_acts(draft, units):
        return least_telling(draft, [u for u in advice if _says_how(draft, u)])[:1]
    return []


def _bring_back(draft: Draft, units: list[int]) -> None:
    for index in units:
        draft.bring_back(draft.units[index].block)
        _return(draft, index)


def _fill_titles(draft: Draft) -> bool:
    """Bring back bold lines among others under which nothing is left, with one sentence."""
    filled = False
    many = [(t, below) for t, below in groups(draft) if any(draft.within(b) for b in below)]
    for title, below in many if len(many) >= _ALIKE else ():
        units = [u for b in below for u in draft.units_of(b)]
        able = plainest(draft, [u for u in units if u in draft.gone])[:1]
        named = draft.units_of(title)
        if any(draft.stands(b) for b in below) or not all(draft.can_stay(u) for u in named):
            continue
        for index in able:
            for block in (title, draft.units[index].block):
                draft.bring_back(block)
            for unit in named:
                draft.let_stay(unit)
            _return(draft, index)
            draft.returned.update((index, *named))
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


def _lacking(draft: Draft, units: list[int]) -> list[int]:
    """What comes back to a section that lost most of its own, in the order of the text."""
    left = [u for u in units if u not in draft.gone]
    shown = any(draft.document.blocks[draft.units[u].block].form in _SHOWN for u in left)
    if shown or not left or any(u in draft.new for u in units):
        return []
    said = sum(_says(draft, u) for u in left)
    able = plainest(draft, [u for u in units if u in draft.gone])
    steps = [u for u in able if draft.verdicts[u].kind is Kind.PROCEDURE][: max(0, _STEPS - said)]
    others = [u for u in able if u not in steps and draft.verdicts[u].kind is not Kind.PROCEDURE]
    return sorted([*steps, *others[: max(0, _SAID - said - len(steps))]])


def _says(draft: Draft, unit: int) -> bool:
    """Whether a unit counts as something said: a sentence, or an item."""
    here = draft.units[unit]
    item = draft.document.blocks[here.block].parent >= 0
    return is_sentence(draft.document, here) or item or here.text.rstrip().endswith((".", "。"))


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
        for head in mild(draft, gone)[:wanted]:
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
