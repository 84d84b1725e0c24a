"""Which withheld units are worth filling, and the slot that each leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from antidistill.document import AtomKind, Form
from antidistill.finding import Kind
from antidistill.passage import Passage, Slot
from antidistill.plan.draft import Draft
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech

_MOST_OF_LIST = 0.5
_SEQUENCE = 3
_LEAST_ITEMS = 2
"""A list of which fewer items would stay is written on."""
_WINDOW = 400
"""Characters of the section behind a passage that help to tell its topic."""
_STOPS = (".", "。", "!", "！", "?", "？")


def passages(draft: Draft) -> list[Passage]:
    """The passages for an engine. Units that may be written but need no filling are left out."""
    chosen = set(_chosen(draft))
    for index, verdict in enumerate(draft.verdicts):
        if verdict.fate is Fate.WRITE and index not in chosen:
            _unasked(draft, index)
    return [_passage(draft, draft.units[i]) for i in sorted(chosen)]


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
            yield from _announcing(draft, index)
        elif block.form is Form.FIELD and len(open_) == len(units):
            yield open_[0]
        elif block.form is Form.PARAGRAPH:
            yield from _in_paragraph(draft, index, units, open_)


def _announcing(draft: Draft, code: int) -> list[int]:
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
    ]


def _announces_code(draft: Draft, unit: Unit) -> bool:
    code = unit.block + 1
    return (
        code < len(draft.document.blocks)
        and draft.document.blocks[code].form is Form.CODE
        and any(draft.verdicts[u].fate is Fate.WRITE for u in draft.units_of(code))
        and unit.index in _announcing(draft, code)
    )


def _in_paragraph(draft: Draft, block: int, units: list[int], open_: list[int]) -> list[int]:
    item = draft.document.blocks[block].parent
    form = draft.document.blocks[item].form if item >= 0 else None
    if form is Form.ITEM:
        whole = open_[0] == units[0] or len(open_) == len(units)
        filled = whole and not _carries(draft, item) and _fills_list(draft, item)
        return open_[:1] if filled else []
    return []


def _carries(draft: Draft, item: int) -> bool:
    """Whether a command block, a list or sentences that stay hang on an item's own words: under
    other words they would be about something else."""
    return any(
        draft.verdicts[u].fate is Fate.KEEP and u not in draft.gone
        for child in draft.children(item)[1:]
        for u in draft.within(child)
    )


def _fills_list(draft: Draft, item: int) -> bool:
    """Whether the list of an item is written on: it would be a stump otherwise. Where most items
    stay, one that is withheld just goes."""
    if _under_written_item(draft, item):
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
    return len(withheld) >= _MOST_OF_LIST * len(heads) or len(heads) - len(withheld) < _LEAST_ITEMS


def _is_labelled(draft: Draft, at: int) -> bool:
    """Whether most items of a list open with a bold label: a plain entry would stand out."""
    items = draft.children(at)
    bold = 0
    for item in items:
        first = draft.document.blocks[draft.children(item)[0]] if draft.children(item) else None
        bold += first is not None and any(
            a.kind is AtomKind.EMPHASIS and a.span.start == first.span.start for a in first.atoms
        )
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


def _passage(draft: Draft, unit: Unit) -> Passage:
    document, verdict = draft.document, draft.verdicts[unit.index]
    section = draft.reading.section_of(unit.block)
    at = draft.reading.container(unit.block, Form.LIST)
    top = at
    group = f"list {at}" if at >= 0 else f"block {unit.block}"
    if _announces_code(draft, unit):
        group, top = f"code {unit.block + 1}", unit.block
    elif document.blocks[unit.block].form is Form.CODE:
        group, top = f"code {unit.block}", unit.block
    mark = f"{unit.span.start}:{unit.text}"
    return Passage(
        id=hashlib.blake2b(mark.encode(), digest_size=6).hexdigest(),
        text=unit.text,
        span=unit.span,
        kind=verdict.kind,
        standing=verdict.standing,
        slot=_slot(draft, unit, at),
        group=group,
        path=section.path,
        before=_lead_in(draft, top if top >= 0 else unit.block),
        after=_behind(draft, unit),
    )


def _behind(draft: Draft, unit: Unit) -> str:
    """Plain text of the section behind the unit, up to a few sentences."""
    end = draft.reading.section_of(unit.block).end
    rest = [u.text for u in draft.units[unit.index + 1 :][:8] if u.block < end]
    return " ".join(rest)[:_WINDOW]


def _slot(draft: Draft, unit: Unit, at: int) -> Slot:
    document = draft.document
    block = document.blocks[unit.block]
    place = block.form.value
    if block.form is not Form.CODE and _announces_code(draft, unit):
        place = "lead-in"
    elif at >= 0 and block.form is not Form.CODE:
        item = document.blocks[draft.reading.container(unit.block, Form.ITEM)]
        ordered = document.blocks[at].info[:1].isdigit()
        place = "check" if item.info == "task" else "step" if ordered else "item"
    return Slot(
        speech=unit.speech,
        place=place,
        full_stop=_stops(draft, unit, at),
        capital=not unit.text[:1].islower(),
        length=len(unit.text),
        position=_position(draft, unit, at),
        code=block.info.split()[0] if block.form is Form.CODE and block.info.split() else "",
    )


def _position(draft: Draft, unit: Unit, at: int) -> float:
    """The item's place in its list, 0 to 1."""
    items = draft.children(at) if at >= 0 else []
    item = draft.reading.container(unit.block, Form.ITEM)
    return items.index(item) / (len(items) - 1) if len(items) > 1 and item in items else 0.0


def _stops(draft: Draft, unit: Unit, at: int) -> bool:
    """Whether text here ends in a full stop: in lists, whether most items do."""
    if at < 0:
        return unit.text.rstrip().endswith(_STOPS) or unit.speech is Speech.FACT
    ends = []
    for item in draft.children(at):
        first = next((u for c in draft.children(item)[:1] for u in draft.units_of(c)[-1:]), None)
        if first is not None:
            ends.append(draft.units[first].text.rstrip().endswith(_STOPS))
    return sum(ends) * 2 > len(ends)


def _lead_in(draft: Draft, block: int) -> str:
    """The plain text of the leaf just before a list or block, if it belongs to the section."""
    before = block - 1
    if before < 0 or draft.reading.section_of(before) is not draft.reading.section_of(block):
        return ""
    return " ".join(draft.units[u].text for u in draft.units_of(before))


def passage_for(draft: Draft, unit: int) -> Passage:
    """The passage of any unit, for engines that see more than what the local one is asked."""
    return _passage(draft, draft.units[unit])
