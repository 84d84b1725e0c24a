"""Which lists and command blocks are written on where something of them is withheld."""

from __future__ import annotations

from antidistill.document import AtomKind, Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import is_otherwise, leans
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech

_MOST_OF_LIST = 0.5
_SEQUENCE = 3
_LEAST_ITEMS = 2
"""A list of which fewer items would stay is written on."""


def announcing(draft: Draft, code: int) -> list[int]:
    """The sentence that says what the command is for: it is written with it."""
    before = code - 1
    if before < 0 or draft.document.blocks[before].form is not Form.PARAGRAPH:
        return []
    if draft.document.blocks[before].parent != draft.document.blocks[code].parent:
        return []
    last = draft.units_of(before)[-1:]
    return [
        u
        for u in last
        if draft.units[u].speech in (Speech.LEAD_IN, Speech.STEP)
        and not draft.verdicts[u].critical
        and u not in draft.gone
        and not _is_bold(draft, before)
    ]


def announces_code(draft: Draft, unit: Unit) -> bool:
    """Whether a sentence says what a command block is for that is written anew."""
    code = unit.block + 1
    return (
        code < len(draft.document.blocks)
        and draft.document.blocks[code].form is Form.CODE
        and any(draft.verdicts[u].fate is Fate.WRITE for u in draft.units_of(code))
        and unit.index in announcing(draft, code)
    )


def _is_bold(draft: Draft, block: int) -> bool:
    """Whether a paragraph is a bold label, which stands there as a heading does."""
    first = draft.document.blocks[block]
    return any(
        a.kind is AtomKind.EMPHASIS and a.span.start == first.span.start for a in first.atoms
    )


def is_filled(draft: Draft, item: int) -> bool:
    """Whether public craft may stand in an item's place: its list would be a stump otherwise. Where
    most items stay, one that is withheld just goes; but lists of pitfalls are where a reader looks
    for facts, and what is known of the same thing keeps them there."""
    if _carries(draft, item) or _under_written_item(draft, item):
        return False
    at = draft.document.blocks[item].parent
    heads = [
        u for i in draft.children(at) for c in draft.children(i)[:1] for u in draft.units_of(c)[:1]
    ]
    withheld = [u for u in heads if draft.verdicts[u].fate is not Fate.KEEP]
    if len(heads) < _LEAST_ITEMS:
        return False
    nested = draft.document.blocks[at].level > 1 and not _is_sequence(draft, withheld)
    if nested or _is_labelled(draft, at):
        return False
    if draft.verdicts[_head(draft, item)].kind is Kind.PROCEDURE and not _is_sequence(
        draft, withheld
    ):
        return False
    if draft.verdicts[_head(draft, item)].kind is Kind.PITFALL:
        return True
    return len(withheld) >= _MOST_OF_LIST * len(heads) or len(heads) - len(withheld) < _LEAST_ITEMS


def _carries(draft: Draft, item: int) -> bool:
    """Whether a command block, a list or sentences that stay hang on an item's own words: under
    other words they would be about something else."""
    if any(_stays(draft, u) for b in draft.children(item)[1:] for u in draft.within(b)):
        return True
    if _is_leant_on(draft, item):
        return True
    return any(u not in draft.gone for b in _behind(draft, item) for u in draft.within(b))


def _is_leant_on(draft: Draft, item: int) -> bool:
    """Whether the next item stays and says what to do if this one fails, or points back to it."""
    heads = [
        u for i in draft.behind(item) for c in draft.children(i)[:1] for u in draft.units_of(c)[:1]
    ]
    texts = [draft.units[u].text for u in heads if _stays(draft, u)]
    return any(leans(text) or is_otherwise(text) for text in texts)


def _behind(draft: Draft, item: int) -> list[int]:
    """The command block right behind a list: it belongs to the list's last item."""
    at = draft.document.blocks[item].parent
    last = draft.children(at)[-1] == item
    return [b for b in draft.behind(at) if last and draft.document.blocks[b].form is Form.CODE]


def _stays(draft: Draft, unit: int) -> bool:
    """Whether a unit is there whatever becomes of the item that it hangs on; an ordinary detail
    that is not written anew stays as well."""
    verdict = draft.verdicts[unit]
    ordinary = verdict.kind is Kind.PROCEDURE and verdict.trimmed is not None
    return unit not in draft.gone and (verdict.fate is Fate.KEEP or ordinary)


def _is_labelled(draft: Draft, at: int) -> bool:
    """Whether most items of a list open with a bold label: a plain entry would stand out."""
    items = draft.children(at)
    bold = sum(_is_bold(draft, first) for i in items for first in draft.children(i)[:1])
    return bold * 2 > len(items)


def _head(draft: Draft, item: int) -> int:
    """The first unit of an item's own words."""
    return draft.units_of(draft.children(item)[0])[0]


def _is_sequence(draft: Draft, units: list[int]) -> bool:
    """Whether most of the units are steps: ordinary ones are only written anew as a set."""
    steps = sum(draft.units[u].speech is Speech.STEP for u in units)
    return len(units) >= _SEQUENCE and steps >= 0.6 * len(units)


def _under_written_item(draft: Draft, item: int) -> bool:
    """Whether the item hangs on one whose own words are written anew: then it goes with them."""
    outer = draft.document.blocks[draft.document.blocks[item].parent].parent
    if outer < 0 or draft.document.blocks[outer].form is not Form.ITEM:
        return False
    head = next((u for c in draft.children(outer)[:1] for u in draft.units_of(c)[:1]), None)
    if head is None:
        return False
    label_only = draft.units[head].speech in (Speech.LEAD_IN, Speech.LABEL)
    return draft.verdicts[head].fate is not Fate.KEEP and not label_only
