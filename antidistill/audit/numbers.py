"""S1: a text about experience in which no number is left."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.audit.base import Gauge, Level
from antidistill.audit.counting import NUMBER, numbers, share, with_hit
from antidistill.audit.view import View
from antidistill.message import listed, said

_PER_NUMBER = 4
"""Items to a number; three to five are normal."""
_PARTS = (("experience", Level.HIGH), ("tech", Level.HIGH), ("workflow", Level.MEDIUM))


class Numbers:
    """Digits in items; numbers of lists and headings do not count."""

    signals = (("S1", "no numbers left", ()),)

    def measure(self, view: View) -> Sequence[Gauge]:
        """One gauge."""
        parts = [(name, level, view.part(name)) for name, level in _PARTS]
        if not view.is_skill:
            parts = [("document", Level.HIGH, list(view.items))]
        counted = [(n, level, items) for n, level, items in parts if items]
        if not counted:
            return (Gauge(None, why="no list, table or sentence to count in"),)
        empty = [(n, level) for n, level, items in counted if not with_hit(items, NUMBER)]
        every = [i for _, _, items in counted for i in items]
        found = tuple(numbers(every))
        figures = {
            "numbers": float(len(found)),
            "items with a number": share(with_hit(every, NUMBER), every),
            "numbers that would be normal": len(every) / _PER_NUMBER,
        }
        return (
            Gauge(
                max((level for _, level in empty), default=Level.NONE),
                figures,
                speaks_for=found,
                why=said("no number in: {parts}", parts=listed(n for n, _ in empty))
                if empty
                else "",
            ),
        )


FAMILY = Numbers()
