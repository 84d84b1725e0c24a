"""Numbers in the marks of lists: they count on without the items that went, also from one list to
the next that goes on where it ended."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from antidistill.document import Form
from antidistill.edit import Edit
from antidistill.finding import Kind
from antidistill.plan.draft import Draft
from antidistill.plan.phrases import referred_numbers

_STEPS = ("step", "步")


def renumbered(draft: Draft, joined: Collection[int]) -> Iterator[Edit]:
    """The edits that let the marks count one by one; `joined` lists have none any more."""
    blocks, text = draft.document.blocks, draft.document.text
    chained = not _are_referred_to(draft)
    ends: dict[int, tuple[int, int]] = {}
    for index, block in enumerate(blocks):
        if block.form is not Form.LIST:
            continue
        items = draft.children(index)
        numbers = [int(n) for i in items if (n := _number(draft, i))]
        first = numbers[0] if numbers else 0
        if len(numbers) < len(items) or numbers != list(range(first, first + len(numbers))):
            continue
        last, new = ends.get(block.parent, (0, 0))
        start = new + 1 if chained and first > 1 and last == first - 1 else first
        standing = [i for i in items if draft.stands(i)] if draft.stands(index) else []
        ends[block.parent] = numbers[-1], start + len(standing) - 1
        for place, item in enumerate(standing if index not in joined else ()):
            mark = blocks[item].marker
            if mark is not None and mark.of(text) != str(start + place):
                yield Edit(
                    mark, str(start + place), "an item before it went", Kind.PLAIN, "repaired"
                )


def _number(draft: Draft, item: int) -> str:
    """The number that an item is marked with, '' if it is none."""
    mark = draft.document.blocks[item].marker
    number = mark.of(draft.document.text) if mark is not None else ""
    return number if number.isascii() and number.isdigit() else ""


def _are_referred_to(draft: Draft) -> bool:
    """Whether a sentence calls a step by its number."""
    told = (draft.text_of(u.index) for u in draft.units if u.sentence is not None)
    return any(word in _STEPS for text in told for word, _, _ in referred_numbers(text))
