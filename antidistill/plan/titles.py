"""Lines that stand there as headings do, bold or before a list: they go with all that stood under
them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from antidistill.document import Block, Form
from antidistill.finding import Kind
from antidistill.plan import alone
from antidistill.plan.covering import is_title
from antidistill.plan.draft import Draft
from antidistill.plan.frames import goes_on_then, is_setting_up, is_subordinate
from antidistill.plan.labels import opening
from antidistill.plan.leaning import announced_by
from antidistill.plan.units import Unit
from antidistill.reading import Speech

_ENDS = (Form.HEADING, Form.RULE)
_PROSE = (Form.PARAGRAPH, Form.LIST, Form.QUOTE)
_HASHES = re.compile(r"#{1,6}(?=\[?[^\W\d])")
_COUNTED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)\s?[^，,。；;：:！？!?\n]{2,16}"
)
_DEEP = 7
"""Below all levels of headings."""
_SURELY = 0.75
"""From this confidence on a bold line does not come back for what stands under it."""


def settle(draft: Draft) -> bool:
    """Leave out bold lines under which nothing is left, sentences that only lead up to one that
    went ('Back to our example'), and conditions whose second half did. Whether something
    changed."""
    changed = False
    for title, below in groups(draft):
        told = bool(below) or len(draft.units_of(title)) > 1
        empty = told and not any(draft.stands(b) for b in below)
        if empty and draft.stands(title) and not _is_of_document(draft, title):
            changed |= draft.remove(title, "nothing is left under the bold line")
    steps = (_hashes, _untitled, _over_lists, _only_titles, _leading_up, _halves)
    followed = [step(draft) for step in steps]
    return any(followed) or changed


def groups(draft: Draft) -> Iterator[tuple[int, list[int]]]:
    """The bold lines of each section, or behind the words of an item, with the blocks up to the
    next one or to a heading."""
    blocks = draft.document.blocks
    items = (i for i, b in enumerate(blocks) if b.form is Form.ITEM)
    for around in (-1, *items):
        title, below = -1, list[int]()
        for index in draft.children(around)[around >= 0 :]:
            if _is_title(draft, index) or blocks[index].form in _ENDS:
                if title >= 0:
                    yield title, below
                title, below = (index if _is_title(draft, index) else -1), []
            elif title >= 0:
                below.append(index)
        if title >= 0:
            yield title, below


def _hashes(draft: Draft) -> bool:
    """Leave out headings that lack the blank behind their marks, and so are paragraphs, when all
    went that stood under them; the first one is the document's title."""
    changed = False
    top = draft.children(-1)
    levels = {i: level for i in top if (level := _level(draft, i))}
    for title, level in list(levels.items())[1:]:
        behind = top[bisect_left(top, title) + 1 :]
        end = next((i for i in behind if levels.get(i, _DEEP) <= level), len(draft.document.blocks))
        inside = [i for i in behind if i < end]
        if any(draft.document.blocks[i].form is Form.HEADING for i in inside):
            continue
        lines = draft.units_of(title)[1:]
        empty = not any(draft.stands(i) for i in inside) and all(u in draft.gone for u in lines)
        if empty and (inside or lines) and draft.stands(title):
            changed |= draft.remove(title, "nothing is left under it")
    return changed


def _level(draft: Draft, block: int) -> int:
    """The level of a heading without its blank, 0 if a block is none."""
    here = draft.document.blocks[block]
    match = _HASHES.match(here.span.of(draft.document.text))
    return len(match[0]) if match and here.form is Form.PARAGRAPH else 0


def _is_of_document(draft: Draft, title: int) -> bool:
    """Whether a bold line is the title of the document: no words stand before it, and no heading
    anywhere."""
    blocks = draft.document.blocks
    if any(b.form is Form.HEADING for b in blocks):
        return False
    top = draft.children(-1)
    prose = (i for i in top[: bisect_left(top, title)] if blocks[i].form in _PROSE)
    return not any(draft.units_of(leaf) for i in prose for leaf in draft.leaves(i))


