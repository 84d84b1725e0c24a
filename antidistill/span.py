"""Half-open character ranges of a document's text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `start` up to, not including, `end` of `Document.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no such span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` that this span names."""
        return text[self.start : self.end]


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span around all of `spans`; ValueError when there are none."""
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as `spans`, as sorted spans that neither overlap nor touch."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


class Overlapping(Generic[T]):
    """Things with a place in the text, found by their place without looking at all of them."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._things = sorted(
            ((span, number, thing) for number, (span, thing) in enumerate(things)),
            key=lambda entry: entry[:2],
        )
        self._starts = [span.start for span, _, _ in self._things]
        self._reach = list(accumulate((span.end for span, _, _ in self._things), max))

    def at(self, span: Span) -> list[T]:
        """Those that overlap `span`, in the order in which they were given."""
        found: list[tuple[int, T]] = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            place, number, thing = self._things[at]
            if place.end > span.start:
                found.append((number, thing))
            at -= 1
        return [thing for _, thing in sorted(found, key=lambda entry: entry[0])]
