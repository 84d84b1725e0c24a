"""Counting words in items: what the signals have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import mean, pstdev

from antidistill.audit.base import Level, Place
from antidistill.audit.view import Item

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_CODE = re.compile(r"`[^`\n]*`")


def hits(items: Iterable[Item], what: re.Pattern[str], note: str = "") -> Iterator[Place]:
    """A place for each match in the items."""
    for item in items:
        for match in what.finditer(item.text):
            if match.group().strip():
                yield Place(match.group().strip().lower(), item.text, item.span, note)


def with_hit(items: Iterable[Item], what: re.Pattern[str]) -> list[Item]:
    """The items in which it matches."""
    return [i for i in items if what.search(i.text)]


def numbers(items: Iterable[Item]) -> Iterator[Place]:
    """A place for each number in the items."""
    return hits(items, NUMBER)


def share(some: Sequence[object], of: Sequence[object]) -> float:
    """How many of them, 0 to 1; 0 of none."""
    return len(some) / len(of) if of else 0.0


def variation(values: Sequence[float]) -> float:
    """Standard deviation ÷ mean; 0 of nothing."""
    middle = mean(values) if values else 0.0
    return pstdev(values) / middle if middle else 0.0


def lines_with(text: str, what: re.Pattern[str]) -> int:
    """How many lines it matches in, as `grep -c` counts."""
    return sum(what.search(line) is not None for line in text.splitlines())


def above(value: float, medium: float, high: float, least: float = 2.0) -> Level:
    """The level of a share that is bad when it is large."""
    if value > high:
        return Level.HIGH
    return Level.MEDIUM if value >= medium and value < least else Level.NONE
