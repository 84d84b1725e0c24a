"""Sections that lost what they are for: what an engine may write there as one set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from antidistill.document import Form
from antidistill.finding import Standing
from antidistill.passage import Passage
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import leans
from antidistill.plan.slots import passage_of
from antidistill.plan.verdict import Fate
from antidistill.reading import Section, Speech

_LOST = 0.5
"""Share of a section's characters from which on it lost what it is for, …"""
_FEW = 4
"""… and how many sentences are left of it at most: more of them say enough, …"""
_MOST_LOST, _MANY = 0.65, 8
"""… unless that share is gone, and no more than these are left."""
_RUN = {"en": 60, "zh": 20}
"""Characters that went between sentences that stay, from which on others may stand there."""
_LIST = 3
"""Items from which on a list of which most stay is the method of its section."""
_NO_ACT = frozenset({Speech.QUESTION, Speech.DIALOGUE, Speech.STORY})
_OVER = (Speech.LEAD_IN, Speech.LABEL)
"""What stands over something of its own in running text."""
_CLOSED = (Form.QUOTE, Form.TABLE)


def emptied(draft: Draft) -> list[Passage]:
    """The passages of a settled draft's sections of guidance of which little is left, each
    section's in a group of its own: paragraphs, and items, that went as a whole. What stays of
    the section stands beside them."""
    return [p for section in draft.reading.sections for p in _of(draft, section)]


def _of(draft: Draft, section: Section) -> list[Passage]:
    if section.heading < 0 or not _is_emptied(draft, section):
        return []
    beside = tuple(_beside(draft, section))
    found = [_passage(draft, section, units) for units in _places(draft, section)]
    return [replace(p, beside=beside) for p in found]


def _is_emptied(draft: Draft, section: Section) -> bool:
    units = _units(draft, section)
    gone = [u for u in units if _went(draft, u)]
    if not gone or any(u in draft.new for u in units):
        return False
    if any(_stays(draft, block) for block in range(section.first, section.end)):
        return False
    left = sum(draft.units[u].speech is not Speech.LABEL for u in units) - len(gone)
    lost = sum(len(draft.units[u].text) for u in gone)
    share = lost / max(1, sum(len(draft.units[u].text) for u in units))
    return share >= (_LOST if left <= _FEW else _MOST_LOST) and left <= _MANY


def _stays(draft: Draft, at: int) -> bool:
    """Whether most of a list stays: what the section is for is there."""
    if draft.document.blocks[at].form is not Form.LIST:
        return False
    items = draft.children(at)
    standing = sum(draft.stands(i) for i in items)
    return standing >= _LIST and 2 * standing > len(items)


def _units(draft: Draft, section: Section) -> list[int]:
    """The units of a section's paragraphs and items."""
    inside = range(section.first, section.end)
    prose = (b for b in inside if draft.document.blocks[b].form is Form.PARAGRAPH)
    return [u for b in prose for u in draft.units_of(b)]


def _places(draft: Draft, section: Section) -> Iterator[Sequence[int]]:
    """The units of each paragraph that went, of each item that went with all that is in it, and of
    each run of sentences that went from a paragraph that stays."""
    done = -1
    for block in range(section.first, section.end):
        if block <= done or draft.document.blocks[block].form is not Form.PARAGRAPH:
            continue
        whole = _whole(draft, block)
        if whole < 0:
            yield from _runs(draft, block)
        elif _is_open(draft, draft.within(whole)):
            done = max(draft.leaves(whole))
            yield draft.within(whole)


def _runs(draft: Draft, block: int) -> Iterator[Sequence[int]]:
    """The runs of sentences that went from a paragraph, if what stays behind them does not lean on
    them."""
    if draft.document.blocks[block].parent >= 0 or not draft.stands(block):
        return
    units = draft.units_of(block)
    for gone, run in groupby(units, key=lambda u: _went(draft, u)):
        many = list(run)
        behind = [u for u in units if u > many[-1]][:1]
        leant = any(leans(draft.units[u].text) for u in behind)
        length = sum(len(draft.units[u].text) for u in many)
        enough = length >= _RUN[draft.document.language]
        if gone and enough and not leant and _is_open(draft, many):
            yield many


def _whole(draft: Draft, block: int) -> int:
    """The outermost item that begins with a paragraph and is gone, or the paragraph itself where it
    stands in none; -1 if something of it stays, or nothing can be written there."""
    found, at = -1, block
    above = draft.document.blocks[block].parent
    if above < 0:
        return block if _is_gone(draft, block) else -1
    while above >= 0:
        form = draft.document.blocks[above].form
        if form in _CLOSED:
            return -1
        if form is Form.ITEM:
            if draft.children(above)[0] != at or not _is_gone(draft, above):
                return found
            found = above
        at, above = above, draft.document.blocks[above].parent
    return found


def _is_gone(draft: Draft, block: int) -> bool:
    units = draft.within(block)
    return bool(units) and all(_went(draft, u) for u in units)


def _went(draft: Draft, unit: int) -> bool:
    """Whether a unit is gone, or stands there only for want of something else."""
    return unit in draft.gone or unit in draft.returned


def _is_open(draft: Draft, units: Sequence[int]) -> bool:
    """Whether what went is guidance that may be written anew."""
    first = draft.units[units[0]]
    if first.label or first.speech in _NO_ACT or not first.sentence:
        return False
    if draft.document.blocks[first.block].parent < 0 and first.speech in _OVER:
        return False
    verdicts = [draft.verdicts[u] for u in units]
    if any(u in draft.barred or u in draft.dropped for u in units):
        return False
    return any(v.fate is Fate.WRITE and v.standing is Standing.GUIDANCE for v in verdicts)


def _passage(draft: Draft, section: Section, units: Sequence[int]) -> Passage:
    """The passage of what went in one place, by its first unit, as long as all of it."""
    first = draft.units[units[0]]
    passage = passage_of(draft, first)
    text = " ".join(draft.units[u].text for u in units)
    stands = any(not _went(draft, u) for u in draft.units_of(first.block))
    slot = replace(
        passage.slot,
        place="sentence" if stands else passage.slot.place,
        full_stop=passage.slot.full_stop or stands,
        length=len(text),
        speech=_speech(draft, units),
        position=_position(draft, section, passage.span.start),
    )
    return replace(passage, text=text, slot=slot, group=f"section {section.heading}")


def _speech(draft: Draft, units: Sequence[int]) -> Speech:
    """A step where any of the units tells what to do."""
    spoken = [draft.units[u].speech for u in units]
    return next((s for s in spoken if s in (Speech.STEP, Speech.RULE)), spoken[0])


def _beside(draft: Draft, section: Section) -> Iterator[tuple[float, str]]:
    for unit in _units(draft, section):
        if not _went(draft, unit):
            at = _position(draft, section, draft.units[unit].span.start)
            yield at, draft.text_of(unit)


def _position(draft: Draft, section: Section, at: int) -> float:
    """Where in its section something stands, 0 to 1."""
    start = draft.document.blocks[section.first].extent.start
    end = draft.document.blocks[section.end - 1].extent.end
    return (at - start) / max(1, end - start)
