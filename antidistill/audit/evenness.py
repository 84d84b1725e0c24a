"""S8: sections that are all alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import mean

from antidistill.audit.base import Gauge, Level, Place
from antidistill.audit.counting import variation
from antidistill.audit.view import View
from antidistill.message import counted
from antidistill.span import Span

_FEWEST = 3


class Evenness:
    """How much the sections differ in items and the items in length. The signal fires only beside
    one of the content signals S1, S2, S3, S7, S9; `antidistill.audit` sees to that."""

    signals = (
        ("S8", "sections too much alike", ()),
        ("C8", "evenness, calibrated", ()),
    )

    def measure(self, view: View) -> Sequence[Gauge]:
        """The signal, and the calibrator's wider limit."""
        counts = Counter(i.section for i in view.items)
        if len(counts) < _FEWEST:
            none = Gauge(None, why="needs three sections with items")
            return none, none
        items = variation([float(n) for n in counts.values()])
        lengths = [mean(len(i.text) for i in view.items if i.section == s) for s in counts]
        length = variation(lengths)
        figures = {"variation of item counts": items, "variation of item lengths": length}
        level = Level.HIGH if items < 0.15 else Level.MEDIUM if length < 0.2 else Level.NONE
        places = tuple(
            Place(
                str(s),
                counted("{title}: {n} item", "{title}: {n} items", n, title=_title(view, s)),
                _span(view, s),
                "a section",
            )
            for s, n in counts.items()
        )
        against = places if level else ()
        strict = Level.MEDIUM if items < 0.25 or length < 0.25 else Level.NONE
        why = "sections of like size" if level else ""
        return (
            Gauge(level, figures, against, why=why),
            Gauge(strict, figures, places if strict else ()),
        )


def _title(view: View, section: int) -> str:
    path = view.reading.sections[section].path
    return path[-1] if path else "(before the first heading)"


def _span(view: View, section: int) -> Span:
    return next(i.span for i in view.items if i.section == section)


FAMILY = Evenness()
