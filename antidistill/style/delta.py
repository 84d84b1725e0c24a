"""Burrows' Delta: how far apart two texts are written, and how far one is from the norm."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean

from antidistill.style.profile import Profile, profile, table

LEAST = 150
"""Words (Chinese: Han characters) below which nothing is said."""
_STEADY = 1000
"""Below this the figure is rough."""
_TELLING = 8
_MOST = 6.0
"""Standard deviations beyond which a rate counts for no more: one odd word is no style."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One feature that tells."""

    feature: str
    first: float
    """Standard deviations from the norm in the first text."""
    second: float
    """In the second; 0, the norm itself, when there is one text only."""


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two texts are apart."""

    delta: float
    """Mean difference of the features in standard deviations, from 0."""
    telling: tuple[Mark, ...]
    """The features that differ most, the largest difference first."""
    rough: bool
    """Whether a text is too short for more than a hint."""


@dataclass(frozen=True, slots=True)
class Marked:
    """How far a text is from the norm of its language."""

    delta: float
    telling: tuple[Mark, ...]
    rough: bool


def distance(first: str, second: str, language: str) -> Distance | None:
    """The distance of two texts; None when one of them is shorter than LEAST."""
    return between(profile(first, language), profile(second, language))


def between(one: Profile, two: Profile) -> Distance | None:
    """The distance of two profiles of one language; None when a text is shorter than LEAST."""
    if min(one.size, two.size) < LEAST:
        return None
    marks = _marks(_scores(one), _scores(two))
    delta = mean(abs(m.first - m.second) for m in marks)
    return Distance(delta, _most(marks), min(one.size, two.size) < _STEADY)


def marked(text: str, language: str) -> Marked | None:
    """How marked the writing of a text is; None when it is shorter than LEAST."""
    one = profile(text, language)
    if one.size < LEAST:
        return None
    scores = _scores(one)
    marks = _marks(scores, dict.fromkeys(scores, 0.0))
    return Marked(mean(abs(m.first) for m in marks), _most(marks), one.size < _STEADY)


def _scores(of: Profile) -> dict[str, float]:
    norms = table("norms")[of.language]
    return {
        f: max(-_MOST, min(_MOST, (of.rates[f] - middle) / spread))
        for f, (middle, spread) in norms.items()
        if f in of.rates
    }


def _marks(one: dict[str, float], two: dict[str, float]) -> list[Mark]:
    return [Mark(f, one[f], two[f]) for f in one]


def _most(marks: list[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda m: -abs(m.first - m.second))[:_TELLING])
