"""The straight lines that a page draws: borders of tables, among others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MOST_RULES = 5_000
"""On a page; one with more draws something else than tables."""
_THIN = 3.0
"""Points: a filled box of no more is a line."""
_STRAIGHT = 1.0
_PAINTS = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that runs along a page or down it."""

    at: float
    """Its height where it runs along, else its place from the left; in points."""
    start: float
    end: float
    along: bool
    """Whether it runs along the page, from left to right."""


Point = tuple[float, float]


class Pen:
    """Follows the drawing commands of a page."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._boxes: list[tuple[Point, Point]] = []
        self._strokes: list[tuple[Point, Point]] = []
        self._here: Point = (0.0, 0.0)

    def see(self, command: bytes, given: Sequence[Any], at: Sequence[float]) -> None:
        """The next command with what it is given, and where the page's own axes lie."""
        if command in (b"m", b"l", b"re") and len(self.rules) <= MOST_RULES:
            self._draw(command, [float(n) for n in given], at)
        elif command in _PAINTS:
            for one, other in self._strokes if command in _STROKES else ():
                self._rule(one, other)
            for one, other in self._boxes:
                self._box(one, other, stroked=command in _STROKES)
            self._boxes, self._strokes = [], []
        elif command == b"n":
            self._boxes, self._strokes = [], []

    def _draw(self, command: bytes, given: Sequence[float], at: Sequence[float]) -> None:
        if command == b"re" and len(given) == 4:
            x, y, width, height = given
            self._boxes.append((_placed(x, y, at), _placed(x + width, y + height, at)))
        elif len(given) == 2:
            there = _placed(given[0], given[1], at)
            if command == b"l":
                self._strokes.append((self._here, there))
            self._here = there

    def _box(self, one: Point, other: Point, *, stroked: bool) -> None:
        (left, right), (low, high) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if high - low <= _THIN < right - left:
            self.rules.append(Rule((low + high) / 2, left, right, True))
        elif right - left <= _THIN < high - low:
            self.rules.append(Rule((left + right) / 2, low, high, False))
        elif stroked and right - left > _THIN:
            self.rules += (Rule(y, left, right, True) for y in (low, high))
            self.rules += (Rule(x, low, high, False) for x in (left, right))

    def _rule(self, one: Point, other: Point) -> None:
        wide, tall = abs(one[0] - other[0]), abs(one[1] - other[1])
        if tall <= _STRAIGHT < wide:
            self.rules.append(Rule(one[1], min(one[0], other[0]), max(one[0], other[0]), True))
        elif wide <= _STRAIGHT < tall:
            self.rules.append(Rule(one[0], min(one[1], other[1]), max(one[1], other[1]), False))


def _placed(x: float, y: float, at: Sequence[float]) -> Point:
    return x * at[0] + y * at[2] + at[4], x * at[1] + y * at[3] + at[5]
