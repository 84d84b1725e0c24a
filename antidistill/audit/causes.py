"""S3: whether reasons are given, and reasons that say something."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from antidistill.audit.base import Gauge, Level
from antidistill.audit.counting import NUMBER, hits, lines_with
from antidistill.audit.view import Item, View
from antidistill.audit.words import pattern
from antidistill.message import listed, said

_LIMITS = (
    ("experience", 0.2, Level.HIGH),
    ("tech", 0.15, Level.MEDIUM),
    ("review", 0.2, Level.MEDIUM),
)
_CALIBRATED = 1.5
_OPEN = ("whether a reason is deep or only sounds so",)


class Causes:
    """Items with a reason; an empty reason counts for nothing, a story or figure in it for more."""

    signals = (
        ("S3", "no reasons left", _OPEN),
        ("C3", "reasons, calibrated", _OPEN),
    )

    def measure(self, view: View) -> Sequence[Gauge]:
        """The signal, and the calibrator's mean over the core."""
        parts = [(n, limit, level, view.part(n)) for n, limit, level in _LIMITS]
        if not view.is_skill:
            parts = [("document", 0.2, Level.HIGH, list(view.items))]
        counted = [(n, limit, level, items) for n, limit, level, items in parts if items]
        if not counted:
            none = Gauge(None, why="no part that should give reasons")
            return none, none
        short = [(n, lv) for n, limit, lv, items in counted if _specific(items) < limit]
        every = [i for *_, items in counted for i in items]
        given = [i for i in every if grade(i) > 0]
        found = tuple(hits(given, pattern("signals", "causes", "words")))
        figures = {
            "items with a reason": _specific(every),
            "lines the line count finds": float(
                lines_with(view.text, pattern("signals", "causes", "lines"))
            ),
        }
        level = max((lv for _, lv in short), default=Level.NONE)
        why = (
            said("too few reasons in: {parts}", parts=listed(n for n, _ in short)) if short else ""
        )
        core = [grade(i) for i in view.core()]
        strict = Level.MEDIUM if core and mean(core) < _CALIBRATED else Level.NONE
        of_core = {"mean grade, 0 to 3": mean(core)} if core else {}
        return (
            Gauge(level, figures, speaks_for=found, why=why),
            Gauge(strict if core else None, of_core, speaks_for=found),
        )


def grade(item: Item) -> int:
    """0 without a reason or with an empty one, 2 with a specific one, 3 if it tells a story or a
    figure."""
    match = pattern("signals", "causes", "words").search(item.text)
    if match is None:
        return 0
    rest = item.text[match.start() :]
    if pattern("signals", "filler", "keywords").search(rest):
        return 0
    told = pattern("signals", "stories", "told").search(item.text)
    return 3 if told or NUMBER.search(rest) else 2


def _specific(items: Sequence[Item]) -> float:
    return sum(grade(i) >= 2 for i in items) / len(items) if items else 0.0


FAMILY = Causes()
