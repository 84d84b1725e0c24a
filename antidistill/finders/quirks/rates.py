"""How often a habit is seen, beside how often it is usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from antidistill.finders.phrases import table
from antidistill.finders.quirks.base import Quirk
from antidistill.finders.sections import is_about_person
from antidistill.message import Message, said
from antidistill.reading import Reading

_ICON_SET, _PERSONAL_SET = 1, 3
"""More opening emoji than this are the document's icons, not a person's habit; the second is for
the description of a person."""
_OPENING = "emoji/opening"
_UNSTOPPED = 0.5
"""Where more of the paragraphs than this end without a stop, that is the layout of the document."""

_CLEARLY = 1.5
"""How many times the usual rate makes a habit: a text that got shorter by other edits must not
cross the line by that alone."""


class Rates:
    """The rates of what was seen in one document."""

    def __init__(self, reading: Reading, seen: Sequence[Quirk]) -> None:
        self._per_1000 = 1000 / max(1, sum(len(s.text) for s in reading.sentences))
        self._numbers = Counter(q.habit for q in seen if q.habit)
        self._families = Counter(_family(q) for q in seen)
        personal = is_about_person(reading)
        most = _PERSONAL_SET if personal else _ICON_SET
        self._icons = sum(q.rule == _OPENING for q in seen) > most
        self._norms = table("quirks")["norm"][reading.language]
        self._own = {h.what.removeprefix("mark ") for h in reading.own.habits}
        self._barred = {"capitals"} if _keeps_capitals(reading) else set()
        if not personal:
            self._barred.add("force")
        if self._numbers["no_stop"] > _UNSTOPPED * _paragraphs(reading):
            self._barred.add("no_stop")

    def count(self, quirk: Quirk) -> bool:
        """Whether a quirk is one: always for words that nobody needs, for habits only above the
        usual rate or when the user's own profile has them."""
        if quirk.rule == _OPENING and self._icons:
            return False
        if not quirk.habit:
            return True
        if quirk.habit in self._barred:
            return False
        if quirk.habit in self._own:
            return True
        number, rate = self._numbers[quirk.habit], self._rate(quirk)
        if quirk.usual:
            habits = table("habits")
            return bool(number >= habits["least"] and rate > habits["times"] * quirk.usual)
        usual = table("quirks")["usual"]
        return bool(number >= usual["least"] and rate > _CLEARLY * usual[quirk.habit])

    def told(self, quirk: Quirk) -> Message:
        """The measured rate and the usual one, in words."""
        if quirk.habit:
            rate = self._rate(quirk)
            usual = quirk.usual or table("quirks")["usual"][quirk.habit]
        else:
            rate = self._families[_family(quirk)] * self._per_1000
            usual = self._norms.get(_family(quirk), 0.0)
        return said("{rate:.2g} per 1,000 characters, usual {usual:.2g}", rate=rate, usual=usual)

    def _rate(self, quirk: Quirk) -> float:
        return self._numbers[quirk.habit] * self._per_1000


def _family(quirk: Quirk) -> str:
    return quirk.rule.split("/")[0]


def _keeps_capitals(reading: Reading) -> bool:
    return any(mark in reading.document.text for mark in table("quirks")["capitals"]["keep_near"])


def _paragraphs(reading: Reading) -> int:
    """Paragraphs of prose."""
    from antidistill.finders.quirks.lengths import ends_a_paragraph

    return sum(ends_a_paragraph(reading, s) for s in reading.sentences)
