"""Words that count on, or point back to, what went: 'Another way' becomes 'One way', 'the caveats
from above' become 'the caveats'."""

from __future__ import annotations

from antidistill.document import Form
from antidistill.plan.draft import Draft
from antidistill.plan.frames import another_one, pointed_above
from antidistill.plan.ordinals import reword
from antidistill.plan.units import Unit

_BECAUSE = "what it points back to went"
_STEM = 5


def untie(draft: Draft) -> None:
    """Take such words out of the units that stay, or put the first of its kind in their place."""
    for unit in draft.units:
        able = unit.index not in draft.gone and unit.index not in draft.new
        if not able or unit.sentence is None:
            continue
        if (found := another_one(unit.text)) is not None:
            _first_of_its_kind(draft, unit, *found)
        if (above := pointed_above(unit.text)) is not None:
            _not_above(draft, unit, *above)


def _first_of_its_kind(draft: Draft, unit: Unit, noun: str, end: int, new: str) -> None:
    stem = noun.lower()[:_STEM]
    gone, left = _told(draft, _around(draft, unit), unit.index)
    if stem in gone and stem not in left:
        reword(draft, unit.index, 0, end, new, _BECAUSE)


def _not_above(draft: Draft, unit: Unit, noun: str, start: int, end: int) -> None:
    stem = noun.lower()[:_STEM]
    gone, left = _told(draft, 0, unit.index)
    if gone and stem not in left:
        reword(draft, unit.index, start, end, "", _BECAUSE)


def _told(draft: Draft, first: int, unit: int) -> tuple[str, str]:
    """What was said from one unit up to another and is gone, and what is still said."""
    before = range(first, unit)
    gone = " ".join(draft.units[u].text for u in before if u in draft.gone)
    return gone.lower(), " ".join(draft.text_of(u) for u in before).lower()


def _around(draft: Draft, unit: Unit) -> int:
    """The first unit under the heading over a unit's own heading."""
    blocks = draft.document.blocks
    own = draft.reading.section_of(unit.block).heading
    if own < 0:
        return 0
    over = (i for i in range(own - 1, -1, -1) if blocks[i].form is Form.HEADING)
    first = next((i for i in over if blocks[i].level < blocks[own].level), -1)
    return next((u.index for u in draft.units if u.block > first), 0)
