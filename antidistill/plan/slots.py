"""The passage for a unit: the slot that it leaves, and what stands around it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from antidistill.document import Form
from antidistill.passage import Passage, Slot
from antidistill.plan.draft import Draft
from antidistill.plan.fillable import announces_code
from antidistill.plan.units import Unit
from antidistill.plan.verdict import Fate
from antidistill.reading import Speech

_WINDOW = 400
"""Characters of the section behind a passage that help to tell its topic."""
_STOPS = (".", "。", "!", "！", "?", "？")


def person_of(draft: Draft, unit: Unit) -> Passage:
    """The passage of a sentence that tells of a person: it is nobody's neighbour."""
    passage = passage_of(draft, unit)
    slot = replace(passage.slot, place="person")
    return replace(passage, slot=slot, group=f"person {unit.index}")


def passage_of(draft: Draft, unit: Unit) -> Passage:
    """The passage of a unit, in the group of its list, table or block."""
    verdict = draft.verdicts[unit.index]
    section = draft.reading.section_of(unit.block)
    at = draft.reading.container(unit.block, Form.LIST)
    top, group = _place(draft, unit, at)
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
        beside=_beside(draft, at),
    )


def _place(draft: Draft, unit: Unit, at: int) -> tuple[int, str]:
    """The block before which a passage is announced, and its group."""
    if announces_code(draft, unit):
        return unit.block, f"code {unit.block + 1}"
    if draft.document.blocks[unit.block].form is Form.CODE:
        return unit.block, f"code {unit.block}"
    return at, f"list {at}" if at >= 0 else f"block {unit.block}"


def _behind(draft: Draft, unit: Unit) -> str:
    """Plain text of the section behind the unit, up to a few sentences."""
    end = draft.reading.section_of(unit.block).end
    rest = [u.text for u in draft.units[unit.index + 1 :][:8] if u.block < end]
    return " ".join(rest)[:_WINDOW]


def _beside(draft: Draft, at: int) -> tuple[tuple[float, str], ...]:
    """The own words of the items of a list that stay, with their places."""
    items = draft.children(at) if at >= 0 else []
    found = []
    for place, item in enumerate(items):
        own = [u for c in draft.children(item)[:1] for u in draft.units_of(c)]
        stay = [u for u in own if draft.verdicts[u].fate is Fate.KEEP and u not in draft.gone]
        if stay and stay[0] == own[0]:
            words = " ".join(draft.units[u].text for u in stay)
            found.append((place / max(1, len(items) - 1), words))
    return tuple(found)


def _slot(draft: Draft, unit: Unit, at: int) -> Slot:
    document = draft.document
    block = document.blocks[unit.block]
    place = block.form.value
    if block.form is not Form.CODE and announces_code(draft, unit):
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
