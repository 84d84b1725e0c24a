"""Sentences that lean on the one before them, or speak of what only that named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from antidistill.document import AtomKind, Form
from antidistill.plan.covering import is_title
from antidistill.plan.draft import Draft
from antidistill.plan.frames import acts_upon_it, is_comparison
from antidistill.plan.grounds import rests
from antidistill.plan.labels import opening
from antidistill.plan.phrases import ends_badly, is_otherwise, leans
from antidistill.plan.reference import (
    is_lost,
    lost_its_thing,
    points_into,
    points_to_item,
    speaks_of_lost,
)
from antidistill.plan.units import Unit
from antidistill.reading import Speech

_STOP = re.compile(r"[.。!！?？][\"”'’)）]*\s*$")
_WORD = re.compile(r"[A-Za-z]+")
_DIGIT = re.compile(r"\d")
_SAYS = re.compile(r"[^\W_]|[^\x00-\x7f]")
_GOES_ON = re.compile(r"[,，、;；](?=\s*\w)")
_AND_SO_ON = re.compile(r"等(?:等|其他|其它|[^待到候一-鿿])")
"""What ends an enumeration whose last name has a mark of its own: 'Yahoo!等其他网站'."""
_BRANCH = re.compile(r"\W*(?:如果|若|当|要是|(?:[Ii]f|[Ww]hen)\b)[^→]{1,60}(?:→|->|=>)")
_THIS = re.compile(r"(?:this|that)\b|这(?!些|几)", re.IGNORECASE)
_ACT_HAN, _ACT_WORDS = 12, 7
"""An act up to this length does not say when it is to be done."""
_SURELY = 0.75
"""From this confidence on nothing comes back for what stands behind it."""
_STUB_HAN, _STUB_WORDS = 4, 2


def settle(draft: Draft) -> bool:
    """A sentence that leans on the one before it, or speaks of what only that named, goes when that
    is gone."""
    changed = False
    for before, unit in pairwise(draft.units):
        gone = before.index in draft.gone or before.index in draft.new
        if not gone or unit.index in draft.gone or not _goes_on(draft, before, unit):
            continue
        fixed = draft.verdicts[unit.index].critical or unit.index in draft.new
        if fixed or is_title(draft.document, unit):
            continue
        if _announces_what_stays(draft, unit):
            changed |= _with_its_thesis(draft, before, unit)
            continue
        beside = before.block == unit.block
        lost = is_lost(draft, unit.index) if beside else speaks_of_lost(draft, unit.index)
        lost = lost or (beside and (acts_upon_it(unit.text) or _hangs_on(draft, before, unit)))
        tied = leans(unit.text) and not _opens_with_link(draft, unit)
        if tied or is_otherwise(unit.text) or lost:
            draft.drop(unit.index)
            changed = True
    followed = [step(draft) for step in (_halves, _things, _stubs, _items)]
    return any(followed) or changed


def _halves(draft: Draft) -> bool:
    """What goes on in the middle of a sentence (', then …') and the beginning of that sentence are
    there together or not at all."""
    changed = False
    for before, unit in pairwise(draft.units):
        if before.block != unit.block or (before.index in draft.gone) is (unit.index in draft.gone):
            continue
        if not _is_second_half(before, unit) and not _is_branch(draft, before, unit):
            continue
        gone, other = (before, unit) if before.index in draft.gone else (unit, before)
        mild = draft.verdicts[gone.index].confidence < _SURELY and draft.can_stay(gone.index)
        if mild and other.index not in draft.new:
            draft.let_stay(gone.index)
            changed = True
        elif not draft.verdicts[other.index].critical:
            draft.drop(other.index)
            changed = other.index in draft.gone
    return changed


def _is_second_half(before: Unit, unit: Unit) -> bool:
    """Whether two units are one sentence that was read as two."""
    if before.sentence is None or unit.sentence is None:
        return False
    if _STOP.search(before.text):
        return _AND_SO_ON.match(unit.text) is not None
    return _GOES_ON.match(unit.text) is not None or (
        ends_badly(before.text.rstrip()) and before.speech is not Speech.LEAD_IN
    )


def _is_branch(draft: Draft, before: Unit, unit: Unit) -> bool:
    """Whether an item says in what case its next sentence is to be done: 'If dry → **stop.** Say
    so.'"""
    opens = draft.units_of(unit.block)[0] == before.index
    inside = draft.document.blocks[unit.block].parent
    item = inside >= 0 and draft.document.blocks[inside].form is Form.ITEM
    return item and opens and _BRANCH.match(before.text) is not None


def _opens_with_link(draft: Draft, unit: Unit) -> bool:
    """Whether a sentence opens with a link: '[This form](form.md)' says itself which one."""
    atoms = draft.document.blocks[unit.block].atoms
    links = [a for a in atoms if a.kind is AtomKind.LINK and a.span.start == unit.span.start]
    return bool(links)


def _things(draft: Draft) -> bool:
    """A sentence on 'this bias' goes with the one that named it, wherever that stood before it."""
    changed = False
    for unit in draft.units:
        stays = unit.index in draft.gone or unit.index in draft.new
        if stays or unit.sentence is None or draft.verdicts[unit.index].critical:
            continue
        if draft.document.blocks[unit.block].form is not Form.PARAGRAPH:
            continue
        if not _announces_what_stays(draft, unit) and lost_its_thing(draft, unit.index):
            draft.drop(unit.index)
            changed = True
    return changed


