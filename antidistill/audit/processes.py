"""S4: processes that have collapsed to a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from antidistill.audit.base import Gauge, Level, Place
from antidistill.audit.counting import hits
from antidistill.audit.view import View
from antidistill.audit.words import pattern
from antidistill.message import counted

_FEWEST_STEPS = 3


class Processes:
    """Steps of each process; four to eight are normal."""

    signals = (("S4", "processes without steps", ()),)

    def measure(self, view: View) -> Sequence[Gauge]:
        """One gauge."""
        phrases = pattern("signals", "processes", "phrases")
        stock = tuple(hits(view.items, phrases, "instead of steps"))
        if not view.processes:
            level = Level.HIGH if stock else None
            return (Gauge(level, against=stock, why="" if stock else "no process in it"),)
        sizes = [len(p.steps) for p in view.processes]
        single = [p for p in view.processes if len(p.steps) == 1]
        short = tuple(
            Place(
                p.title.lower(),
                counted("{title}: {n} step", "{title}: {n} steps", len(p.steps), title=p.title),
                p.span,
                "a short process",
            )
            for p in view.processes
            if len(p.steps) < _FEWEST_STEPS
        )
        steps = tuple(
            Place(text.lower(), text, p.span, "a step") for p in view.processes for text in p.steps
        )
        why = _why(mean(sizes), len(single), bool(stock))
        figures = {"processes": float(len(sizes)), "steps in each": mean(sizes)}
        return (Gauge(Level.HIGH if why else Level.NONE, figures, (*stock, *short), steps, why),)


def _why(steps: float, single: int, stock: bool) -> str:
    if steps < _FEWEST_STEPS:
        return "fewer than three steps in a process on average"
    if single > 1:
        return "several processes of one sentence"
    return "a standard process is named in the place of steps" if stock else ""


FAMILY = Processes()
