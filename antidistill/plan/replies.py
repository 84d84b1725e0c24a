"""Questions and what answers them, a quotation behind an item or the words behind 'Q1:' in one
paragraph: neither is left without the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antidistill.document import AtomKind, Form
from antidistill.plan.draft import Draft

_SEVERAL = 3
"""Pairs under one heading from which on they are the way in which it answers."""
_SURELY = 0.75
"""From this confidence on nothing comes back for its other half."""
_ASKED = re.compile(r"(?:Q|问题?)\s?\d{0,2}\s?[:：.．]")
_BECAUSE = "the other half of question and answer went"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A list of one item with what stands behind it."""

    item: int
    answers: list[int]
    """Quotations."""
    pictures: list[int]


def settle(draft: Draft) -> bool:
    """Bring back the one of such a pair for the other, where it may; else leave out what is left of
    it, with its pictures. Whether something changed."""
    changed = _asked(draft)
    for pairs in _rows(draft):
        for pair in pairs if len(pairs) >= _SEVERAL else ():
            asked, answered = draft.stands(pair.item), any(map(draft.stands, pair.answers))
            if asked and answered:
                continue
            if asked != answered and _return(draft, pair.answers if asked else [pair.item]):
                changed = True
                continue
            for block in (pair.item, *pair.answers, *pair.pictures):
                changed |= draft.stands(block) and draft.remove(block, _BECAUSE)
    return changed


def _asked(draft: Draft) -> bool:
    """Leave out the paragraphs that open with a question of which only half is left."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        units = draft.units_of(index)
        if block.form is not Form.PARAGRAPH or len(units) < 2 or not draft.stands(index):
            continue
        answered = any(u not in draft.gone for u in units[1:])
        if _ASKED.match(draft.units[units[0]].text) and (units[0] in draft.gone or not answered):
            changed |= draft.remove(index, _BECAUSE)
    return changed


def _return(draft: Draft, lost: Sequence[int]) -> bool:
    """Let the blocks come back of which nothing is surely craft."""
    back = False
    for block in lost:
        units = draft.within(block)
        if all(draft.verdicts[u].confidence < _SURELY and draft.can_stay(u) for u in units):
            draft.bring_back(block)
            for unit in units:
                draft.let_stay(unit)
            back |= draft.stands(block)
    return back


def _rows(draft: Draft) -> Iterator[list[_Pair]]:
    """The pairs of each section."""
    blocks = draft.document.blocks
    pairs: list[_Pair] = []
    open_: _Pair | None = None
    for index in draft.children(-1):
        here = blocks[index]
        if here.form is Form.HEADING:
            yield [p for p in pairs if p.answers]
            pairs, open_ = [], None
        elif here.form is Form.LIST and len(draft.children(index)) == 1:
            open_ = _Pair(index, [], [])
            pairs.append(open_)
        elif open_ is not None and here.form is Form.QUOTE and not open_.pictures:
            open_.answers.append(index)
        elif open_ is not None and any(
            a.kind is AtomKind.IMAGE and a.span == here.span for a in here.atoms
        ):
            open_.pictures.append(index)
        else:
            open_ = None
    yield [p for p in pairs if p.answers]