def _stubs(draft: Draft) -> bool:
    """A word or two that stood beside a sentence of their paragraph go with it: 'Stop.'"""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        units = draft.units_of(index)
        if block.form is not Form.PARAGRAPH or len(units) < 2:
            continue
        for before, unit in pairwise(units):
            for one, other in ((before, unit), (unit, before)):
                if other in draft.gone and one not in draft.gone and _is_stub(draft, one, units):
                    draft.drop(one)
                    changed = True
    return changed


def _is_stub(draft: Draft, unit: int, units: Sequence[int]) -> bool:
    here, verdict = draft.units[unit], draft.verdicts[unit]
    if here.sentence is None or verdict.critical or unit in draft.new or here.label:
        return False
    if not _SAYS.search(here.text):
        # a mark that opened or closed what went: '=='
        return True
    if opening(draft, here.block) is not None and draft.units_of(here.block)[0] == unit:
        return False
    earlier = units[: units.index(unit)][-1:]
    ends = all(_STOP.search(draft.units[u].text) for u in (unit, *earlier))
    han = sum("\u4e00" <= c <= "\u9fff" for c in here.text)
    words = len(_WORD.findall(here.text))
    return ends and not _DIGIT.search(here.text) and han <= _STUB_HAN and words <= _STUB_WORDS


def _items(draft: Draft) -> bool:
    """An item that speaks of 'this message' goes when the item before it did, which named it."""
    changed = False
    blocks = draft.document.blocks
    for index, block in enumerate(blocks):
        if block.form is not Form.LIST:
            continue
        for before, item in pairwise(draft.children(index)):
            own = draft.children(item)[:1]
            units = [u for b in own for u in draft.units_of(b)[:1]]
            if not units or draft.stands(before) or not draft.stands(item):
                continue
            able = units[0] not in draft.gone and units[0] not in draft.new
            if able and is_comparison(draft.units[units[0]].text):
                changed |= _with_its_quantity(draft, before, item)
            elif able and points_to_item(draft, units[0], index):
                changed |= draft.remove(item, "it speaks of an item that went")
    return changed


def _with_its_quantity(draft: Draft, before: int, item: int) -> bool:
    """Bring back the item that says what is compared ('How many are there?'), or leave out the one
    that compares ('If < 3: …')."""
    own = draft.within(before)
    if all(draft.can_stay(u) and draft.verdicts[u].confidence < _SURELY for u in own):
        draft.bring_back(before)
        for unit in own:
            draft.let_stay(unit)
        return draft.stands(before)
    return draft.remove(item, "what it compares went")


def _announces_what_stays(draft: Draft, unit: Unit) -> bool:
    """Whether 'these' are the items behind it: a list must not lose 'these do not count:'."""
    if unit.speech is not Speech.LEAD_IN:
        return False
    announced = announced_by(draft, unit.block)
    return announced >= 0 and draft.stands(announced)


def _hangs_on(draft: Draft, before: Unit, unit: Unit) -> bool:
    """Whether a thing is put 'here', and where that is was said by the sentence before, which is
    left out; or a short act was to be done only in the case that this one asked about: alone it
    would be done always."""
    if before.index not in draft.gone:
        return False
    if points_into(draft, before, unit) or rests(draft, before, unit):
        return True
    if unit.speech is not Speech.STEP:
        return False
    han = sum("\u4e00" <= c <= "\u9fff" for c in unit.text)
    short = han <= _ACT_HAN and len(_WORD.findall(unit.text)) <= _ACT_WORDS
    short = short or unit.text.startswith("Please ")
    return short and before.speech in (Speech.CONDITION, Speech.QUESTION)


def _with_its_thesis(draft: Draft, before: Unit, unit: Unit) -> bool:
    """Bring back what a list spells out ('This means that:')."""
    beside = before.block == unit.block and before.index in draft.gone
    spells_out = beside and (_THIS.match(unit.text) or rests(draft, before, unit))
    if not spells_out or not draft.can_stay(before.index):
        return False
    draft.let_stay(before.index)
    return True


def _goes_on(draft: Draft, before: Unit, unit: Unit) -> bool:
    """Whether a unit goes on where the one before it stopped: in its paragraph, as a paragraph
    right behind it or behind a list that is gone, or as the item on what to do otherwise."""
    blocks = draft.document.blocks
    if before.block == unit.block:
        return True
    here = blocks[unit.block]
    if here.form is not Form.PARAGRAPH or draft.units_of(unit.block)[0] != unit.index:
        return False
    previous = draft.before(unit.block)
    if here.parent == -1 and previous:
        gone = previous[0] == before.block or not draft.stands(previous[0])
        return gone and blocks[previous[0]].form in (Form.PARAGRAPH, Form.LIST)
    earlier = draft.before(here.parent) if here.parent >= 0 else []
    return bool(earlier) and not draft.stands(earlier[0]) and is_otherwise(unit.text)


_ANNOUNCED = frozenset({Form.LIST, Form.CODE, Form.TABLE, Form.QUOTE})


def announced_by(draft: Draft, block: int) -> int:
    """The list, code, table or quote that follows a paragraph, -1 if something else does."""
    here = draft.document.blocks[block]
    if here.form is not Form.PARAGRAPH:
        return -1
    behind = (b for b in draft.behind(block) if draft.document.blocks[b].form in _ANNOUNCED)
    return next(behind, -1)
