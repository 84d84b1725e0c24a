"""Numbers that the marks of a list say, and the first cells of a table: references to them follow,
and none is left to one that went."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from antidistill.counts import number_in, number_like
from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.frames import counted_cell
from antidistill.plan.phrases import labelled_number, referred_numbers, referred_ranges
from antidistill.plan.units import Unit

_BECAUSE = "one before it went"
_STEPS = ("step", "步")
"""What the items of a numbered list are called."""
_BRACKET = re.compile(r"\s*[(（][^()（）]*\Z")
_CLOSES = re.compile(r"[^()（）]*[)）]")

Moves = dict[int, int]
"""New numbers by old ones; 0 for one that went."""


def settle(draft: Draft) -> bool:
    """Leave out what refers to a step that went: the bracket that does, or the sentence. Whether
    something changed."""
    changed = _acts(draft)
    for unit, start, end, new in list(_references(draft)):
        if new == 0 and not draft.verdicts[unit.index].critical:
            changed |= _without(draft, unit, start, end)
    return changed


def renumber(draft: Draft) -> None:
    """Let references to steps of a list say their new numbers, and tables count on."""
    for unit, start, end, new in list(_references(draft)):
        if new:
            assert unit.sentence is not None
            words = unit.sentence.text[start:end]
            draft.reword(unit.index, start, end, number_like(new, words), _BECAUSE)
    for index, block in enumerate(draft.document.blocks):
        if block.form is Form.TABLE and draft.stands(index):
            _renumber_rows(draft, index)


def _acts(draft: Draft) -> bool:
    """Leave out the rows of a table that it counts as steps when the sentence with the number went:
    what is left of one says nothing to do."""
    changed = False
    for index, block in enumerate(draft.document.blocks):
        if block.form is not Form.TABLE or not draft.stands(index):
            continue
        for row, cell in _counted_rows(draft, index):
            opens = draft.units_of(cell)[0]
            if opens in draft.gone and opens not in draft.new and draft.stands(row):
                changed |= draft.remove(row, "the act of its step went")
    return changed


def _references(draft: Draft) -> Iterator[tuple[Unit, int, int, int]]:
    """References to a step of the list or table around them, or of the only list of their section,
    with their place in the sentence and the number that the step has now."""
    labelled = _has_labels(draft)
    forms = ((i, b.form) for i, b in enumerate(draft.document.blocks))
    forms = ((i, form) for i, form in forms if form is Form.TABLE or not labelled)
    moves = {i: m for i, form in forms if (m := _moves(draft, i, form))}
    if not moves:
        return
    for unit in draft.units:
        if unit.sentence is None or unit.index in draft.gone or unit.index in draft.new:
            continue
        yield from _ranges(draft, unit, moves)
        inside = [place for both in referred_ranges(unit.sentence.text) for place in both]
        for word, start, end in referred_numbers(unit.sentence.text):
            if (start, end) in inside:
                continue
            number = number_in(unit.sentence.text[start:end])
            around = _meant(draft, unit, moves, number) if word in _STEPS else {}
            if around.get(number, number) != number:
                yield unit, start, end, around[number]


def _ranges(
    draft: Draft, unit: Unit, moves: dict[int, Moves]
) -> Iterator[tuple[Unit, int, int, int]]:
    """The ends of ranges that moved: those of the steps that are left of them."""
    text = unit.sentence.text if unit.sentence is not None else ""
    for first, last in referred_ranges(text):
        ends = [number_in(text[a:b]) for a, b in (first, last)]
        around = _meant(draft, unit, moves, ends[1])
        left = [new for old in range(ends[0], ends[1] + 1) if (new := around.get(old, old))]
        now = (left[0], left[-1]) if left else (0, 0)
        for (start, end), old, new in zip((first, last), ends, now, strict=True):
            if old != new:
                yield unit, start, end, new


def _has_labels(draft: Draft) -> bool:
    """Whether the document has steps with a number of their own: 'Step 4' is one of those."""
    blocks = draft.document.blocks
    for unit in draft.units:
        cell = blocks[unit.block].form is Form.CELL
        if cell and draft.children(blocks[unit.block].parent)[0] != unit.block:
            continue  # '第 9 步完成后' in a later column refers to a row
        match = labelled_number(unit.text) if unit.sentence is not None else None
        if match is not None and (match["word"] or match["measure"] or "").strip().lower() in (
            "step",
            "步骤",
            "步",
        ):
            return True
    return False


def _moves(draft: Draft, at: int, form: Form) -> Moves:
    """What becomes of the numbers of a list, or of a table's rows, of which something went; {} for
    any other block."""
    blocks = draft.document.blocks
    if form is Form.TABLE:
        return _moved_rows(draft, _counted_rows(draft, at))
    marks = [blocks[i].marker for i in draft.children(at)] if form is Form.LIST else []
    if len(marks) < 2 or any(m is None for m in marks):
        return {}
    numbers = [m.of(draft.document.text) for m in marks if m is not None]
    counts = [int(n) for n in numbers if n.isascii() and n.isdigit()]
    count_on = counts == list(range(1, len(numbers) + 1)) or counts == [1] * len(numbers)
    if not count_on or all(draft.stands(i) for i in draft.children(at)):
        return {}
    return _moved([draft.stands(item) for item in draft.children(at)])


def _moved(standing: Sequence[bool]) -> Moves:
    left = list(accumulate(map(int, standing)))
    return {place: left[place - 1] * stands for place, stands in enumerate(standing, 1)}


def _moved_rows(draft: Draft, counted: Sequence[tuple[int, int]]) -> Moves:
    """New numbers of the rows of a table. Critical text keeps its own, and the rows behind it count
    on from there."""
    moves: Moves = {}
    number = 0
    for place, (row, cell) in enumerate(counted, 1):
        stands = draft.stands(row)
        fixed = draft.verdicts[draft.units_of(cell)[0]].critical
        number = place if stands and fixed else number + stands
        moves[place] = number * stands
    return moves


def _meant(draft: Draft, unit: Unit, moves: dict[int, Moves], number: int) -> Moves:
    """The numbers of the nearest numbered list or table around a unit that has so many items; else
    those of the only list of its section."""
    table = moves.get(draft.reading.container(unit.block, Form.TABLE), {})
    if number in table:
        return table
    at = draft.reading.container(unit.block, Form.LIST)
    while at >= 0:
        if at in moves and number in moves[at]:
            return moves[at]
        at = draft.reading.container(at, Form.LIST)
    section = draft.reading.section_of(unit.block)
    top = draft.children(-1)
    inside = top[bisect_left(top, section.first) : bisect_left(top, section.end)]
    lists = [i for i in inside if draft.document.blocks[i].info[:1].isdigit()]
    return moves.get(lists[0], {}) if len(lists) == 1 else {}


def _without(draft: Draft, unit: Unit, start: int, end: int) -> bool:
    assert unit.sentence is not None
    text = unit.sentence.text
    opens, closes = _BRACKET.search(text[:start]), _CLOSES.match(text, end)
    if opens and closes:
        before = len(draft.verdicts[unit.index].touches)
        draft.reword(unit.index, opens.start(), closes.end(), "", "the step that it names went")
        return len(draft.verdicts[unit.index].touches) > before
    draft.drop(unit.index)
    return True


def _renumber_rows(draft: Draft, table: int) -> None:
    counted = _counted_rows(draft, table)
    moves = _moved_rows(draft, counted)
    for place, (row, cell) in enumerate(counted, 1):
        match = counted_cell(_text(draft, cell))
        if draft.stands(row) and match is not None and moves[place] != place:
            for unit in draft.units_of(cell)[:1]:
                draft.reword(unit, *match.span("number"), str(moves[place]), _BECAUSE)


def _counted_rows(draft: Draft, table: int) -> list[tuple[int, int]]:
    """The rows of a table that its first cells count one by one, each with that cell; rows that
    part them, empty or with a title, are none of them."""
    rows = [r for r in draft.children(table) if draft.document.blocks[r].info == ""]
    firsts = [next(iter(draft.children(r)), -1) for r in rows]
    found = [counted_cell(_text(draft, cell)) for cell in firsts]
    numbers = [int(m["number"]) for m in found if m]
    if numbers != list(range(1, len(numbers) + 1)) or len(numbers) * 2 <= len(rows):
        return []
    return [(row, cell) for row, cell, m in zip(rows, firsts, found, strict=True) if m]


def _text(draft: Draft, cell: int) -> str:
    units = draft.units_of(cell) if cell >= 0 else []
    sentence = draft.units[units[0]].sentence if units else None
    return sentence.text if sentence is not None else ""
