"""How a text will look to a suspicious reader, and what of the original it still tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from antidistill.audit.base import Alarm, Fault, Gauge, Level, Place, Sign
from antidistill.audit.leaks import leaks
from antidistill.audit.pairs import pairs
from antidistill.audit.promises import broken
from antidistill.audit.scores import Scores, scores
from antidistill.audit.signals import overall, signs
from antidistill.audit.traces import file_signs, traces
from antidistill.audit.view import View, view
from antidistill.audit.words import table
from antidistill.finding import Kind
from antidistill.style import Distance, distance

__all__ = [
    "Alarm",
    "Audit",
    "Fault",
    "Gauge",
    "Level",
    "Place",
    "Scores",
    "Sign",
    "View",
    "audit",
    "view",
]


@dataclass(frozen=True, slots=True)
class Audit:
    """All that can be said of one text, with its original or without."""

    name: str
    """The file as the user named it."""
    new: View
    old: View | None
    signs: tuple[Sign, ...]
    scores: tuple[Scores | None, Scores]
    """Before (None without an original) and after."""
    verdict: tuple[Level | None, Level]
    """The detector's, before and after."""
    alarms: tuple[Alarm, ...]
    retention: float | None
    """Facts after ÷ facts before, as the detector compares two versions; None without an
    original or facts."""
    style: Distance | None
    """How far the writing is from the original's; None without one or when too short."""

    @property
    def alarming(self) -> bool:
        """Whether something leaked, was broken, or is newly suspicious."""
        return any(s.alarming for s in self.signs) or any(a.serious for a in self.alarms)


def audit(
    name: str,
    new: View,
    old: View | None = None,
    *,
    name_kept: bool = False,
    withheld: frozenset[Kind] = frozenset(),
) -> Audit:
    """The audit of a text, against its original if there is one. `name_kept`: the file is called
    as its original is, so that its name tells nothing new. `withheld`: the kinds of names that the
    copy must not hold, if that is known; else it is told from what is gone."""
    found = signs(new, old)
    alarms = [*traces(new)]
    if old is not None:
        paired = pairs(old, new)
        had = {a.key for a in traces(old)}
        alarms = [a for a in alarms if a.key not in had]
        alarms = [*leaks(old, new, paired, withheld), *broken(old, new, paired), *alarms]
    if not name_kept:
        alarms += file_signs(name)
    before = [(s.id, s.before) for s in found if s.before is not None]
    return Audit(
        name,
        new,
        old,
        found,
        (scores(old) if old else None, scores(new)),
        (
            overall(before, skill=old.is_skill) if old else None,
            overall([(s.id, s.after) for s in found], skill=new.is_skill),
        ),
        tuple(alarms),
        _retention(old, new) if old else None,
        distance(old.prose, new.prose, old.reading.language) if old else None,
    )


def _retention(old: View, new: View) -> float | None:
    what = re.compile(table("signals")["retention"]["pattern"], re.IGNORECASE)
    before, after = (len(what.findall(v.text)) for v in (old, new))
    return after / before if before else None