def _untitled(draft: Draft) -> bool:
    """Bring back bold lines for what stands under them, which else would stand under the one
    before; where one is surely craft, that goes with it."""
    changed = False
    for title, below in groups(draft):
        units = draft.units_of(title)
        gone = [u for u in units if u in draft.gone]
        left = [b for b in below if draft.stands(b)]
        if not gone or len(gone) < len(units) or not left:
            continue
        if all(draft.can_stay(u) and _may_return(draft, u) for u in gone):
            draft.bring_back(title)
            for unit in gone:
                draft.let_stay(unit)
            changed = True
        else:
            removed = [draft.remove(b, "its bold line went") for b in left]
            changed |= any(removed)
    return changed


def _may_return(draft: Draft, unit: int) -> bool:
    verdict = draft.verdicts[unit]
    return verdict.kind is Kind.PROCEDURE or verdict.confidence < _SURELY


def _is_title(draft: Draft, block: int) -> bool:
    atom = opening(draft, block)
    bold = atom is not None and atom.span == draft.document.blocks[block].span
    return bold or _is_counted(draft, block)


def _is_counted(draft: Draft, block: int) -> bool:
    """Whether a paragraph is a line as '二、审稿内容', or nothing but that is left of it."""
    units = draft.units_of(block) if draft.document.blocks[block].form is Form.PARAGRAPH else ()
    if not units or draft.document.blocks[block].parent >= 0:
        return False
    first, *others = units
    whole = draft.units[first].whole.of(draft.document.text)
    return _COUNTED.fullmatch(whole.strip()) is not None and draft.gone.issuperset(others)


def _only_titles(draft: Draft) -> bool:
    """Bold lines go that are all that is left of a section."""
    changed = False
    top = draft.children(-1)
    for section in draft.reading.sections:
        inside = top[bisect_left(top, section.first) : bisect_left(top, section.end)]
        inside = [i for i in inside if draft.document.blocks[i].form not in _ENDS]
        left = [i for i in inside if draft.stands(i)]
        fewer = section.heading >= 0 and 0 < len(left) < len(inside)
        if fewer and all(_only_names(draft, i) for i in left):
            for index in left:
                changed |= draft.remove(index, "nothing else is left")
    return changed


def _only_names(draft: Draft, block: int) -> bool:
    """Whether a bold line is no sentence of its own."""
    units = [draft.units[u] for u in draft.units_of(block)]
    return len(units) == 1 and _is_title(draft, block) and is_title(draft.document, units[0])


def _over_lists(draft: Draft) -> bool:
    """A line that only names or titles the list or block behind it goes with that."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.PARAGRAPH or not draft.stands(index):
            continue
        at = announced_by(draft, index)
        if at < 0 or draft.stands(at) or alone.goes_on(draft, at):
            continue
        units = [draft.units[u] for u in draft.units_of(index)]
        if any(draft.is_fixed(u.index) for u in units) or not _is_over(draft, block, units):
            continue
        for unit in units:
            draft.drop(unit.index)
        changed = bool(units)
    return changed


def _is_over(draft: Draft, block: Block, units: list[Unit]) -> bool:
    of_item = block.parent >= 0 and draft.document.blocks[block.parent].form is Form.ITEM
    if of_item and [u.speech for u in units] != [Speech.LABEL]:
        # what an item says of itself can stand without the list below it
        return False
    bold = any(a.span == block.span for a in block.atoms)
    return bold or (len(units) == 1 and is_title(draft.document, units[0], announces=True))


def _leading_up(draft: Draft) -> bool:
    changed = False
    for index, block in enumerate(draft.document.blocks):
        units = draft.units_of(index)
        if block.form is not Form.PARAGRAPH or len(units) < 2 or units[0] in draft.gone:
            continue
        alone = all(u in draft.gone for u in units[1:])
        stays = draft.verdicts[units[0]].critical or units[0] in draft.new
        if alone and not stays and is_setting_up(draft.units[units[0]].text):
            draft.drop(units[0])
            changed = True
    return changed


def _halves(draft: Draft) -> bool:
    """Leave out 'Once the lid is shut.' when 'Only then press start.' behind it went."""
    changed = False
    for before, unit in pairwise(draft.units):
        stays = before.index in draft.gone or before.index in draft.new
        if stays or unit.index not in draft.gone or before.block != unit.block:
            continue
        critical = draft.verdicts[before.index].critical
        if not critical and is_subordinate(before.text) and goes_on_then(unit.text):
            draft.drop(before.index)
            changed = True
    return changed
