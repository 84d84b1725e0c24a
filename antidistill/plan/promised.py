"""What a sentence promises elsewhere in its section ('the table below', 'these three') and a
heading below it ('the four phases'): the promise goes with the thing, or counts what is left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from antidistill.counts import counts_in, members, number_like
from antidistill.document import Form
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.frames import pointed_figures, pointed_out, these_many
from antidistill.plan.ordinals import reword
from antidistill.reading import Section, Speech

_BRACKET = re.compile(r"\s*[(（][^()（）]*\Z")
_CLOSES = re.compile(r"[^()（）]*[)）]")
_TWO = 2
_CLAUSE = 16
"""Characters of a clause that says something without the one behind it."""
_FIGURES = frozenset({Kind.QUANTITY, Kind.NORM})
_MEASURE = re.compile(
    r"\d\s?(?:%|s\b|min|h\b|hour|day|week|month|分钟|小时|秒|天|周|月)", re.IGNORECASE
)
_ALL = re.compile(r"\b[Aa]ll\s\Z")
_BECAUSE = "one of those that it counts went"
_SHOWN = {
    "table": Form.TABLE,
    "表": Form.TABLE,
    "diagram": Form.CODE,
    "图": Form.CODE,
    "listed": Form.LIST,
    "清单": Form.LIST,
}
"""What is called so, and the form of block that it is."""


def settle(draft: Draft) -> bool:
    """Leave out what speaks of a table or diagram of its section that went, and of 'these three'
    when less than two are left. Whether something changed."""
    changed = False
    for section in draft.reading.sections:
        for unit in _sentences(draft, section):
            if _without_figures(draft, section, unit):
                changed = True
                continue
            pointed = pointed_out(draft.units[unit].text)
            if pointed is not None and _is_gone(draft, section, pointed[0]):
                changed |= _without(draft, unit, *pointed[1:])
            elif _counted(draft, section, unit, most=1):
                draft.drop(unit)
                changed = True
    return changed


def recount(draft: Draft) -> None:
    """Let 'these three' behind a list, and headings over sections that they count, say how many are
    left."""
    for section in draft.reading.sections:
        for unit in _sentences(draft, section):
            for start, end, left in _counted(draft, section, unit):
                text = draft.units[unit].text
                new = number_like(left, text[start:end])
                both = _ALL.search(text[:start]) if left == _TWO else None
                if both is not None:
                    start, new = both.start(), "Both" if both.group()[0] == "A" else "both"
                reword(draft, unit, start, end, new, _BECAUSE)
    _recount_headings(draft)


def _sentences(draft: Draft, section: Section) -> Iterator[int]:
    """The sentences of a section that stay and may change."""
    blocks = draft.document.blocks
    for block in range(section.first, section.end):
        if blocks[block].form is not Form.PARAGRAPH:
            continue
        for unit in draft.units_of(block):
            stays = unit not in draft.gone and unit not in draft.new
            if stays and draft.units[unit].sentence and not draft.verdicts[unit].critical:
                yield unit


def _is_gone(draft: Draft, section: Section, thing: str) -> bool:
    """Whether the section had such things, and has none any more."""
    form = next(f for word, f in _SHOWN.items() if word in thing)
    blocks = draft.document.blocks
    had = [i for i in range(section.first, section.end) if blocks[i].form is form]
    return bool(had) and not any(draft.stands(i) for i in had)


def _without(draft: Draft, unit: int, start: int, end: int) -> bool:
    """Cut the bracket that points, or leave out the sentence."""
    text = draft.units[unit].text
    opens, closes = _BRACKET.search(text[:start]), _CLOSES.match(text, end)
    if opens and closes:
        before = len(draft.verdicts[unit].touches)
        reword(draft, unit, opens.start(), closes.end(), "", "what it points to went")
        return len(draft.verdicts[unit].touches) > before
    draft.drop(unit)
    return True


def _without_figures(draft: Draft, section: Section, unit: int) -> bool:
    """Cut 'time estimates below are …', or leave out the sentence that says no more, when all
    figures behind it in its section went."""
    text = draft.units[unit].text
    place = pointed_figures(text)
    if place is None:
        return False
    behind = [u for b in range(section.first, section.end) for u in draft.units_of(b) if u > unit]
    cut = [e for u in behind for e in draft.verdicts[u].touches if not e.new]
    lost = any(u in draft.gone for u in behind) or any(e.kind in _FIGURES for e in cut)
    if not lost or any(_MEASURE.search(draft.left_of(u)) for u in behind if u not in draft.gone):
        return False
    rest = (text[: place[0]] + text[place[1] :]).strip(" .。")
    before = len(draft.verdicts[unit].touches)
    if place[0] and len(rest) >= _CLAUSE:
        reword(draft, unit, *place, "", "the figures that it speaks of went")
        return len(draft.verdicts[unit].touches) > before
    draft.drop(unit)
    return True


def _counted(
    draft: Draft, section: Section, unit: int, most: int = 99
) -> list[tuple[int, int, int]]:
    """The places of 'these three' in a sentence behind a list of three of which some went, with how
    many are left of it, `most` at the most."""
    counts = these_many(draft.units[unit].text)
    if not counts or draft.units[unit].speech is Speech.LEAD_IN:
        return []
    last = _list_before(draft, section, draft.units[unit].block)
    if last is None:
        return []
    items = members(draft.document, last)
    left = sum(draft.stands(i) for i in items)
    if left == len(items) or (left > most if most < _TWO else left < _TWO):
        return []
    return [(start, end, left) for number, start, end in counts if number == len(items)]


def _list_before(draft: Draft, section: Section, block: int) -> int | None:
    """The last list or table of a section at the top level before one of its blocks."""
    top = draft.children(-1)
    at = bisect_left(top, block) - 1
    while at >= 0 and top[at] >= section.first:
        if draft.document.blocks[top[at]].form in (Form.LIST, Form.TABLE):
            return top[at]
        at -= 1
    return None


def _recount_headings(draft: Draft) -> None:
    """'The four phases', over four headings of which one went."""
    blocks = draft.document.blocks
    heads = [i for i in draft.children(-1) if blocks[i].form is Form.HEADING]
    for place, head in enumerate(heads):
        if not draft.stands(head):
            continue
        inside = list(_below(draft, head, heads[place + 1 :]))
        left = sum(draft.stands(h) for h in inside)
        if not 2 <= left < len(inside):
            continue
        for unit in draft.units_of(head):
            text = draft.units[unit].text
            for count in counts_in(text, "plural"):
                if count.number == len(inside):
                    new = number_like(left, text[count.start : count.end])
                    reword(draft, unit, count.start, count.end, new, _BECAUSE)


def _below(draft: Draft, head: int, deeper: list[int]) -> Iterator[int]:
    """The headings one level down in the section of `head`."""
    blocks = draft.document.blocks
    for other in deeper:
        if blocks[other].level <= blocks[head].level:
            return
        if blocks[other].level == blocks[head].level + 1:
            yield other
