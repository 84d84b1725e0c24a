"""Rank correlation."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """How far two lists agree about the order, -1 to 1; ties share their rank. 0 where one list
    holds one value only."""
    one, two = _ranks(first), _ranks(second)
    middle = mean(one)
    top = sum((a - middle) * (b - middle) for a, b in zip(one, two, strict=True))
    spread = sum((a - middle) ** 2 for a in one) * sum((b - middle) ** 2 for b in two)
    return float(top / spread**0.5) if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(values)
    first = {v: order.index(v) for v in set(values)}
    return [first[v] + (order.count(v) - 1) / 2 for v in values]
