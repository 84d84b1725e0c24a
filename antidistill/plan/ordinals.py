"""First, second, third in running text: where one of them went, the others count on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import ordinals

_BECAUSE = "one of those before it went"


@dataclass(frozen=True, slots=True)
class _Ordinal:
    """A word that counts its sentence among others."""

    unit: int
    rank: int
    start: int
    """In the unit's plain text."""
    end: int
    """Of the word; the comma behind it is not in it."""
    behind: int
    """Where the sentence goes on behind the comma."""


def recount(draft: Draft) -> None:
    """Let ordinals say which ones are left, and take the only one that is left out."""
    for row in _rows(draft):
        ranks = [o.rank for o in row]
        left = [o for o in row if o.unit not in draft.gone and o.unit not in draft.new]
        if ranks != list(range(1, len(row) + 1)) or len(left) == len(row):
            continue
        words = {o.rank: draft.units[o.unit].text[o.start : o.end] for o in row}
        for place, ordinal in enumerate(left, 1):
            if len(left) == 1:
                reword(draft, ordinal.unit, *_without(draft, ordinal), _BECAUSE)
            elif ordinal.rank != place:
                reword(draft, ordinal.unit, ordinal.start, ordinal.end, words[place], _BECAUSE)


def _rows(draft: Draft) -> Iterator[list[_Ordinal]]:
    """The ordinals of each paragraph, of the items of each list and of the paragraphs between two
    headings."""
    blocks = draft.document.blocks
    for index, block in enumerate(blocks):
        if block.form is Form.PARAGRAPH:
            row = list(_in_units(draft, draft.units_of(index)))
            if len(row) > 1:
                yield row
    for index, block in enumerate(blocks):
        if block.form is Form.LIST:
            heads = [
                draft.units_of(c)[:1] for i in draft.children(index) for c in draft.children(i)[:1]
            ]
            yield list(_in_units(draft, [u for units in heads for u in units]))
    top = draft.children(-1)
    for section in draft.reading.sections:
        inside = top[bisect_left(top, section.first) : bisect_left(top, section.end)]
        heads = [draft.units_of(i) for i in inside if blocks[i].form is Form.PARAGRAPH]
        openings = [list(_in_units(draft, units)) for units in heads]
        yield [row[0] for row in openings if len(row) == 1]


def _in_units(draft: Draft, units: Sequence[int]) -> Iterator[_Ordinal]:
    for unit in units:
        for rank, match in ordinals(draft.units[unit].text):
            yield _Ordinal(unit, rank, *match.span("word"), match.end())


def _without(draft: Draft, ordinal: _Ordinal) -> tuple[int, int, str]:
    """The place of an ordinal with its comma and the letter behind it, and that letter as it reads
    then."""
    text = draft.units[ordinal.unit].text
    letter = text[ordinal.behind : ordinal.behind + 1]
    return ordinal.start, ordinal.behind + 1, letter.upper() if ordinal.start == 0 else letter


def reword(draft: Draft, unit: int, start: int, end: int, new: str, because: str) -> None:
    """Put `new` in the place of a few words of a unit (offsets in its own text)."""
    here = draft.units[unit]
    if here.sentence is None:
        return
    skipped = len(here.sentence.text) - len(here.text)
    draft.reword(unit, skipped + start, skipped + end, new, because)
