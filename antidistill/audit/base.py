"""What an audit says: signs with their levels, alarms, and the places that they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from antidistill.audit.view import View
from antidistill.span import Span


class Level(IntEnum):
    """How suspicious a detector would find it."""

    NONE = 0
    LIGHT = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document that a sign counts."""

    words: str
    """What was counted: the number, phrase or name."""
    text: str
    """The item or sentence around it, as plain text."""
    span: Span
    """Of the item in its document."""
    note: str = ""
    """Why it counts, in a few words."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One sign, measured on one document."""

    level: Level | None
    """None when the document has nothing to measure it on."""
    figures: Mapping[str, float] = field(default_factory=dict)
    """What was counted, by name; shares are 0 to 1."""
    against: tuple[Place, ...] = ()
    """What speaks against the document: each one more is a fault."""
    speaks_for: tuple[Place, ...] = ()
    """What speaks for it: each one less is a fault."""
    why: str = ""
    """What made it fire, or why it was not measured."""

    @property
    def fires(self) -> bool:
        """Whether the detector would mark the document."""
        return self.level is not None and self.level > Level.NONE


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that moved a sign."""

    place: Place
    lost: bool
    """True when it stood in the original and is gone; False when it stands in the new text."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One signal of the detector, before and after."""

    id: str
    name: str
    after: Gauge
    before: Gauge | None = None
    """None without an original."""
    open_questions: tuple[str, ...] = ()
    """What the detector also asks here and no program can count."""

    @property
    def news(self) -> str:
        """'new', 'worse', 'better', 'gone' or ''."""
        if self.before is None or self.before.level is None or self.after.level is None:
            return ""
        change = self.after.level - self.before.level
        if change > 0:
            return "worse" if self.before.fires else "new"
        if change < 0:
            return "better" if self.after.fires else "gone"
        return ""

    @property
    def alarming(self) -> bool:
        """Whether the new text is more suspicious here than the original."""
        return self.news in ("new", "worse")

    def faults(self) -> tuple[Fault, ...]:
        """What moved the sign, a sentence once; all that speaks against the text when there is no
        original."""
        had = Counter(p.words for p in self.before.against) if self.before else Counter()
        grown = [Fault(p, False) for p in _beyond(self.after.against, had)]
        lost = self.before.speaks_for if self.before else ()
        still = Counter(p.words for p in self.after.speaks_for)
        found = (*grown, *(Fault(p, True) for p in _beyond(lost, still)))
        return tuple({(f.lost, f.place.text): f for f in reversed(found)}.values())[::-1]


def _beyond(places: Sequence[Place], others: Counter[str]) -> Iterator[Place]:
    """The places whose words are more often here than there."""
    left = Counter(others)
    for place in places:
        if left[place.words] > 0:
            left[place.words] -= 1
        else:
            yield place


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that must not be in the new text, or may not be missing from it."""

    check: str
    """'leak', 'invention', 'structure', 'critical', 'filler', 'language', 'tag', 'metadata',
    'file name', 'batch'."""
    message: str
    """One line."""
    new: Place | None = None
    """Where it stands in the new text."""
    old: Place | None = None
    """Where it stood in the original."""
    serious: bool = True
    """False for a remark that alone is no reason to fail."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Equal for the same alarm in another text."""
        return self.check, self.message, self.new.words if self.new else ""


class Family(Protocol):
    """One or more signals that are measured on one document."""

    @property
    def signals(self) -> Sequence[tuple[str, str, tuple[str, ...]]]:
        """(id, name, what cannot be counted) of each signal."""
        ...

    def measure(self, view: View) -> Sequence[Gauge]:
        """A gauge for each signal, in their order. Pure."""
        ...
