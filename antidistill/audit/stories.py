"""S9: warnings of risks, and no story of how somebody came to know."""

from __future__ import annotations

from collections.abc import Sequence

from antidistill.audit.base import Gauge, Level
from antidistill.audit.counting import hits, lines_with
from antidistill.audit.view import View
from antidistill.audit.words import pattern
from antidistill.message import said

_SHORT = 300
"""Characters of a document that is too short to have a story."""


class Stories:
    """Words that tell a story, words that only warn."""

    signals = (
        ("S9", "warnings, but no story", ()),
        ("C9", "warnings to stories, calibrated", ()),
    )

    def measure(self, view: View) -> Sequence[Gauge]:
        """The signal, and the calibrator's ratio."""
        if view.size < _SHORT:
            none = Gauge(None, why=said("shorter than {short} characters", short=_SHORT))
            return none, none
        told = tuple(hits(view.items, pattern("signals", "stories", "told"), "a story"))
        risks = tuple(hits(view.items, pattern("signals", "stories", "risks"), "a risk only"))
        level = Level.NONE
        if not told:
            level = Level.HIGH if risks else Level.MEDIUM
        figures = {"story words": float(len(told)), "risk words": float(len(risks))}
        warns = lines_with(view.text, pattern("signals", "stories", "warning_lines"))
        stories = lines_with(view.text, pattern("signals", "stories", "story_lines"))
        ratio = warns / stories if stories else float(warns)
        strict = Level.MEDIUM if ratio > 4 else Level.NONE
        lines = {"warning lines": float(warns), "story lines": float(stories)}
        return (
            Gauge(level, figures, risks, told, "" if told else "no story in it"),
            Gauge(strict, lines, risks, told),
        )


FAMILY = Stories()
