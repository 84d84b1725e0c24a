"""What hangs on what went: lead-ins, lists, tables, headings and discourse words follow it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise
from urllib.parse import unquote

from antidistill.anchors import anchors_of
from antidistill.document import AtomKind, Form
from antidistill.finding import Kind
from antidistill.plan import (
    afterwords,
    alone,
    announced,
    boxes,
    contents,
    contrasts,
    deadlinks,
    headless,
    hierarchy,
    labels,
    leaning,
    listed,
    lists,
    partings,
    promised,
    repeats,
    replies,
    sets,
    stumps,
    substeps,
    tables,
    titles,
    trees,
    undone,
    wholes,
    worked,
)
from antidistill.plan.draft import Draft
from antidistill.plan.leaning import announced_by
from antidistill.plan.phrases import announces, points, points_ahead
from antidistill.reading import Speech

_ROUNDS = 6
"""Removals can follow from removals; documents settle in two or three rounds."""
_WORD = 4
"""Characters of a code word that a sentence can quote."""
_MILD = frozenset({Kind.CONTEXT, Kind.PROCEDURE})


def settle(draft: Draft) -> None:
    """Carry every removal through until nothing hangs in the air."""
    steps: tuple[Callable[[Draft], bool], ...] = (
        stumps.settle,
        contrasts.settle,
        trees.settle,
        headless.settle,
        substeps.settle,
        labels.settle,
        sets.settle,
        replies.settle,
        undone.settle,
        wholes.settle,
        lists.settle,
        deadlinks.settle,
        tables.settle,
        contents.settle,
        announced.settle,
        promised.settle,
        _lead_ins,
        _openings,
        leaning.settle,
        afterwords.settle,
        _asking,
        listed.settle,
        repeats.settle,
        _pointing,
        _quoting,
        titles.settle,
        boxes.settle,
        _headings,
        hierarchy.settle,
        partings.settle,
        worked.settle,
        _links,
    )
    still = 0
    for _ in range(_ROUNDS):
        before = draft.state()
        for step in steps:
            still = 0 if step(draft) else still + 1
            if still == len(steps):
                return
        if draft.state() == before:
            # one step takes back what another one does: they would go on so to the last round
            return


def _lead_ins(draft: Draft) -> bool:
    """What announces something goes when that is gone."""
    changed = False
    for unit in draft.units:
        if unit.index in draft.gone or draft.verdicts[unit.index].critical:
            continue
        behind = [u for u in draft.units_of(unit.block) if u > unit.index]
        if unit.speech is Speech.LEAD_IN and behind and all(u in draft.gone for u in behind):
            draft.drop(unit.index)
            changed = True
            continue
        announced = announced_by(draft, unit.block)
        if announced < 0 or draft.stands(announced) or alone.goes_on(draft, announced):
            continue
        if headless.block_behind(draft, unit.block) >= 0:
            continue
        own = draft.units_of(unit.block)
        asks = unit.speech is Speech.QUESTION and (
            any(u not in draft.gone for u in own[:-1]) or headless.is_answered(draft, announced)
        )
        last = unit.index == own[-1]
        if last and (asks or unit.speech is Speech.LEAD_IN or announces(unit.text)):
            draft.drop(unit.index)
            changed = True
    return changed


def _openings(draft: Draft) -> bool:
    """A reason that opens a paragraph stays when the next sentence speaks of 'them' or 'it'."""
    changed = False
    for before, unit in pairwise(draft.units):
        verdict = draft.verdicts[before.index]
        opens = draft.units_of(before.block)[0] == before.index and before.block == unit.block
        if not opens or before.index not in draft.gone or unit.index in draft.gone:
            continue
        if not draft.can_stay(before.index) or not points(draft.text_of(unit.index)):
            continue
        if verdict.kind in _MILD and verdict.trimmed is not None:
            draft.keep_trimmed(before.index)
            changed = True
    return changed


def _asking(draft: Draft) -> bool:
    """A question in a paragraph goes when the answer behind it is left out."""
    changed = False
    for unit, behind in pairwise(draft.units):
        asks = unit.block == behind.block and unit.text.rstrip().endswith(("?", "？"))
        if not asks or behind.index not in draft.gone or behind.index in draft.new:
            continue
        if unit.index not in draft.gone and not draft.verdicts[unit.index].critical:
            draft.drop(unit.index)
            changed = True
    return changed


def _pointing(draft: Draft) -> bool:
    """'See the next point' goes when there is none any more."""
    changed = False
    for unit in draft.units:
        if unit.index in draft.gone or draft.verdicts[unit.index].critical:
            continue
        if points_ahead(unit.text) and _was_before(draft, unit.block):
            draft.drop(unit.index)
            changed = True
    return changed


def _was_before(draft: Draft, block: int) -> bool:
    """Whether an item around a block had others behind it of which none is left."""
    blocks = draft.document.blocks
    at = block
    while at >= 0:
        behind = [i for i in draft.children(blocks[at].parent) if i > at]
        if blocks[at].form is Form.ITEM and behind:
            return not any(draft.stands(i) for i in behind)
        at = blocks[at].parent
    return False


def _quoting(draft: Draft) -> bool:
    """A sentence that quotes a word of a command block or its output goes when that is gone."""
    blocks = draft.document.blocks
    code = [u for u in draft.units if blocks[u.block].form is Form.CODE]
    lost = " ".join(u.text for u in code if u.index in draft.gone or u.index in draft.new)
    if not lost:
        return False
    there = " ".join(draft.text_of(u.index) for u in code)
    changed = False
    for unit in draft.units:
        if unit.sentence is None or unit.index in draft.gone or unit.index in draft.new:
            continue
        if draft.verdicts[unit.index].critical or blocks[unit.block].form is Form.HEADING:
            continue
        for atom in blocks[unit.block].atoms:
            word = atom.inner.of(draft.document.text)
            quoted = atom.kind is AtomKind.CODE and atom.span.overlaps(unit.span)
            if quoted and len(word) >= _WORD and word in lost and word not in there:
                draft.drop(unit.index)
                changed = True
                break
    return changed


def _headings(draft: Draft) -> bool:
    """A heading goes when all that stood under it went, and it is not the title."""
    changed = False
    blocks = draft.document.blocks
    heads = [i for i in draft.children(-1) if blocks[i].form is Form.HEADING]
    for number, head in enumerate(heads):
        if head in draft.removed or not draft.stands(head):
            continue
        end = next((h for h in heads[number + 1 :] if blocks[h].level <= blocks[head].level), None)
        top = draft.children(-1)
        behind = top[bisect_right(top, head) :]
        if end is None:
            inside = partings.before_close(draft, behind)
        else:
            inside = behind[: bisect_left(behind, end)]
        words = [i for i in inside if blocks[i].form is not Form.RULE]
        if words and not any(draft.stands(i) for i in words) and blocks[head].level > 1:
            changed |= draft.remove(head, "nothing is left under the heading")
            for index in inside:
                draft.removed.setdefault(index, "nothing is left under the heading")
    return changed


def _links(draft: Draft) -> bool:
    """An item that is only a link to a heading goes when the heading went."""
    blocks = draft.document.blocks
    heads = [i for i, b in enumerate(blocks) if b.form is Form.HEADING]
    if all(draft.stands(h) for h in heads):
        return False
    lost = {
        anchor.slug
        for head, anchor in zip(heads, anchors_of(draft.document), strict=True)
        if not draft.stands(head)
    }
    changed = False
    for index, block in enumerate(blocks):
        item = block.parent
        alone = block.form is Form.PARAGRAPH and item >= 0 and blocks[item].form is Form.ITEM
        if not alone or item in draft.removed or not draft.stands(index):
            continue
        link = next((a for a in block.atoms if a.target is not None), None)
        if link is None or link.target is None or len(link.span) < 0.8 * len(block.span):
            continue
        target = unquote(link.target.of(draft.document.text))
        if target.startswith("#") and target[1:].lower() in lost:
            changed |= draft.remove(item, "the heading that it links to is left out")
    return changed
