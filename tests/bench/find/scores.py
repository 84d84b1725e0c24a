"""Counting: what was found, what was missed, what was seen where nothing is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from antidistill.finding import Kind
from tests.bench.find.marks import Mark, Range, gold_marks, main_kind, overlap
from tests.labelled.records import Labelled

_ENOUGH = 0.5
_EDGES = " \t\n.,;:!?。，；：！？、…\"'“”‘’()（）`*_"


@dataclass(slots=True)
class Tally:
    """Marks of one kind in one language."""

    gold: int = 0
    met: int = 0
    """Gold marks that a found one overlaps enough."""
    exact: int = 0
    """Gold marks that a found one equals, but for marks and spaces at the ends."""
    found: int = 0
    right: int = 0
    """Found marks that overlap a gold one enough, or lie inside one."""
    standing: int = 0
    """Met gold marks whose standing is right."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold + other.gold,
            self.met + other.met,
            self.exact + other.exact,
            self.found + other.found,
            self.right + other.right,
            self.standing + other.standing,
        )

    @property
    def recall(self) -> float:
        """0 to 1; 1 when there was nothing to find."""
        return self.met / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """0 to 1; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    def f(self, beta: float) -> float:
        """The F measure in which recall counts `beta` times as much as precision."""
        square = beta * beta
        below = square * self.precision + self.recall
        return (1 + square) * self.precision * self.recall / below if below else 0.0


@dataclass(slots=True)
class Scores:
    """What one way of finding reached on one half of the set, for one language."""

    spans: dict[Kind, Tally] = field(default_factory=dict)
    sentences: dict[Kind, Tally] = field(default_factory=dict)
    confusions: Counter[tuple[Kind, Kind]] = field(default_factory=Counter)
    """(kind of the sentence, kind that was found): how often, where they differ."""
    public_mentions: int = 0
    public_masked: int = 0
    """Public names that were taken for a name of a person, a firm's system or an address."""

    def add(self, labelled: Labelled, found: Sequence[Mark]) -> None:
        """Counts one unit."""
        gold = gold_marks(labelled)
        for kind in Kind:
            _count(self.spans.setdefault(kind, Tally()), gold, found, labelled, kind)
        self._sentence(labelled, gold, found)
        self._public(labelled, gold, found)

    def _sentence(self, labelled: Labelled, gold: list[Mark], found: Sequence[Mark]) -> None:
        said, told = main_kind(gold, labelled.unit), main_kind(found, labelled.unit)
        self.sentences.setdefault(said, Tally()).gold += 1
        self.sentences.setdefault(told, Tally()).found += 1
        if said is told:
            self.sentences[said].met += 1
            self.sentences[said].right += 1
        else:
            self.confusions[said, told] += 1

    def _public(self, labelled: Labelled, gold: list[Mark], found: Sequence[Mark]) -> None:
        for mark in gold:
            if mark.kind is Kind.PUBLIC and mark.place != (0, len(labelled.unit.text)):
                self.public_mentions += 1
                self.public_masked += any(
                    f.kind in _MASKS and overlap(f.place, mark.place) >= _ENOUGH for f in found
                )


_MASKS = frozenset({Kind.PERSON, Kind.SYSTEM, Kind.CUSTOMER, Kind.ARGUMENT, Kind.SECRET})


def _count(
    tally: Tally, gold: list[Mark], found: Sequence[Mark], labelled: Labelled, kind: Kind
) -> None:
    wanted = [m for m in gold if m.kind is kind]
    got = [m for m in found if m.kind is kind]
    tally.gold += len(wanted)
    tally.found += len({m.place for m in got})
    tally.right += len({m.place for m in got if any(is_right(m, w) for w in wanted)})
    for want in wanted:
        meeting = [m for m in got if meets(m, want)]
        tally.met += bool(meeting)
        tally.exact += any(_equal(m, want, labelled.unit.text) for m in meeting)
        if meeting:
            best = max(meeting, key=lambda m: (overlap(m.place, want.place), m.confidence))
            tally.standing += best.standing is want.standing


def meets(found: Mark, gold: Mark) -> bool:
    """Whether both are of one kind and overlap enough, the found one with its span or its cut."""
    enough = any(overlap(place, gold.place) >= _ENOUGH for place in _places(found))
    return enough and found.kind is gold.kind


def is_right(found: Mark, gold: Mark) -> bool:
    """Whether what was found is there: it meets a gold mark or is a part of one of its kind."""
    inside = gold.place[0] <= found.place[0] and found.place[1] <= gold.place[1]
    return meets(found, gold) or (inside and found.kind is gold.kind)


def _places(mark: Mark) -> Iterable[Range]:
    return (mark.place,) if mark.cut is None else (mark.place, mark.cut)


def _equal(found: Mark, gold: Mark, text: str) -> bool:
    return any(_core(place, text) == _core(gold.place, text) for place in _places(found))


def _core(place: Range, text: str) -> Range:
    start, end = place
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    out = Tally()
    for tally in tallies:
        out = out + tally
    return out
